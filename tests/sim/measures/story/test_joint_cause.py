"""What is named as the cause, for histories that can be read: one link, or several of which each was enough, and nothing else."""

from __future__ import annotations

import pytest

from sim.measures.story.causes import Cause
from sim.measures.story.joint_cause import broken_links, ways
from sim.measures.story.obstacles import Obstacle
from sim.state import EpisodeKind
from tests.sim.measures.story.histories import CLOSED, EMERGED, a_history, an_encounter, answers, knows, part, step

CUSTOMER = {0: [(EMERGED, knows())]}
UNKNOWN = {0: [(EMERGED, knows()), (104, knows(knows_address=[-1, 0, 0, -1, -1, -1, -1]))]}
LEFT = {"answered": False, "subject_left": True}
ASK, CLUE = EpisodeKind.ASK_CLUE, {"coupled": 1, "partner": 2}


def named(outcome: str, parts: list, steps: dict, encounters=(), **fields) -> list[tuple]:
    """The links of the cause where the customer knows from the start and has no part."""
    links = broken_links(a_history([part(needed=0), *parts], steps, encounters, **fields), outcome)
    return [(link.cause, link.tick, link.position) for link in links]


def test_two_parts_that_failed_each_in_its_way_are_a_joint_cause_the_earlier_first():
    steps = CUSTOMER | {1: [(106, knows()), answers(108, answer=1)], 2: [answers(107, aware=0, aware_at_act=0, answered=3, answer=1)]}
    history = a_history([part(needed=0), part(), part()], steps, [an_encounter(104, 0, 2, Obstacle.SILENT)])
    links = broken_links(history, "knowledgeable")
    assert [(link.cause, link.position) for link in links] == [(Cause.SILENT, 2), (Cause.SLIP, 1)]
    assert ways(links) == [[links[0]], [links[1]]]


def test_whomever_one_person_did_not_reach_is_one_way_of_failing():
    met = [an_encounter(103, 0, 1, Obstacle.SILENT), an_encounter(104, 0, 2, Obstacle.REFUSED)]
    links = broken_links(a_history([part(needed=0), part(), part()], CUSTOMER, met, answered=False), "timely")
    assert [link.cause for link in links] == [Cause.SILENT, Cause.REFUSED]
    assert ways(links) == [links]


def test_the_subject_leaves_once_for_all_parts():
    assert named("timely", [part(), part()], CUSTOMER, closed=102, **LEFT) == [(Cause.SUBJECT_LEFT, 101, 1)]


@pytest.mark.parametrize(
    "fixed, steps, met, closed, expected",
    [
        # nobody to turn to, known in hour 4: with two hours more there is time for an act; with four, to ask the subject too
        ({}, UNKNOWN, [], 106, [(Cause.ADDRESS_UNKNOWN, 104)]),
        ({}, UNKNOWN, [], 105, [(Cause.ADDRESS_UNKNOWN, 104), (Cause.SUBJECT_LEFT, 104)]),
        ({"marked": 1}, UNKNOWN, [], 107, [(Cause.ADDRESS_UNKNOWN, 104), (Cause.SUBJECT_LEFT, 106)]),
        ({"marked": 1}, UNKNOWN, [], 108, [(Cause.ADDRESS_UNKNOWN, 104)]),
        # with six, a colleague for the clue as well
        ({"marked": 1} | CLUE, UNKNOWN, [], 109, [(Cause.ADDRESS_UNKNOWN, 104), (Cause.SUBJECT_LEFT, 108)]),
        ({"marked": 1} | CLUE, UNKNOWN, [], 110, [(Cause.ADDRESS_UNKNOWN, 104)]),
        # not heard in hour 4: within two hours a second try may come, so that it is the leaving alone
        ({"marked": 1}, CUSTOMER, [an_encounter(104, 0, 1, Obstacle.UNHEARD)], 106, [(Cause.SUBJECT_LEFT, 105)]),
        ({"marked": 1} | CLUE, CUSTOMER, [an_encounter(104, 0, 1, Obstacle.UNHEARD)], 107, [(Cause.UNHEARD, 104), (Cause.SUBJECT_LEFT, 106)]),
    ],
)  # fmt: skip
def test_leaving_is_named_where_there_was_no_time_for_what_follows(fixed, steps, met, closed, expected):
    found = named("knowledgeable", [part(**fixed), part(needed=0)], steps, met, closed=closed, deadline=130, **LEFT)
    assert [(cause, tick) for cause, tick, _ in found] == expected


