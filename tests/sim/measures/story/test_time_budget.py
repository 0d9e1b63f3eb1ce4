"""The time budget: each tick from emergence to closing in exactly one state."""

from __future__ import annotations

from dataclasses import replace

from sim.measures.story.obstacles import Obstacle
from sim.measures.story.time_budget import Wait, critical_part, time_budget
from sim.state import EpisodeKind
from tests.sim.measures.story.histories import EMERGED, a_history, an_encounter, answers, knows, part, step


def test_a_day_of_waiting_by_hand():
    """Nobody knows for an hour; one tries to tell; the worker asks, waits for the clue, the line, approval, minutes; answers."""
    coupled = part(coupled=1, partner=0)
    steps = {
        0: [(101, knows())],
        1: [
            (103, knows()),
            (104, knows(waits=1)),
            (105, knows(waits=1, referred=1, queue_manager=4)),
            (106, knows(ready=1, discretion=0)),
            (107, knows(ready=1, discretion=0, approved=1)),
            answers(108),
        ],
    }
    met = [an_encounter(101, 0, 1, Obstacle.SILENT), an_encounter(103, 1, 0, Obstacle.UNHEARD, EpisodeKind.ASK_CLUE)]
    met.append(replace(an_encounter(105, 1, 1, Obstacle.BUSY, EpisodeKind.DECIDE), initiator=4))  # the manager's step, not the holder's
    history = a_history([part(needed=0), coupled], steps, met)
    expected = [Wait.UNNOTICED, Wait.BEING_TOLD, Wait.UNTOLD, Wait.STEPS, Wait.CLUE, Wait.LINE, Wait.APPROVAL, Wait.NO_MINUTES, Wait.ANSWERED]
    found = time_budget(history, 1)
    assert found == dict.fromkeys(expected, 1) and sum(found.values()) == history.closed - EMERGED


def test_nobody_there_comes_before_what_else_is_missing():
    history = a_history([part(needed=0), part()], {1: [(104, step(there=0)), (106, step())]})
    assert time_budget(history, 1) == {Wait.ABSENT: 2, Wait.UNNOTICED: 7}


def test_what_lies_with_the_boundary_spanner_alone():
    """Position 2 has no part of it: a spanner, who knows from hour 2, the customer from hour 5."""
    history = a_history([part(), part(), part(needed=0)], {2: [(102, knows())], 0: [(105, knows())]})
    assert time_budget(history, 1) == {Wait.UNNOTICED: 2, Wait.SPANNER: 3, Wait.UNTOLD: 4}


def test_the_critical_part_is_the_one_answered_last_or_never():
    parts, early, late = [part(), part(), part()], answers(103), answers(107)
    assert critical_part(a_history(parts, {0: [early], 1: [late], 2: [early]})) == 1
    assert critical_part(a_history(parts, {0: [early], 1: [late]})) == 2
    assert critical_part(a_history(parts, {})) == 0
