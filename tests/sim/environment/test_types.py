"""Types of situation, by hand: how one takes shape, and that one at a time changes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.draws import Decision
from sim.environment.types import draw_type, drift_types, next_drift
from sim.state import NONE
from tests.sim.by_hand import by_hand, small_world

# Two functions win the race for being needed, the last and the first; nobody else is.
DRAWS = {
    Decision.COUNT: 0.0, Decision.SUBJECT_PART: 0.99, Decision.MANAGER_PART: 0.99,
    Decision.NEEDS: lambda tick, t, key: (0.2, 0.9, 0.8, 0.1)[key % 64],
    Decision.TYPE_TYPICAL: lambda tick, t, column: column / 6 + 0.01,
    Decision.PARTNER: lambda tick, t, key: key % 64 / 10,
}  # fmt: skip


@pytest.mark.parametrize("number, coupled", [(0.39, [1, 0, 0, 1, 0, 0]), (0.41, [0] * 6)])
def test_a_type_takes_shape(number, coupled):
    """Four answers: column c's typical clue is ⌊4 · (c/6 + 0.01)⌋. Coupled with 0.4, and only where needed."""
    world = small_world()
    by_hand(draw_type, {**DRAWS, Decision.TYPE_COUPLED: number})(world, 0, 5)
    drawn = world.type_part[0]
    assert drawn.needed.tolist() == [1, 0, 0, 1, 0, 0]
    assert drawn.typical.tolist() == [0, 0, 1, 2, 2, 3]
    assert drawn.coupled.tolist() == coupled
    assert drawn.partner.tolist() == [3, 0, 0, 0, 0, 0]


def test_a_part_that_is_alone_hangs_on_nobody():
    world = small_world(environment={"parts_fewest": 1, "parts_most": 1})
    by_hand(draw_type, {**DRAWS, Decision.TYPE_COUPLED: 0.0})(world, 0, 5)
    assert world.type_part[0].needed.tolist() == [0, 0, 0, 1, 0, 0]
    assert (world.type_part[0, 3].partner, world.type_part[0, 3].coupled) == (NONE, 0)


@pytest.mark.parametrize("number, ticks", [(0.0, 1), (0.5, 1 + 115), (1 - math.exp(-1.203), 1 + 200)])
def test_the_next_change(number, ticks):
    """24 types, each half a time in a year of 2,000 hours: a hazard of 0.006; −ln(0.5)/0.006 = 115.5."""
    rule = by_hand(next_drift, {Decision.TYPE_DRIFT: number})
    assert rule(small_world().rates[0], 24, 5) == ticks
    assert rule(small_world(environment={"drift": 0.0}).rates[0], 24, 5) > 10**9


def test_one_type_changes_when_its_time_has_come():
    """The race: type 7 has the lowest draw."""
    world = small_world()
    world.clock[0].tick, world.clock[0].next_drift = 5, 6
    before = world.type_part.copy()
    race = {Decision.TYPE_DRIFT: lambda tick, t, next_one: 0.5 if next_one else 0.1 + abs(t - 7) / 100}
    drift = by_hand(drift_types, {**DRAWS, Decision.TYPE_COUPLED: 0.0, **race})
    drift(world)
    assert np.array_equal(world.type_part, before)
    world.clock[0].tick = 6
    drift(world)
    changed = [t for t in range(24) if not np.array_equal(world.type_part[t], before[t])]
    assert changed == [7] and world.type_part[7].needed.tolist() == [1, 0, 0, 1, 0, 0]
    assert world.clock[0].next_drift == 6 + 116


def test_a_function_of_twice_the_need_runs_with_half_the_time():
    """Draws of 0.3, 0.4, 0.5 and 0.9 over needs of 1, 1, 2 and 1: the third is first."""
    world = small_world(environment={"parts_fewest": 1, "parts_most": 1})
    world.role.need[2] = 2.0
    needs = {Decision.NEEDS: lambda tick, t, key: (0.3, 0.4, 0.5, 0.9)[key % 64]}
    by_hand(draw_type, DRAWS | needs | {Decision.TYPE_COUPLED: 0.0})(world, 0, 5)
    assert world.type_part[0].needed.tolist()[:4] == [0, 0, 1, 0]
