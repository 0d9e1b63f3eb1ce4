"""The frame of a tick, by hand: the start of a day, the keyed order, what is kept, and whether there is room."""

from __future__ import annotations

import numpy as np
import pytest

from sim.arrow import Arrow
from sim.attention.awareness import acts_on_awareness, becomes_aware, footing_of_awareness
from sim.draws import Decision
from sim.enlarging import enlarged, with_log
from sim.episodes.queue import convene, propose_about
from sim.processes.qualities import between
from sim.schedule import MOST_CONVENED, enact_in_order, has_room, keep_episodes, start_of_day
from sim.state import EPISODE, MOST_POSITIONS, EpisodeKind
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, know, set_tie, small_world


@pytest.mark.parametrize("low, high, footing, expected", [(0.2, 1.0, 0.0, 0.2), (0.2, 1.0, 0.5, 0.6), (0.9, 0.1, 1.0, 0.1)])
def test_between(low, high, footing, expected):
    assert by_hand(between)(low, high, footing) == pytest.approx(expected)


@pytest.mark.parametrize("held, aware, acts, footing", [(None, True, True, 0.3), (0.5, False, False, 0.5), (0.7, True, True, 0.7)])
def test_the_three_arrows_of_awareness(held, aware, acts, footing):
    """Free: 0.6 is below a chance of 0.65, and every awareness is acted on; held: 0.6 is below 0.7 and not below 0.5."""
    array = small_world().held
    if held is not None:
        array[[Arrow.FOOTING_AWARENESS, Arrow.AWARENESS_ACT, Arrow.AWARENESS_FOOTING]] = held
    assert by_hand(becomes_aware)(0.65, 0.6, array) == aware
    assert by_hand(acts_on_awareness)(1.0, 0.6, array) == acts
    assert by_hand(footing_of_awareness)(0.3, array) == footing


@pytest.mark.parametrize("tick, faded", [(0, True), (7, False), (8, True), (9, False)])
def test_ties_fade_once_a_day(tick, faded):
    world = small_world(ties={"half_life_days": 1, "personal_capacity": 3})
    set_tie(world.role_tie[0, 1], 0.5, 2.0)
    world.clock[0].tick = tick
    by_hand(start_of_day)(world)
    assert (world.role_tie[0, 1].experience == 1.0) == faded


def test_episodes_are_enacted_in_keyed_order_not_as_they_were_queued():
    """Worker 2 has time for one of two callers; the second in the queue comes first by key."""
    for order, heard in [({30: 0.1, 40: 0.9}, [1, 0]), ({30: 0.9, 40: 0.1}, [0, 1])]:
        world = small_world()
        s = a_situation(world, CUSTOMERS[0], [0, 2])
        know(world, s, 1)
        world.person[2].attention, world.clock[0].n_episodes = 4, 0
        by_key = {Decision.ORDER: lambda tick, key, kind, order=order: order[key]}
        for caller, key in [(0, 30), (4, 40)]:
            by_hand(propose_about, by_key)(world, EpisodeKind.TELL, caller, 2, s, 1, 2, 4, key)
        by_hand(enact_in_order, 0.0)(world)
        assert [world.episode[e].met for e in range(2)] == heard


def test_what_opened_is_kept_when_the_run_is_recorded():
    for recording, kept in [(0, []), (1, [71, 73])]:
        world = small_world()._replace(log=np.zeros(9, EPISODE).view(np.recarray))
        world.clock[0].recording, world.clock[0].n_episodes = recording, 0
        for key, opened in [(71, 1), (72, 0), (73, 1)]:
            e = by_hand(convene, 0.5)(world, EpisodeKind.PRACTICE, 0, 1, key)
            world.episode[e].opened = opened
        by_hand(keep_episodes)(world)
        assert world.log.key[: world.clock[0].n_logged].tolist() == kept


@pytest.mark.parametrize("full", ["free", "episode", "queue", "daily", "log"])
def test_room_for_whatever_a_tick_can_bring(full):
    """Each array in turn is one short of what may be needed; enlarged, there is room again."""
    world = small_world()
    clock = world.clock[0]
    clock.tick = 10
    world.person.next_situation[:] = 11
    assert by_hand(has_room)(world)
    if full == "free":
        clock.n_free, world.person.next_situation[:2] = 1, 10
    elif full == "episode":
        others = (MOST_CONVENED + 30 // 4) * len(world.person)  # two for each part that a situation can have, and what is convened
        clock.n_open = (world.episode.size - others) // (2 * MOST_POSITIONS) + 1
    elif full == "queue":
        clock.n_queue = len(world.queue) + 1
    elif full == "daily":
        clock.tick = 8 * world.daily.size
    else:
        world = with_log(world)
        assert by_hand(has_room)(world)
        clock.n_logged = world.log.size - world.episode.size + 1
    assert not by_hand(has_room)(world)
    if full != "queue":
        assert by_hand(has_room)(enlarged(world))


def test_encounters_of_one_order_happen_as_they_came():
    """A speaker heard in two conflicts has one key in the hour; forty times two orders, the lower ones first, each as they came."""
    world, seen = small_world(), []
    world.clock[0].n_episodes = 40
    world.episode[:40].order = [0.5, 0.25] * 20
    by_hand(enact_in_order, enact_all=lambda world, order: seen.extend(order.tolist()))(world)
    assert seen == [*range(1, 40, 2), *range(0, 40, 2)]
