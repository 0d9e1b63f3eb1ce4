"""How many replicates are enough: Stein's two-stage rule on paired differences.

A pilot tells how much the differences vary; one computed number of replicates then gives an interval whose
half-width is at most what was asked for. Stein (1945): because the interval uses the pilot's variance and degrees
of freedom, its coverage is exact for normal differences although the sample size was chosen by looking at data.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

PILOT = 20
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """A mean with its confidence interval, from n values."""

    mean: float
    half_width: float
    n: int

    @property
    def lower(self) -> float:
        """The lower bound."""
        return self.mean - self.half_width

    @property
    def upper(self) -> float:
        """The upper bound."""
        return self.mean + self.half_width


def t_interval(values: Sequence[float], confidence: float = CONFIDENCE) -> Interval:
    """The usual t interval of a mean, for a number of values that was fixed beforehand."""
    values = _enough(values)
    spread = float(np.std(values, ddof=1))
    return Interval(float(np.mean(values)), _t(len(values), confidence) * spread / math.sqrt(len(values)), len(values))


def target_half_width(sesoi: float) -> float:
    """How narrow an interval must be to judge by: half the smallest effect of interest."""
    return sesoi / 2


def replicates_needed(pilot: Sequence[float], half_width: float, confidence: float = CONFIDENCE) -> int:
    """How many differences there must be in all, the pilot included.

    Equation: n = max(n₀, ⌈(t·s / h)²⌉), with n₀ the pilot's size, s its standard deviation, h the half-width.
    """
    pilot = _enough(pilot)
    if half_width <= 0:
        raise ValueError(f"a half-width must be positive, not {half_width}")
    ratio = _t(len(pilot), confidence) * float(np.std(pilot, ddof=1)) / half_width
    return max(len(pilot), math.ceil(ratio * ratio))


def stein_interval(values: Sequence[float], pilot: int = PILOT, confidence: float = CONFIDENCE) -> Interval:
    """Stein's interval: the mean of all differences, the variance of the pilot, which the first ones are."""
    values = _enough(values)
    spread = float(np.std(values[:pilot], ddof=1))
    half_width = _t(min(pilot, len(values)), confidence) * spread / math.sqrt(len(values))
    return Interval(float(np.mean(values)), half_width, len(values))


def two_stages(
    differences: Callable[[int], Sequence[float]],
    half_width: float,
    pilot: int = PILOT,
    most: int | None = None,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Run a pilot, compute n once, run n, and give the interval.

    ``differences(n)`` returns the first n paired differences; called for n after the pilot, it runs only what is
    new, because the store has the rest. ``most`` caps n; the interval then is wider than asked for and says so.
    """
    first = differences(pilot)
    n = replicates_needed(first, half_width, confidence)
    n = n if most is None else max(pilot, min(n, most))
    return stein_interval(first if n == pilot else differences(n), pilot, confidence)


def pairing_gain(one: Sequence[float], other: Sequence[float]) -> float:
    """How many times fewer replicates pairing needs: variance of an independent difference over that of the paired."""
    one, other = _enough(one), _enough(other)
    if len(one) != len(other):
        raise ValueError(f"paired arms need equally many values, not {len(one)} and {len(other)}")
    paired = float(np.var(one - other, ddof=1))
    independent = float(np.var(one, ddof=1) + np.var(other, ddof=1))
    if paired == 0.0:
        return math.inf if independent else 1.0
    return independent / paired


def _t(n: int, confidence: float) -> float:
    return float(stats.t.ppf(0.5 + confidence / 2, n - 1))


def _enough(values: Sequence[float]) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    if values.ndim != 1 or len(values) < 2:
        raise ValueError("at least two differences are needed")
    if not np.isfinite(values).all():
        raise ValueError("a difference is missing or infinite: decide beforehand what it means, it cannot be averaged")
    return values
