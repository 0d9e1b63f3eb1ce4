"""2a–2c: all processes held low or high; then becoming aware is given the other world's chances, in both orders."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from experiments.engine.precision import Interval
from experiments.engine.verdict import Judgement, Verdict, judge
from experiments.propositions.arm import Arm
from experiments.propositions.attentiveness import PROCESSES
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.dose_response import DoseResponse, with_prediction
from experiments.propositions.finding import DESCRIPTION, Finding
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import Setting

CELLS = ("aware_right", "aware_wrong", "unaware_right", "unaware_wrong")
AN_EFFECT = "an effect of "
OFF_DIAGONAL = ("aware_wrong", "unaware_right")
WORDS = {"caring": "caring responses", "timely": "timely responses", "knowledgeable": "knowledgeable responses"}


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """Own footing low or high, crossed with the footing that becoming aware reads."""
    worlds = {world: hypothesis.manipulation[world] for world in ("low", "high")}
    return {
        arm_name(context, own, aware): Arm(
            setting.form(context)
            | {f"held.{process}": worlds[own] for process in PROCESSES}
            | {"held.awareness_footing": worlds[aware]}
        )
        for context in hypothesis.contexts
        for own in worlds
        for aware in worlds
    }


def arm_name(context: str, own: str, aware: str) -> str:
    """The arm's name in tables."""
    return f"{context}, footing {own}, aware as {aware}"


def findings(setting: Setting, hypothesis: Hypothesis, runs: Runs, doses: DoseResponse | None = None) -> list[Finding]:
    """One verdict for each context, and the split beside it."""
    return [
        finding
        for context in hypothesis.contexts
        for outcome, role in hypothesis.outcomes.items()
        for finding in _split(hypothesis, runs, context, outcome, role, doses)
    ]


def _split(hypothesis: Hypothesis, runs: Runs, context: str, outcome: str, role: str, doses: DoseResponse | None) -> list[Finding]:
    def arm(own: str, aware: str) -> str:
        return arm_name(context, own, aware)

    ends = {arm("high", "high"): 1.0, arm("low", "low"): -1.0}
    total = runs.combined(ends, outcome)
    orders = {
        "indirect, at high footing": runs.combined({arm("high", "high"): 1.0, arm("high", "low"): -1.0}, outcome),
        "indirect, at low footing": runs.combined({arm("low", "high"): 1.0, arm("low", "low"): -1.0}, outcome),
    }
    orders["indirect, mean of both orders"] = sum(orders.values()) / 2
    beyond_half = orders["indirect, mean of both orders"] - total / 2
    common = Finding(
        hypothesis.name, outcome, "total", role, context=context, draws=runs.kind, sesoi=hypothesis.sesoi,
        pairing_gain=runs.gain(*ends, outcome), p=p_above(total, hypothesis.sesoi),
    )  # fmt: skip
    interval = runs.interval(total)
    judgement = mediated(judge(interval, hypothesis.sesoi, runs.means(ends, outcome)), runs.interval(beyond_half))
    definition = _definition(hypothesis, runs, ends, outcome)
    words = f"{WORDS[outcome]}, mostly through awareness, in {context.replace('_', ' ')}"
    judged = common.judged(judgement, interval, hypothesis.subject, words)
    if path := path_in_plain_english(judgement, interval, runs.interval(orders["indirect, mean of both orders"])):
        judged = replace(judged, plain=f"{hypothesis.subject} raises {WORDS[outcome]} in {context.replace('_', ' ')} by {100 * interval.mean:.1f} points, {path}")
    if judged.verdict == Verdict.SUPPORTED and definition:
        judged = replace(judged, by_definition=True, notes=tuple(definition))
    if doses is not None:
        judged = with_prediction(judged, doses.predicted(runs, ends, outcome))
    described = replace(common, role=DESCRIPTION, p=float("nan"), pairing_gain=float("nan"))
    parts = {**orders, "indirect minus half of total": beyond_half, **_known_and_fit(runs, ends, outcome)}
    return [judged, *(replace(described, part=part).measured(runs.interval(values)) for part, values in parts.items())]


def path_in_plain_english(judgement: Judgement, total: Interval, indirect: Interval) -> str:
    """Which way an effect goes that is there but does not, or may not, run through awareness; empty for all others."""
    if judgement.verdict == Verdict.SUPPORTED or not judgement.reason.startswith(AN_EFFECT):
        return ""
    share = f"{100 * indirect.mean:.1f} points of them through awareness"
    return f"but most of it bypasses awareness: {share}." if judgement.verdict == Verdict.CONTRADICTED else f"but its path is open: {share}."


def mediated(total: Judgement, beyond_half: Interval) -> Judgement:
    """A total effect supports the claim only if more than half of it surely runs through awareness."""
    if total.verdict != Verdict.SUPPORTED:
        return total
    shown = f"indirect minus half of total {beyond_half.mean:+.3g} [{beyond_half.lower:+.3g}, {beyond_half.upper:+.3g}]"
    if beyond_half.lower > 0:
        return replace(total, reason=f"{total.reason}; {shown}")
    if beyond_half.upper < 0:
        return Judgement(Verdict.CONTRADICTED, f"{AN_EFFECT}{total.reason}; but most of it bypasses awareness: {shown}")
    return Judgement(Verdict.UNDETERMINED, f"{AN_EFFECT}{total.reason}; its path is open: {shown}")


def _definition(hypothesis: Hypothesis, runs: Runs, ends: dict[str, float], outcome: str) -> list[str]:
    """Why a supported claim would be true mostly by definition."""
    reasons = []
    least = hypothesis.decisions.get("least_cell", 0.0)
    for cell in OFF_DIAGONAL:
        share = min(runs.means(ends, cell), default=1.0)
        if share < least:
            reasons.append(f"{cell.replace('_', ' and ')} in {100 * share:.1f} % of acts")
    if outcome == "caring":
        parts = {name: values.mean() for name, values in _known_and_fit(runs, ends, outcome).items()}
        whole = sum(parts.values())
        if whole and parts[KNOWN] / whole > hypothesis.decisions["definition_share"]:
            reasons.append(f"{100 * parts[KNOWN] / whole:.0f} % of the effect is knowing the particular")
    return reasons


KNOWN, FIT = "change in known × fit given known", "known × change in fit given known"


def _known_and_fit(runs: Runs, ends: dict[str, float], outcome: str) -> dict[str, pd.Series]:
    """Caring is known × fit given known: its change split into that of either, each at the mean of the other."""
    if outcome != "caring":
        return {}
    high, low = ends
    known = [runs.level(arm, "known") for arm in (high, low)]
    fit = [runs.level(arm, "fit_given_known") for arm in (high, low)]
    return {
        KNOWN: (known[0] - known[1]) * (fit[0] + fit[1]) / 2,
        FIT: (known[0] + known[1]) / 2 * (fit[0] - fit[1]),
    }
