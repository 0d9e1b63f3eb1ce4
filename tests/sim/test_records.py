"""Records: whatever the parameters allow fits into the room that a number has, and a record lies in lines of its own."""

from __future__ import annotations

import numpy as np
import pytest

from sim import Organization, load_parameters, state
from sim.contradictions import MOST_OPENINGS
from sim.parameter import describe
from sim.parameters import Parameters
from sim.records import FLAG, KIND, LINE, LONG, ROW, record_type, records
from sim.state import HOUR, MOST_POSITIONS

MOST = {each.key: each.high for each in describe(Parameters)}
HEADS = MOST["size.workers"] + MOST_OPENINGS
PEOPLE = HEADS * (1 + MOST["scenario.customers_per_head"])
HOURS = (MOST["years_warm_up"] + MOST["years"]) * MOST["scenario.days_per_year"] * MOST["scenario.hours_per_day"]
TICKS = HOURS * HOUR
TO_THE_END = 1.5 * MOST["environment.deadline_hours"] * MOST["environment.patience"] * HOUR
GREATEST = {  # beside flags: of each field that is not long, the greatest number that the parameters allow
    "PERSON": {
        "particular": MOST["environment.particulars"], "screened": MOST["selection_training.candidates"],
        "cases": MOST["job_design.caseload"], "practice_left": MOST["selection_training.hours"] * HOUR,
        "group": MOST["scenario.groups"], "attention": HOUR, "interruptions": HOUR, "slot": PEOPLE, "supervisor": PEOPLE,
        "site": MOST["size.sites"], "hired": TICKS, "version": TICKS, "ordinal": TICKS, "kind": max(state.Kind),
        "incumbency": TICKS, "meeting": PEOPLE, "pod": PEOPLE, "spanner": PEOPLE, "read": TICKS,
        "backlog": HEADS * HOURS * HOUR,  # everybody leaves, and one comes back to what a whole function has left undone
    },
    "CONTACT": {
        "whom": PEOPLE, "seen": MOST["environment.particulars"], "seen_version": TICKS, "seen_tick": TICKS,
        "attended_version": TICKS, "attended_tick": TICKS, "turned_to": HOUR * TICKS, "granted": HOUR * TICKS,
    },
    "SITUATION": {
        "type": 2 * MOST["environment.types"], "outcome": max(state.Outcome), "n_positions": MOST_POSITIONS, "subject_kind": max(state.Kind),
        "subject": PEOPLE, "incumbency": TICKS, "emerged": TICKS, "noticed": TICKS,
        "deadline": TICKS + TO_THE_END, "abandons": TICKS + TO_THE_END, "closed": TICKS,
    },
    "PART": {
        "clue": MOST["environment.answers"], "typical": MOST["environment.answers"], "partner_clue": MOST["environment.answers"],
        "answer": MOST["environment.answers"], "manner": MOST["environment.particulars"], "answered": max(state.Answered),
        "particular_attempts": MOST["attention.attempts"], "partner": MOST_POSITIONS, "incumbency": TICKS,
        "holder": PEOPLE, "directed_by": PEOPLE, "queue_manager": PEOPLE,
        "queued": TICKS, "acted_tick": TICKS, "accurate_tick": TICKS, "partner_tick": TICKS, "aware_tick": TICKS,
    },
    "ADDRESS": {"attempts": MOST["attention.attempts"]},
}  # fmt: skip
FLAGS = {
    "PERSON": "present away",
    "CONTACT": "",
    "SITUATION": "overlooked gives_up novel judged aftermath counted to_tell substituted",
    "PART": "aware needed shows acts_on ready accurate coupled partner_held referred approved discretion marked wants_particular told_wrong "
            "partner_accurate referral_garbled inquired found_out aware_at_act knew_at_act partner_at_act",
    "ADDRESS": "known",
}  # fmt: skip
ROLES = {"PERSON": {"role"}, "PART": {"column"}}  # as many as there are functions, and memory bounds these


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in GREATEST.items() for field in fields])
def test_the_greatest_number_fits(kind, field):
    assert GREATEST[kind][field] <= np.iinfo(getattr(state, kind).fields[field][0]).max


@pytest.mark.parametrize("kind", GREATEST)
def test_every_number_that_is_not_long_has_been_asked_for(kind):
    declared = getattr(state, kind)
    short = {field for field in declared.names if declared[field].kind == "i" and declared[field].itemsize < np.dtype(LONG).itemsize}
    assert short <= set(GREATEST[kind]) | set(FLAGS[kind].split()) | ROLES.get(kind, set())


def test_functions_beyond_what_fits_are_beyond_memory():
    """Their number has no bound of its own, but what passes between any two roles is counted: for so many, in 400 GB."""
    assert (state.MONTHS + 1) * np.iinfo(KIND).max ** 2 * state.EXCHANGE.itemsize > 4e11


def test_a_greater_one_would_not_fit():
    """Room is not so ample that the test above could not fail: 2,000 hours of practice in minutes need more than two bytes."""
    assert np.iinfo(FLAG).max < GREATEST["PERSON"]["cases"] < np.iinfo(KIND).max < GREATEST["PERSON"]["practice_left"] < np.iinfo(ROW).max


@pytest.mark.parametrize("kind", [state.PERSON, state.SITUATION, state.PART, state.CONTACT])
def test_records_lie_in_lines_of_their_own(kind):
    made = records(kind, 5, 3)
    assert kind.itemsize % LINE == 0 and made.ctypes.data % LINE == 0 and made.flags.c_contiguous
    assert made.shape == (5, 3) and made.tobytes() == bytes(made.nbytes)


def test_what_is_looked_at_together_lies_in_one_line():
    """What each phase asks of every case, and what tells whether there is anything to do about a part."""
    for kind, fields in (
        (state.SITUATION, "stirs acts settles overlooked outcome to_tell n_positions emerged"),
        (state.PART, "aware answered needed holder wakes acts_on ready habit_tick"),
        (state.PERSON, "present attention next_situation changes particular_changes backlog meeting role site group identity"),
    ):
        lines = {kind.fields[field][1] // LINE for field in fields.split()}
        assert lines == {0}, fields


def test_a_record_of_no_whole_lines_is_as_small_as_it_can_be():
    kind = record_type(one=FLAG, other=ROW, third=FLAG)
    assert kind.itemsize == 12 and kind.names == ("one", "other", "third")


def test_numbers_keep_their_room_when_arrays_grow():
    organization = Organization(load_parameters("relational", "patient_care", changes={"size.workers": 12, "environment.customer_rate": 1.0, "environment.deadline_hours": 500}), seed=1)
    before = organization.world
    organization.advance(100)
    after = organization.world
    assert after.situation.size > before.situation.size
    assert after.situation.dtype == before.situation.dtype and after.situation.ctypes.data % LINE == 0
