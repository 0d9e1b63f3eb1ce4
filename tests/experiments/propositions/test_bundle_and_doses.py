"""Shapley shares and the mechanical part, on numbers that can be worked out on paper."""

from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
import pytest

from experiments.propositions import attentiveness
from experiments.propositions.bundle import combinations_of, interaction, shapley
from experiments.propositions.dose_response import measure, mechanical_share
from experiments.propositions.hypotheses import read_hypotheses
from tests.experiments.propositions.synthetic import runs

THREE = ["a", "b", "c"]


def worth(together, pairs=True):
    """a is worth 1, b 2, c 3; a and b together 6 more; all three together 12 more still if not only pairs count."""
    value = sum({"a": 1, "b": 2, "c": 3}[each] for each in together)
    value += 6 if {"a", "b"} <= together else 0
    return pd.Series([float(value + (0 if pairs or len(together) < 3 else 12))] * 2)


def test_shapley_values_share_out_the_whole():
    values = {frozenset(group): worth(set(group), pairs=False) for size in range(4) for group in combinations(THREE, size)}
    found = {each: shapley(values, each, THREE)[0] for each in THREE}
    assert found == pytest.approx({"a": 1 + 3 + 4, "b": 2 + 3 + 4, "c": 3 + 4})
    assert sum(found.values()) == pytest.approx(values[frozenset(THREE)][0])
    assert interaction(values, "a", "b", THREE)[0] == pytest.approx(6 + 12 / 2)
    assert interaction(values, "a", "c", THREE)[0] == pytest.approx(0 + 12 / 2)


def test_first_and_last_suffice_where_structures_interact_in_pairs():
    values = {together: worth(set(together)) for together in combinations_of([*THREE, "d"][:3], every=False)}
    some = {frozenset(group): worth(set(group)) for size in (0, 1, 2, 3) for group in combinations(THREE, size)}
    assert set(values) == set(some)  # with three, none, one, two and all are every combination
    four = ["a", "b", "c", "d"]
    value = {together: worth(set(together) - {"d"}) for together in combinations_of(four, every=False)}
    assert len(value) == 10
    assert [shapley(value, each, four)[0] for each in four] == pytest.approx([4, 5, 3, 0])


def curves(outcome="joint", low=0.2, rise=0.5):
    """Arms of 1a–1c at the middle load, the outcome rising evenly with footing."""
    arms = {
        attentiveness.arm_name(process, level, 0.8): {outcome: low + rise * level}
        for process in attentiveness.PROCESSES for level in (0.1, 0.3, 0.5, 0.7, 0.9)
    }  # fmt: skip
    return dict.fromkeys(["1a", "1b", "1c"], runs(arms, noise=0.0))


def test_footings_are_pushed_through_the_measured_curves():
    """Each process's curve rises by 0.5 per unit of footing; one arm stands 0.2 higher in two of them: 2 · 0.2 · 0.5."""
    doses = measure(read_hypotheses(), curves("timely"))
    footings = {"one": (0.5, 0.5, 0.3), "other": (0.3, 0.3, 0.3)}
    found = runs(
        {arm: {f"{process}_footing": value for process, value in zip(attentiveness.PROCESSES, values)} for arm, values in footings.items()},
        noise=0.0,
    )
    weights = {"one": 1.0, "other": -1.0}
    assert doses.predicted(found, weights, "timely") == pytest.approx(0.2)
    assert math.isnan(doses.predicted(runs({"one": {"joint": 0.4}}), {"one": 1.0}, "timely"))
    assert math.isnan(doses.predicted(found, weights, "caring"))  # no curve of that


def test_strangers_meet_on_role_ties_alone():
    """Role ties of one relationship are 0.4 better: its own curve, and nobody else's, says 0.2."""
    doses = measure(read_hypotheses(), curves("probe.leadership.heard"))
    found = runs({"one": {"role_tie.leadership.all": 0.6}, "other": {"role_tie.leadership.all": 0.2}}, noise=0.0)
    said = doses.predicted_between_strangers(found, {"one": 1.0, "other": -1.0}, "leadership", "probe.leadership.heard")
    assert said == pytest.approx(0.2)


@pytest.mark.parametrize("low, high, share", [(0.1, 0.3, 0.5), (-0.3, -0.1, -0.5), (-0.1, 0.3, math.nan)])
def test_no_share_is_made_of_noise(low, high, share):
    assert mechanical_share(0.1, low, high) == pytest.approx(share, nan_ok=True)


def test_curves_need_all_three_processes():
    hypotheses, found = read_hypotheses(), curves()
    levels, values = measure(hypotheses, found).curve("leadership", "joint")
    assert levels == [0.1, 0.3, 0.5, 0.7, 0.9] and values == sorted(values)
    assert measure(hypotheses, {name: found[name] for name in ("1a", "1b")}) is None
