"""The fit: patterns as quadratics of the fitted parameters, and the point at which they lie deepest in their bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from experiments.calibrate.patterns import FITTED_TO, OF_ONE_ORGANISATION, Pattern
from experiments.calibrate.sites import between_sites, by_chance
from experiments.engine.precision import Interval, t_interval

STAY = 0.01  # what leaving the set value by half a range costs: where patterns don't tell, nothing is moved


class Fit(NamedTuple):
    """The fitted values, and each pattern's error (root mean square over the settings tried) as the surface has it."""

    values: dict[str, float]
    errors: dict[str, float]


def fit(runs: pd.DataFrame, points: Sequence[Mapping[str, float]], ranges: Mapping[str, tuple], set_now: Mapping[str, float]) -> Fit:
    """Fit a quadratic surface to each pattern over the settings tried, and search it within the ranges.

    Reads runs (columns point and the patterns), points in the order of their numbers.
    Raises ValueError where fewer settings were tried than a surface has coefficients.
    """
    keys = list(ranges)
    low, high = np.array([ranges[key][0] for key in keys], float), np.array([ranges[key][1] for key in keys], float)
    where = (np.array([[point[key] for key in keys] for point in points], float) - low) / (high - low)
    start = np.clip((np.array([set_now[key] for key in keys], float) - low) / (high - low), 0.0, 1.0)
    features = surface(where)
    if len(features) < features.shape[1]:
        raise ValueError(f"points: {len(features)} settings given, at least {features.shape[1]} allowed for {len(keys)} parameters")
    levels = runs.groupby("point")[[pattern.name for pattern in FITTED_TO]].mean()
    surfaces, errors = {}, {}
    for pattern in FITTED_TO:
        seen = levels[pattern.name].to_numpy(float)
        surfaces[pattern.name] = np.linalg.lstsq(features, seen, rcond=None)[0]
        errors[pattern.name] = float(np.sqrt(np.mean((features @ surfaces[pattern.name] - seen) ** 2)))

    def loss(at: np.ndarray) -> float:
        expected = surface(at[None, :])[0]
        missed = sum(misses(pattern, float(expected @ surfaces[pattern.name])) ** 2 for pattern in FITTED_TO)
        return missed + STAY * float(np.sum((2.0 * (at - start)) ** 2))

    starts = [start, *where]
    found = min((minimize(loss, one, method="L-BFGS-B", bounds=[(0.0, 1.0)] * len(keys)) for one in starts), key=lambda one: one.fun)
    return Fit(dict(zip(keys, (low + found.x * (high - low)).tolist(), strict=True)), errors)


def surface(where: np.ndarray) -> np.ndarray:
    """Constant, linear and square terms of each parameter. Reads where [settings, parameters] in [0, 1]."""
    return np.hstack([np.ones((len(where), 1)), where, where * where])


def misses(pattern: Pattern, value: float) -> float:
    """How far a value lies outside its band, in widths of the band; 0 inside, and where there is none."""
    if not pattern.has_target:
        return 0.0
    return max(pattern.low - value, value - pattern.high, 0.0) / (pattern.high - pattern.low)


def intervals(runs: pd.DataFrame, sites: pd.DataFrame) -> dict[str, Interval]:
    """Each pattern over seeds; what is of several organisations over those that differ by chance, and over sites that differ."""
    found = {pattern.name: t_interval(runs[pattern.name].dropna()) for pattern in OF_ONE_ORGANISATION}
    return found | by_chance(runs) | between_sites(sites)
