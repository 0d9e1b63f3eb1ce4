"""Verdicts follow their rule, and are rarely wrong where the truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.engine import Interval, two_stages
from experiments.engine.precision import target_half_width
from experiments.engine.statistics import arms_of, gain_of_pairing, log_odds, paired_differences
from experiments.engine.verdict import Verdict, headline, judge, not_worse

SESOI = 0.05


@pytest.mark.parametrize(
    ("mean", "half_width", "arms", "verdict"),
    [
        (0.10, 0.02, (0.4, 0.5), Verdict.SUPPORTED),
        (0.07, 0.02, (), Verdict.UNDETERMINED),  # lower bound equal to the SESOI is not above it
        (-0.10, 0.02, (0.4, 0.5), Verdict.CONTRADICTED),
        (-0.07, 0.02, (), Verdict.UNDETERMINED),
        (0.01, 0.02, (0.4, 0.5), Verdict.NEGLIGIBLE),
        (0.00, 0.05, (), Verdict.UNDETERMINED),
        (0.05, 0.02, (0.4, 0.5), Verdict.UNDETERMINED),
        (0.10, 0.02, (0.91, 0.99), Verdict.UNDETERMINED),
        (0.10, 0.02, (0.02, 0.14), Verdict.UNDETERMINED),
        (0.10, 0.02, (0.10, 0.95), Verdict.SUPPORTED),  # outside on both sides: plenty of room
        (0.10, 0.02, (0.85, 0.95), Verdict.SUPPORTED),
        (0.01, 0.02, (0.85, 0.95), Verdict.UNDETERMINED),  # a small effect beside the ceiling says little
        (-0.10, 0.02, (0.95, 0.85), Verdict.CONTRADICTED),
    ],
)
def test_the_rule(mean, half_width, arms, verdict):
    assert judge(Interval(mean, half_width, 40), SESOI, arms).verdict == verdict


def test_what_arithmetic_rules_out_is_not_testable():
    judgement = judge(Interval(0.0, 0.01, 40), SESOI, largest_possible=0.04)
    assert judgement.verdict == Verdict.NOT_TESTABLE and "at most 0.04" in judgement.reason


@pytest.mark.parametrize(
    ("mean", "half_width", "largest_possible", "verdict"),
    [
        (0.10, 0.02, 0.02, Verdict.SUPPORTED),  # the arithmetic is wrong
        (0.10, 0.02, 0.06, Verdict.SUPPORTED),  # and so it is where it does not stand in the way
        (0.04, 0.005, 0.02, Verdict.NEGLIGIBLE),  # surely more than is possible, and still too little
        (0.05, 0.02, 0.02, Verdict.UNDETERMINED),
        (-0.10, 0.02, 0.02, Verdict.CONTRADICTED),  # it limits gains alone
        (-0.05, 0.02, 0.02, Verdict.NOT_TESTABLE),
        (-0.05, 0.02, 0.06, Verdict.UNDETERMINED),
        (0.03, 0.01, 0.02, Verdict.NOT_TESTABLE),  # just what is possible
        (0.02, 0.50, 0.02, Verdict.NOT_TESTABLE),
    ],
)
def test_a_bound_hides_neither_harm_nor_that_it_is_wrong(mean, half_width, largest_possible, verdict):
    judgement = judge(Interval(mean, half_width, 40), SESOI, largest_possible=largest_possible)
    assert judgement.verdict == verdict and f"{mean:+.3g} [" in judgement.reason
    assert ("wrong here" in judgement.reason) == (mean - half_width > largest_possible)


def test_no_room_is_marked():
    for arms, no_room in (((0.02, 0.14), True), ((0.91, 0.99), True), ((0.1, 0.95), False), ((0.1, 0.3), False)):
        assert judge(Interval(0.0, 0.01, 40), SESOI, arms).no_room == no_room


def verdicts_at(true_effect: float, repetitions: int = 4000) -> dict[Verdict, float]:
    """Shares of verdicts on synthetic paired differences, planned by Stein's rule."""
    draws = np.random.default_rng(2012)
    found = []
    for _ in range(repetitions):
        pool = draws.normal(true_effect, 1.5 * SESOI, 400)
        interval = two_stages(lambda n: pool[:n], target_half_width(SESOI), most=400)
        found.append(judge(interval, SESOI, arms=(0.4, 0.4 + true_effect)).verdict)
    return {verdict: found.count(verdict) / repetitions for verdict in Verdict}


