"""How much may wait to be gone over: never more than there is room for, also where every hour brings more than is taken up."""

from __future__ import annotations

import numpy as np
import pytest

from sim.people.founding import room_for_conflicts, room_for_reviews
from sim.parameters import Parameters
from sim.processes.conflicts import conflicts_arise
from sim.structures.conflict_resolution import convene_hearings
from sim.structures.parameters import Level
from tests.sim.by_hand import by_hand, everybody_has, small_world
from tests.sim.processes.test_conflicts import an_episode


def test_room():
    """Two pods: three weeks of 2 failures with 3 conversations each; the delay's week and four more of 3 conflicts."""
    changes = {"performance_measures": {"capacity": 2, "conversations": 3}, "conflict_resolution": {"capacity": 3, "delay_days": 7.0}}
    for level, room in ((Level.NONE, (1, 1)), (Level.RELATIONAL, (1 + 3 * 2 * 2 * 3, 1 + 5 * 2 * 3))):
        parameters = Parameters(**{group: {**values, "level": level} for group, values in changes.items()})
        assert (room_for_reviews(parameters, 2), room_for_conflicts(parameters, 2)) == room


@pytest.mark.parametrize("delay", [0.0, 4.0, 4.9, 5.0, 9.0])
def test_conflicts_that_nobody_has_time_for_never_overflow(delay):
    """One tick a day, four new pairs an hour, two taken up a week and pod, and nobody with a minute: all wait and are dropped."""
    world = small_world(
        conflict_resolution={"level": Level.RELATIONAL, "delay_days": delay, "capacity": 2},
        scenario={"hours_per_day": 1}, selection_training={"per_day": 1},
    )  # fmt: skip
    arise, hear = by_hand(conflicts_arise, 0.0), by_hand(convene_hearings, 0.0)
    pairs = [(one, other) for one in range(8) for other in range(one)]
    everybody_has(world, 0)
    most = 0
    for tick in range(120):
        world.clock[0].tick, world.clock[0].n_episodes = tick, 0
        hear(world)
        for one, other in np.roll(pairs, -4 * tick, axis=0)[:4]:
            an_episode(world, one=int(one), other=int(other))
        arise(world)
        most = max(most, int(world.clock[0].n_conflicts))
    assert 4 < most < world.conflict.size  # more than a week brings
