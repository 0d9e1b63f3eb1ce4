"""4b and 4c, beside the joint rate: how near substitutes come to regulars, and how soon responses recover."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.engine.verdict import judge
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.finding import Finding, not_run
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.months import MONTHS
from experiments.propositions.stress_design import CALM, CUT, ON, STRESSED, Cell
from sim.measures.recovery import time_to_recover

RECOVERY, GAP = "months_to_recover", "substitute_gap"
STAYS = 2  # months on end within the band that count as recovered: monthly rates are noisy


def substitutes(hypothesis: Hypothesis, runs: Runs, stress: str, where: Mapping) -> Finding:
    """How much nearer substitutes come to regulars under stress where role memory is on instead of cut."""
    names = {roles: Cell(stress, STRESSED, roles).name for roles in (ON, CUT)}
    gaps = {roles: runs.level(name, "substituted.joint") - runs.level(name, "regular.joint") for roles, name in names.items()}
    values, sesoi = (gaps[ON] - gaps[CUT]).dropna(), float(hypothesis.decisions["sesoi_gap"])
    part = "substitutes minus regulars: role stores on − cut"
    finding = Finding(hypothesis.name, sesoi=sesoi, p=p_above(values, sesoi), **{**where, "part": part})
    interval = runs.interval(values)
    return finding.judged(judge(interval, sesoi), interval, hypothesis.subject, f"how near substitutes come to regulars ({stress})")


def recovery(hypothesis: Hypothesis, runs: Runs, stress: str, where: Mapping) -> Finding:
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
