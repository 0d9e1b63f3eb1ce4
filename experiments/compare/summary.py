"""Means and paired differences over environments, with t intervals. Tidy: one row a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from experiments.compare.design import Arm
from experiments.engine import t_interval
from experiments.engine.statistics import gain_of_pairing, paired_differences


def levels(runs: pd.DataFrame, arms: Mapping[str, Arm], outcomes: Sequence[str]) -> pd.DataFrame:
    """Return the mean of each outcome in each arm over all environments."""
    rows = []
    for name, arm in arms.items():
        for outcome in outcomes:
            values = runs.loc[runs["arm"] == name].groupby("draw")[outcome].mean().dropna()
            rows.append({"form": arm.form, "exits": arm.exits, "norms": arm.norms, "outcome": outcome, **_interval(values)})
    return pd.DataFrame(rows)


def differences(runs: pd.DataFrame, arms: Mapping[str, Arm], outcomes: Sequence[str]) -> pd.DataFrame:
    """Return paired differences: each form minus each other, and more exits minus fewer."""
    rows = []
    for contrast, first, second in _pairs(arms):
        both = runs[runs["arm"].isin([first, second])]
        for outcome in outcomes:
            paired = paired_differences(both, outcome, first, second)
            gain = gain_of_pairing(both, outcome, first, second) if len(paired) > 1 else math.nan
            rows.append(
                {"contrast": contrast, "outcome": outcome}
                | _named(arms[first], "")
                | _named(arms[second], "minus_")
                | _interval(paired)
                | {"pairing_gain": gain}
            )
    return pd.DataFrame(rows)


def _named(arm: Arm, prefix: str) -> dict[str, object]:
    return {f"{prefix}form": arm.form, f"{prefix}exits": arm.exits, f"{prefix}norms": arm.norms}


def _pairs(arms: Mapping[str, Arm]) -> Iterator[tuple[str, str, str]]:
    for (first, one), (second, other) in permutations(arms.items(), 2):
        if one.norms == other.norms and one.exits == other.exits:
            yield "form", first, second
        elif one.norms == other.norms and one.form == other.form and one.exits > other.exits:
            yield "exits", first, second


def _interval(values: Sequence[float]) -> dict[str, float]:
    """Mean and 95 % t interval; a single environment has no interval."""
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        mean = float(values.mean()) if len(values) else math.nan
        return {"mean": mean, "low": math.nan, "high": math.nan, "n": len(values)}
    found = t_interval(values)
    return {"mean": found.mean, "low": found.lower, "high": found.upper, "n": found.n}
