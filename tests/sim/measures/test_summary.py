"""The summary, by hand: what is divided by what, and the counting that it divides."""

from __future__ import annotations

import math

import pytest

from sim.measures.attentiveness import count_attentiveness, judge_pairs, was_attended
from sim.measures.responses import count_cell, count_response
from sim.measures.summary import rates
from sim.state import MILLION, NONE, Kind, Outcome, Purpose
from tests.sim.by_hand import CUSTOMERS, a_situation, acquaint, by_hand, small_world

COUNTED = ("answered", "abandoned", "timely", "knowledgeable", "caring", "joint", "known", "fit")


@pytest.mark.parametrize(
    "answered, timely, knowledgeable, caring, known, fit, expected",
    [
        (1, 1, 1, 1, 1, 1, (1, 0, 1, 1, 1, 1, 1, 1)),
        (1, 1, 1, 0, 1, 0, (1, 0, 1, 1, 0, 0, 1, 0)),
        (1, 0, 1, 1, 1, 1, (1, 0, 0, 1, 1, 0, 1, 1)),
        (1, 1, 0, 1, 1, 1, (1, 0, 1, 0, 1, 0, 1, 1)),
        (0, 0, 0, 0, 1, 1, (0, 1, 0, 0, 0, 0, 0, 0)),  # what is abandoned is neither known nor fit
    ],
)
def test_one_response(answered, timely, knowledgeable, caring, known, fit, expected):
    tally = small_world().responses[0]
    by_hand(count_response)(tally, answered, timely, knowledgeable, caring, known, fit)
    assert tuple(tally[name] for name in COUNTED) == expected


@pytest.mark.parametrize("n_holders, novel, expected", [(2, 1, (1, 10, 20, 30, 1, 20)), (2, 0, (1, 10, 20, 30, 0, 0)), (0, 1, (0, 0, 0, 0, 0, 0))])
def test_attentiveness_counts_where_there_are_holders(n_holders, novel, expected):
    tally = small_world().responses[0]
    by_hand(count_attentiveness)(tally, n_holders, novel, 10, 20, 30, (6, 5, 4, 3, 2, 1))
    names = ("judged", "noticed", "understood", "holds_partner", "unscripted", "unscripted_understood")
    assert tuple(tally[name] for name in names) == expected
    pairs = ("pairs", "pairs_known", "pairs_attended", "pairs_one_sided", "pairs_mutual", "pairs_on_file")
    assert tuple(tally[name] for name in pairs) == (6, 5, 4, 3, 2, 1)


@pytest.mark.parametrize(
    "acted, aware, right, cell",
    [(1, 1, 1, "aware_right"), (1, 1, 0, "aware_wrong"), (1, 0, 1, "unaware_right"), (1, 0, 0, "unaware_wrong"), (0, 1, 0, "never_acted")],
)
def test_the_four_cells_and_the_fifth_row(acted, aware, right, cell):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    by_hand(count_cell)(world, world.situation[s], acted, aware, right)
    names = ("aware_right", "aware_wrong", "unaware_right", "unaware_wrong", "never_acted")
    assert {name for name in names if world.responses[Kind.CUSTOMER][name]} == {cell}
    world.situation[s].counted = 0
    by_hand(count_cell)(world, world.situation[s], acted, aware, right)
    assert sum(world.responses[Kind.CUSTOMER][name] for name in names) == 1


@pytest.mark.parametrize("tick, version, expected", [(20, 3, True), (60, 3, True), (61, 3, False), (20, 2, False)])
def test_evidence_lasts_forty_hours_and_is_of_what_is_so_now(tick, version, expected):
    world = small_world()
    world.person[0].version = 3
    contact = acquaint(world, 0, 2, 1)
    contact.attended_tick, contact.attended_version = 20, version
    assert by_hand(was_attended)(world, 0, 2, tick) == expected
    assert not by_hand(was_attended)(world, 0, 3, tick)
    contact.attended_tick = NONE
    assert not by_hand(was_attended)(world, 0, 2, tick)


