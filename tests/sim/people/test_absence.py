"""Absence, by hand: when, how long, who has the cases meanwhile, and what comes back."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.draws import Decision
from sim.environment.holders import is_lent
from sim.environment.particulars import drift_particulars
from sim.people.absence import days_away, is_vacant, next_absence
from sim.people.exits import come_and_go, start_turnover
from sim.people.next_event import NEVER
from sim.people.substitutes import stay_away
from sim.processes.closing import has_left
from sim.relations.contacts import contact_with, is_gone
from sim.relations.fading import fade_ties
from sim.state import Kind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, know, set_tie, small_world

ONE, OTHER, CUSTOMER = 0, 1, CUSTOMERS[0]  # two workers of the first function


def away(tick=16, who=(ONE,), days=3.0, number=0.5, **changes):
    """A world in which somebody's absence begins at this tick, and a situation that needs them and another."""
    world = small_world(absence={"rate": 2.0, "days": days}, **changes)
    s = a_situation(world, CUSTOMER, [0, 2])
    know(world, s, 0, 1)
    world.team[CUSTOMERS, 0] = world.regular[CUSTOMERS, 0] = OTHER
    world.team[CUSTOMER, 0] = world.regular[CUSTOMER, 0] = ONE
    world.person.changes = world.person.away_changes = NEVER
    world.person.away_changes[list(who)] = tick
    world.clock[0].tick = tick
    by_hand(stay_away, {Decision.ABSENCE_ENDS: number})(world)
    return world, s


@pytest.mark.parametrize("mean, number, days", [(1.0, 0.999, 1), (2.0, 0.49, 1), (2.0, 0.51, 2), (2.0, 0.76, 3), (3.0, 0.0, 1), (3.0, 1 - 4 / 9 + 1e-9, 3)])
def test_days_away(mean, number, days):
    """At a mean of two days each further day is as likely as not; at three, two times in three."""
    assert by_hand(days_away)(mean, number) == days


def test_days_away_have_their_mean():
    rule, n = by_hand(days_away), 20_000
    for mean in (1.0, 2.5, 10.0):
        assert sum(rule(mean, (i + 0.5) / n) for i in range(n)) / n == pytest.approx(mean, rel=1e-3)


def test_next_absence():
    """Two a year of 2,000 hours, at a draw of 1 − exp(−0.5001): 500.1 hours; customers are not employed; at rate 0, never."""
    world = small_world(absence={"rate": 2.0})
    rule, rates = by_hand(next_absence, 1 - math.exp(-0.5001)), world.rates[0]
    assert [rule(world.person[who], 8, rates) for who in (ONE, MANAGER)] == [8 + 501] * 2
    assert rule(world.person[CUSTOMER], 8, rates) == NEVER
    assert rule(world.person[ONE], 8, small_world().rates[0]) >= NEVER


def test_nobody_is_absent_before_the_warm_up_ends():
    world = small_world(absence={"rate": 2.0})
    assert (world.person.away_changes >= NEVER).all()
    by_hand(start_turnover, 0.5)(world)
    employed = world.person.kind != Kind.CUSTOMER
    assert (world.person.away_changes[employed] < NEVER).all() and (world.person.away_changes[~employed] >= NEVER).all()


def test_who_is_absent_still_holds_the_place():
    """Two days of eight hours at even odds of more than one; nobody is hired, nothing of theirs is forgotten."""
    world, _ = away(days=2.0, number=0.6)
    person = world.person[ONE]
    assert (person.present, person.away, person.away_changes, person.incumbency) == (0, 1, 16 + 2 * 8, 0)
    assert not by_hand(is_vacant)(person) and world.responses[Kind.WORKER].absences == 0  # the warm-up is not over
    world.contact[2, 0].whom, world.met[2, 0] = ONE, person.identity
    assert not by_hand(is_gone)(world, 2, 0)
    by_hand(come_and_go, 0.5)(world)
    assert (person.away, person.incumbency) == (1, 0)


