"""Favours, by hand: what one expects in return, what that weighs, who remembers, and who is served first."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.enact import enact
from sim.episodes.queue import convene
from sim.processes import motive
from sim.processes.favours import expected_return, goes_before_all, place_in_queue, remember_favour, return_from, weighing_favours
from sim.processes.line import serve_line
from sim.state import NONE, EpisodeKind
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, MANAGER, Draws, a_situation, acquaint, by_hand, know, small_world

ASKED, STRANGER = 2, 4


def where_favours_count(weight=0.5, **more):
    """Worker 0 has turned to worker 2 four times, and was given attention in three of them."""
    world = small_world(norms={"personal_criteria": weight}, **more)
    seen = acquaint(world, 0, ASKED, 0)
    seen.turned_to, seen.granted = 4, 3
    return world


@pytest.mark.parametrize("turned_to, granted, expected", [(0, 0, 0.3), (1, 1, 0.65), (1, 0, 0.15), (4, 3, 0.66), (9, 0, 0.03)])
def test_expected_return(turned_to, granted, expected):
    assert by_hand(expected_return)(turned_to, granted, 0.3) == pytest.approx(expected)


def test_of_whom_one_has_seen_nothing_one_expects_what_one_does_of_strangers():
    world = where_favours_count()
    assert [by_hand(return_from)(world, 0, other) for other in (ASKED, STRANGER)] == pytest.approx([0.66, 0.3])
    assert by_hand(return_from)(world, ASKED, 0) == pytest.approx(0.3)  # what they have seen of me is another matter
    world.person[ASKED].identity += 256
    assert by_hand(return_from)(world, 0, ASKED) == pytest.approx(0.3)  # a successor has granted nothing yet


@pytest.mark.parametrize("weight, known, stranger", [(0.0, 0.7, 0.7), (0.5, 0.68, 0.5), (1.0, 0.66, 0.3)])
def test_what_favours_weigh(weight, known, stranger):
    world = where_favours_count(weight)
    found = [by_hand(weighing_favours)(world, 0, other, 0.7) for other in (ASKED, STRANGER)]
    assert found == pytest.approx([known, stranger])


def test_favours_cost_own_function_credit_and_are_none_where_it_is_ones_own_part():
    """Half goals of 0.3, half a return of 0.66: 0.8 · (0.5 + 0.48 · 0.48); for the own part 0.8 · 0.644 + 0.2.

    Towards a stranger it is as without the norm: 0.8 · 0.644.
    """
    world = where_favours_count(performance_measures={"level": Level.IMPERSONAL, "weight": 0.2})
    assert by_hand(motive.willing)(world, 0, ASKED, 0.3) == pytest.approx(0.8 * 0.7304)
    assert by_hand(motive.willing)(world, 0, STRANGER, 0.3) == pytest.approx(0.8 * 0.644)
    assert by_hand(motive.willing_for_own_part)(world, 0, 0.3) == pytest.approx(0.7152)


@pytest.mark.parametrize("weight, granted, expected", [(0.5, 1, (5, 4)), (0.5, 0, (5, 3)), (0.0, 1, (4, 3))])
def test_who_remembers(weight, granted, expected):
    world = where_favours_count(weight)
    for other in (ASKED, STRANGER):
        by_hand(remember_favour)(world, 0, other, granted)
    assert (world.contact[0, 0].turned_to, world.contact[0, 0].granted) == expected
    assert world.contact[0, 1:].turned_to.sum() == 0


@pytest.mark.parametrize("kind, willing, remembered", [(EpisodeKind.ASK_PARTICULAR, 0.0, (1, 1)), (EpisodeKind.ASK_PARTICULAR, 0.99, (1, 0)), (EpisodeKind.DIRECT, 0.0, (0, 0))])
def test_what_is_owed_is_no_favour(kind, willing, remembered):
    """An order is obeyed or not; to be asked how one is, and to answer, is a favour. Only who turned to the other counts it."""
    world = small_world(norms={"personal_criteria": 0.5})
    world.clock[0].n_episodes = 0
    e = by_hand(convene, 0.5)(world, kind, 0, ASKED, 5)
    draws = Draws({Decision.WILLING: willing, Decision.NOISE: 0.99, Decision.NOISE_BACK: 0.99}, common=0.0)
    by_hand(enact, None, draw=draws)(world, e)
    assert (world.contact[0, 0].turned_to, world.contact[0, 0].granted) == remembered
    assert world.contact[ASKED].turned_to.sum() == 0


@pytest.mark.parametrize("number, first, place", [(0.32, True, 0.5), (0.34, False, 12.5), (0.51, False, 12.5)])
def test_a_place_in_the_queue(number, first, place):
    """Queued at 11, the manager expects 0.66 of who referred it: ahead of all below 0.5 · 0.66 = 0.33."""
    world = where_favours_count()
    acquaint(world, MANAGER, 0, 0).turned_to = 4
    world.contact[MANAGER, 0].granted = 3
    s = a_situation(world, CUSTOMERS[0], [0, ASKED])
    part = world.part[s, 1]
    part.queued, part.queue_manager = 11, MANAGER
    assert by_hand(goes_before_all, {Decision.JUMPS_QUEUE: number})(world, part) == first
    assert by_hand(place_in_queue, {Decision.LINE_ORDER: 0.5})(part, first, world.rates[0]) == pytest.approx(place)


def test_nobody_goes_before_all_where_favours_count_for_nothing():
    world = small_world(norms={"personal_criteria": 0.0})
    s = a_situation(world, CUSTOMERS[0], [0, ASKED])
    assert not by_hand(goes_before_all, {Decision.JUMPS_QUEUE: 0.0})(world, world.part[s, 1])


@pytest.mark.parametrize("weight, served", [(0.0, 2), (1.0, 1)])
def test_who_came_later_is_served_first_as_a_favour(weight, served):
    """Parts 1 and 2 were queued at 11 and 10; the manager has time for one case, and expects 0.825 of worker 0 alone."""
    world = small_world(norms={"personal_criteria": weight})
    s = a_situation(world, CUSTOMERS[0], [0, ASKED])
    know(world, s, 1, 2)
    seen = acquaint(world, MANAGER, 0, 0)
    seen.turned_to, seen.granted = 3, 3
    for position, queued in ((1, 11), (2, 10)):
        part = world.part[s, position]
        part.referred, part.queued, part.queue_manager = 1, queued, MANAGER
        world.queue[position - 1] = s, position
    world.clock[0].n_queue, world.clock[0].n_episodes = 2, 0
    world.person[MANAGER].attention = 19
    draws = Draws({Decision.HAND_BACK: 0.99, Decision.OPEN: 0.99, Decision.JUMPS_QUEUE: 0.5}, common=0.0)
    by_hand(serve_line, None, draw=draws)(world)
    assert [position for position in (1, 2) if world.part[s, position].queue_manager == NONE] == [served]


@pytest.mark.parametrize("weight, number, handed_back", [(0.0, 0.35, 0), (1.0, 0.54, 1), (1.0, 0.56, 0)])
def test_authority_may_be_a_favour(weight, number, handed_back):
    """Respect of 0.3, goals of 0.3 or a return of 0.825: handed back below 0.1 + 0.8 · 0.3, or below 0.1 + 0.8 · 0.5625."""
    world = small_world(norms={"personal_criteria": weight})
    s = a_situation(world, CUSTOMERS[0], [0, ASKED])
    know(world, s, 1)
    seen = acquaint(world, MANAGER, 0, 0)
    seen.turned_to, seen.granted = 3, 3
    part = world.part[s, 1]
    part.referred, part.queued, part.queue_manager = 1, 11, MANAGER
    world.queue[0] = s, 1
    world.clock[0].n_queue, world.clock[0].n_episodes = 1, 0
    draws = Draws({Decision.HAND_BACK: number, Decision.OPEN: 0.99, Decision.LEAVES_EXPERT_ROLE: 0.99}, common=0.0)
    by_hand(serve_line, None, draw=draws)(world)
    assert part.approved == handed_back
