"""News, by hand: who waits or is ready sleeps until something changes for them, or until the last call."""

from __future__ import annotations

from sim.attention.news import hear_news, last_call
from sim.draws import Decision
from sim.people.next_event import NEVER
from sim.processes.acting import next_chance
from sim.processes.steps import propose
from sim.state import EpisodeKind
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, couple, know, small_world


def test_the_last_call_is_two_hours_before_the_deadline():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0], deadline=20)
    assert by_hand(last_call)(world, s) == 18


def test_news_wakes_one_holder_and_their_case():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2], stirs=30, acts=30)
    world.part[s, 1].wakes = world.part[s, 2].wakes = NEVER
    by_hand(hear_news)(world, s, 1)
    assert (world.part[s, 1].wakes, world.part[s, 2].wakes, world.situation[s].stirs, world.situation[s].acts) == (0, NEVER, 0, 0)


def test_whoever_is_ready_rests_until_there_is_news():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])
    know(world, s, 1)
    by_hand(propose)(world)
    assert (world.part[s, 1].ready, world.part[s, 1].wakes, world.situation[s].stirs) == (1, NEVER, NEVER)
    assert world.situation[s].acts == 12  # and may act in this very hour
    world.part[s, 1].marked = 1  # a reason to ask, but nobody has told the holder to look again
    by_hand(propose, 0.0)(world)
    assert world.clock[0].n_episodes == 0
    by_hand(hear_news)(world, s, 1)
    by_hand(propose, {Decision.DETACHED: 0.9, Decision.WANTS_PARTICULAR: 0.0})(world)
    assert (world.clock[0].n_episodes, world.episode[0].kind) == (1, EpisodeKind.ASK_PARTICULAR)


def test_whoever_waits_for_a_clue_waits_until_the_last_call():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    couple(world, s, 1, 2)
    know(world, s, 1, 2)
    world.address[s, 1, 2].attempts = 2  # nobody is left to ask
    world.part[s, 1].told_wrong = world.part[s, 1].referred = 1
    by_hand(propose, {Decision.WAITS: 0.0})(world)
    assert (world.part[s, 1].ready, world.part[s, 1].wakes, world.situation[s].stirs) == (0, 18, 18)
    world.clock[0].tick = 18
    by_hand(propose, {Decision.WAITS: 0.0})(world)
    assert (world.part[s, 1].ready, world.part[s, 1].wakes) == (1, NEVER)


def test_the_next_chance_to_act():
    """Unaware: by habit at 40. Aware: not before being ready, then every hour. Answered: only upon news."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])
    part, chance = world.part[s, 1], by_hand(next_chance)
    part.habit_tick = 40
    assert chance(world, s, 1, 12) == 40 and chance(world, s, 1, 50) == 51
    know(world, s, 1)
    assert chance(world, s, 1, 12) == NEVER
    part.ready = 1
    assert chance(world, s, 1, 12) == 13
    part.answered, part.acted_tick = 1, 12
    assert chance(world, s, 1, 12) == NEVER
    part.accurate_tick = 13
    assert chance(world, s, 1, 13) == 14
