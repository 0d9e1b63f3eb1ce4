"""Closing, by hand: answered, abandoned, judged at the deadline, gone over in the next hour, and let go."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.closing import close_situations, go_over_failures, next_end
from sim.state import EVERYTHING, EpisodeKind, Outcome
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, know, small_world


def answered(right=True):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    for position in (1, 2):
        part = world.part[s, position]
        part.answered, part.answer, part.acted_tick = 1, 2 if right else 3, 11
    return world, s


def test_open_until_all_parts_are_answered():
    world, s = answered()
    world.part[s, 2].answered = 0
    by_hand(close_situations, 0.5)(world)
    assert (world.situation[s].outcome, world.clock[0].n_open) == (Outcome.OPEN, 1)
    world.part[s, 2].answered, world.situation[s].settles = 1, 12  # as whoever answers leaves it
    n_free = world.clock[0].n_free
    by_hand(close_situations, 0.5)(world)
    # closed at 12, judged only at the deadline of 20, then let go
    assert (world.situation[s].outcome, world.situation[s].closed, world.situation[s].judged) == (Outcome.ANSWERED, 12, 0)
    world.clock[0].tick = 20
    by_hand(close_situations, 0.5)(world)
    assert (world.situation[s].judged, world.clock[0].n_open, world.clock[0].n_free) == (1, 0, n_free + 1)
    tally = world.responses[EVERYTHING]
    assert (tally.answered, tally.timely, tally.knowledgeable, tally.abandoned) == (1, 1, 1, 0)


def test_abandoned_when_the_time_is_up():
    world, s = answered()
    world.part[s, 2].answered = 0
    for tick, outcome in [(29, Outcome.OPEN), (30, Outcome.ABANDONED)]:
        world.clock[0].tick = tick
        by_hand(close_situations, 0.5)(world)
        assert world.situation[s].outcome == outcome
    assert (world.responses[EVERYTHING].abandoned, world.situation[s].aftermath) == (1, 1)


def test_a_wrong_answer_that_is_found_out_is_gone_over_by_two_who_took_part():
    for number, aftermath in [(0.49, 1), (0.51, 0)]:
        world, s = answered(right=False)
        by_hand(close_situations, {Decision.FAILURE_SEEN: number})(world)
        assert world.situation[s].aftermath == aftermath
    world, s = answered(right=False)
    know(world, s, 1, 2)
    by_hand(close_situations, 0.0)(world)
    world.clock[0].n_episodes = 0
    order = {part.identity: rank / 10 for rank, part in enumerate(world.part[s, [2, 1]])}
    by_hand(go_over_failures, {Decision.AFTERMATH_WITH: lambda tick, who, whom: order.get(who, 0.9)})(world)
    episode = world.episode[0]
    assert world.clock[0].n_episodes == 1 and episode.kind == EpisodeKind.AFTERMATH
    assert (episode.initiator, episode.receiver, episode.minutes) == (2, 0, 4)
    assert world.situation[s].aftermath == 0


@pytest.mark.parametrize(
    "aftermath, outcome, judged, expected",
    [(0, Outcome.OPEN, 0, 20), (0, Outcome.OPEN, 1, 30), (0, Outcome.ANSWERED, 0, 20), (0, Outcome.ABANDONED, 0, 20), (1, Outcome.ANSWERED, 1, 0)],
)
def test_when_a_situation_next_needs_a_look(aftermath, outcome, judged, expected):
    """Judged at the deadline of 20, abandoned at 30; one that is to be gone over, at once."""
    world = small_world()
    situation = world.situation[a_situation(world, CUSTOMERS[0], [0], aftermath=aftermath, outcome=outcome, judged=judged)]
    assert by_hand(next_end)(situation) == expected
    situation.abandons = 15  # patience ends before the deadline
    assert by_hand(next_end)(situation) == {20: 15 if outcome == Outcome.OPEN else 20, 30: 15, 0: 0}[expected]
