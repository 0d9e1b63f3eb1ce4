"""Coproduction and coordination, by hand: who waits, who lacks somebody, who wants to know, and what they take for known."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.participants import took_part
from sim.processes.acting import may_revise, takes_giving_up
from sim.processes.answers import knows_particular, tailored_manner
from sim.processes.closing import has_left, is_still_there, participant
from sim.processes.coordination import can_attempt, lacks_somebody, waits_for_clue
from sim.processes.coproduction import believes_known, learn_particular, wants_particular
from sim.processes.line import drop_settled
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, acquaint, by_hand, couple, know, small_world

SUBJECT = CUSTOMERS[0]


def a_case():
    world = small_world()
    s = a_situation(world, SUBJECT, [0, 2])
    know(world, s, 1)
    return world, s, world.part[s, 1]


def seen(world, who=0, other=SUBJECT, tick=10, version=None, value=4):
    """Somebody has seen somebody's circumstances."""
    contact = acquaint(world, who, other, 6)
    contact.seen, contact.seen_tick = value, tick
    contact.seen_version = world.person[other].version if version is None else version
    return contact


@pytest.mark.parametrize(
    "coupled, held, holder, tick, number, waits",
    [(1, 0, 2, 17, 0.643, True), (1, 0, 2, 17, 0.645, False), (1, 0, 2, 18, 0.0, False), (0, 0, 2, 12, 0.0, False), (1, 1, 2, 12, 0.0, False), (1, 0, NONE, 12, 0.0, False)],
)  # fmt: skip
def test_waiting_for_a_clue(coupled, held, holder, tick, number, waits):
    """Until two hours before the deadline of 20, with the willingness towards a stranger: 0.5 + 0.48 · 0.3 = 0.644."""
    world, s, part = a_case()
    couple(world, s, 1, 2)
    part.coupled, part.partner_held, world.part[s, 2].holder = coupled, held, holder
    assert by_hand(waits_for_clue, {Decision.WAITS: number})(world, s, 1, tick) == waits


@pytest.mark.parametrize(
    "coupled, held, needed, aware, answered, lacks",
    [(0, 0, 1, 0, 0, True), (0, 0, 1, 1, 0, False), (0, 0, 1, 0, 3, False), (0, 0, 0, 0, 0, False), (1, 0, 1, 1, 0, True), (1, 1, 1, 1, 0, False)],
)
def test_lacking_somebody(coupled, held, needed, aware, answered, lacks):
    world, s, part = a_case()
    part.coupled, part.partner_held = coupled, held
    other = world.part[s, 2]
    other.needed, other.aware, other.answered = needed, aware, answered
    assert by_hand(lacks_somebody)(world, s, 1) == lacks


@pytest.mark.parametrize("attempts, holder, known, may", [(0, 2, 1, True), (1, 2, 1, True), (2, 2, 1, False), (0, NONE, 1, False), (0, 2, 0, False)])
def test_two_attempts_at_somebody_one_knows_of(attempts, holder, known, may):
    world, s, _ = a_case()
    world.address[s, 1, 2].attempts, world.address[s, 1, 2].known, world.part[s, 2].holder = attempts, known, holder
    assert by_hand(can_attempt, 0.5)(world, s, 1, 2, 12) == may


@pytest.mark.parametrize("detached, wants, expected", [(0.21, 0.643, True), (0.21, 0.645, False), (0.19, 0.0, False)])
def test_wanting_to_know_is_settled_once(detached, wants, expected):
    world, s, part = a_case()
    rule = by_hand(wants_particular, {Decision.DETACHED: detached, Decision.WANTS_PARTICULAR: wants})
    assert rule(world, s, 1, 12) == expected and part.wants_particular == int(expected)
    assert by_hand(wants_particular, {Decision.DETACHED: 0.9, Decision.WANTS_PARTICULAR: 0.0})(world, s, 1, 13) == expected


@pytest.mark.parametrize("version, tick, believed", [(0, 50, True), (0, 51, False), (NONE, 12, False)])
def test_what_was_seen_is_taken_for_true_for_forty_hours(version, tick, believed):
    """Whether or not it still is."""
    world, s, _ = a_case()
    assert not by_hand(believes_known)(world, 0, SUBJECT, 12)
    seen(world, version=version)
    assert by_hand(believes_known)(world, 0, SUBJECT, tick) == believed


@pytest.mark.parametrize("marked, position, attempts, known, asks", [(1, 1, 0, 0, True), (1, 1, 1, 0, True), (1, 1, 2, 0, False), (0, 1, 0, 0, False), (1, 0, 0, 0, False), (1, 1, 0, 1, False)])
def test_asking_the_subject(marked, position, attempts, known, asks):
    world, s, _ = a_case()
    world.clock[0].n_episodes = 0
    part = world.part[s, position]
    part.marked, part.particular_attempts, part.wants_particular = marked, attempts, 1
    if known:
        seen(world)
    assert by_hand(learn_particular, 0.5)(world, s, position, 12) == asks
    assert part.particular_attempts == attempts + int(asks) and world.clock[0].n_episodes == int(asks)


