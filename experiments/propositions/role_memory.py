"""4a–4c: what role memory saves when an organisation is stressed: (role stores on − cut) × stress, in log-odds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from experiments.engine.verdict import judge
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import LOG_ODDS, RATE, Runs, p_above
from experiments.propositions.dose_response import OUTCOME, DoseResponse, mechanical_share
from experiments.propositions.finding import DESCRIPTION, PRIMARY, SECONDARY, Finding, not_run
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.months import MONTHS
from experiments.propositions.setting import COMMON, OWN, Setting
from sim.measures.recovery import time_to_recover

CALM, STRESSED, ON, CUT = "calm", "stressed", "on", "cut"
RELATIONAL = "relational"
STRONGEST = {"assumptions.footing": "strongest"}
PERSONAL = ("coproduction_personal", "coordination_personal", "leadership_personal")
WORDS = {
    "joint": "responses that are caring, timely and knowledgeable at once",
    "site_spread.joint": "evenness between sites of responses that are caring, timely and knowledgeable at once",
}
RECOVERY, GAP = "months_to_recover", "substitute_gap"
STAYS = 2  # months on end within the band that count as recovered: monthly rates are noisy


@dataclass(frozen=True)
class Cell:
    """One corner of stores × direct paths × stress, under one set of norms and one footing rule."""

    stress: str
    state: str
    roles: str = ON
    direct: str = CUT
    norms: str = OWN
    footing: str = "default"
    form: str = ""
    personal: str = ON

    @property
    def name(self) -> str:
        """The arm's name in tables."""
        parts = [self.form or "relational_bureaucracy", f"{self.stress} {self.state}", f"roles {self.roles}", f"direct {self.direct}"]
        if self.personal == CUT:
            parts.append("personal cut")
        return ", ".join([*parts, f"{self.norms} norms", f"{self.footing} footing"])


def outcomes_of(hypothesis: Hypothesis, stress: str) -> Mapping[str, str]:
    """A stress's own outcomes where it names some, else the hypothesis's."""
    return hypothesis.manipulation["stresses"][stress].get("outcomes", hypothesis.outcomes)


def scale_of(hypothesis: Hypothesis, outcome: str) -> tuple[str, float, float]:
    """An outcome's scale, its smallest effect of interest, and −1 where less of it is better (a spread)."""
    less_is_better = hypothesis.decisions.get("less_is_better", {})
    if outcome in less_is_better:
        return "hours" if "hours" in outcome else RATE, float(less_is_better[outcome]), -1.0
    return LOG_ODDS, hypothesis.sesoi, 1.0


def lacking(setting: Setting, hypothesis: Hypothesis, stress: str) -> list[str]:
    """What the model would need to have for a stress."""
    states = hypothesis.manipulation["stresses"][stress]
    return setting.lacking({*states[CALM], *states[STRESSED]})


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """All corners of every stress that the model has."""
    return {
        cell.name: Arm(_changes(setting, hypothesis, cell))
        for stress in hypothesis.manipulation["stresses"]
        if not lacking(setting, hypothesis, stress)
        for cell in cells(stress)
    }


def cells(stress: str) -> list[Cell]:
    """The corners that are judged, and those that are described beside them."""
    judged = [Cell(stress, state, roles, direct) for state, roles, direct in product((CALM, STRESSED), (ON, CUT), (CUT, ON))]
    beside = [replace(cell, norms=COMMON) for cell in judged if cell.direct == CUT]
    beside += [replace(cell, footing="strongest") for cell in judged if cell.direct == CUT]
    # With personal ties cut as well, what role memory does where it has no rival: its main effect at its largest.
    alone = [Cell(stress, CALM, roles, personal=CUT) for roles in (ON, CUT)]
    forms = [Cell(stress, state, direct=ON, norms=norms, form=RELATIONAL) for state in (CALM, STRESSED) for norms in (OWN, COMMON)]
    forms += [Cell(stress, state, direct=ON, norms=COMMON) for state in (CALM, STRESSED)]
    return [*judged, *beside, *alone, *forms]