def test_an_effect_of_just_the_sesoi_is_supported_in_at_most_five_percent():
    assert verdicts_at(SESOI)[Verdict.SUPPORTED] <= 0.05


def test_twice_the_sesoi_is_supported_in_at_least_95_percent():
    assert verdicts_at(2 * SESOI)[Verdict.SUPPORTED] >= 0.95


def test_the_other_direction_is_a_mirror():
    assert verdicts_at(-SESOI)[Verdict.CONTRADICTED] <= 0.05
    assert verdicts_at(-2 * SESOI)[Verdict.CONTRADICTED] >= 0.95


def test_no_effect_is_found_negligible_and_never_supported():
    shares = verdicts_at(0.0)
    assert shares[Verdict.NEGLIGIBLE] >= 0.95
    assert shares[Verdict.SUPPORTED] == shares[Verdict.CONTRADICTED] == 0.0


def test_the_headline_needs_every_relationship():
    supported, negligible, contradicted = Verdict.SUPPORTED, Verdict.NEGLIGIBLE, Verdict.CONTRADICTED
    assert headline([supported] * 3) == "supported"
    assert headline([supported, negligible, supported]) == "supported in part (2 of 3)"
    assert headline([negligible, contradicted]) == "contradicted in part (1 of 2)"
    assert headline([supported, contradicted, negligible]) == "supported in part (1 of 3; 1 contradicted)"
    assert headline([negligible, Verdict.UNDETERMINED]) == headline([]) == "undetermined"


def test_what_was_not_run_is_not_taken_for_what_was():
    supported, negligible, contradicted = Verdict.SUPPORTED, Verdict.NEGLIGIBLE, Verdict.CONTRADICTED
    assert headline([supported] * 2, 1) == "supported in part (2 of 3; 1 not run)"
    assert headline([contradicted], 1) == "contradicted in part (1 of 2; 1 not run)"
    assert headline([negligible] * 2, 2) == "negligible in part (2 of 4; 2 not run)"
    assert headline([supported, contradicted], 1) == "supported in part (1 of 3; 1 contradicted; 1 not run)"
    assert headline([Verdict.UNDETERMINED, negligible], 1) == "undetermined (1 of 3 not run)"


def test_not_worse():
    assert not_worse(Interval(-0.02, 0.02, 40), SESOI) and not not_worse(Interval(-0.04, 0.02, 40), SESOI)


def test_differences_are_paired_within_draw_and_seed_and_averaged_over_seeds():
    runs = pd.DataFrame(
        [
            {"point": 0, "draw": draw, "replicate": replicate, "arm": arm, "rate": rate}
            for draw, replicate, arm, rate in [
                (0, 0, "on", 0.5), (0, 0, "off", 0.3), (0, 1, "on", 0.6), (0, 1, "off", 0.2),
                (1, 0, "on", 0.9), (1, 0, "off", 0.8), (1, 1, "on", 0.7),  # the last has no partner: its run failed
            ]
        ]
    )  # fmt: skip
    assert list(paired_differences(runs, "rate", "on", "off")) == pytest.approx([0.3, 0.1])
    assert len(arms_of(runs, "rate")) == 3
    assert gain_of_pairing(runs, "rate", "on", "off") > 1


def test_log_odds_stay_finite():
    assert log_odds([0.5], 10) == pytest.approx([0.0])
    assert log_odds([0.0, 1.0], 10) == pytest.approx([np.log(0.5 / 10.5), np.log(10.5 / 0.5)])
