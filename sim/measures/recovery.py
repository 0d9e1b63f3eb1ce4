"""Recovery: the rate of a response month by month around a shock, and how long it takes to be what it was (4c).

Read from the daily rows, whose totals count a situation on the day on which it
*closes*: the rate of a month is a share of what closed in that month, whenever
it arose. What arose shortly before a shock and closed after it counts after it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

MONTHS = 12


class MonthlyRates(NamedTuple):
    """Rates of whole months counted from the day of a shock, the oldest first; NaN where nothing closed."""

    before: np.ndarray
    after: np.ndarray


def rate_between(daily: np.ndarray, first: int, end: int, outcome: str = "joint") -> float:
    """Return the share with this outcome of the situations that closed on days `first` to `end` − 1; NaN if none did.

    Reads: daily [days], rows of `sim.state.DAILY` from day 0 on. Raises ValueError
    if the days are not all there.
    """
    if not 0 <= first <= end <= len(daily):
        raise ValueError(f"days {first} to {end} asked for, days 0 to {len(daily)} recorded")

    def total(name: str) -> int:
        return int(daily[name][end - 1] if end else 0) - int(daily[name][first - 1] if first else 0)

    closed = total("answered") + total("abandoned")
    return total(outcome) / closed if closed else math.nan


def monthly_rates(daily: np.ndarray, shock_day: int, days_per_year: int, outcome: str = "joint") -> MonthlyRates:
    """Return the rates of all whole months before and after the first day of a shock.

    Months are twelfths of the working year, their bounds rounded to days, counted
    both ways from the shock, so that none has days from before and after it.
    """

    def bound(month: int) -> int:
        return shock_day + round(month * days_per_year / MONTHS)

    first = last = 0
    while bound(first - 1) >= 0:
        first -= 1
    while bound(last + 1) <= len(daily):
        last += 1
    rates = [rate_between(daily, bound(month), bound(month + 1), outcome) for month in range(first, last)]
    return MonthlyRates(np.array(rates[:-first] if first else []), np.array(rates[-first:]))


def time_to_recover(rates: np.ndarray, level: float | np.ndarray, band: float, stays: int | None = None) -> float:
    """Return after how many months the rate stays within `band` of its level: 0 if it never left it, inf if it does not.

    `level` is what the rate was before the shock, or the same months of the same
    run without it. It stays if it is within the band in all months that follow,
    or, where `stays` is given, in that many months on end (monthly rates are
    noisy, and one stray month then does not undo a recovery). A month in which
    nothing closed is not within any band. Being above the level is leaving it as
    well; whoever asks for recovery from harm alone gives `np.minimum(rates, level)`.

    >>> time_to_recover(np.array([0.5, 0.1, 0.3, 0.45, 0.52]), level=0.5, band=0.1)
    3.0
    """
    within = np.abs(np.asarray(rates) - level) <= band
    for month in range(within.size):
        until = within.size if stays is None else month + stays
        if until <= within.size and within[month:until].all():
            return float(month)
    return math.inf
