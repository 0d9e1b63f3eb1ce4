"""Sites that differ: baseline organisations in environments of their own, and how the survey differs between them.

Structures and norms are the baseline's at every site; what differs is what sites face, how large they are, and how many leave
(decision 730).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from experiments.calibrate.patterns import AGAINST_FUNCTIONS, BY_CHANCE, DRAWN
from experiments.engine.designs import independent
from experiments.engine.precision import CONFIDENCE, Interval
from experiments.propositions.hypotheses import read_hypotheses

OF_THEIR_OWN = {
    "size.workers": (50, 150, True),  # pattern 8: a unit
    "turnover.worker": (0.16, 0.27, False),  # pattern 6: hospital nurses, since pattern 2 is of hospitals
}
RATED = "rated."


def places(count: int, seed: int, given: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """What each site sets: environments as drawn for every verdict, heads and exits; what the request sets stays as set."""
    ranges = read_hypotheses().ranges(given) | {key: within for key, within in OF_THEIR_OWN.items() if key not in given}
    return independent(ranges, count, seed) if ranges else [{}] * count


def site(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one site; return the index between its functions, and how each function is rated by the others."""
    from experiments.simulate import run

    return run(parameters, seed, _asked)


def _asked(organization) -> dict[str, float]:
    from sim.measures.survey import survey_columns

    found, n_functions = organization.survey(), organization.world.rates[0].n_functions
    rated = rated_by_others(found.matrix[:n_functions, :n_functions])
    row = {"survey.between": survey_columns(found, organization.world)["survey.between"]}
    return row | {f"{RATED}{name}": float(value) for name, value in zip(found.roles, rated)}


def rated_by_others(matrix: np.ndarray) -> np.ndarray:
    """How each function is rated by those of the others that can say, on average. Reads matrix [who answers, who is rated]."""
    others = ~np.eye(len(matrix), dtype=bool) & ~np.isnan(matrix)
    total, n = np.where(others, matrix, 0.0).sum(axis=0), others.sum(axis=0)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan)


def between_sites(sites: pd.DataFrame) -> dict[str, Interval]:
    """How far sites lie apart, and how much of what differs is theirs rather than the functions'."""
    rated = sites[[column for column in sites if column.startswith(RATED)]].dropna().to_numpy(float)
    return {DRAWN: spread(sites["survey.between"]), AGAINST_FUNCTIONS: jackknife(rated, share_of_sites)}


def by_chance(runs: pd.DataFrame) -> dict[str, Interval]:
    """How far organisations lie apart that have but another seed."""
    return {BY_CHANCE: spread(runs["survey.between"])}


def spread(values: pd.Series) -> Interval:
    """The standard deviation between organisations."""
    return jackknife(values.dropna().to_numpy(float), lambda left: float(left.std(ddof=1)) if len(left) > 1 else math.nan)


def share_of_sites(rated: np.ndarray) -> float:
    """The sites' share of both components of variance. Reads rated [sites, functions]; NaN where nothing differs."""
    between, functions = components(rated)
    return between / (between + functions) if between + functions > 0.0 else math.nan


def components(rated: np.ndarray) -> tuple[float, float]:
    """Variance between rows and between columns, net of the rest, by the expected mean squares of a two-way layout.

    Equation: σ²_rows = (MS_rows − MS_rest) / columns, and so for columns; 0 where negative.
    """
    n_rows, n_columns = rated.shape
    if min(n_rows, n_columns) < 2:
        return math.nan, math.nan
    row, column, whole = rated.mean(axis=1), rated.mean(axis=0), rated.mean()
    rest = rated - row[:, None] - column + whole
    of_rest = float((rest * rest).sum()) / ((n_rows - 1) * (n_columns - 1))
    return max(float(row.var(ddof=1)) - of_rest / n_columns, 0.0), max(float(column.var(ddof=1)) - of_rest / n_rows, 0.0)


def jackknife(sites: np.ndarray, statistic: Callable[[np.ndarray], float]) -> Interval:
    """A statistic of several sites, with a t interval from leaving out one after the other; no width where that cannot be said."""
    n = len(sites)
    if n < 2:
        return Interval(math.nan, math.nan, n)
    without = np.array([statistic(np.delete(sites, each, axis=0)) for each in range(n)])
    error = math.sqrt((n - 1) / n * float(((without - without.mean()) ** 2).sum()))
    return Interval(statistic(sites), float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - 1)) * error, n)
