"""What stood first in the way of an encounter, read off from the draws that decided it."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.queue import propose_about
from sim.measures.story.obstacles import Obstacle, account_of, would_suit
from sim.state import EpisodeKind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, small_world

YES, NO = 0.0, 0.999


@pytest.mark.parametrize(
    "draws, happened, expected",
    [
        ({Decision.OPEN: YES}, {"opened": 0}, Obstacle.POWER_OVER),
        ({Decision.OPEN: NO, Decision.TELLER_WILLING: NO}, {"opened": 0}, Obstacle.UNWILLING),
        ({Decision.OPEN: NO, Decision.TELLER_WILLING: YES, Decision.SPEAK_UP: NO}, {"opened": 0}, Obstacle.SILENT),
        ({Decision.OPEN: NO, Decision.TELLER_WILLING: YES, Decision.SPEAK_UP: YES}, {"opened": 0}, Obstacle.NO_TIME),
        ({Decision.WILLING: NO}, {"opened": 1, "met": 0}, Obstacle.REFUSED),
        ({Decision.WILLING: YES}, {"opened": 1, "met": 0}, Obstacle.BUSY),
        ({}, {"opened": 1, "met": 1, "heard": 0}, Obstacle.UNHEARD),
        ({}, {"opened": 1, "met": 1, "heard": 1, "accurate": 0}, Obstacle.GARBLED),
        ({}, {"opened": 1, "met": 1, "heard": 1, "accurate": 1}, Obstacle.NOTHING),
    ],
)
def test_the_first_obstacle(draws, happened, expected):
    """A customer turns to a manager, far above; what happened is given, why is read from the draws."""
    world = small_world(norms={"power_over": 0.5})
    s = a_situation(world, CUSTOMERS[0], [0])
    world.clock[0].n_episodes = 0
    e = by_hand(propose_about, 0.5)(world, EpisodeKind.TELL, CUSTOMERS[0], MANAGER, s, 0, 1, 4, 30)
    for name, value in happened.items():
        world.episode[e][name] = value
    found = by_hand(account_of, draws)(world, world, e)
    assert found[0] == expected
    assert found[1:] == pytest.approx([world.rates[0].ties_prior] * 6)


def test_what_is_done_alone_has_no_obstacle():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])
    world.clock[0].n_episodes = 0
    e = by_hand(propose_about, 0.5)(world, EpisodeKind.REFER, 0, MANAGER, s, 1, -1, 4, 30)
    assert by_hand(account_of, NO)(world, world, e) == (0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("number, expected", [(YES, True), (NO, False)])
def test_whether_an_answer_would_have_been_suited_is_its_own_draw(number, expected):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])
    assert by_hand(would_suit, {Decision.TAILORS: number})(world, s, 1, 9) == expected
