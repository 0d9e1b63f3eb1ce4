"""Contrasts: one paired number for each draw, and what may be said of their mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from experiments.engine.precision import Interval, pairing_gain, stein_interval, t_interval
from experiments.engine.statistics import log_odds

RATE, LOG_ODDS = "rate", "log_odds"
CLOSED = ["n_answered", "n_abandoned"]  # what a rate of responses is a share of


@dataclass(frozen=True)
class Runs:
    """The finished runs of one kind of draws; `pilot`, how many of them came before Stein's number was computed; that number."""

    table: pd.DataFrame
    kind: str  # exploratory, confirmatory or reference
    pilot: int = 0
    asked: int = 0  # draws that Stein's rule asks for, whatever is allowed

    def level(self, arm: str, outcome: str, scale: str = RATE) -> pd.Series:
        """An arm's outcome in each draw; empty where the arm or the column is missing."""
        mine = self.table[self.table["arm"] == arm]
        if outcome not in mine.columns or mine.empty:
            return pd.Series(dtype=float)
        values = mine[outcome].astype(float)
        if scale == LOG_ODDS:
            values = pd.Series(log_odds(values, mine[CLOSED].sum(axis=1)), index=values.index)
        return values.groupby(mine["draw"]).mean().dropna()

    def has(self, outcome: str) -> bool:
        """Whether the model returns such a column."""
        return outcome in self.table.columns

    def combined(self, weights: Mapping[str, float], outcome: str, scale: str = RATE) -> pd.Series:
        """The weighted sum of arms in each draw that has all of them."""
        parts = [weight * self.level(arm, outcome, scale) for arm, weight in weights.items()]
        return pd.concat(parts, axis=1, join="inner").sum(axis=1) if parts else pd.Series(dtype=float)

    def means(self, arms: Iterable[str], outcome: str) -> list[float]:
        """Mean levels of arms, for judging whether there is room for an effect."""
        levels = [self.level(arm, outcome) for arm in arms]
        return [float(level.mean()) for level in levels if len(level)]

    def interval(self, values: pd.Series) -> Interval:
        """Stein's interval where draws were added by his rule, else the t interval; without width below two draws."""
        values = values.dropna()
        if len(values) < 2:
            return Interval(float(values.mean()) if len(values) else math.nan, math.inf, len(values))
        return stein_interval(values, self.pilot) if 1 < self.pilot < len(values) else t_interval(values)

    def gain(self, one: str, other: str, outcome: str, scale: str = RATE) -> float:
        """How many times fewer draws the pairing of two arms needs."""
        both = pd.concat([self.level(one, outcome, scale), self.level(other, outcome, scale)], axis=1, join="inner")
        return pairing_gain(*both.to_numpy().T) if len(both) > 2 else math.nan


def p_above(values: pd.Series, bound: float) -> float:
    """One-sided p of the hypothesis that the mean of paired differences is at most `bound`."""
    values = np.asarray(values.dropna(), float)
    if len(values) < 2:
        return math.nan
    error = values.std(ddof=1) / math.sqrt(len(values))
    if error == 0.0:
        return float(values.mean() <= bound)
    return float(stats.t.sf((values.mean() - bound) / error, len(values) - 1))