def _changes(setting: Setting, hypothesis: Hypothesis, cell: Cell) -> dict:
    manipulation = hypothesis.manipulation
    changes = setting.form(cell.form or manipulation["form"], cell.norms) | manipulation["stresses"][cell.stress][cell.state]
    stores = manipulation["role_stores"] if cell.roles == CUT else []
    paths = manipulation["direct_paths"] if cell.direct == CUT else []
    personal = PERSONAL if cell.personal == CUT else []
    cut = {f"held.{arrow}": 0.0 for arrow in [*stores, *paths, *personal] if f"held.{arrow}" in setting.keys}
    years = {"years": max(hypothesis.decisions["years"], setting.base["years"])} if "years" in hypothesis.decisions else {}
    return changes | cut | (years if "years" not in setting.request.given else {}) | (STRONGEST if cell.footing == "strongest" else {})


def interaction(stress: str, **how: str) -> dict[str, float]:
    """Weights of (role stores on − cut) × (stressed − calm)."""
    return {
        Cell(stress, state, roles, **how).name: sign * side
        for (state, sign), (roles, side) in product(((STRESSED, 1.0), (CALM, -1.0)), ((ON, 1.0), (CUT, -1.0)))
    }


def memory(stress: str, state: str, **how: str) -> dict[str, float]:
    """Weights of role stores on − cut in one state."""
    return {Cell(stress, state, ON, **how).name: 1.0, Cell(stress, state, CUT, **how).name: -1.0}


def stress_on(cell: Cell) -> dict[str, float]:
    """Weights of stressed − calm for one organisation."""
    return {replace(cell, state=STRESSED).name: 1.0, replace(cell, state=CALM).name: -1.0}


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
                found.append(_recovery(setting, hypothesis, runs, stress, where))
            elif outcome == GAP:
                found.append(_substitutes(hypothesis, runs, stress, where))
            elif not runs.has(outcome):
                found.append(not_run(hypothesis.name, f"the model returns no {outcome} yet", **where))
            else:
                found += _stress(setting, hypothesis, runs, stress, outcome, role, relearning, doses)
    return found


def _stress(setting, hypothesis: Hypothesis, runs: Runs, stress, outcome: str, role: str, relearning: float, doses) -> list[Finding]:
    scale, _, sign = scale_of(hypothesis, outcome)
    alone = runs.interval(sign * runs.combined(memory(stress, CALM, personal=CUT), outcome, scale))
    beside = DESCRIPTION if role == DESCRIPTION else SECONDARY
    reach = largest_possible(setting, hypothesis, stress, alone.upper, relearning)
    weights = {
        (role, OWN, "role stores × stress, direct paths cut"): interaction(stress),
        (beside, COMMON, "role stores × stress, direct paths cut"): interaction(stress, norms=COMMON),
        (beside, OWN, "role stores × stress, direct paths cut, strongest footing"): interaction(stress, footing="strongest"),
        (DESCRIPTION, OWN, "role stores × stress, direct paths on"): interaction(stress, direct=ON),
        (DESCRIPTION, OWN, "three-way: direct paths × role stores × stress"): _less(interaction(stress, direct=ON), interaction(stress)),
        (DESCRIPTION, OWN, "role memory, calm"): memory(stress, CALM),
        (DESCRIPTION, OWN, "role memory, calm, personal ties cut"): memory(stress, CALM, personal=CUT),
        (DESCRIPTION, OWN, "stress on the relational bureaucracy"): stress_on(Cell(stress, CALM, direct=ON)),
        (DESCRIPTION, OWN, "stress, relational bureaucracy minus relational"): _against_relational(stress, OWN),
        (DESCRIPTION, COMMON, "stress, relational bureaucracy minus relational"): _against_relational(stress, COMMON),
    }  # fmt: skip
    return [
        with_mechanical_part(_finding(hypothesis, runs, stress, outcome, *where, each, reach, relearning), runs, each, doses)
        for where, each in weights.items()
    ]


def _substitutes(hypothesis: Hypothesis, runs: Runs, stress: str, where: Mapping) -> Finding:
    """How much nearer substitutes come to regulars under stress where role memory is on instead of cut."""
    names = {roles: Cell(stress, STRESSED, roles).name for roles in (ON, CUT)}
    gaps = {roles: runs.level(name, "substituted.joint") - runs.level(name, "regular.joint") for roles, name in names.items()}
    values, sesoi = (gaps[ON] - gaps[CUT]).dropna(), float(hypothesis.decisions["sesoi_gap"])
    part = "substitutes minus regulars: role stores on − cut"
    finding = Finding(hypothesis.name, sesoi=sesoi, p=p_above(values, sesoi), **{**where, "part": part})
    interval = runs.interval(values)
    return finding.judged(judge(interval, sesoi), interval, hypothesis.subject, f"how near substitutes come to regulars ({stress})")


