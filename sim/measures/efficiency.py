"""Efficiency: hours paid for a response (model §5)."""

from __future__ import annotations

from collections.abc import Mapping

from sim.measures.share import share
from sim.state import HOUR


def efficiency(rates: Mapping[str, float]) -> dict[str, float]:
    """Return paid hours of workers and managers after the warm-up per answered, caring and wholly good response.

    All paid hours count, routine work too, since what a form spends on relating
    is missing there. NaN where there was no such response.
    """
    hours, closed = rates["n_paid_minutes"] / HOUR, rates["n_answered"] + rates["n_abandoned"]
    number = {"answered": rates["n_answered"]}
    number |= {word: rates[word] * closed if closed else 0.0 for word in ("caring", "joint")}
    return {f"efficiency.hours_per_{word}": share(hours, n) for word, n in number.items()}
