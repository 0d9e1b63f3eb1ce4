"""Circumstances change, by hand: a new version, a new value, and the date of the next change."""

from __future__ import annotations

import math

from sim.draws import Decision
from sim.environment.particulars import change_particular, drift_particulars
from tests.sim.by_hand import by_hand, small_world


def test_a_change():
    """Every ten days of eight hours: −ln(1 − u) · 80 hours; 0.36 is the second of six values."""
    world = small_world()
    person = world.person[0]
    person.version = 4
    draws = {Decision.PARTICULAR: 0.36, Decision.PARTICULAR_CHANGE: 1 - math.exp(-0.25)}
    by_hand(change_particular, draws)(person, 12, world.rates[0])
    assert (person.version, person.particular, person.particular_changes) == (5, 1, 12 + 1 + 20)


def test_each_in_their_own_time_and_only_those_present():
    world = small_world()
    world.clock[0].tick = 12
    world.person.version, world.person.particular_changes = 1, 13
    world.person.particular_changes[[0, 1, 9]] = 12, 11, 12
    world.person.present[1] = 0
    by_hand(drift_particulars, 0.5)(world)
    assert world.person.version.tolist() == [2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1]
    assert (world.person.particular_changes[[0, 9]] == 12 + 1 + 55).all()  # 80 · ln 2 = 55.5
