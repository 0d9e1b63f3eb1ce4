"""Meetings, by hand: who sits with whom, what is told there, and who speaks with whom."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.assumptions import Floor
from sim.draws import Decision
from sim.state import NONE, EpisodeKind, Purpose
from sim.structures.level import gathers_across_roles, has_content
from sim.structures.meetings import convene_meetings, group_of, is_left_alone, meeting_of, n_groups, one_of, taking_the_floor
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, everybody_has, know, small_world

TABLE = [0, 2, 4, 6, MANAGER]  # the first pod's workers of four functions, and the manager


@pytest.mark.parametrize("level, across, content", [(Level.NONE, False, True), (Level.IMPERSONAL, False, True), (Level.RELATIONAL, True, True), (Level.TIME_ONLY, True, False)])
def test_what_a_level_means(level, across, content):
    assert (by_hand(gathers_across_roles)(level), by_hand(has_content)(level)) == (across, content)


@pytest.mark.parametrize("level, groups", [(Level.IMPERSONAL, 4), (Level.RELATIONAL, 2)])
def test_how_many_groups(level, groups):
    """Two pods; or within each of four functions one block of up to four."""
    assert by_hand(n_groups)(small_world(meetings={"level": level})) == groups


@pytest.mark.parametrize(
    "level, kind, role, pod, n_pods, group",
    [
        (Level.RELATIONAL, 0, 3, 5, 6, 5),
        (Level.IMPERSONAL, 0, 3, 5, 6, 3 * 2 + 1),  # six pods are two blocks of four: the second block of the fourth function
        (Level.IMPERSONAL, 0, 3, 3, 6, 3 * 2 + 0),
        (Level.IMPERSONAL, 1, 5, 3, 6, 4),  # managers are spread over the eight groups: 3 · 8 / 6
        (Level.RELATIONAL, 1, 5, 3, 6, 3),
    ],
)  # fmt: skip
def test_in_which_group(level, kind, role, pod, n_pods, group):
    world = small_world(meetings={"level": level})
    person = world.person[0]
    person.kind, person.role, person.pod = kind, role, pod
    assert by_hand(group_of)(person, n_pods, world.rates[0]) == group


def test_at_which_table():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])
    world.person.meeting, world.person[0].meeting = NONE, 1
    assert [by_hand(meeting_of)(world.person, world.part[s, position]) for position in (0, 1)] == [NONE, 1]
    world.part[s, 1].holder = NONE
    assert by_hand(meeting_of)(world.person, world.part[s, 1]) == NONE


@pytest.mark.parametrize("needed, aware, answered, alone", [(1, 0, 0, True), (0, 0, 0, False), (1, 1, 0, False), (1, 0, 3, False)])
def test_whose_part_is_left_alone(needed, aware, answered, alone):
    world = small_world()
    part = world.part[a_situation(world, CUSTOMERS[0], [0]), 1]
    part.needed, part.aware, part.answered = needed, aware, answered
    assert by_hand(is_left_alone)(part) == alone


def test_who_speaks_is_a_race():
    world = small_world()
    times = {world.person[who].identity: who / 10 for who in range(13)}
    rule = by_hand(one_of, {Decision.SPEAKER: lambda tick, who, turn: times[who]})
    assert rule(world, [3, 1, 2, 0], 3, NONE, 0, Decision.SPEAKER) == 1  # of the first three
    assert rule(world, [3, 1, 2, 0], 3, 1, 0, Decision.SPEAKER) == 2


def met(set_up=lambda world, s: None, level=Level.RELATIONAL, **settings):
    """The first pod meets at tick 40 for half an hour; worker 0 knows of a situation that 2 and 7 are needed for."""
    world = small_world(meetings={"level": level, "customers": False, **settings})
    s = a_situation(world, CUSTOMERS[0], [0, 2, 7])
    know(world, s, 1)
    world.clock[0].tick, world.clock[0].n_episodes = 40, 0
    everybody_has(world, 60)
    world.person.meeting = NONE
    set_up(world, s)
    by_hand(convene_meetings, 0.5)(world)
    return world, s, world.episode[: world.clock[0].n_episodes]


def test_what_is_known_is_told_to_those_at_the_table():
    """Of seven turns one is used for telling worker 2; worker 7 sits elsewhere."""
    world, s, episodes = met()
    assert [EpisodeKind(e.kind).name for e in episodes] == ["TELL"] + ["ASK_PARTICULAR"] * 6
    told = episodes[0]
    assert (told.initiator, told.receiver, told.situation, told.position, told.target) == (0, 2, s, 1, 2)
    assert (told.minutes, told.space, told.about) == (0, 1.0, 1000 + s)
    assert all(e.initiator in TABLE and e.receiver in TABLE and e.initiator != e.receiver for e in episodes)
    assert world.minutes[:, Purpose.MEETING].sum() == 5 * 30


@pytest.mark.parametrize("change", ["unaware", "told before", "acted", "closed", "cut", "absent"])
def test_what_is_not_told(change):
    def set_up(world, s):
        if change == "unaware":
            world.part[s, 1].aware = 0
        elif change == "told before":
            world.part[s, 2].aware = 1
        elif change == "acted":
            world.part[s, 2].answered = 3
        elif change == "closed":
            world.situation[s].outcome = 1
        elif change == "cut":
            world.held[Arrow.MEETING_CONDUIT] = 0.0
        else:
            world.person[2].attention = 29

    world, _, episodes = met(set_up)
    assert [EpisodeKind(e.kind).name for e in episodes] == ["ASK_PARTICULAR"] * 7


def test_within_a_function_there_is_no_relational_space():
    _, _, episodes = met(level=Level.IMPERSONAL)
    assert {(int(e.initiator), int(e.receiver)) for e in episodes} == {(0, 1)} and {float(e.space) for e in episodes} == {0.0}


def test_one_alone_does_not_meet_and_a_customer_may_sit_down():
    def alone(world, s):
        world.person.attention[[2, 4, 6, MANAGER]] = 29

    world, _, episodes = met(alone)
    assert len(episodes) == 0 and world.minutes[:, Purpose.MEETING].sum() == 30
    world, _, episodes = met(customers=True)
    at_the_table = [who for who in range(13) if world.person[who].meeting == 0]
    assert at_the_table[:5] == TABLE and len(at_the_table) == 6 and world.person[at_the_table[5]].pod == 0


def test_the_same_hours_and_nothing_in_them():
    world, _, episodes = met(level=Level.TIME_ONLY)
    assert len(episodes) == 0 and world.minutes[:, Purpose.MEETING].sum() == 5 * 30


@pytest.mark.parametrize("option, standing, expected", [(Floor.BY_CHANCE, 0.9, 0.5), (Floor.BY_STANDING, 0.9, 0.1), (Floor.BY_STANDING, 0.1, 0.5), (Floor.BY_STANDING, 0.0, 0.55)])
def test_who_takes_the_floor(option, standing, expected):
    rates = small_world(assumptions={"floor": option}).rates[0]
    assert by_hand(taking_the_floor)(standing, 0.5, rates) == pytest.approx(expected)


@pytest.mark.parametrize("option, expected", [(Floor.BY_CHANCE, 0), (Floor.BY_STANDING, MANAGER)])
def test_at_equal_draws_the_first_or_the_highest_speaks(option, expected):
    world = small_world(assumptions={"floor": option})
    assert by_hand(one_of, 0.5)(world, TABLE, len(TABLE), NONE, 0, Decision.SPEAKER) == expected
