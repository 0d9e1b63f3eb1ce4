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
    no_room: bool = False  # undetermined because all arms lie where no effect could show


def judge(effect: Interval, sesoi: float, arms: Iterable[float] = (), largest_possible: float | None = None) -> Judgement:
    """Judge one effect.

    Claim: supported if the whole interval lies above the smallest effect of interest, contradicted if it lies below
    its negative, negligible if it lies between the two; else undetermined.
    Reads: ``arms``, the arms' mean levels where the outcome is a rate: with all of them below 0.15 or all above 0.90
    there is no room for an effect and nothing is said; with any of them there, "negligible" is not said.
    ``largest_possible``: what arithmetic allows at most. Where that lies below the smallest effect of interest the claim
    cannot be supported here; but it limits gains alone, so harm is still said, and an effect that surely exceeds it shows
    that the bound is wrong: then the interval is judged as if there were none, and the reason says so (decision 700).
    Assumes: the interval's confidence was fixed beforehand and its half-width planned for (at most half the SESOI).
    """
    if sesoi <= 0:
        raise ValueError(f"the smallest effect of interest must be positive, not {sesoi}")
    arms = list(arms)
    shown = f"{effect.mean:+.3g} [{effect.lower:+.3g}, {effect.upper:+.3g}], n = {effect.n}"
    if exceeds(effect, largest_possible):
        shown += f", surely above the {largest_possible:.3g} that arithmetic allows, which is wrong here"
    elif largest_possible is not None and largest_possible < sesoi and not effect.upper < -sesoi:
        return Judgement(Verdict.NOT_TESTABLE, f"at most {largest_possible:.3g} is possible, below {sesoi:g}: {shown}")
    if arms and (max(arms) < FLOOR or min(arms) > CEILING):
        where = f"below {FLOOR}" if max(arms) < FLOOR else f"above {CEILING}"
        return Judgement(Verdict.UNDETERMINED, f"all arms lie {where}, where there is no room for an effect: {shown}", no_room=True)
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


def exceeds(effect: Interval, largest_possible: float | None) -> bool:
    """Whether an effect is surely larger than arithmetic allows, so that the arithmetic is wrong."""
    return largest_possible is not None and effect.lower > largest_possible


def not_worse(effect: Interval, sesoi: float) -> bool:
    """Whether a premise "not worse" holds: the lower bound lies above the negative smallest effect of interest."""
    return effect.lower > -sesoi


def headline(verdicts: Iterable[Verdict], not_run: int = 0) -> str:
    """One verdict over all relationships and contexts: a claim holds only if it holds in each (intersection–union).

    Reads: ``not_run``, parts of the claim without a verdict: with any of them it is said in part at most.
    """
    verdicts = list(verdicts)
    counts = {verdict: verdicts.count(verdict) for verdict in Verdict}
    n, missing = len(verdicts) + not_run, f"{not_run} not run" if not_run else ""
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NEGLIGIBLE, Verdict.NOT_TESTABLE):
        if counts[verdict] and counts[verdict] == n:
            return verdict
        if counts[verdict] and counts[verdict] == len(verdicts):
            return f"{verdict} in part ({counts[verdict]} of {n}; {missing})"
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        if counts[verdict]:
            against = f"{counts[Verdict.CONTRADICTED]} contradicted" if verdict == Verdict.SUPPORTED and counts[Verdict.CONTRADICTED] else ""
            return f"{verdict} in part ({'; '.join(filter(None, (f'{counts[verdict]} of {n}', against, missing)))})"
    return f"{Verdict.UNDETERMINED} ({not_run} of {n} not run)" if not_run else Verdict.UNDETERMINED
