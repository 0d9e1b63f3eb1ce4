"""Rows as runs would return them, with effects that a test chooses."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.propositions.contrast import Runs

N = 12
COUNTS = {"n_answered": 900, "n_abandoned": 100}


def runs(levels: Mapping[str, Mapping[str, float]], noise: float = 0.004, n: int = N, kind: str = "exploratory") -> Runs:
    """One row for each arm and draw: the arm's level, a course of the draw that all arms share, and a little noise."""
    chance = np.random.default_rng(7)
    rows = []
    for draw in range(n):
        course = 0.02 * np.sin(draw)
        for arm, columns in levels.items():
            wobble = {name: value + course + noise * chance.standard_normal() for name, value in columns.items() if not name.startswith("n_")}
            counts = {name: value for name, value in columns.items() if name.startswith("n_")}
            rows.append({"draw": draw, "arm": arm, **COUNTS, **counts, **wobble})
    return Runs(pd.DataFrame(rows), kind)