def test_all_was_answered_and_the_subject_had_left():
    """Also where something else was wrong: in an abandoned situation nothing counts."""
    assert named("timely", [part()], CUSTOMER | {1: [(103, knows()), answers(109)]}, **LEFT) == [(Cause.SUBJECT_LEFT, CLOSED - 1, 0)]
    wrong = CUSTOMER | {1: [(103, knows()), answers(107, answer=1)]}
    assert named("knowledgeable", [part()], wrong, **LEFT) == [(Cause.SLIP, 107, 1), (Cause.SUBJECT_LEFT, CLOSED - 1, 0)]
    assert named("knowledgeable", [part()], wrong) == [(Cause.SLIP, 107, 1)]


@pytest.mark.parametrize("free, expected", [(None, [Cause.SILENT, Cause.NO_TIME_TO_ACT]), (106, [Cause.SILENT])])
def test_who_was_not_told_had_no_minutes_either(free, expected):
    """Not told in hour 3; in every hour from the fourth on other answers were left, or in one of them none was."""
    hours = [(tick, step(out_of_minutes=int(tick != free))) for tick in range(104, 110)]
    met = [an_encounter(103, 0, 1, Obstacle.SILENT)]
    found = named("timely", [part()], CUSTOMER | {1: hours}, met, answered=False)
    assert [cause for cause, *_ in found] == expected


def test_who_answered_had_the_minutes():
    """Untold, pressed, and by habit in hour 8 all the same."""
    hours = [(104, step(out_of_minutes=1)), answers(108, aware=0, aware_at_act=0, answered=3, answer=1, out_of_minutes=1)]
    met = [an_encounter(103, 0, 1, Obstacle.SILENT)]
    assert named("knowledgeable", [part()], CUSTOMER | {1: hours}, met) == [(Cause.SILENT, 103, 1)]


READY = dict(ready=1, wants_particular=0)
NO_TIME = (Cause.NO_TIME_TO_ACT, 104, 1)


@pytest.mark.parametrize(
    "outcome, fields, met, expected",
    [
        ("caring", READY, [], [(Cause.NOT_ASKED, 104, 1), NO_TIME]),
        ("caring", READY, [an_encounter(103, 0, 1, Obstacle.NOTHING)], [NO_TIME]),  # the customer told of themselves
        ("caring", {"ready": 1}, [], [NO_TIME]),
        ("knowledgeable", READY | {"accurate": 0}, [], [(Cause.MISREAD, 103, 1), NO_TIME]),
        ("timely", READY | {"accurate": 0}, [], [NO_TIME]),
    ],
)  # fmt: skip
def test_an_answer_that_was_not_given_would_have_been_useless_too(outcome, fields, met, expected):
    """No minutes left from hour 4 on; and besides no question about the circumstances, or a mistaken holder."""
    known = [(103, knows(accurate=fields.get("accurate", 1))), (104, knows(**fields))]
    found = named(outcome, [part(marked=1)], CUSTOMER | {1: known}, met, answered=False)
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "willing, particular, expected",
    [(False, 3, [Cause.NOT_ASKED, Cause.NOT_SUITED]), (True, 3, [Cause.NOT_ASKED]), (False, 0, [Cause.NOT_ASKED])],
)
def test_who_did_not_know_was_not_willing_to_suit_the_answer_either(willing, particular, expected):
    """It takes no will where the circumstances are those that any answer suits."""
    steps = CUSTOMER | {1: [(103, knows()), (104, knows(wants_particular=0)), answers(108, knew_at_act=0, wants_particular=0, manner=1)]}
    found = named("caring", [part(marked=1)], steps, particular=particular, would_suit={1: willing})
    assert [cause for cause, *_ in found] == expected


def test_who_did_not_know_left_it_to_the_others_anyway():
    """By habit nobody suits an answer."""
    left = knows(acts_on=0, wants_particular=0)
    by_habit = answers(108, acts_on=0, answered=3, knew_at_act=0, wants_particular=0, manner=0)
    found = named("caring", [part(marked=1)], CUSTOMER | {1: [(103, left), by_habit]})
    assert found == [(Cause.NOT_ASKED, 103, 1), (Cause.LEFT_TO_OTHERS, 103, 1)]