def test_absence_begins_and_ends_with_a_day():
    world, _ = away(tick=17)
    assert world.person[ONE].away == 0
    world.clock[0].tick = 24
    by_hand(stay_away, 0.0)(world)
    assert (world.person[ONE].away, world.person[ONE].away_changes) == (1, 32)


def test_cases_and_open_parts_pass_to_a_substitute_unaware_and_cases_come_back():
    world, s = away(days=1.0)
    part = world.part[s, 1]
    assert (part.holder, part.aware, world.team[CUSTOMER, 0], world.regular[CUSTOMER, 0]) == (OTHER, 0, OTHER, ONE)
    assert world.part[s, 2].holder == 2 and world.situation[s].substituted == 1
    lent = by_hand(is_lent)
    assert [lent(world, who, 0) for who in (CUSTOMER, CUSTOMERS[1], ONE)] == [True, False, False]
    assert not lent(world, CUSTOMER, 1) and not lent(world, CUSTOMER, 5)
    world.clock[0].tick = 24
    by_hand(stay_away, 0.5)(world)
    assert not lent(world, CUSTOMER, 0)
    assert (world.person[ONE].present, world.person[ONE].away) == (1, 0) and 24 < world.person[ONE].away_changes < NEVER
    assert world.team[CUSTOMERS, 0].tolist() == [ONE, OTHER, OTHER, OTHER]
    assert part.holder == OTHER  # what has passed on stays


def test_without_a_substitute_the_case_waits_with_what_is_known_of_it():
    world, s = away(who=(ONE, OTHER))
    assert (world.part[s, 1].holder, world.part[s, 1].aware) == (ONE, 1)
    assert world.team[CUSTOMERS, 0].tolist() == [ONE, OTHER, OTHER, OTHER]


def test_nobody_substitutes_in_their_own_situation():
    world = small_world(absence={"rate": 2.0})
    s = a_situation(world, OTHER, [0, 2])
    world.person.changes = world.person.away_changes = NEVER
    world.person.away_changes[ONE] = world.clock[0].tick = 16
    by_hand(stay_away, 0.5)(world)
    assert world.part[s, 1].holder == ONE


def test_a_situation_about_somebody_absent_waits_and_does_not_fail():
    world, _ = away()
    s = a_situation(world, ONE, [2])
    assert not by_hand(has_left)(world, world.situation[s]) and world.situation[s].abandons == 30
    world.person.away[ONE] = 0
    assert by_hand(has_left)(world, world.situation[s])


def test_who_leaves_while_absent_leaves_the_case_to_the_substitute():
    world, _ = away(days=10.0, number=0.9)
    world.person[ONE].changes = world.clock[0].tick = 24
    by_hand(come_and_go, 0.5)(world)
    assert by_hand(is_vacant)(world.person[ONE]) and world.person[ONE].changes > 24
    assert (world.team[CUSTOMER, 0], world.regular[CUSTOMER, 0]) == (OTHER, OTHER)


def test_when_a_substitute_leaves_the_case_still_is_the_absent_ones():
    world, _ = away(days=10.0, number=0.9)
    world.person[OTHER].changes = world.clock[0].tick = 24
    by_hand(come_and_go, 0.5)(world)
    assert (world.team[CUSTOMER, 0], world.regular[CUSTOMER, 0]) == (OTHER, ONE)  # nobody else covers: the place keeps it
    assert world.regular[CUSTOMERS[1], 0] == OTHER


def test_ties_fade_and_circumstances_change_during_absence():
    world, _ = away()
    where = by_hand(contact_with)(world, ONE, 2)
    set_tie(world.contact[ONE, where], 0.8, 10.0)
    by_hand(fade_ties)(world)
    assert world.contact[ONE, where].experience < 10.0
    version = world.person[ONE].version
    world.person.particular_changes = NEVER
    world.person.particular_changes[ONE] = 16
    by_hand(drift_particulars, 0.5)(world)
    assert world.person[ONE].version == version + 1


def test_two_absent_on_one_day_do_not_substitute_for_each_other():
    world, _ = away(who=(ONE, OTHER))
    assert world.person.away[:2].tolist() == [1, 1] and np.array_equal(world.person.present[2:], np.ones(11))
