"""Structures, by hand: who gives time when, what is queued, and that both poles cost the same hours."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.solitary import is_covered, write_entry
from sim.state import EpisodeKind, Kind, Purpose
from sim.structures.meetings import convene_meetings
from sim.structures.parameters import Level
from sim.structures.protocols import convene_protocols
from sim.structures.selection_training import convene_training, practice_due
from tests.sim.by_hand import CUSTOMERS, by_hand, everybody_has, small_world


def convened(rule, world, tick=0, draws=0.5):
    world.clock[0].tick, world.clock[0].n_episodes = tick, 0
    everybody_has(world, 60)
    world.person.meeting = -1
    by_hand(rule, draws)(world)
    return [EpisodeKind(e.kind).name for e in world.episode[: world.clock[0].n_episodes]]


@pytest.mark.parametrize("level, groups", [(Level.IMPERSONAL, [[0, 1], [2, 3], [4, 5], [6, 7]]), (Level.RELATIONAL, [[0, 2, 4, 6, 8], [1, 3, 5, 7]])])
def test_who_meets(level, groups):
    """Every 40 hours, group g when (tick + g) mod 40 = 0: two workers a function, or a pod across functions."""
    for group, members in enumerate(groups):
        world = small_world(meetings={"level": level, "customers": False})
        kinds = convened(convene_meetings, world, 40 - group)
        seated = [who for who in range(13) if world.person[who].meeting == group]
        assert set(members) <= set(seated) and CUSTOMERS[0] not in seated
        assert world.minutes[:, Purpose.MEETING].sum() == 30 * len(seated)
        assert kinds == ["ASK_PARTICULAR"] * 7  # ⌊30 / 4⌋ turns
    assert convened(convene_meetings, small_world(meetings={"level": level}), 7) == []


def test_protocols_are_written_in_paid_minutes_and_then_read():
    """24 types, five entries of five minutes in half an hour: six a tick and writer, four ticks; then all nine read."""
    world = small_world(protocols={"level": Level.RELATIONAL})
    ticks = [convened(convene_protocols, world, tick) for tick in range(4)]
    assert ticks == [["WRITE"] * 30] * 3 + [["WRITE"] * 30 + ["READ"] * 9]
    assert world.minutes[Kind.CUSTOMER].sum() == 0
    assert world.minutes[Kind.WORKER, Purpose.WRITING] == 4 * 24 * 5


@pytest.mark.parametrize("skilled", [True, False])
def test_what_is_written_is_as_right_as_its_writer_is_skilled(skilled):
    world = small_world(protocols={"coverage": 1.0})
    world.person[0].skill, truth = 0.6, world.type_part[0, 0]
    truth.needed, truth.coupled, truth.typical = 1, 0, 2
    right = 0.59 if skilled else 0.6
    by_hand(write_entry, {Decision.WRITTEN_RIGHT: right, Decision.WRITTEN_AS: 0.0})(world, world.person[0], 0, 5)
    entry = world.artefact[0, 0]
    assert (entry.written, entry.needed, entry.answer) == ((1, 1, 2) if skilled else (1, 0, 3))


@pytest.mark.parametrize("coverage, covered", [(0.0, [0, 0, 0, 0]), (0.5, [1, 1, 0, 0]), (0.51, [1, 1, 1, 0]), (1.0, [1, 1, 1, 1])])
def test_the_same_share_of_every_type_is_covered(coverage, covered):
    world = small_world(protocols={"coverage": coverage})
    world.type_part[0].needed[:] = [1, 1, 1, 1, 1, 0]  # the subject's own part does not count
    rule = by_hand(is_covered, {Decision.COVERED: lambda tick, t, column: column / 10})
    assert [rule(world, 0, column) for column in range(4)] == [bool(c) for c in covered]


def test_practice_hours():
    """24 hours are 96 episodes of 15 minutes; one hour of orientation is four."""
    rates = small_world(selection_training={"level": Level.RELATIONAL}).rates[0]
    assert [by_hand(practice_due)(kind, rates) for kind in (Kind.WORKER, Kind.CUSTOMER)] == [96, 4]
    assert by_hand(practice_due)(Kind.WORKER, small_world().rates[0]) == 0


@pytest.mark.parametrize("level", [Level.IMPERSONAL, Level.RELATIONAL])
def test_a_newcomer_practises_with_the_own_role_or_with_others(level):
    world = small_world(selection_training={"level": level})
    world.person.practice_left, world.clock[0].next_curriculum = 0, 10**6
    world.role.next_chapter = 99
    world.person[0].practice_left = 6
    assert convened(convene_training, world) == ["PRACTICE"] * 4  # an hour is four
    partners = {world.person[e.receiver].role for e in world.episode[:4]}
    assert (partners == {0}) == (level == Level.IMPERSONAL) and 0 not in partners or level == Level.IMPERSONAL
    assert world.minutes[:, Purpose.PRACTICE].sum() == 2 * 4 * 15 and world.person[0].practice_left == 2
    assert convened(convene_training, world, tick=1) == ["PRACTICE"] * 2
    world.person[0].practice_left = 6
    assert convened(convene_training, world, tick=2) == []  # two hours a day


@pytest.mark.parametrize("structure, rule", [("selection_training", convene_training), ("protocols", convene_protocols), ("meetings", convene_meetings)])
def test_a_time_only_twin_takes_the_relational_poles_minutes_and_convenes_nothing(structure, rule):
    """The same people give the same minutes to the same purposes, tick by tick; no episode is queued."""
    given, hours, queued = {}, {}, {}
    for level in (Level.RELATIONAL, Level.TIME_ONLY, Level.IMPERSONAL):
        world = small_world(**{structure: {"level": level}})
        given[level], queued[level] = [], []
        for tick in range(40):
            queued[level] += convened(rule, world, tick)
            given[level].append(world.person.attention.tolist())
            if level != Level.TIME_ONLY:  # enacted elsewhere
                readers = [e.initiator for e in world.episode[: world.clock[0].n_episodes] if e.kind == EpisodeKind.READ]
                world.person.read[readers] = world.clock[0].protocol_version
        hours[level] = world.minutes.copy()
    twin = Level.TIME_ONLY
    assert queued[twin] == [] and len(queued[Level.RELATIONAL]) > 10
    assert given[twin] == given[Level.RELATIONAL] and (hours[twin] == hours[Level.RELATIONAL]).all()
    assert hours[twin].sum() > 0
    if structure != "protocols":  # there both poles take the same people at the same hours
        assert given[twin] != given[Level.IMPERSONAL]