@pytest.mark.parametrize("version, number, manner", [(None, 0.643, 4), (None, 0.645, 0), (7, 0.643, 4), (NONE, 0.0, 0)])
def test_a_manner_is_tailored_to_what_was_last_seen(version, number, manner):
    """Also where that is out of date; else it suits the commonest."""
    world, s, _ = a_case()
    rule = by_hand(tailored_manner, {Decision.TAILORS: number})
    assert rule(world, s, 1, 12) == 0
    seen(world, version=version)
    assert rule(world, s, 1, 12) == manner


def test_known_is_the_last_version():
    world, s, _ = a_case()
    assert not by_hand(knows_particular)(world, 0, SUBJECT)
    seen(world)
    assert by_hand(knows_particular)(world, 0, SUBJECT)
    world.person[SUBJECT].version += 1
    assert not by_hand(knows_particular)(world, 0, SUBJECT)


@pytest.mark.parametrize("gives_up, marked, position, expected", [(1, 1, 1, True), (1, 1, 0, False), (1, 0, 1, False), (0, 1, 1, False)])
def test_what_takes_giving_up(gives_up, marked, position, expected):
    world, s, _ = a_case()
    world.situation[s].gives_up, world.part[s, position].marked = gives_up, marked
    assert by_hand(takes_giving_up)(world.situation[s], world.part[s, position], position) == expected


@pytest.mark.parametrize(
    "change, may",
    [
        ({}, True), ({"acts_on": 0}, False), ({"accurate": 0}, False), ({"attention": 4}, False), ({"attention": 5}, True),
        ({"accurate_tick": 11, "partner_tick": 13}, True), ({"accurate_tick": 11, "partner_tick": 12}, False),
        ({"accurate_tick": 12}, False), ({"accurate_tick": 11, "partner_tick": 13, "coupled": 0}, False), ({"incumbency": 7}, False),
        ({"gives_up": 1}, False),
    ],
)  # fmt: skip
def test_who_may_revise(change, may):
    """Answered at 12; news came at 13. A refusal stands, and a successor does not take back what the predecessor answered."""
    world, s, part = a_case()
    couple(world, s, 1, 2)
    part.answered, part.acted_tick, part.accurate_tick, part.partner_tick, part.marked = 3, 12, 13, NONE, 1
    for name, value in change.items():
        (world.person[0] if name == "attention" else world.situation[s] if name == "gives_up" else part)[name] = value
    assert by_hand(may_revise, 0.5)(world, s, 1, 14) == may


def test_a_subject_who_has_left():
    world, s, _ = a_case()
    assert not by_hand(has_left)(world, world.situation[s])
    world.person[SUBJECT].incumbency += 1
    assert by_hand(has_left)(world, world.situation[s])
    world.person[SUBJECT].incumbency -= 1
    world.person[SUBJECT].present = 0
    assert by_hand(has_left)(world, world.situation[s])


def test_a_holder_who_is_still_there():
    world, s, part = a_case()
    assert by_hand(is_still_there)(world, part)
    for field, value in (("holder", NONE), ("incumbency", 3)):
        usual, part[field] = part[field], value
        assert not by_hand(is_still_there)(world, part)
        part[field] = usual
    world.person[0].present = 0
    assert not by_hand(is_still_there)(world, part)


@pytest.mark.parametrize("aware, answered, expected", [(1, 0, True), (0, 3, True), (1, 1, True), (0, 0, False)])
def test_who_took_part(aware, answered, expected):
    world, s, part = a_case()
    part.aware, part.answered = aware, answered
    assert by_hand(took_part)(part) == expected


def test_who_goes_over_a_failure():
    """Whoever was aware or acted and is still there; the second is another person."""
    world, s, _ = a_case()
    world.part[s, 2].answered = 3
    times = {world.part[s, position].identity: time for position, time in enumerate((0.0, 0.5, 0.3))}
    rule = by_hand(participant, {Decision.AFTERMATH_WITH: lambda tick, who, whom: times[who]})
    assert (rule(world, s, NONE), rule(world, s, 2), rule(world, s, 1)) == (2, 1, 2)
    world.part[s, 0].aware = 1
    assert rule(world, s, NONE) == 0
    world.part[s, 0].aware, world.part[s, 2].holder = 0, 0  # one person holds both parts
    assert rule(world, s, 1) == NONE
    world.person[0].present = 0
    assert rule(world, s, NONE) == NONE


def test_served_and_closed_cases_leave_the_queue_in_order():
    world, s, part = a_case()
    others = [a_situation(world, SUBJECT, [0]) for _ in range(3)]
    for i, each in enumerate([others[0], s, others[1], others[2]]):
        world.queue[i] = each, 1
        world.part[each, 1].queue_manager = MANAGER
    part.queue_manager, world.situation[others[1]].outcome, world.clock[0].n_queue = NONE, 2, 4
    by_hand(drop_settled)(world)
    assert world.clock[0].n_queue == 2 and world.queue[:2, 0].tolist() == [others[0], others[2]]
