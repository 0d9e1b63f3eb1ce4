"""A tick of half an hour: whatever is said in hours or days takes twice as many ticks, and what is per hour half as much."""

from __future__ import annotations

import math

import pytest

from sim.attention.noticing import notice_probability
from sim.attention.routine import renew_attention
from sim.draws import Decision
from sim.environment.particulars import change_particular
from sim.environment.situations import emerge, next_situation
from sim.people.exits import leave
from sim.people.hiring import exit_hazard
from sim.people.next_event import NEVER
from sim.processes.coordination import waits_for_clue
from sim.processes.coproduction import believes_known
from sim.processes.referral import waits_for_line
from sim.processes.script import script_is_due
from sim.state import Kind
from sim.structures.parameters import Level
from sim.structures.selection_training import practice_due
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, acquaint, by_hand, couple, know, small_world

SUBJECT = CUSTOMERS[0]
HALF = 0.5  # a draw: events of a mean of m ticks come after 1 + ⌊m · ln 2⌋


def half_hours(**changes):
    return small_world(scenario={"minutes_per_tick": 30}, **changes)


def test_rates_and_waiting_times():
    world = half_hours(turnover={"worker": 0.5})
    rates, person = world.rates[0], world.person
    assert by_hand(notice_probability)(0.5, 1.0, rates) == pytest.approx(1 - math.exp(-0.5))  # 2 · 0.5 / 2
    assert by_hand(next_situation, HALF)(person[SUBJECT], 10, rates) == 10 + 1 + 6  # a mean of 10 ticks: 6.9
    assert by_hand(exit_hazard)(Kind.WORKER, rates) == pytest.approx(0.5 / 4000)
    assert by_hand(exit_hazard)(Kind.CUSTOMER, rates) == pytest.approx(1 / 96)
    by_hand(change_particular, HALF)(person[0], 10, rates)
    assert person[0].particular_changes == 10 + 1 + 110  # 160 · ln 2 = 110.9


def test_the_hour_is_shared_out():
    world = half_hours()
    by_hand(renew_attention)(world)
    assert world.person.attention.tolist() == [30] * 9 + [15] * 4
    assert world.role.demand[:4].tolist() == [40] * 4  # half of 81, rounded to even


def test_a_situations_times():
    world = half_hours()
    world.team[SUBJECT] = [0, 2, 4, 6]
    by_hand(emerge, {Decision.NOVEL: 0.9})(world, 3, SUBJECT, 10, world.rates[0])
    assert (world.situation[3].deadline, world.situation[3].abandons) == (10 + 32, 10 + 64)
    assert world.part[3, 1].habit_tick == 10 + 1 + 110


@pytest.mark.parametrize("tick, waits", [(15, True), (16, False)])
def test_until_two_hours_before_the_deadline(tick, waits):
    world = half_hours()
    s = a_situation(world, SUBJECT, [0, 2])
    know(world, s, 1)
    couple(world, s, 1, 2)
    world.part[s, 1].referred, world.part[s, 1].queue_manager = 1, MANAGER
    assert by_hand(waits_for_clue, 0.0)(world, s, 1, tick) == waits
    assert by_hand(waits_for_line)(world, s, 1, tick) == waits


@pytest.mark.parametrize("tick, due", [(13, False), (14, True)])
def test_a_step_of_the_script(tick, due):
    world = half_hours(protocols={"level": Level.IMPERSONAL, "step_hours": 2})
    s = a_situation(world, SUBJECT, [0, 2], noticed=10)
    world.artefact.written = world.artefact.needed = world.person.read = 1
    assert by_hand(script_is_due, 0.0)(world, s, 1, tick) == due


@pytest.mark.parametrize("tick, believed", [(90, True), (91, False)])
def test_evidence_of_forty_hours(tick, believed):
    world = half_hours()
    contact = acquaint(world, 0, SUBJECT, 6)
    contact.seen_version, contact.seen_tick = 1, 10
    assert by_hand(believes_known)(world, 0, SUBJECT, tick) == believed


@pytest.mark.parametrize("who, wait", [(0, 110), (SUBJECT, 11)])
def test_a_vacancy(who, wait):
    """Ten days are 160 ticks, a gap of eight hours 16."""
    world = half_hours()
    world.person.changes = NEVER
    by_hand(leave, HALF)(world, who, 16)
    assert world.person[who].changes == 16 + 1 + wait


def test_practice_hours_are_the_same():
    """24 hours are 96 quarters, whatever a tick is."""
    rates = half_hours(selection_training={"level": Level.RELATIONAL}).rates[0]
    assert by_hand(practice_due)(Kind.WORKER, rates) == 96
