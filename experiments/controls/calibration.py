"""Calibration of the verdicts: made-up paired differences of a known true effect, planned and judged as runs would be.

The plan that `full` follows is Stein's with a cap, and how much differences vary is not known beforehand: it is judged at
several spreads, for calling an effect supported that is no larger than of interest. What it finds at twice that is its
power there, told beside it: a cap promises none. Stein's rule without a cap promises both (decision 711).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.controls.outcome import DESCRIBED, FAILS, PASSES
from experiments.engine.precision import PILOT, t_interval, target_half_width, two_stages
from experiments.engine.verdict import Verdict, judge
from experiments.propositions.setting import QUICK_DRAWS

SESOI = 0.05
SPREAD = 1.5  # standard deviation of a paired difference, in smallest effects of interest
SPREADS = (0.5, 1.0, SPREAD, 3.0)
POOL = 400
AT_MOST, AT_LEAST = 0.05, 0.95
PLANNED, CAPPED, QUICK = "as many draws as Stein's rule asks for", "at most {most} draws", f"{QUICK_DRAWS} draws, as quick has"


@dataclass(frozen=True)
class Calibration:
    """How often a claim is called supported where its effect is exactly that of interest, and where it is twice that."""

    plan: str
    spread: float
    repetitions: int
    at_sesoi: float
    at_twice: float
    result: str


def calibrate(repetitions: int, most: int, seed: int) -> list[Calibration]:
    """The planned rule, which must keep both shares; the capped one, which must not err at any spread; the quick one, described."""
    capped = CAPPED.format(most=most)
    plans = [(PLANNED, SPREAD, POOL), *((capped, spread, min(most, POOL)) for spread in SPREADS), (QUICK, SPREAD, 0)]
    judged_by = {PLANNED: result_of, capped: result_of_capped}
    found = []
    for plan, spread, cap in plans:
        shares = [share_supported(times * SESOI, repetitions, cap, seed, spread) for times in (1.0, 2.0)]
        found.append(Calibration(plan, spread, repetitions, *shares, judged_by[plan](*shares) if plan in judged_by else DESCRIBED))
    return found


def share_supported(true_effect: float, repetitions: int, cap: int, seed: int, spread: float = SPREAD) -> float:
    """In which share of made-up studies the claim is supported; a cap of 0 is a quick study without a plan."""
    draws = np.random.default_rng([seed, round(1000 * true_effect)])
    supported = 0
    for _ in range(repetitions):
        pool = draws.normal(true_effect, spread * SESOI, max(cap, PILOT))
        interval = t_interval(pool[:QUICK_DRAWS])
        if cap:
            interval = two_stages(lambda n, pool=pool: pool[:n], target_half_width(SESOI), most=cap)
        supported += judge(interval, SESOI, arms=(0.4, 0.4 + true_effect)).verdict == Verdict.SUPPORTED
    return supported / repetitions


def result_of(at_sesoi: float, at_twice: float) -> str:
    """At most one in twenty at the smallest effect of interest, at least nineteen in twenty at twice that."""
    return PASSES if at_sesoi <= AT_MOST and at_twice >= AT_LEAST else FAILS


def result_of_capped(at_sesoi: float, _power: float) -> str:
    """At most one in twenty at the smallest effect of interest, whatever is missed."""
    return PASSES if at_sesoi <= AT_MOST else FAILS
