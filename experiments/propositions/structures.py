"""3a–3f: each structure at its relational against its impersonal pole, at equal hours, in two contexts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from experiments.engine.verdict import judge
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.dose_response import DoseResponse, with_prediction
from experiments.propositions.finding import DESCRIPTION, SECONDARY, Finding, not_run
from experiments.propositions.hypotheses import LEVEL, Hypothesis
from experiments.propositions.setting import COMMON, OWN, Setting

WORDS = {
    "coproduction": "customers and workers", "coordination": "workers of different functions", "leadership": "workers and managers",
}  # fmt: skip
MEASURES = {
    "heard": "being asked and heard in both directions, between strangers: {who}",
    "all": "role ties in both directions: {who}",
    "survey": "the survey's items on relationships: {who}",
}
DOSED = "bureaucratic"  # the context in which doses are varied, one at a time; the full profile only
WAYS = {
    "coproduction": ("worker_to_customer", "customer_to_worker"),
    "coordination": ("upward", "downward"),
    "leadership": ("worker_to_manager", "manager_to_worker"),
}


def key_of(hypothesis: Hypothesis) -> str:
    """The parameter that says at which pole the structure is."""
    return f"{hypothesis.manipulation['structure']}.{LEVEL}"


def lacking(setting: Setting, hypothesis: Hypothesis) -> list[str]:
    """What the model would need to have."""
    return setting.lacking([key_of(hypothesis)])


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """Both poles in each context at its own and at common norms; the time-only twin at own norms."""
    poles, twin = hypothesis.manipulation["poles"], hypothesis.manipulation["twin"]
    found = {}
    for context in hypothesis.contexts:
        for norms in (OWN, COMMON):
            for level in [*poles, twin] if norms == OWN else poles:
                name = arm_name(hypothesis, context, norms, level)
                found[name] = Arm(setting.form(context, norms) | {key_of(hypothesis): level})
    if setting.is_full:
        for key, values in hypothesis.manipulation.get("dose", {}).items():
            for value in values:
                for pole in poles:
                    changes = setting.form(DOSED, OWN) | {key_of(hypothesis): pole, key: value}
                    found[dose_name(hypothesis, key, value, pole)] = Arm(changes)
    return found


def dose_name(hypothesis: Hypothesis, key: str, value: float, pole: str) -> str:
    """The arm's name in tables."""
    return f"{DOSED}, {key} {value:g}, {hypothesis.manipulation['structure']} {pole}"


def arm_name(hypothesis: Hypothesis, context: str, norms: str, level: str) -> str:
    """The arm's name in tables."""
    return f"{context}, {norms} norms, {hypothesis.manipulation['structure']} {level}"


def findings(setting: Setting, hypothesis: Hypothesis, runs: Runs, doses: DoseResponse | None = None) -> list[Finding]:
    """One verdict for each relationship, context, norms and outcome; directions and the twin's cost beside it."""
    found: list[Finding] = []
    for relationship in hypothesis.decisions["relationships"]:
        for pattern, role in hypothesis.outcomes.items():
            outcome = pattern.format(relationship=relationship)
            for context in hypothesis.contexts:
                for norms in (OWN, COMMON):
                    found.append(_poles(hypothesis, runs, outcome, role, relationship, context, norms, doses))
        found += _directions(hypothesis, runs, relationship)
    return [*found, *_costs(hypothesis, runs), *_doses(setting, hypothesis, runs)]


def _poles(hypothesis, runs: Runs, outcome: str, role: str, relationship: str, context: str, norms: str, doses=None) -> Finding:
    relational, impersonal = (arm_name(hypothesis, context, norms, pole) for pole in hypothesis.manipulation["poles"])
    sesoi = hypothesis.decisions["sesoi_survey"] if outcome.startswith("survey") else hypothesis.sesoi
    role = SECONDARY if role != DESCRIPTION and norms == COMMON else role
    where = {"outcome": outcome, "role": role, "relationship": relationship, "context": context, "norms": norms,
             "draws": runs.kind, "part": "relational minus impersonal"}  # fmt: skip
    if not runs.has(outcome):
        return not_run(hypothesis.name, f"the model returns no {outcome} yet", **where)
    ends = {relational: 1.0, impersonal: -1.0}
    values = runs.combined(ends, outcome)
    interval = runs.interval(values)
    finding = Finding(
        hypothesis.name, sesoi=sesoi, scale="survey points" if outcome.startswith("survey") else "rate", **where,
        pairing_gain=runs.gain(relational, impersonal, outcome), p=p_above(values, sesoi),
    )  # fmt: skip
    if role == DESCRIPTION:
        return finding.measured(interval)
    # Role ties and survey items are no rates: the bounds of room are not theirs.
    levels = runs.means([relational, impersonal], outcome) if outcome.startswith("probe") else []
    kind = "survey" if outcome.startswith("survey") else outcome.rpartition(".")[2]
    words = MEASURES[kind].format(who=WORDS[relationship])
    at = "" if norms == OWN else ", at common norms"
    words = f"{words}, in a {context.replace('_', ' ')} setting{at}"
    judged = finding.judged(judge(interval, sesoi, levels), interval, hypothesis.subject, words)
    if doses is None or not outcome.startswith("probe"):
        return judged
    return with_prediction(judged, doses.predicted_between_strangers(runs, ends, relationship, outcome))


