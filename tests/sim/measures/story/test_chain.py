"""The first broken link, for histories that can be read: each cause of the closed list from what is on record, and only then."""

from __future__ import annotations

import pytest

from sim.measures.story.causes import Cause, Want
from sim.measures.story.joint_cause import broken_links
from sim.measures.story.obstacles import Obstacle
from sim.state import Answered, EpisodeKind
from tests.sim.measures.story.histories import EMERGED, a_history, an_encounter, answers, knows, part, step

HABIT = {"aware": 0, "accurate": 0, "acts_on": 0, "answered": Answered.HABIT, "aware_at_act": 0}
CLUE = {"coupled": 1, "partner": 0}
ASK, HOW = EpisodeKind.ASK_CLUE, EpisodeKind.ASK_PARTICULAR
TELLER = {0: [(EMERGED, knows())]}


def cause(outcome: str, parts: dict, steps: list, encounters=(), **fields):
    """The links broken where the customer knows from the start and one worker has a part with these steps."""
    history = a_history([part(needed=0), part(marked=1, **parts)], TELLER | {1: steps}, encounters, **fields)
    return [(link.cause, link.want, link.tick - EMERGED, link.one, link.other) for link in broken_links(history, outcome)]


OBSTACLES = [o for o in Obstacle if o not in (Obstacle.NOTHING, Obstacle.GARBLED)]


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_whatever_keeps_a_holder_from_being_told(obstacle):
    """The customer tries in hour 3; the worker answers by habit in hour 8, wrong."""
    met = [an_encounter(103, 0, 1, obstacle), an_encounter(105, 0, 1, Obstacle.SILENT)]
    expected = [(Cause[obstacle.name], Want.TOLD, 3, 0, 1)]
    assert cause("knowledgeable", {}, [answers(108, **HABIT, answer=1)], met) == expected
    assert cause("timely", {}, [], met, answered=False) == expected


@pytest.mark.parametrize(
    "outcome, parts, steps, encounters, expected",
    [
        # nobody else is told of: the address; or it shows at the worker, who does not see it
        ("knowledgeable", {}, [answers(108, **HABIT, answer=1)], [], (Cause.NO_TIME, Want.TOLD, 6, 0, 1)),
        # mistaken: told and misunderstood, or noticed and misread
        ("knowledgeable", {}, [(103, knows(accurate=0)), answers(108, accurate=0, answer=1)],
         [an_encounter(103, 0, 1, Obstacle.GARBLED)], (Cause.GARBLED, Want.TOLD, 3, 0, 1)),
        ("knowledgeable", {}, [(103, knows(accurate=0)), answers(108, accurate=0, answer=1)], [], (Cause.MISREAD, Want.TOLD, 3, 1, -1)),
        # the clue: refused, garbled, not waited for
        ("knowledgeable", CLUE, [(103, knows()), answers(108, answer=1)],
         [an_encounter(104, 1, 0, Obstacle.REFUSED, ASK)], (Cause.REFUSED, Want.CLUE, 4, 1, 0)),
        ("knowledgeable", CLUE, [(103, knows()), (104, knows(partner_held=1)), answers(108, partner_held=1, answer=1)],
         [an_encounter(104, 1, 0, Obstacle.GARBLED, ASK)], (Cause.GARBLED, Want.CLUE, 4, 0, 1)),
        ("knowledgeable", CLUE, [(103, knows()), answers(108, answer=1)], [], (Cause.NOT_WAITED, Want.CLUE, 3, 1, 0)),
        # knew all and was wrong; went by the script for want of approval; left it to the others
        ("knowledgeable", {}, [(103, knows()), answers(108, answer=1)], [], (Cause.SLIP, Want.ACT, 8, 1, -1)),
        ("knowledgeable", {}, [(103, knows()), answers(108, answered=Answered.SCRIPT, answer=1)], [], (Cause.NO_APPROVAL, Want.ACT, 3, 1, -1)),
        ("knowledgeable", {}, [(103, knows(acts_on=0)), answers(108, answered=Answered.HABIT, acts_on=0, answer=1)], [],
         (Cause.LEFT_TO_OTHERS, Want.ACT, 3, 1, -1)),
        # circumstances: not asked, asked and not heard, seen long ago, not suited
        ("caring", {}, [(103, knows()), (104, knows(wants_particular=0)), answers(108, knew_at_act=0, wants_particular=0)], [],
         (Cause.NOT_ASKED, Want.CIRCUMSTANCES, 4, 1, 0)),
        ("caring", {}, [(103, knows()), answers(108, knew_at_act=0)], [an_encounter(105, 1, 0, Obstacle.UNHEARD, HOW)],
         (Cause.UNHEARD, Want.CIRCUMSTANCES, 5, 1, 0)),
        ("caring", {}, [(103, knows()), answers(108, knew_at_act=0)], [], (Cause.OUT_OF_DATE, Want.CIRCUMSTANCES, 3, 1, 0)),
        ("caring", {}, [(103, knows()), answers(108, manner=0)], [], (Cause.NOT_SUITED, Want.ACT, 8, 1, 0)),
        # time: nobody there, no minutes, the line, no approval
        ("timely", {}, [(103, knows()), (104, knows(there=0))], [], (Cause.ABSENT, Want.ACT, 4, 1, -1)),
        ("timely", {}, [(103, knows()), (104, knows(ready=1))], [], (Cause.NO_TIME_TO_ACT, Want.ACT, 4, 1, -1)),
        ("timely", {}, [(103, knows(referred=1, queue_manager=5))], [], (Cause.IN_THE_LINE, Want.ACT, 3, 1, -1)),
        ("timely", CLUE, [(103, knows(ready=1, discretion=0, partner_held=1))], [], (Cause.NO_APPROVAL, Want.ACT, 3, 1, -1)),
        ("timely", {}, [(103, knows()), (105, step()), ], [], (Cause.PASSED_ON, Want.TOLD, 5, 1, -1)),
    ],
)  # fmt: skip
def test_each_cause_from_its_record(outcome, parts, steps, encounters, expected):
    assert cause(outcome, parts, steps, encounters, answered=outcome != "timely") == [expected]


def test_whose_address_was_not_known():
    """The customer finds in hour 2 that they know of nobody to turn to."""
    unknown = knows(knows_address=[-1, 0, -1, -1, -1, -1, -1])
    history = a_history([part(needed=0), part()], {0: [(EMERGED, knows()), (102, unknown)], 1: [answers(108, **HABIT, answer=1)]})
    assert [(link.cause, link.tick) for link in broken_links(history, "knowledgeable")] == [(Cause.ADDRESS_UNKNOWN, 102)]


def test_where_it_showed_and_nobody_saw():
    history = a_history([part(needed=0), part(shows=1)], {}, answered=False)
    assert [(link.cause, link.tick) for link in broken_links(history, "timely")] == [(Cause.UNNOTICED, 101)]


def test_a_link_that_was_mended_in_time_is_no_cause():
    """Unheard in hour 3, told in hour 4: what fails in the end is that no minutes are left."""
    met = [an_encounter(103, 0, 1, Obstacle.UNHEARD), an_encounter(104, 0, 1, Obstacle.NOTHING)]
    assert cause("timely", {}, [(104, knows()), (105, knows(ready=1))], met, answered=False) == [(Cause.NO_TIME_TO_ACT, Want.ACT, 5, 1, -1)]


def test_what_did_not_fail_has_no_cause():
    fine = [(103, knows()), answers(108)]
    for outcome in ("timely", "knowledgeable", "caring"):
        assert cause(outcome, {}, fine) == []
