"""Coming and going, by hand: waiting times, traits, hazards, and what a newcomer and a cover start from."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.assumptions import Capacity, Hiring
from sim.people.exits import come_and_go
from sim.people.hiring import exit_hazard, fill, social_group, trait
from sim.people.next_event import NEVER, ticks_until
from sim.state import NONE, Kind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, know, set_tie, small_world


@pytest.mark.parametrize("hazard, number, expected", [(0.0, 0.9, NEVER), (0.1, 0.0, 1), (0.5, 1 - math.exp(-0.4), 1), (0.5, 1 - math.exp(-0.6), 2), (1e-300, 0.9, NEVER)])
def test_ticks_until(hazard, number, expected):
    assert by_hand(ticks_until)(hazard, number) == expected


@pytest.mark.parametrize("mean, spread, number, expected", [(0.6, 0.2, 0.0, 0.4), (0.6, 0.2, 0.75, 0.7), (0.9, 0.4, 1.0, 1.0), (0.1, 0.4, 0.0, 0.0)])
def test_trait(mean, spread, number, expected):
    assert by_hand(trait)(mean, spread, number) == pytest.approx(expected)


def test_hazards_per_tick():
    rates = small_world(turnover={"worker": 0.5, "manager": 0.2}, scenario={"case_hours": 40}).rates[0]
    found = [by_hand(exit_hazard)(kind, rates) for kind in (Kind.WORKER, Kind.MANAGER, Kind.CUSTOMER)]
    assert found == pytest.approx([0.5 / 2000, 0.2 / 2000, 1 / 40])


def test_a_newcomer_holds_no_ties_whatever_is_written():
    world = small_world()
    world.artefact.written = world.curriculum.written = world.curriculum.accurate = 1
    for store in (world.contact, world.role_tie):
        for tie in store.ravel():  # the predecessor's, and every colleague's
            set_tie(tie, 0.9, 20.0)
    world.contact.whom = 3
    by_hand(fill, 0.5)(world, 0, 16)
    assert (world.person[0].incumbency, world.person[0].hired, world.person[0].read) == (1, 16, 0)
    assert (world.contact[0].whom == NONE).all()
    for store in (world.contact[0], world.role_tie[0]):
        assert (store.experience == 0).all() and (store.shared_goals == 0.3).all() and (store.shared_knowledge == 0.3).all()


def leaving(tick=16, who=0):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    world.team[CUSTOMERS[0], 0] = 0
    world.person.changes = NEVER
    world.person[who].changes = world.clock[0].tick = tick
    return world, s


def test_parts_and_cases_pass_to_cover_unaware():
    world, s = leaving()
    by_hand(come_and_go, 0.5)(world)
    part = world.part[s, 1]
    assert (world.person[0].present, part.holder, part.aware, part.accurate_tick) == (0, 1, 0, NONE)
    assert world.team[CUSTOMERS[0], 0] == 1
    # vacant for 10 days of 8 hours: 1 + ⌊80 · ln 2⌋ = 56 hours
    assert world.person[0].changes == 16 + 56


def test_the_employed_leave_at_the_start_of_a_day_and_customers_any_hour():
    for who, tick, present in [(0, 15, 1), (0, 16, 0), (CUSTOMERS[0], 15, 0), (MANAGER, 17, 1)]:
        world, s = leaving(tick, who)
        by_hand(come_and_go, 0.5)(world)
        assert world.person[who].present == present
        assert (world.situation[s].abandons == tick) == (who == CUSTOMERS[0])


def test_without_cover_the_successor_takes_over_unaware():
    world, s = leaving()
    world.person[1].present = 0
    by_hand(come_and_go, 0.5)(world)
    assert (world.part[s, 1].holder, world.part[s, 1].aware) == (0, 0)
    world.person[0].changes = world.clock[0].tick = 24
    by_hand(come_and_go, 0.5)(world)
    assert (world.person[0].present, world.part[s, 1].incumbency) == (1, 1)


def test_nobody_covers_in_their_own_situation():
    world = small_world()
    s = a_situation(world, 1, [0, 2])
    world.person.changes = NEVER
    world.person[0].changes = world.clock[0].tick = 16
    by_hand(come_and_go, 0.5)(world)
    assert world.part[s, 1].holder == 0


def test_two_who_leave_together_do_not_cover_for_each_other():
    world, s = leaving()
    world.person[1].changes = 16
    by_hand(come_and_go, 0.5)(world)
    assert world.person.present[:2].tolist() == [0, 0] and world.part[s, 1].holder == 0
    assert np.array_equal(world.person.present[2:], np.ones(11))


def test_a_newcomer_is_due_the_practice_of_their_kind():
    world = small_world(selection_training={"level": "relational", "hours": 3, "orientation": 2})
    world.person.practice_left = 99
    for who, due in [(0, 12), (MANAGER, 12), (CUSTOMERS[0], 8)]:
        by_hand(fill, 0.5)(world, who, 16)
        assert world.person[who].practice_left == due


@pytest.mark.parametrize(
    "option, tick, present, hired, expected",
    [
        (Hiring.STRANGERS, 16, 1, 0, 1), (Hiring.LIKE_SUPERVISOR, 16, 1, 0, 2),
        (Hiring.LIKE_SUPERVISOR, 16, 0, 0, 1),  # nobody supervises
        (Hiring.LIKE_SUPERVISOR, 16, 1, 16, 1), (Hiring.LIKE_SUPERVISOR, 0, 1, -5, 1),  # they come on one day; founders
    ],
)  # fmt: skip
def test_of_which_group_a_newcomer_is(option, tick, present, hired, expected):
    """Of three groups a draw of 0.5 is the second; the manager is of the third."""
    world = small_world(assumptions={"hiring": option})
    manager = world.person[MANAGER]
    manager.group, manager.present, manager.hired = 2, present, hired
    assert by_hand(social_group)(world, world.person[0], tick, 0.5) == expected
    assert by_hand(social_group)(world, world.person[CUSTOMERS[0]], tick, 0.5) == 1


@pytest.mark.parametrize("option, ties", [(Capacity.AS_SET, 3), (Capacity.FIFTEEN, 15), (Capacity.THIRTY_TWO, 32), (Capacity.HUNDRED_AND_FIFTY, 150)])
def test_how_many_ties_there_is_room_for(option, ties):
    """With colleagues, with customers, and ten more who are only remembered."""
    world = small_world(assumptions={"capacity": option})
    assert world.rates[0].ties_personal_capacity == ties and world.met.shape[1] == 2 * ties + 10