def _directions(hypothesis: Hypothesis, runs: Runs, relationship: str) -> list[Finding]:
    """Either direction of the probe by itself, since reciprocity is only as good as the lesser."""
    found = []
    for context in hypothesis.contexts:
        relational, impersonal = (arm_name(hypothesis, context, OWN, pole) for pole in hypothesis.manipulation["poles"])
        ways = {}
        for way in WAYS[relationship]:
            outcome = f"probe.{relationship}.{way}.heard"
            ways[way] = runs.interval(runs.combined({relational: 1.0, impersonal: -1.0}, outcome))
            found.append(
                Finding(
                    hypothesis.name, outcome, f"{way.replace('_', ' ')}", DESCRIPTION, relationship, context,
                    draws=runs.kind, sesoi=hypothesis.sesoi,
                ).measured(ways[way])
            )  # fmt: skip
        if relationship == "coproduction":
            found[-1] = replace(found[-1], notes=limits(ways, hypothesis.sesoi))
    return found


def limits(ways, sesoi: float) -> tuple[str, ...]:
    """Say when the customers' stay, and not the structure, keeps coproduction from being reciprocal.

    Workers' ties with the customer role outlast every customer; a customer's own ties are lost with the stay.
    """
    outward, inward = ways["worker_to_customer"], ways["customer_to_worker"]
    if outward.lower > sesoi and inward.upper < outward.lower:
        return ("workers relate, customers hardly: their stay limits reciprocity, not the structure",)
    return ()


def _costs(hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """What the hours alone cost or buy: the time-only twin minus the impersonal pole, and content net of it."""
    relational, impersonal = hypothesis.manipulation["poles"]
    twin = hypothesis.manipulation["twin"]
    parts = {"cost of the hours: time-only twin minus impersonal": (twin, impersonal),
             "content: relational minus time-only twin": (relational, twin)}  # fmt: skip
    found = []
    for context in hypothesis.contexts:
        for part, (one, other) in parts.items():
            names = [arm_name(hypothesis, context, OWN, level) for level in (one, other)]
            values = runs.combined({names[0]: 1.0, names[1]: -1.0}, "joint")
            if len(values):
                finding = Finding(hypothesis.name, "joint", part, DESCRIPTION, "", context, draws=runs.kind, sesoi=hypothesis.sesoi)
                found.append(finding.measured(runs.interval(values)))
    return found


def _doses(setting: Setting, hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """The poles' difference at each dose, both poles spending its hours: described, not judged."""
    if not setting.is_full:
        return []
    relational, impersonal = hypothesis.manipulation["poles"]
    found = []
    for key, values in hypothesis.manipulation.get("dose", {}).items():
        for value in values:
            weights = {dose_name(hypothesis, key, value, relational): 1.0, dose_name(hypothesis, key, value, impersonal): -1.0}
            for relationship in hypothesis.decisions["relationships"]:
                outcome = f"probe.{relationship}.heard"
                finding = Finding(hypothesis.name, outcome, f"dose {key} {value:g}", DESCRIPTION, relationship, DOSED,
                                  draws=runs.kind, sesoi=hypothesis.sesoi)  # fmt: skip
                found.append(finding.measured(runs.interval(runs.combined(weights, outcome))))
    return found


def levels_table(hypotheses, runs: Runs) -> pd.DataFrame:
    """Effects on the primary outcome for the figure: structure, relationship, context, mean, half-width."""
    rows = []
    for hypothesis in hypotheses:
        for relationship in hypothesis.decisions["relationships"]:
            for context in hypothesis.contexts:
                names = [arm_name(hypothesis, context, OWN, pole) for pole in hypothesis.manipulation["poles"]]
                found = runs.interval(runs.combined({names[0]: 1.0, names[1]: -1.0}, f"probe.{relationship}.heard"))
                rows.append({"proposition": hypothesis.name, "structure": hypothesis.manipulation["structure"],
                             "relationship": relationship, "context": context, "mean": found.mean,
                             "half_width": found.half_width, "n": found.n})  # fmt: skip
    return pd.DataFrame(rows)
