"""Means, paired differences and their intervals, worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from experiments.compare.design import Arm
from experiments.compare.summary import differences, levels

ARMS = {arm.name: arm for arm in (Arm("a", 0.05, "own"), Arm("a", 0.94, "own"), Arm("b", 0.05, "own"), Arm("b", 0.05, "common"))}


def runs(values):
    """One row a run; values[arm][draw]."""
    rows = [
        {"point": 0, "draw": draw, "replicate": 0, "arm": arm, "joint": value}
        for arm, column in zip(ARMS, values)
        for draw, value in enumerate(column)
    ]
    return pd.DataFrame(rows).sample(frac=1, random_state=1)


def test_levels_and_paired_differences_by_hand():
    """Draws differ widely, the difference between arms hardly: pairing sees it, levels do not."""
    table = runs([[0.1, 0.5, 0.9], [0.2, 0.5, 0.95], [0.0, 0.5, 0.7], [math.nan, 0.5, 0.7]])
    level = levels(table, ARMS, ["joint"]).set_index(["form", "exits", "norms"])
    first = level.loc[("a", 0.05, "own")]
    # t(0.975, 2) = 4.302653; sd = 0.4; half-width = 4.302653 · 0.4 / √3
    assert first["mean"] == pytest.approx(0.5) and first["n"] == 3
    assert first["high"] - first["mean"] == pytest.approx(4.302653 * 0.4 / math.sqrt(3), rel=1e-6)
    assert level.loc[("b", 0.05, "common"), "n"] == 2

    found = differences(table, ARMS, ["joint"])
    assert sorted(found["contrast"]) == ["exits", "form", "form"]
    exits = found[found["contrast"] == "exits"].iloc[0]
    form = found[(found["contrast"] == "form") & (found["form"] == "a")].iloc[0]
    assert (exits["exits"], exits["minus_exits"]) == (0.94, 0.05) and exits["mean"] == pytest.approx(0.05)
    assert form["minus_form"] == "b" and form["mean"] == pytest.approx(0.1) and form["pairing_gain"] > 10


def test_one_environment_has_no_interval():
    found = levels(runs([[0.5]] * 4), ARMS, ["joint"])
    assert set(found["mean"]) == {0.5} and found["low"].isna().all() and set(found["n"]) == {1}
