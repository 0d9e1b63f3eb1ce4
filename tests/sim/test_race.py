"""A choice among people, by hand: the lowest draw of those who may stand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import Decision
from sim.race import NO_TURN, in_turn, race
from sim.state import NONE
from tests.sim.by_hand import CUSTOMER_ROLE, by_hand, small_world

TIMES = {9: 0.3, 10: 0.2, 11: 0.1, 12: 0.2}  # customers; the last two are in pods 0 and 1


@pytest.mark.parametrize(
    "absent, but, pod, winner",
    [([], NONE, NONE, 11), ([11], NONE, NONE, 10), ([], 11, NONE, 10), ([11, 10], NONE, NONE, 12), ([], NONE, 1, 10), ([9], 11, 0, NONE),
     ([9, 10, 11, 12], NONE, NONE, NONE), ([], NONE, 7, NONE)],
)  # fmt: skip
def test_race(absent, but, pod, winner):
    world = small_world()
    world.person.present[absent] = 0
    assert world.person.pod[9:].tolist() == [0, 1, 0, 1]
    slot_of = {world.person[who].identity: who for who in range(13)}
    rule = by_hand(race, {Decision.COVER: lambda tick, key, whom: TIMES[slot_of[whom]]})
    assert rule(world, CUSTOMER_ROLE, pod, but, Decision.COVER, 5, 77) == winner


def test_who_else_stands_changes_nobodys_draw():
    """Of ten seeds, taking away a loser never changes the winner."""
    for key in range(10):
        world = small_world()
        winner = by_hand(race)(world, CUSTOMER_ROLE, NONE, NONE, Decision.COVER, 5, key)
        for loser in set(range(9, 13)) - {winner}:
            world.person.present[loser] = 0
            assert by_hand(race)(world, CUSTOMER_ROLE, NONE, NONE, Decision.COVER, 5, key) == winner
            world.person.present[loser] = 1


@pytest.mark.parametrize(
    "turns, order",
    [([0.5, NO_TURN, 0.1, 0.3], [2, 3, 0]), ([NO_TURN, 0.0], [1]), ([NO_TURN, NO_TURN], []), ([], []), ([0.2, 0.9], [0, 1])],
)
def test_the_lowest_draw_has_the_first_turn(turns, order):
    assert by_hand(in_turn)(np.array(turns), len(order)).tolist() == order
