"""Stein's rule: intervals cover as often as they promise and are as narrow as was asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.engine import pairing_gain, stein_interval, t_interval, two_stages
from experiments.engine.precision import replicates_needed, target_half_width

REPETITIONS = 6000


@pytest.mark.parametrize("sesoi_in_deviations", [0.3, 0.6, 2.0])
def test_coverage_is_between_93_and_97_percent_and_half_widths_are_reached(sesoi_in_deviations):
    draws, truth = np.random.default_rng(7), 0.4
    wanted = target_half_width(sesoi_in_deviations)
    covered, sizes = 0, []
    for _ in range(REPETITIONS):
        pool = draws.normal(truth, 1.0, 20)

        def differences(n: int) -> np.ndarray:
            nonlocal pool
            pool = np.concatenate([pool, draws.normal(truth, 1.0, max(0, n - len(pool)))])
            return pool[:n]

        interval = two_stages(differences, wanted)
        assert interval.half_width <= wanted * (1 + 1e-12)
        covered += interval.lower <= truth <= interval.upper
        sizes.append(interval.n)
    assert 0.93 <= covered / REPETITIONS <= 0.97
    assert min(sizes) >= 20


def test_the_second_stage_asks_for_the_whole_number_once():
    pool, asked = np.random.default_rng(3).normal(0.0, 1.0, 5000), []

    def differences(n: int) -> np.ndarray:
        asked.append(n)
        return pool[:n]

    interval = two_stages(differences, 0.2)
    assert asked == [20, interval.n] and interval.n == replicates_needed(pool[:20], 0.2)
    assert two_stages(lambda n: pool[:n], 0.01, most=300).n == 300


def test_worked_example_of_the_number_needed():
    pilot = [0.0, 2.0] * 10  # standard deviation sqrt(20 / 19)
    expected = math.ceil((stats.t.ppf(0.975, 19) ** 2) * (20 / 19) / 0.25**2)
    assert replicates_needed(pilot, 0.25) == expected == 74


def test_t_interval_agrees_with_scipy():
    values = np.random.default_rng(5).normal(1.0, 2.0, 30)
    expected = stats.ttest_1samp(values, 0.0).confidence_interval(0.95)
    interval = t_interval(values)
    assert (interval.lower, interval.upper) == pytest.approx((expected.low, expected.high))


def test_stein_interval_uses_the_variance_of_the_pilot():
    values = [*np.linspace(-1, 1, 20), *([0.0] * 60)]
    assert stein_interval(values).half_width == pytest.approx(t_interval(values[:20]).half_width / 2)


def test_gain_of_pairing():
    draws = np.random.default_rng(11)
    shared = draws.normal(0, 3.0, 4000)
    one, other = shared + draws.normal(0, 1.0, 4000), shared + draws.normal(0, 1.0, 4000)
    assert pairing_gain(one, other) == pytest.approx(10.0, rel=0.1)
    assert pairing_gain(one, draws.permutation(other)) == pytest.approx(1.0, rel=0.1)
    assert pairing_gain([1.0, 2.0, 3.0], [0.0, 1.0, 2.0]) == math.inf


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=40), st.floats(0.01, 10))
def test_the_number_needed_is_never_below_the_pilot(pilot, half_width):
    assert replicates_needed(pilot, half_width) >= len(pilot)


@pytest.mark.parametrize("values", [[1.0], [1.0, math.nan], [1.0, math.inf]])
def test_what_cannot_be_averaged_is_refused(values):
    with pytest.raises(ValueError, match="difference"):
        t_interval(values)
