"""Attribution, by hand: what is learned of the role and of the person, and what either bonus adds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sim.assumptions import Attribution, ConvenedBonus, VarietyBonus
from sim.relations.attribution import attribution, incumbents_known, role_share, variety_bonus
from tests.sim.by_hand import MANAGER, acquaint, by_hand, small_world

PRIVATE, CONVENED = SimpleNamespace(convened=0), SimpleNamespace(convened=1)


@pytest.mark.parametrize(
    "option, role, person",
    [(Attribution.AS_SHARED, 0.6, 0.4), (Attribution.MOSTLY_ROLE, 0.8, 0.2), (Attribution.MOSTLY_PERSON, 0.2, 0.8), (Attribution.WHOLE_TO_BOTH, 1.0, 1.0)],
)
def test_attribution(option, role, person):
    rates = small_world(learning={"attribution": 0.6}, assumptions={"attribution": option}).rates[0]
    assert by_hand(attribution)(rates) == pytest.approx((role, person))


@pytest.mark.parametrize("n_incumbents, expected", [(0, 1.0), (1, 1.0), (2, 1.25), (5, 1.4)])
def test_variety(n_incumbents, expected):
    assert by_hand(variety_bonus)(n_incumbents) == pytest.approx(expected)


def test_whom_one_knows_of_a_role():
    """Workers 2 and 3 hold the second function; who has left is still remembered, the manager is of another role."""
    world = small_world()
    for where, other in enumerate((2, 3, MANAGER)):
        acquaint(world, 0, other, where)
    world.person[3].identity += 256
    assert [by_hand(incumbents_known)(world, 0, role) for role in (1, 2, 5)] == [2, 0, 1]


@pytest.mark.parametrize(
    "options, private, convened",
    [
        ({}, 0.6, 0.6),  # the same, however many one knows
        ({"convened_bonus": ConvenedBonus.HALF_AGAIN}, 0.6, 0.9),
        ({"variety_bonus": VarietyBonus.BY_INCUMBENTS}, 0.75, 0.75),  # two are known
        ({"variety_bonus": VarietyBonus.BY_INCUMBENTS, "convened_bonus": ConvenedBonus.HALF_AGAIN}, 0.75, 1.0),  # no more than all
    ],
)
def test_what_is_learned_of_the_role(options, private, convened):
    world = small_world(learning={"attribution": 0.6}, assumptions=options)
    for where, other in enumerate((2, 3)):
        acquaint(world, 0, other, where)
    found = [by_hand(role_share)(world, episode, 0, 2) for episode in (PRIVATE, CONVENED)]
    assert found == pytest.approx([private, convened])
