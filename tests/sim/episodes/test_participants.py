"""Who took part: was aware, or acted; and is still there."""

from __future__ import annotations

import pytest

from sim.episodes.participants import is_still_there, took_part
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
