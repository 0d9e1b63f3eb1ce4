"""Designs lie in their ranges, are repeatable, and grow where they promise to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.engine import designs
from experiments.problems import BadRequest

RANGES = {"turnover.worker": (0.0, 2.0, False), "size.sites": (1, 4, True), "environment.coupling": (0.1, 0.9, False)}


@settings(max_examples=25)
@given(name=st.sampled_from(["latin_hypercube", "sobol", "sobol_indices", "morris"]), seed=st.integers(0, 1000))
def test_points_lie_in_their_ranges_and_come_again(name, seed):
    points = designs.design(name, RANGES, 8, seed)
    assert points == designs.design(name, RANGES, 8, seed)
    for point in points:
        assert list(point) == list(RANGES)
        for key, (low, high, is_integer) in RANGES.items():
            assert low <= point[key] <= high
            assert type(point[key]) is (int if is_integer else float)


@pytest.mark.parametrize(
    ("name", "expected"), [("latin_hypercube", 8), ("sobol", 8), ("sobol_indices", 8 * 5), ("morris", 8 * 4)]
)
def test_number_of_points(name, expected):
    assert len(designs.design(name, RANGES, 8)) == expected


def test_a_larger_sobol_design_begins_with_the_smaller():
    assert designs.sobol(RANGES, 64)[:32] == designs.sobol(RANGES, 32)


def test_whole_numbers_are_met_equally_often():
    sites = [point["size.sites"] for point in designs.sobol(RANGES, 64)]
    assert {n: sites.count(n) for n in set(sites)} == {1: 16, 2: 16, 3: 16, 4: 16}


def test_grid_and_factorial():
    assert designs.grid({"a": [1, 2], "b": ["x", "y"]}) == [
        {"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 2, "b": "x"}, {"a": 2, "b": "y"},
    ]  # fmt: skip
    corners = designs.factorial(RANGES)
    assert len(corners) == 8 and {"turnover.worker": 2.0, "size.sites": 4, "environment.coupling": 0.9} in corners


@pytest.mark.parametrize(
    ("name", "ranges", "points", "key"),
    [
        ("sobol", RANGES, 1000, "points"),
        ("latin_hypercube", RANGES, 0, "points"),
        ("sobol", {}, 8, "vary"),
        ("morris", {"a": (1.0, 1.0, False)}, 8, "a"),
        ("spiral", RANGES, 8, "design"),
    ],
)
def test_what_cannot_be_designed_is_a_bad_request(name, ranges, points, key):
    with pytest.raises(BadRequest) as refused:
        designs.design(name, ranges, points)
    assert [problem.key for problem in refused.value.problems] == [key]


def test_a_wrong_number_of_sobol_points_comes_with_a_right_one():
    with pytest.raises(BadRequest, match="such as 1024"):
        designs.sobol(RANGES, 1000)


def test_independent_points_stay_when_points_or_keys_are_added():
    few = designs.independent({"a": (0.0, 2.0, False)}, 3, seed=4)
    many = designs.independent({"b": (1, 3, True), "a": (0.0, 2.0, False)}, 400, seed=4)
    assert [point["a"] for point in few] == [point["a"] for point in many[:3]]
    assert designs.independent({"a": (0.0, 2.0, False)}, 2, seed=4, first=1) == few[1:]
    assert sum(point["a"] for point in many) / 400 == pytest.approx(1.0, abs=5 * 2 / (12 * 400) ** 0.5)
    assert {point["b"] for point in many} == {1, 2, 3}
    assert designs.independent({"a": (0.0, 2.0, False)}, 3, seed=5) != few
