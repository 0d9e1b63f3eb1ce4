"""Footing: what stores of relating count, worked out by hand for every option, and how a store is cut."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import identity
from sim.arrow import Arrow
from sim.relations.footing import combine, cut_stores, expected_of_stranger, footing_towards, role_reach, weight
from sim.assumptions import FootingRule, Strangers
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, MANAGER, acquaint, by_hand, set_tie, small_world

COLLEAGUE = 2  # row of the other function's first worker


@pytest.mark.parametrize("experience, expected", [(0.0, 0.0), (5.0, 0.5), (15.0, 0.75), (45.0, 0.9)])
def test_weight(experience, expected):
    assert by_hand(weight)(experience, 5.0) == pytest.approx(expected)


@pytest.mark.parametrize(
    "rule, personal, role, w_p, w_r, expected",
    [
        # (w_p·p + w_r·r + v·s)/(w_p + w_r + v), v = (1 − w_p)(1 − w_r), s = 0.3
        (FootingRule.WEIGHTED_MEAN, 0.9, 0.5, 0.0, 0.0, 0.3),
        (FootingRule.WEIGHTED_MEAN, 0.9, 0.5, 0.5, 0.5, (0.45 + 0.25 + 0.25 * 0.3) / 1.25),
        (FootingRule.WEIGHTED_MEAN, 0.9, 0.5, 1.0, 0.0, 0.9),
        (FootingRule.WEIGHTED_MEAN, 0.9, 0.5, 1.0, 1.0, 0.7),
        (FootingRule.WEIGHTED_MEAN, 0.9, 0.1, 0.0, 0.5, (0.05 + 0.15) / 1.0),  # a role can be distrusted
        # the larger of w_p·p + (1 − w_p)·s and w_r·r + (1 − w_r)·s
        (FootingRule.STRONGEST, 0.9, 0.5, 0.5, 0.5, 0.6),
        (FootingRule.STRONGEST, 0.1, 0.5, 0.5, 0.5, 0.4),
        (FootingRule.STRONGEST, 0.1, 0.1, 0.5, 0.5, 0.2),
        (FootingRule.STRONGEST, 0.9, 0.5, 0.0, 0.0, 0.3),
        # w_p·p + (1 − w_p)·(w_r·r + (1 − w_r)·s)
        (FootingRule.PERSONAL_FIRST, 0.9, 0.5, 0.5, 0.5, 0.45 + 0.5 * 0.4),
        (FootingRule.PERSONAL_FIRST, 0.9, 0.5, 1.0, 1.0, 0.9),
        (FootingRule.PERSONAL_FIRST, 0.9, 0.5, 0.0, 1.0, 0.5),
        (FootingRule.PERSONAL_FIRST, 0.9, 0.5, 0.0, 0.0, 0.3),
    ],
)
def test_combine(rule, personal, role, w_p, w_r, expected):
    world = small_world(assumptions={"footing": rule})
    assert by_hand(combine)(personal, role, 0.3, (w_p, w_r), world.rates[0]) == pytest.approx(expected)


@pytest.mark.parametrize(
    "option, prior, standing, alike, expected",
    [
        (Strangers.ALIKE, 0.3, 1.0, True, 0.3), (Strangers.ALIKE, 0.3, 0.0, False, 0.3),
        (Strangers.BY_STANDING, 0.3, 0.0, True, 0.15), (Strangers.BY_STANDING, 0.3, 0.9, False, 0.42),
        (Strangers.BY_STANDING, 0.8, 1.0, False, 1.0),  # no more than 1
        (Strangers.BY_SIMILARITY, 0.4, 0.9, True, 0.5), (Strangers.BY_SIMILARITY, 0.4, 0.9, False, 0.3),
        (Strangers.BY_SIMILARITY, 0.9, 0.9, True, 1.0),
    ],
)  # fmt: skip
def test_what_one_expects_of_strangers(option, prior, standing, alike, expected):
    rates = small_world(assumptions={"strangers": option}, ties={"prior": prior}).rates[0]
    assert by_hand(expected_of_stranger)(standing, alike, rates) == pytest.approx(expected)


def test_a_managers_standing_is_expected_to_mean_something():
    """0.3 · (½ + 0.9) towards a manager, 0.3 · (½ + 0.2) towards a customer; half of that where a role tie of 0 counts half."""
    world = small_world(assumptions={"strangers": Strangers.BY_STANDING})
    assert [goals(world, other=who) for who in (MANAGER, CUSTOMERS[0])] == pytest.approx([0.42, 0.21])
    set_tie(world.role_tie[0, 5], 0.0, 5.0)
    assert goals(world, other=MANAGER) == pytest.approx(0.21)


def test_every_option_is_in_the_table():
    marks = [mark for mark in test_combine.pytestmark if mark.name == "parametrize"]
    assert {row[0] for row in marks[0].args[1]} == set(FootingRule)


def acquainted():
    """Worker 0 has a personal tie of 0.9 with worker 2 and a role tie of 0.5 with their role, experience 5 behind each."""
    world = small_world()
    set_tie(acquaint(world, 0, COLLEAGUE, 0), 0.9, 5.0)
    set_tie(world.role_tie[0, world.person[COLLEAGUE].role], 0.5, 5.0)
    return world


def goals(world, held=None, other=COLLEAGUE):
    return by_hand(footing_towards)(world, 0, other, world.held if held is None else held)[0]


def test_footing_towards_persons_strangers_and_successors():
    world = acquainted()
    assert goals(world) == pytest.approx((0.45 + 0.25 + 0.075) / 1.25)
    assert goals(world, other=3) == pytest.approx((0.25 + 0.5 * 0.3) / 1.0)  # same role, unknown person
    assert goals(world, other=MANAGER) == goals(world, other=CUSTOMERS[0]) == pytest.approx(0.3)
    world.person[COLLEAGUE].identity = identity(COLLEAGUE, 1)  # a successor meets the role tie, not the personal one
    assert goals(world) == pytest.approx(0.4)


@pytest.mark.parametrize(
    "arrow, expected",
    [
        (Arrow.COORDINATION_PERSONAL, 0.4),  # left out of the mean, not read as the prior
        (Arrow.COORDINATION_ROLE, 0.5 * 0.9 + 0.5 * 0.3),
        (Arrow.COORDINATION, 0.0),
        (Arrow.SHARED_GOALS, 0.0),
        (Arrow.COPRODUCTION_PERSONAL, (0.45 + 0.25 + 0.075) / 1.25),  # another process
        (Arrow.LEADERSHIP_ROLE, (0.45 + 0.25 + 0.075) / 1.25),
        (Arrow.MUTUAL_RESPECT, (0.45 + 0.25 + 0.075) / 1.25),  # another quality
    ],
)
def test_an_arrow_cut(arrow, expected):
    world = acquainted()
    held = np.full(len(Arrow), np.nan)
    held[arrow] = 0.0
    assert goals(world, held) == pytest.approx(expected)


def test_nobody_knows_whom_they_never_met_even_where_that_store_is_held_at_one():
    world = small_world()
    held = np.full(len(Arrow), np.nan)
    held[Arrow.COORDINATION_PERSONAL] = 1.0
    assert goals(world, held) == pytest.approx(0.3)


def test_which_stores_are_cut():
    world = small_world()
    assert by_hand(cut_stores)(world, 0, COLLEAGUE) == (False, False)
    world.held[Arrow.COORDINATION_ROLE] = 0.0
    assert by_hand(cut_stores)(world, 0, COLLEAGUE) == (False, True)
    assert by_hand(cut_stores)(world, 0, MANAGER) == (False, False)
    assert NONE == -1


def test_how_far_a_role_tie_reaches():
    """Towards another site a role tie counts a quarter of 5/(5 + 5): 0.125 · 0.9 + 0.875 · 0.3 = 0.375."""
    for reach, expected in ((1.0, 0.6), (0.25, 0.375)):
        world = small_world(size={"workers": 9, "sites": 2}, assumptions={"role_reach": reach})
        set_tie(world.role_tie[0, 1], 0.9, 5.0)
        assert by_hand(role_reach)(True, world.rates[0]) == 1.0 and by_hand(role_reach)(False, world.rates[0]) == reach
        assert by_hand(footing_towards)(world, 0, 2, world.held)[0] == pytest.approx(0.6)  # worker 2 sits at the own site
        assert by_hand(footing_towards)(world, 0, 3, world.held)[0] == pytest.approx(expected)
