"""Heterogeneity of sites: how far they differ in whom they can hire and in what strangers there expect of one another.

One number for both, fitted to how far the survey spreads between sites and to nothing else (decision 732).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from scipy.interpolate import PchipInterpolator

from experiments.calibrate.patterns import DRAWN, PATTERNS
from experiments.calibrate.sites import between_sites
from experiments.engine.designs import independent
from experiments.engine.precision import Interval
from sim.parameter import describe
from sim.parameters import Parameters

NAME = "heterogeneity of sites"
OF_A_SITE = ("traits.competence", "ties.prior")
TRIED = (0.0, 1 / 3, 2 / 3, 1.0)
ASKED = next(pattern.low for pattern in PATTERNS if pattern.name == DRAWN)  # the near end: nothing is moved farther than a pattern asks for


class Heterogeneity(NamedTuple):
    """What was fitted, the spread that the curve has there, and what sites gave at each value tried."""

    value: float
    spread: float
    tried: Mapping[float, Mapping[str, Interval]]

    @property
    def told(self) -> str:
        """What fixes it, and where it does not come to what is asked, that it does not."""
        if math.isnan(self.spread):
            return f"{DRAWN}: cannot be said"
        short = "" if self.spread >= ASKED or math.isclose(self.spread, ASKED) else f", MISSED: {self.spread:.2f} at most, {ASKED:g} asked"
        return f"{DRAWN}{short}"


def characters(count: int, seed: int, given: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Where each site lies among sites, even in [−1, 1] for either parameter; what the request sets stays as set."""
    ranges = {key: (-1.0, 1.0, False) for key in OF_A_SITE if key not in given}
    return independent(ranges, count, seed) if ranges else [{}] * count


def own(base: Mapping[str, Any], character: Mapping[str, float], heterogeneity: float) -> dict[str, float]:
    """What a site changes in what is the same for all; nothing where sites are not heterogeneous.

    Equation: base + heterogeneity · character · half the admitted range, cut at the range.
    """
    if heterogeneity == 0.0:
        return {}
    known = {each.key: each for each in describe(Parameters)}
    changes = {}
    for key, place in character.items():
        (group, word), low, high = key.split("."), known[key].low, known[key].high
        changes[key] = float(min(max(base[group][word] + heterogeneity * place * (high - low) / 2, low), high))
    return changes


def fit_heterogeneity(tried: Mapping[float, pd.DataFrame]) -> Heterogeneity:
    """Fit it to the sites run at each value tried. Reads tables of sites (survey.between, and how functions are rated)."""
    found = {value: between_sites(sites) for value, sites in tried.items()}
    return Heterogeneity(*least_reaching(list(found), [each[DRAWN].mean for each in found.values()]), found)


def least_reaching(tried: Sequence[float], spreads: Sequence[float], asked: float = ASKED) -> tuple[float, float]:
    """Return the least heterogeneity at which the spread comes to what is asked, and the spread there.

    A monotone cubic is laid through what was tried. The least value tried where that is enough; the most where nothing is.
    """
    if any(math.isnan(spread) for spread in spreads):
        return tried[0], math.nan
    if spreads[0] >= asked:
        return tried[0], spreads[0]
    reaching = PchipInterpolator(tried, spreads).solve(asked, extrapolate=False)
    return (float(reaching[0]), asked) if len(reaching) else (tried[-1], spreads[-1])
