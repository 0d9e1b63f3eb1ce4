"""How far sites differ in their people and in what strangers expect, fitted to how far the survey spreads between them.

To nothing else: at what was fitted otherwise to the near end of the band (decision 732), at what is set to its middle (decision 740).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.interpolate import PchipInterpolator

from experiments.calibrate.patterns import DRAWN, PATTERNS
from experiments.calibrate.sites import between_sites, jackknife
from experiments.engine.precision import Interval

TRIED = (0.0, 1 / 3, 2 / 3, 1.0)
BAND = next((pattern.low, pattern.high) for pattern in PATTERNS if pattern.name == DRAWN)
NEAR_END = BAND[0]  # nothing is moved farther than a pattern asks for
MIDDLE = (BAND[0] + BAND[1]) / 2  # what a population is to have: at the near end half of all samples of sites would miss


class Heterogeneity(NamedTuple):
    """What was fitted to the spread asked for, the spread that the curve has there, what sites gave at each value tried; how sure it is."""

    value: float
    spread: float
    tried: Mapping[float, Mapping[str, Interval]]
    asked: float = NEAR_END
    half_width: float = math.nan

    @property
    def told(self) -> str:
        """What fixes it, and where it does not come to what is asked, that it does not."""
        if math.isnan(self.spread):
            return f"{DRAWN}: cannot be said"
        short = "" if self.spread >= self.asked or math.isclose(self.spread, self.asked) else f", MISSED: {self.spread:.2f} at most, {self.asked:g} asked"
        return f"{DRAWN}{short}"


def fit_heterogeneity(tried: Mapping[float, pd.DataFrame], asked: float = NEAR_END) -> Heterogeneity:
    """Fit it to the sites run at each value tried. Reads tables of the same sites (draw, survey.between, and how functions are rated)."""
    found = {value: between_sites(sites) for value, sites in tried.items()}
    value, spread = least_reaching(list(found), [each[DRAWN].mean for each in found.values()], asked)
    return Heterogeneity(value, spread, found, asked, _half_width(tried, asked))


def _half_width(tried: Mapping[float, pd.DataFrame], asked: float) -> float:
    """How far it moves with the sites that it is fitted on: a jackknife over them. Where it is cut at 0 or 1, less than it should be."""
    index = pd.concat([sites.set_index("draw")["survey.between"] for sites in tried.values()], axis=1).dropna().to_numpy(float)
    if len(index) < 3:
        return math.nan
    return jackknife(index, lambda left: least_reaching(list(tried), np.std(left, axis=0, ddof=1).tolist(), asked)[0]).half_width


def least_reaching(tried: Sequence[float], spreads: Sequence[float], asked: float = NEAR_END) -> tuple[float, float]:
    """Return the least heterogeneity at which the spread comes to what is asked, and the spread there.

    A monotone cubic is laid through what was tried. The least value tried where that is enough; the most where nothing is.
    """
    if any(math.isnan(spread) for spread in spreads):
        return tried[0], math.nan
    if spreads[0] >= asked:
        return tried[0], spreads[0]
    reaching = PchipInterpolator(tried, spreads).solve(asked, extrapolate=False)
    return (float(reaching[0]), asked) if len(reaching) else (tried[-1], spreads[-1])
