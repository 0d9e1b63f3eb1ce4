"""Who took part: was aware, or acted; and is still there; and whether somebody could tell somebody."""

from __future__ import annotations

import pytest

from sim.attention.awareness import make_aware
from sim.episodes.participants import could_be_told, is_still_there, took_part
from sim.people.exits import pass_on
from sim.state import NONE, Answered
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, small_world


@pytest.mark.parametrize(
    "aware, answered, took",
    [(0, Answered.NOT, False), (1, Answered.NOT, True), (0, Answered.SCRIPT, True), (0, Answered.HABIT, True), (1, Answered.AWARE, True)],
)
def test_took_part(aware, answered, took):
    world = small_world()
    part = world.part[a_situation(world, CUSTOMERS[0], [0, 2]), 1]
    part.aware, part.answered = aware, answered
    assert by_hand(took_part)(part) == took


def test_still_there():
    world = small_world()
    part = world.part[a_situation(world, CUSTOMERS[0], [0, 2]), 1]
    assert by_hand(is_still_there)(world, part)
    world.person[0].present = 0
    assert not by_hand(is_still_there)(world, part)
    world.person[0].present, part.incumbency = 1, part.incumbency - 1
    assert not by_hand(is_still_there)(world, part)
    part.holder = NONE
    assert not by_hand(is_still_there)(world, part)


@pytest.mark.parametrize(
    "aware, could",
    [((0, 0, 0), False), ((1, 0, 0), True), ((0, 1, 0), True), ((0, 1, 1), False), ((1, 1, 1), False)],
)
def test_somebody_could_be_told_while_one_knows_and_one_needed_does_not(aware, could):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    for position, knows in enumerate(aware):
        world.part[s, position].aware = knows
    assert world.part[s, 0].needed == 0 and world.situation[s].n_positions == 3
    assert by_hand(could_be_told)(world, s) == could


def test_it_is_counted_anew_when_somebody_becomes_aware_or_a_part_passes_on():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    assert not by_hand(could_be_told)(world, s)
    by_hand(make_aware)(world, s, 1, 1, 0)
    assert by_hand(could_be_told)(world, s)
    by_hand(make_aware)(world, s, 2, 1, 0)
    assert not by_hand(could_be_told)(world, s)
    by_hand(pass_on)(world, s, 1, NONE)
    assert by_hand(could_be_told)(world, s)
