"""Verdicts: what an interval, a smallest effect of interest and the levels of the arms allow one to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from experiments.engine.precision import Interval

FLOOR, CEILING = 0.15, 0.90


class Verdict(StrEnum):
    """What can be said of one claim about one outcome in one relationship."""

    NOT_TESTABLE = "not testable here"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NEGLIGIBLE = "negligible"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason in one line."""

    verdict: Verdict
    reason: str


def judge(effect: Interval, sesoi: float, arms: Iterable[float] = (), largest_possible: float | None = None) -> Judgement:
    """Judge one effect.

    Claim: supported if the whole interval lies above the smallest effect of interest, contradicted if it lies below
    its negative, negligible if it lies between the two; else undetermined.
    Reads: ``arms``, the arms' mean levels where the outcome is a rate: with all of them below 0.15 or all above 0.90
    there is no room for an effect and nothing is said; with any of them there, "negligible" is not said.
    ``largest_possible``: what arithmetic allows at most; below the smallest effect of interest nothing is testable.
    Assumes: the interval's confidence was fixed beforehand and its half-width planned for (at most half the SESOI).
    """
    if sesoi <= 0:
        raise ValueError(f"the smallest effect of interest must be positive, not {sesoi}")
    arms = list(arms)
    shown = f"{effect.mean:+.3g} [{effect.lower:+.3g}, {effect.upper:+.3g}], n = {effect.n}"
    if largest_possible is not None and largest_possible < sesoi:
        return Judgement(Verdict.NOT_TESTABLE, f"at most {largest_possible:.3g} is possible, below {sesoi:g}")
    if arms and (max(arms) < FLOOR or min(arms) > CEILING):
        where = f"below {FLOOR}" if max(arms) < FLOOR else f"above {CEILING}"
        return Judgement(Verdict.UNDETERMINED, f"all arms lie {where}, where there is no room for an effect: {shown}")
    if effect.lower > sesoi:
        return Judgement(Verdict.SUPPORTED, f"{shown}: all of it above {sesoi:g}")
    if effect.upper < -sesoi:
        return Judgement(Verdict.CONTRADICTED, f"{shown}: all of it below {-sesoi:g}")
    if -sesoi < effect.lower and effect.upper < sesoi:
        if any(arm < FLOOR or arm > CEILING for arm in arms):
            reason = f"{shown}: small, but an arm lies outside {FLOOR}–{CEILING}, where effects are squeezed"
            return Judgement(Verdict.UNDETERMINED, reason)
        return Judgement(Verdict.NEGLIGIBLE, f"{shown}: all of it within ±{sesoi:g}")
    return Judgement(Verdict.UNDETERMINED, f"{shown}: reaches across {sesoi if effect.upper >= sesoi else -sesoi:g}")


def not_worse(effect: Interval, sesoi: float) -> bool:
    """Whether a premise "not worse" holds: the lower bound lies above the negative smallest effect of interest."""
    return effect.lower > -sesoi


def headline(verdicts: Iterable[Verdict]) -> str:
    """One verdict over all relationships and contexts: a claim holds only if it holds in each (intersection–union)."""
    verdicts = list(verdicts)
    if not verdicts:
        return Verdict.UNDETERMINED
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NEGLIGIBLE, Verdict.NOT_TESTABLE):
        if all(each == verdict for each in verdicts):
            return verdict
    count = sum(each == Verdict.SUPPORTED for each in verdicts)
    if count:
        return f"supported in part ({count} of {len(verdicts)})"
    count = sum(each == Verdict.CONTRADICTED for each in verdicts)
    return f"contradicted in part ({count} of {len(verdicts)})" if count else Verdict.UNDETERMINED