def _recovery(setting: Setting, hypothesis: Hypothesis, runs: Runs, stress: str, where: Mapping) -> Finding:
    """Months sooner that the joint rate is what it is without the shock, where role memory is on instead of cut."""
    months = {roles: recovery_months(runs, stress, roles, hypothesis.decisions["recovery_band"]) for roles in (ON, CUT)}
    values = (months[CUT] - months[ON]).dropna()
    if not len(values):
        return not_run(hypothesis.name, "no run is long enough for whole months after the shock", **where)
    sesoi = hypothesis.decisions["sesoi_recovery"]
    interval = runs.interval(values)
    finding = Finding(hypothesis.name, sesoi=sesoi, scale="months", p=p_above(values, sesoi), **{**where, "part": "months sooner: role stores cut − on"})
    return finding.judged(judge(interval, sesoi), interval, hypothesis.subject, f"how soon responses recover ({stress})")


def recovery_months(runs: Runs, stress: str, roles: str, band: float) -> pd.Series:
    """For each draw, after how many months the stressed run stays within the band below the calm one; the horizon if never."""
    stressed, calm = (monthly(runs, Cell(stress, state, roles).name) for state in (STRESSED, CALM))
    months: dict[int, float] = {}
    for draw in stressed.index.intersection(calm.index):
        level, rates = calm.loc[draw].to_numpy(), stressed.loc[draw].to_numpy()
        months[draw] = min(float(rates.size), time_to_recover(np.minimum(rates, level), level, band, STAYS))
    return pd.Series(months, dtype=float)


def monthly(runs: Runs, arm: str) -> pd.DataFrame:
    """The joint rate of an arm, a row a draw and a column a month that all draws reached."""
    found = {month: runs.level(arm, month) for month in MONTHS if runs.has(month)}
    found = {month: values for month, values in found.items() if len(values)}
    return pd.DataFrame(found).dropna()


def with_mechanical_part(finding: Finding, runs: Runs, weights: Mapping[str, float], doses: DoseResponse | None) -> Finding:
    """Say beside an effect on the joint rate what tie arithmetic alone predicts of it."""
    if doses is None or finding.outcome != OUTCOME:
        return finding
    predicted = doses.predicted(runs, weights)
    share = mechanical_share(predicted, finding.low, finding.high)
    return replace(finding, predicted=predicted, mechanical=share)


def _finding(hypothesis, runs: Runs, stress, outcome, role, norms, part, weights, reach, relearning) -> Finding:
    scale, sesoi, sign = scale_of(hypothesis, outcome)
    values = sign * runs.combined(weights, outcome, scale)
    interval = runs.interval(values)
    notes = () if relearning != relearning else (f"relearning time {relearning:,.0f} hours",)
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
    """What arithmetic allows the interaction to be at most; None where it sets no bound (decision 604).

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


def _less(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {**one, **{name: -weight for name, weight in other.items()}}


def _against_relational(stress: str, norms: str) -> dict[str, float]:
    mine = stress_on(Cell(stress, CALM, direct=ON, norms=norms))
    return _less(mine, stress_on(Cell(stress, CALM, direct=ON, norms=norms, form=RELATIONAL)))


def curve(hypothesis: Hypothesis, runs: Runs, stress: str, outcome: str = "joint") -> pd.DataFrame:
    """Levels in calm and stress, with role stores and direct paths on and cut, for the figure."""
    rows = []
    for state, roles, direct in product((CALM, STRESSED), (ON, CUT), (ON, CUT)):
        found = runs.interval(runs.level(Cell(stress, state, roles, direct).name, outcome))
        rows.append({"stress": stress, "state": state, "roles": roles, "direct": direct, "mean": found.mean,
                     "half_width": found.half_width, "n": found.n})  # fmt: skip
    return pd.DataFrame(rows)
