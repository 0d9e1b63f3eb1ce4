"""What two people are to go over: with no successor, not for ever, and so much a week."""

from __future__ import annotations

from sim.episodes.matters import is_moot, this_week, write_down
from tests.sim.by_hand import by_hand, small_world


def a_matter():
    world = small_world()
    by_hand(write_down)(world, world.review[0], 0, 2, 77, 1000, 12)
    return world, world.review[0]


def test_dropped_when_either_has_left_or_a_week_has_passed():
    """Due at 12, a week is 5 days of 8 hours: it waits until 52."""
    world, matter = a_matter()
    assert (matter.one, matter.other, matter.key, matter.about, matter.due, matter.told) == (0, 2, 77, 1000, 12, 0)
    for tick, moot in ((12, False), (52, False), (53, True)):
        world.clock[0].tick = tick
        assert by_hand(is_moot)(world, matter) == moot
    for who in (0, 2):
        world, matter = a_matter()
        world.person[who].present = 0
        assert by_hand(is_moot)(world, matter)
        world.person[who].present, world.person[who].incumbency = 1, world.person[who].incumbency + 1
        assert by_hand(is_moot)(world, matter)


def test_a_new_week_begins_with_nothing():
    world = small_world()
    for tick, before in ((0, 0), (39, 1), (40, 0), (41, 1), (200, 0)):
        world.clock[0].tick = tick
        week = by_hand(this_week)(world, 1)
        assert (week.failures, week.conflicts) == (before, before)
        week.failures += 1
        week.conflicts += 1
    assert by_hand(this_week)(world, 0).failures == 0