@pytest.mark.parametrize("holders, pairs", [([0, 2], 6), ([0, 0], 4), ([0, NONE], 2), ([0], 2)])
def test_ordered_pairs(holders, pairs):
    """Of three people six; who holds two parts is no pair with themself, and a vacancy is nobody."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0] * len(holders))
    for position, holder in enumerate(holders, 1):
        world.part[s, position].holder = holder
    assert by_hand(judge_pairs)(world, s, 20) == (pairs, 0, 0, 0, 0, 0)


def test_mutual_and_one_sided():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0])

    def sees_and_feels(who, other, feels):
        contact = acquaint(world, who, other, 6)
        contact.seen_version = world.person[other].version
        contact.attended_version, contact.attended_tick = world.person[who].version, 15 if feels else NONE

    sees_and_feels(0, CUSTOMERS[0], True)
    sees_and_feels(CUSTOMERS[0], 0, True)
    assert by_hand(judge_pairs)(world, s, 20) == (2, 2, 2, 0, 2, 0)
    sees_and_feels(0, CUSTOMERS[0], False)
    assert by_hand(judge_pairs)(world, s, 20) == (2, 2, 1, 1, 0, 1)


def test_what_is_divided_by_what():
    world = small_world()
    a_situation(world, CUSTOMERS[0], [0])
    a_situation(world, CUSTOMERS[0], [0], counted=0)
    a_situation(world, CUSTOMERS[0], [0], outcome=Outcome.ANSWERED)
    customers, workers = world.responses[Kind.CUSTOMER], world.responses[Kind.WORKER]
    for name, value in dict(arisen=12, answered=6, abandoned=4, timely=5, knowledgeable=4, caring=2, joint=1, known=3, fit=4,
                            judged=4, noticed=2 * MILLION, understood=MILLION, holds_partner=MILLION // 2, unscripted=2,
                            unscripted_understood=MILLION // 2, pairs=20, pairs_known=8, pairs_attended=6, pairs_one_sided=4,
                            pairs_mutual=2, pairs_on_file=2, aware_right=3, aware_wrong=2, unaware_right=2, unaware_wrong=1,
                            never_acted=2, exits=4, hires=3).items():  # fmt: skip
        customers[name] = value
    workers.answered, workers.timely = 10, 0
    world.minutes[:] = 0
    world.minutes[Kind.WORKER, [Purpose.ROUTINE, Purpose.TELL]] = 60, 20
    world.minutes[Kind.MANAGER, [Purpose.LINE, Purpose.IDLE]] = 15, 5
    world.minutes[Kind.CUSTOMER, Purpose.TELL] = 999  # unpaid
    row = rates(world)
    assert (row["n_arisen"], row["n_answered"], row["n_open"], row["customer.n_open"], row["worker.n_open"]) == (12, 16, 1, 1, 0)
    assert (row["timely"], row["customer.timely"], row["worker.timely"]) == (0.25, 0.5, 0.0)
    expected = dict(answered=0.6, knowledgeable=0.4, caring=0.2, joint=0.1, known=0.3, fit=0.4, fit_given_known=2 / 3,
                    noticed=0.5, understood=0.25, holds_partner=0.125, understood_unscripted=0.25, pairs_known=0.4,
                    pairs_attended=0.3, pairs_one_sided=0.2, pairs_mutual=0.1, pairs_on_file=0.1, aware_right=0.375,
                    aware_wrong=0.25, unaware_right=0.25, unaware_wrong=0.125, never_acted=0.2, n_exits=4, n_hires=3)  # fmt: skip
    assert {name: row[f"customer.{name}"] for name in expected} == pytest.approx(expected)
    assert math.isnan(row["manager.timely"]) and math.isnan(row["worker.understood"])
    assert (row["n_paid_minutes"], row["minutes.routine"], row["minutes.tell"]) == (100, 0.6, 0.2)
    assert row["line_utilisation"] == 0.75
