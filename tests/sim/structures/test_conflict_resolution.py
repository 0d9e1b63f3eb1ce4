"""3c, by hand: who hears whom, when, and at equal minutes of both poles."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.episodes.matters import write_down
from sim.state import NONE, EpisodeKind, Purpose
from sim.structures.conflict_resolution import convene_hearings
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, everybody_has, small_world


def a_conflict(level, one=0, other=2, due=12):
    world = small_world(conflict_resolution={"level": level, "minutes": 10})
    by_hand(write_down)(world, world.conflict[0], one, other, 77, 1000, due)
    world.clock[0].n_conflicts, world.clock[0].tick = 1, 12
    everybody_has(world, 60)
    return world


def heard(world, draws=None):
    world.clock[0].n_episodes = 0
    by_hand(convene_hearings, draws or {})(world)
    episodes = world.episode[: world.clock[0].n_episodes]
    return [(EpisodeKind(e.kind).name, int(e.initiator), int(e.receiver)) for e in episodes]


@pytest.mark.parametrize(
    "one, other, up_the_line",
    [
        (0, 2, [(0, MANAGER), (2, MANAGER)]),
        (CUSTOMERS[0], 2, [(CUSTOMERS[0], MANAGER), (2, MANAGER)]),  # the other side's, who alone has one
        (0, MANAGER, [(0, MANAGER), (MANAGER, 0)]),  # a side himself: he faces the other
        (MANAGER, 0, [(MANAGER, 0), (0, MANAGER)]),
        (CUSTOMERS[0], MANAGER, []),  # nobody stands above them
    ],
)
def test_both_sides_are_heard(one, other, up_the_line):
    """For ten minutes of each who speaks and each who hears: forty in all, under either pole."""
    impersonal, relational = a_conflict(Level.IMPERSONAL, one, other), a_conflict(Level.RELATIONAL, one, other)
    assert heard(impersonal) == [("ACCOUNT", *pair) for pair in up_the_line]
    assert heard(relational) == [("SESSION", one, other), ("SESSION", other, one)]
    assert relational.minutes[:, Purpose.RESOLUTION].sum() == 40
    assert impersonal.minutes[:, Purpose.RESOLUTION].sum() == 20 * len(up_the_line)
    assert impersonal.clock[0].n_conflicts == relational.clock[0].n_conflicts == 0
    assert all(e.convened == 1 and e.about == 1000 for e in relational.episode[:2])


def test_not_before_it_is_due_nor_without_time():
    world = a_conflict(Level.RELATIONAL, due=14)
    assert heard(world) == [] and world.clock[0].n_conflicts == 1
    world.clock[0].tick = 14
    world.person[2].attention = 15
    assert heard(world) == [("SESSION", 0, 2)] and world.clock[0].n_conflicts == 1
    everybody_has(world, 60)
    assert heard(world) == [("SESSION", 2, 0)] and world.clock[0].n_conflicts == 0


def test_not_with_a_successor():
    world = a_conflict(Level.RELATIONAL)
    world.person[2].incumbency += 1
    assert heard(world) == [] and world.clock[0].n_conflicts == 0 and world.minutes.sum() == 0


def test_the_twin_gives_the_relational_poles_minutes_and_nobody_meets():
    relational, twin = a_conflict(Level.RELATIONAL), a_conflict(Level.TIME_ONLY)
    assert len(heard(relational)) == 2 and heard(twin) == []
    assert relational.person.attention.tolist() == twin.person.attention.tolist() != [60] * 13


def test_suspended():
    for held, number, n in ((0.0, 0.0, 0), (0.4, 0.39, 2), (0.4, 0.41, 0)):
        world = a_conflict(Level.RELATIONAL)
        world.held[Arrow.CONFLICT_RESOLUTION] = held
        assert len(heard(world, {Decision.TAKES_PLACE: number})) == n
        assert world.clock[0].n_conflicts == 0 and (world.minutes.sum() > 0) == (n > 0)


def test_nobody_to_go_to():
    world = a_conflict(Level.IMPERSONAL)
    world.person.supervisor = NONE
    assert heard(world) == [] and world.clock[0].n_conflicts == 0
