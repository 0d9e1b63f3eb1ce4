"""The queue of episodes and the calendar, by hand: what a queued episode says, and who pays for scheduled time."""

from __future__ import annotations

import pytest

from sim.assumptions import Activation
from sim.draws import Decision
from sim.episodes.calendar import attend, both_attend
from sim.episodes.queue import CALENDAR, PRIVATE, convene, is_solitary, propose_about, queue_episode, turn_in_tick
from sim.state import NONE, EpisodeKind, Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, everybody_has, small_world

BY_KEY = {Decision.ORDER: lambda tick, key, kind: key / 100 + kind / 1000}


def test_each_takes_the_next_place_and_its_order_from_its_key():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    world.clock[0].n_episodes = 0
    world.episode.heard = 1  # left from another tick
    places = [
        by_hand(convene, BY_KEY)(world, EpisodeKind.PRACTICE, 3, 4, 70),
        by_hand(propose_about, BY_KEY)(world, EpisodeKind.ASK_CLUE, 0, 2, s, 1, 2, 4, 30),
        by_hand(queue_episode, BY_KEY)(world, EpisodeKind.READ, 5, NONE, 50),
    ]
    assert places == [0, 1, 2] and world.clock[0].n_episodes == 3
    practice, asking, reading = world.episode[:3]
    assert world.episode.order[:3] == pytest.approx([0.706, 0.301, 0.51])
    assert (practice.initiator, practice.receiver, practice.convened, practice.minutes) == (3, 4, CALENDAR, 0)
    assert (asking.convened, asking.minutes, asking.situation, asking.position, asking.target) == (PRIVATE, 4, s, 1, 2)
    assert (asking.about, practice.about) == (1000 + s, NONE)
    assert (reading.situation, reading.receiver, reading.space, reading.tick) == (NONE, NONE, 0.0, 12)
    assert all((e.opened, e.met, e.heard, e.accurate, e.reversed) == (0, NONE, NONE, NONE, NONE) for e in world.episode[:3])


def test_what_is_done_alone():
    alone = {kind for kind in EpisodeKind if by_hand(is_solitary)(kind)}
    assert alone == {EpisodeKind.REFER, EpisodeKind.WRITE, EpisodeKind.READ, EpisodeKind.DRILL, EpisodeKind.COMPILE, EpisodeKind.BUFFER}


def test_attending():
    world = small_world()
    everybody_has(world, 20)
    rule = by_hand(attend)
    assert [rule(world, 0, minutes, Purpose.WRITING) for minutes in (15, 6, 5)] == [True, False, True]
    assert (world.person[0].attention, world.minutes[Kind.WORKER, Purpose.WRITING]) == (0, 20)


@pytest.mark.parametrize(
    "who, other, first, second, takes_place", [(0, 1, 15, 15, True), (0, 1, 14, 15, False), (0, 1, 15, 14, False), (0, 0, 60, 60, False)]
)
def test_together_or_not_at_all(who, other, first, second, takes_place):
    world = small_world()
    world.person[0].attention, world.person[1].attention = first, second
    before = world.person.attention.sum()
    assert by_hand(both_attend)(world, who, other, 15, Purpose.PRACTICE) == takes_place
    assert world.minutes[Kind.WORKER, Purpose.PRACTICE] == before - world.person.attention.sum() == 30 * takes_place


@pytest.mark.parametrize(
    "option, role, attention, expected",
    [
        (Activation.BY_CHANCE, 3, 20, 0.25),
        (Activation.BY_ROLE, 0, 20, 0.25 / 6), (Activation.BY_ROLE, 5, 20, 5.25 / 6),  # six roles
        (Activation.RESTED_FIRST, 0, 60, 0.25 / 61), (Activation.RESTED_FIRST, 0, 0, 60.25 / 61),
    ],
)  # fmt: skip
def test_whose_turn_it_is(option, role, attention, expected):
    world = small_world(assumptions={"activation": option})
    world.person[0].role, world.person[0].attention = role, attention
    assert by_hand(turn_in_tick)(world.person[0], 0.25, world.rates[0]) == pytest.approx(expected)
