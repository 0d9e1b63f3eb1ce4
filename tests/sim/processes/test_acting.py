"""Acting, by hand: deliberately, by script, by habit; giving something up; revising on news."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.acting import act_on_parts, has_learned
from sim.state import NONE, Answered, Kind, Purpose
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, a_situation, acquaint, by_hand, couple, know, small_world

STEADY = {Decision.SLIP: 0.99}


def a_case(subject=CUSTOMERS[0], holders=(0, 2), **changes):
    world = small_world(**changes)
    return world, a_situation(world, subject, list(holders))


def test_an_aware_and_ready_holder_acts_and_grows_in_skill():
    world, s = a_case()
    know(world, s, 1, 2)
    world.part[s, 1].ready, world.person[0].skill = 1, 0.5
    by_hand(act_on_parts, STEADY)(world)
    part = world.part[s, 1]
    assert (part.answered, part.answer, part.acted_tick, part.aware_at_act) == (Answered.AWARE, 2, 12, 1)
    assert world.part[s, 2].answered == Answered.NOT  # not ready
    assert world.person[0].attention == 48 and world.minutes[Kind.WORKER, Purpose.ACT] == 12
    assert world.person[0].skill == 0.505


def test_nobody_acts_without_time():
    world, s = a_case()
    know(world, s, 1)
    world.part[s, 1].ready, world.person[0].attention = 1, 11
    by_hand(act_on_parts, STEADY)(world)
    assert world.part[s, 1].answered == Answered.NOT and world.minutes.sum() == 0


def test_habit_comes_to_the_unaware_in_its_own_time():
    world, s = a_case()
    world.part[s, 1].habit_tick, world.part[s, 2].habit_tick = 12, 13
    world.person.skill = 1.0
    by_hand(act_on_parts, STEADY)(world)
    assert (world.part[s, 1].answered, world.part[s, 1].answer, world.part[s, 1].aware_at_act) == (Answered.HABIT, 1, 0)
    assert world.part[s, 2].answered == Answered.NOT


def test_the_script_reaches_one_part_after_the_other():
    """Noticed at 10, two hours a step: part 1 from 12 on, part 2 from 14 on; only what is written and read."""
    world, s = a_case(protocols={"level": Level.IMPERSONAL, "step_hours": 2})
    world.situation[s].noticed = 10
    for column in (0, 1):
        world.artefact[0, column].written, world.artefact[0, column].needed, world.artefact[0, column].answer = 1, 1, 3
    world.person.read = 1
    for tick, answered in [(11, [0, 0]), (12, [2, 0]), (13, [2, 0]), (14, [2, 2])]:
        world.clock[0].tick = tick
        by_hand(act_on_parts, STEADY)(world)
        assert [world.part[s, p].answered for p in (1, 2)] == answered
    assert (world.part[s, 1].answer, world.part[s, 1].manner, world.minutes[Kind.WORKER, Purpose.SCRIPT]) == (3, 0, 16)


def test_nobody_follows_what_they_have_not_read():
    world, s = a_case(protocols={"level": Level.IMPERSONAL})
    world.situation[s].noticed = 0
    world.artefact.written, world.artefact.needed = 1, 1
    world.person[2].read = 1
    by_hand(act_on_parts, STEADY)(world)
    assert [world.part[s, p].answered for p in (1, 2)] == [0, 2]


def test_a_colleagues_wish_costs_somebody_something_or_is_answered_wrongly():
    """Willingness towards a stranger is 0.5 + 0.48 · 0.3 = 0.644."""
    for number, right, minutes in [(0.64, True, 6), (0.65, False, 0)]:
        world, s = a_case(subject=4)
        world.situation[s].gives_up, world.part[s, 1].marked, world.part[s, 1].ready = 1, 1, 1
        know(world, s, 1)
        by_hand(act_on_parts, {**STEADY, Decision.GIVES_UP: number})(world)
        assert (world.part[s, 1].answer == 2) == right
        assert world.minutes[Kind.WORKER, Purpose.GIVE_UP] == minutes


def test_news_of_the_partners_clue_is_acted_on_once():
    for number, answer, revised in [(0.64, 0, 5), (0.65, 3, 0)]:
        world, s = a_case()
        know(world, s, 1, 2)
        couple(world, s, 1, 2)
        part = world.part[s, 1]
        part.answered, part.answer, part.acted_tick = Answered.AWARE, 3, 11
        world.part[s, 2].ready = 0
        part.partner_held, part.partner_clue, part.partner_tick = 1, 2, 12
        for _ in range(2):  # asked once per piece of news
            by_hand(act_on_parts, {**STEADY, Decision.REVISES: number})(world)
        assert part.answer == answer and world.minutes[Kind.WORKER, Purpose.REVISE] == revised
        assert part.referred == 0 and part.directed_by == NONE


@pytest.mark.parametrize(
    "understood, coupled, heard, learned", [(12, 0, NONE, False), (13, 0, NONE, True), (11, 1, 13, True), (11, 1, 12, False), (11, 0, 13, False)]
)
def test_what_was_learned_since(understood, coupled, heard, learned):
    """Answered at 12: what was understood or heard after that is news."""
    world, s = a_case()
    part = world.part[s, 1]
    part.acted_tick, part.accurate_tick, part.coupled, part.partner_tick = 12, understood, coupled, heard
    assert by_hand(has_learned)(part) == learned


@pytest.mark.parametrize("known, marked, particular, knew, felt", [(1, 1, 4, 1, True), (1, 1, 3, 1, False), (1, 0, 4, 1, False), (0, 1, 0, 0, False)])
def test_what_was_known_when_acting_and_what_the_subject_feels(known, marked, particular, knew, felt):
    """A fitting answer to a marked part by one who knows is felt as being attended to; 4 was seen and is answered to."""
    world, s = a_case()
    know(world, s, 1)
    part, subject = world.part[s, 1], CUSTOMERS[0]
    part.ready, part.marked, world.person[subject].particular = 1, marked, particular
    if known:
        contact = acquaint(world, 0, subject, 6)
        contact.seen, contact.seen_version, contact.seen_tick = 4, world.person[subject].version, 11
    by_hand(act_on_parts, {**STEADY, Decision.TAILORS: 0.0})(world)
    assert (part.answered, part.knew_at_act, part.manner) == (Answered.AWARE, knew, 4 if known else 0)
    assert (world.contact[subject].attended_tick == 12).any() == felt
