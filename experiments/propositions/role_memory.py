"""4a–4c: what role memory saves when an organisation is stressed: (role stores on − cut) × stress, in log-odds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product

import pandas as pd

from experiments.engine.verdict import exceeds, judge
from experiments.propositions.contrast import LOG_ODDS, Runs, p_above
from experiments.propositions.dose_response import JOINT, DoseResponse, with_prediction
from experiments.propositions.endurance import GAP, RECOVERY, recovery, substitutes
from experiments.propositions.finding import DESCRIPTION, PRIMARY, SECONDARY, Finding, not_run
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import COMMON, OWN, Setting
from experiments.propositions.stress_design import (
    CALM, CUT, ON, STRESSED, Cell, against_relational, arms, interaction, lacking, less, memory, outcomes_of, scale_of, stress_on,
)  # fmt: skip

__all__ = ["arms", "curve", "findings", "lacking", "outcomes_of"]
INTERACTION = "role stores × stress, direct paths cut"
WORDS = {
    "joint": "responses that are caring, timely and knowledgeable at once",
    "site_spread.joint": "evenness between sites of responses that are caring, timely and knowledgeable at once",
}


def findings(
    setting: Setting, hypothesis: Hypothesis, runs: Runs, relearning: float = math.nan, doses: DoseResponse | None = None
) -> list[Finding]:
    """For each stress the interaction and its company; outcomes and stresses that the model lacks are said so."""
    found: list[Finding] = []
    for stress in hypothesis.manipulation["stresses"]:
        for outcome, role in outcomes_of(hypothesis, stress).items():
            where = {"outcome": outcome, "role": role, "context": stress, "draws": runs.kind, "part": "role stores × stress"}
            if missing := lacking(setting, hypothesis, stress):
                found.append(not_run(hypothesis.name, f"the model has no {', '.join(missing)} yet", **where))
            elif outcome == RECOVERY:
                found.append(recovery(hypothesis, runs, stress, where))
            elif outcome == GAP:
                found.append(substitutes(hypothesis, runs, stress, where))
            elif not runs.has(outcome):
                found.append(not_run(hypothesis.name, f"the model returns no {outcome} yet", **where))
            else:
                found += _stress(setting, hypothesis, runs, stress, outcome, role, relearning, doses)
    return found


def _stress(setting, hypothesis: Hypothesis, runs: Runs, stress, outcome: str, role: str, relearning: float, doses) -> list[Finding]:
    scale, _, sign = scale_of(hypothesis, outcome)
    alone = runs.interval(sign * runs.combined(memory(stress, CALM, personal=CUT), outcome, scale))
    beside = DESCRIPTION if role == DESCRIPTION else SECONDARY
    # What role memory is worth without a rival was measured in log-odds, at own norms and the usual footing: that bound is theirs alone.
    bounds = {(role, OWN, INTERACTION): largest_possible(setting, hypothesis, stress, alone.upper, relearning)} if scale == LOG_ODDS else {}
    weights = {
        (role, OWN, INTERACTION): interaction(stress),
        (beside, COMMON, INTERACTION): interaction(stress, norms=COMMON),
        (beside, OWN, f"{INTERACTION}, strongest footing"): interaction(stress, footing="strongest"),
        (DESCRIPTION, OWN, "role stores × stress, direct paths on"): interaction(stress, direct=ON),
        (DESCRIPTION, OWN, "three-way: direct paths × role stores × stress"): less(interaction(stress, direct=ON), interaction(stress)),
        (DESCRIPTION, OWN, "role memory, calm"): memory(stress, CALM),
        (DESCRIPTION, OWN, "role memory, calm, personal ties cut"): memory(stress, CALM, personal=CUT),
        (DESCRIPTION, OWN, "stress on the relational bureaucracy"): stress_on(Cell(stress, CALM, direct=ON)),
        (DESCRIPTION, OWN, "stress, relational bureaucracy minus relational"): against_relational(stress, OWN),
        (DESCRIPTION, COMMON, "stress, relational bureaucracy minus relational"): against_relational(stress, COMMON),
    }  # fmt: skip
    if sign < 0:
        bounds = {where: largest_fall(runs, each, outcome, scale) for where, each in weights.items()}
    return [
        with_mechanical_part(_finding(hypothesis, runs, stress, outcome, *where, each, bounds.get(where), relearning), runs, each, doses)
        for where, each in weights.items()
    ]


def with_mechanical_part(finding: Finding, runs: Runs, weights: Mapping[str, float], doses: DoseResponse | None) -> Finding:
    """Say beside an effect on the joint rate what tie arithmetic alone predicts of it."""
    if doses is None or finding.outcome != JOINT:
        return finding
    return with_prediction(finding, doses.predicted(runs, weights, JOINT, LOG_ODDS))


def _finding(hypothesis, runs: Runs, stress, outcome, role, norms, part, weights, reach, relearning) -> Finding:
    scale, sesoi, sign = scale_of(hypothesis, outcome)
    values = sign * runs.combined(weights, outcome, scale)
    interval = runs.interval(values)
    notes = () if relearning != relearning else (f"relearning time {relearning:,.0f} hours",)
    if exceeds(interval, reach):
        notes += (f"surely more than the {reach:.3g} that arithmetic allows: its decision, 604 or 718, is wrong here",)
    finding = Finding(
        hypothesis.name, outcome, part, role, "", stress, norms, runs.kind, scale=scale, sesoi=sesoi,
        notes=notes if role == PRIMARY else (), p=p_above(values, sesoi),
    )  # fmt: skip
    if role == DESCRIPTION:
        return finding.measured(interval)
    judgement = judge(interval, sesoi, runs.means(weights, outcome) if sign > 0 else [], reach)
    words = f"what is left under stress ({stress}) of {WORDS.get(outcome, outcome)}" + (", at common norms" if norms == COMMON else "")
    return finding.judged(judgement, interval, hypothesis.subject, words)


def largest_possible(setting: Setting, hypothesis: Hypothesis, stress: str, memory_upper: float, relearning: float) -> float | None:
    """What arithmetic allows the interaction to be at most, in log-odds; None where it sets no bound (decisions 604, 700).

    Equation: M · min(1, 2·τ·L/H): where role memory has no rival it is worth M; personal ties die at either end, so
    at τ exits a year a share 2·τ·L/H of time is spent without them, L being the relearning time and H a year's hours.
    Exits and waves only: size, surges and suspensions leave personal ties alive, and only M itself bounds them.
    """
    if not memory_upper == memory_upper or memory_upper == float("inf"):
        return None
    memory_upper = max(0.0, memory_upper)
    stressed = hypothesis.manipulation["stresses"][stress][STRESSED]
    exits = float(stressed.get("turnover.worker", stressed.get("shocks.wave_share", float("nan"))))
    if exits != exits or relearning != relearning:
        return memory_upper
    scenario = setting.base["scenario"]
    hours = scenario["hours_per_day"] * scenario["days_per_year"]
    return memory_upper * min(1.0, 2.0 * exits * relearning / hours)


def largest_fall(runs: Runs, weights: Mapping[str, float], outcome: str, scale: str) -> float:
    """How much less of what is better less an effect can be at most: no arm has less than none (decision 718).

    Equation: Σ −w·level over the arms with w < 0, at the upper end of its interval; all other arms are put at 0.
    """
    return runs.interval(runs.combined({arm: -weight for arm, weight in weights.items() if weight < 0}, outcome, scale)).upper


def curve(hypothesis: Hypothesis, runs: Runs, stress: str, outcome: str = "joint") -> pd.DataFrame:
    """Levels in calm and stress, with role stores and direct paths on and cut, for the figure."""
    rows = []
    for state, roles, direct in product((CALM, STRESSED), (ON, CUT), (ON, CUT)):
        found = runs.interval(runs.level(Cell(stress, state, roles, direct).name, outcome))
        rows.append({"stress": stress, "state": state, "roles": roles, "direct": direct, "mean": found.mean,
                     "half_width": found.half_width, "n": found.n})  # fmt: skip
    return pd.DataFrame(rows)
