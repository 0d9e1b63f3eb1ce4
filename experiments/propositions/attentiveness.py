"""1a–1c: each process's footing held at five levels, the other two as the baseline had them, at three loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from experiments.engine.precision import Interval
from experiments.engine.verdict import Judgement, Verdict, judge
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.finding import DESCRIPTION, Finding
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import Setting

PROCESSES = ("coproduction", "coordination", "leadership")
SITUATIONAL = ("tell", "ask", "line", "act", "script", "revise", "give_up", "aftermath", "refused")
WORDS = {
    "understood_unscripted": "attentiveness to the situation",
    "pairs_attended_net": "attentiveness to one another (own pairs, net of what others lose)",
    "pairs_attended_own": "attentiveness to one another (own pairs)",
}


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """One arm for each level at each load."""
    process, base = hypothesis.manipulation["process"], setting.base
    return {
        arm_name(process, level, load): Arm(
            {f"held.{process}": level},
            given=lambda recorded, load=load: {
                **others_held(process, recorded),
                "scenario.routine_minutes": routine_minutes(load, recorded, base),
            },
        )
        for load in hypothesis.manipulation["loads"]
        for level in hypothesis.manipulation["levels"]
    }


def arm_name(process: str, level: float, load: float) -> str:
    """The arm's name in tables."""
    return f"{process} {level:g}, load {load:g}"


def others_held(process: str, recorded: Mapping[str, float]) -> dict[str, float]:
    """The other two processes at the mean footing that the baseline had in the same draw (decision 602)."""
    return {
        f"held.{other}": round(recorded[f"{other}_footing"], 4)
        for other in PROCESSES
        if other != process and recorded[f"{other}_footing"] == recorded[f"{other}_footing"]
    }


def routine_minutes(load: float, recorded: Mapping[str, float], base: Mapping) -> int:
    """Routine minutes an hour at which routine and situations take this share of what is paid (decision 603).

    Equation: load = (r·heads + m·managers)/(60·heads) + s, with s what situations took of the baseline's paid minutes.
    """
    from sim.parameters import Parameters
    from sim.people.founding import head_counts

    parameters = Parameters.model_validate(base)
    heads, managers = parameters.size.workers, sum(head_counts(parameters).managers)
    situations = sum(recorded[f"minutes.{purpose}"] for purpose in SITUATIONAL)
    minutes = 60.0 * (load - situations) - parameters.scenario.manager_minutes * managers / heads
    return round(min(60.0, max(0.0, minutes)))


def findings(setting: Setting, hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """One verdict for each load and outcome."""
    return [
        _finding(hypothesis, runs, outcome, role, load)
        for load in hypothesis.manipulation["loads"]
        for outcome, role in hypothesis.outcomes.items()
    ]


def _finding(hypothesis: Hypothesis, runs: Runs, outcome: str, role: str, load: float) -> Finding:
    process, levels = hypothesis.manipulation["process"], hypothesis.manipulation["levels"]
    names = [arm_name(process, level, load) for level in levels]
    values = difference(runs, process, outcome, names[-1], names[0])
    steps = {
        f"{low:g} to {high:g}": runs.interval(difference(runs, process, outcome, to, off))
        for (low, off), (high, to) in pairwise(zip(levels, names))
    }
    interval = runs.interval(values)
    column = f"{process}_pairs_attended" if outcome.startswith("pairs_attended") else outcome
    declines = [f"declines from {step}: {found.mean:+.3f}" for step, found in steps.items() if found.upper < 0]
    finding = Finding(
        hypothesis.name, outcome, f"footing {levels[-1]:g} minus {levels[0]:g}", role, process, f"load {load:g}",
        draws=runs.kind, sesoi=hypothesis.sesoi, notes=tuple(declines),
        pairing_gain=runs.gain(names[-1], names[0], column), p=p_above(values, hypothesis.sesoi),
    )  # fmt: skip
    if role == DESCRIPTION:
        return finding.measured(interval)
    judgement = without_decline(judge(interval, hypothesis.sesoi, runs.means([names[0], names[-1]], column)), declines)
    where = f"{WORDS[outcome]} at load {load:g}"
    return finding.judged(judgement, interval, hypothesis.subject, where)


def without_decline(judgement: Judgement, declines: list[str]) -> Judgement:
    """A rise from lowest to highest supports the claim only if no step between them surely falls."""
    if judgement.verdict == Verdict.SUPPORTED and declines:
        return replace(judgement, verdict=Verdict.UNDETERMINED, reason=f"{judgement.reason}; but {'; '.join(declines)}")
    return judgement


def difference(runs: Runs, process: str, outcome: str, one: str, other: str) -> pd.Series:
    """One arm minus the other in each draw, in an outcome that may be made of several columns."""
    if not outcome.startswith("pairs_attended"):
        return runs.combined({one: 1.0, other: -1.0}, outcome)
    own = runs.combined({one: 1.0, other: -1.0}, f"{process}_pairs_attended")
    if outcome == "pairs_attended_own":
        return own
    lost = sum(
        (attended(runs, one, each) - attended(runs, other, each)).reindex(own.index).fillna(0.0)
        for each in PROCESSES if each != process
    )  # fmt: skip
    pairs = (runs.level(one, f"n_{process}_pairs") + runs.level(other, f"n_{process}_pairs")) / 2
    return own + lost.clip(upper=0.0) / pairs


def attended(runs: Runs, arm: str, process: str) -> pd.Series:
    """How many pairs of a process were attentive."""
    return runs.level(arm, f"{process}_pairs_attended") * runs.level(arm, f"n_{process}_pairs")


def curve(hypothesis: Hypothesis, runs: Runs, outcome: str, load: float, scale: str = "rate") -> list[tuple[float, Interval]]:
    """The dose–response: level of footing and the outcome's mean with its interval."""
    process = hypothesis.manipulation["process"]
    if outcome.startswith("pairs_attended"):
        outcome = f"{process}_pairs_attended"
    return [
        (level, runs.interval(runs.level(arm_name(process, level, load), outcome, scale)))
        for level in hypothesis.manipulation["levels"]
    ]
