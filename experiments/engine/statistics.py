"""Paired differences out of a study's table: one number a draw, from runs that share draw and seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.engine.precision import pairing_gain


def arms_of(runs: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """One row a replicate (point, draw, replicate) and one column an arm; incomplete rows are left out."""
    return runs.pivot(index=["point", "draw", "replicate"], columns="arm", values=outcome).dropna()


def paired_differences(runs: pd.DataFrame, outcome: str, treated: str, control: str) -> pd.Series:
    """One paired difference for each environment draw, averaged over the replicates within it.

    Intervals are over draws: seeds within one draw say how noisy a run is, not how the effect varies.
    """
    arms = arms_of(runs, outcome)
    return (arms[treated] - arms[control]).groupby(level="draw").mean()


def gain_of_pairing(runs: pd.DataFrame, outcome: str, treated: str, control: str) -> float:
    """How many times fewer replicates this contrast needs because its arms share draws and seeds."""
    arms = arms_of(runs, outcome)
    return pairing_gain(arms[treated].to_numpy(float), arms[control].to_numpy(float))


def log_odds(rates: Sequence[float], counts: Sequence[float] | float) -> np.ndarray:
    """The log-odds of rates, moved half a case away from 0 and 1 so that they stay finite.

    Equation: log((k + ½) / (n − k + ½)) with k = rate × n cases out of n.
    """
    rates, counts = np.asarray(rates, float), np.asarray(counts, float)
    right = rates * counts
    return np.log((right + 0.5) / (counts - right + 0.5))
