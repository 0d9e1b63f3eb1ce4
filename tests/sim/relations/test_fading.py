"""Fading: half of the experience is left after a half-life, and knowledge falls back half-way to the prior."""

from __future__ import annotations

import pytest

from sim.assumptions import Decay
from sim.relations.fading import fade, fade_ties
from tests.sim.by_hand import acquaint, by_hand, set_tie, small_world


def test_a_half_life_of_days():
    world = small_world(ties={"half_life_days": 4, "knowledge_half_life_days": 2, "prior": 0.3})
    tie = world.role_tie[0, 1]
    set_tie(tie, 0.7, 8.0)
    for _ in range(4):
        by_hand(fade)(tie, world.rates[0])
    assert tie.experience == pytest.approx(4.0)
    assert tie.shared_knowledge == pytest.approx(0.3 + 0.4 / 4)
    assert (tie.shared_goals, tie.mutual_respect) == (0.7, 0.7)


@pytest.mark.parametrize(
    "option, experience, knowledge, others",
    [(Decay.HALF_LIVES, 4.0, 0.5, 0.7), (Decay.NONE, 8.0, 0.7, 0.7), (Decay.ALL_QUALITIES, 4.0, 0.5, 0.5)],
)
def test_how_ties_decay_is_an_assumption(option, experience, knowledge, others):
    """Half-lives of a day: half of the experience, half-way from 0.7 to 0.3."""
    world = small_world(ties={"half_life_days": 1, "knowledge_half_life_days": 1}, assumptions={"decay": option})
    tie = world.role_tie[0, 1]
    set_tie(tie, 0.7, 8.0)
    by_hand(fade)(tie, world.rates[0])
    found = (tie.experience, tie.shared_knowledge, tie.shared_goals, tie.mutual_respect)
    assert found == pytest.approx((experience, knowledge, others, others))


def test_ties_of_those_present_fade_and_what_was_seen_does_not():
    world = small_world(ties={"half_life_days": 1, "personal_capacity": 3})
    for owner in (0, 1):
        for where in (0, 6):  # a tie, and a record beyond the capacity
            acquaint(world, owner, 2, where).experience = 1.0
        world.role_tie[owner, 1].experience = 1.0
    world.person[1].present = 0
    by_hand(fade_ties)(world)
    assert [world.contact[0, 0].experience, world.contact[0, 6].experience, world.role_tie[0, 1].experience] == [0.5, 1, 0.5]
    assert [world.contact[1, 0].experience, world.role_tie[1, 1].experience] == [1, 1]
