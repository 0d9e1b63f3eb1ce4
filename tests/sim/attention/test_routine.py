"""Routine work: fixed minutes of a function, shared by those present, up to a ceiling."""

from __future__ import annotations

import numpy as np
import pytest

from sim.attention.routine import do_routine_work, renew_attention, share_of_routine, work_through
from sim.parameters import Parameters
from sim.people.founding import empty_world
from sim.state import Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, everybody_has, small_world


@pytest.mark.parametrize(
    "demand, carry, n_present, each, left",
    [(81, 0, 2, 40, 1), (81, 1, 2, 41, 0), (81, 0, 1, 81, 0), (81, 5, 0, 0, 86), (0, 0, 3, 0, 0)],
)
def test_shares(demand, carry, n_present, each, left):
    assert by_hand(share_of_routine)(demand, carry, n_present) == (each, left)


@pytest.mark.parametrize(
    "attention, backlog, share, done, caught_up, backlog_after",
    [
        # ceiling: 85 % of what is left, in whole minutes
        (60, 0, 36, 36, 0, 0),
        (60, 30, 36, 36, 15, 15),  # 51 may go to routine work
        (30, 0, 36, 25, 0, 11),
        (0, 5, 36, 0, 0, 41),
    ],
)
def test_work_through(attention, backlog, share, done, caught_up, backlog_after):
    world = small_world()
    world.person[0].attention, world.person[0].backlog = attention, backlog
    by_hand(work_through)(world, 0, share, world.rates[0])
    assert world.minutes[Kind.WORKER, [Purpose.ROUTINE, Purpose.BACKLOG]].tolist() == [done, caught_up]
    assert (world.person[0].backlog, world.person[0].attention) == (backlog_after, attention - done - caught_up)


def test_a_function_that_lacks_somebody_loads_the_rest():
    """Nine heads in four functions: 36 · 9/4 = 81 minutes a function and hour; a manager has 30 of their own."""
    world = small_world()
    everybody_has(world, 100)
    assert world.role.demand.tolist() == [81, 81, 81, 81, 0, 30]
    world.person[0].present = 0
    by_hand(do_routine_work)(world)
    assert world.person[1].attention == 100 - 81
    assert (world.person.attention[2:8] == 100 - 40).all() and world.role.carry.tolist() == [0, 1, 1, 1, 0, 0]
    assert world.person[MANAGER].attention == 70 and world.person[CUSTOMERS[0]].attention == 100


def test_a_function_of_hundreds_shares_its_work():
    """More are present than fit into the byte in which each is: 300 who have 36 minutes each to do."""
    functions = [{"name": "only"}]
    parameters = Parameters(
        scenario={"functions": functions, "customers_per_head": 0.0}, environment={"parts_fewest": 1, "parts_most": 1},
        size={"workers": 300}, line={"span": 100},
    )  # fmt: skip
    world = empty_world(parameters, seed=1)
    world.person.present, world.person.attention = 1, 60
    by_hand(do_routine_work)(world)
    workers = world.person.kind == Kind.WORKER
    assert workers.sum() == 296 and world.role[0].demand == 36 * 300
    assert (world.person.attention[workers] == 60 - 36).all() and world.role[0].carry == 36 * 4


def test_one_who_comes_back_finds_what_a_whole_function_has_left():
    """620 are away for 2,942 days of 24 hours, as waves of exits and long selection allow: more minutes than four bytes hold."""
    world, left = small_world(), 60 * 24 * 2942 * 620
    everybody_has(world, 60)
    world.person.present, world.person[0].present, world.role[0].carry = 0, 1, left
    assert left > np.iinfo(np.int32).max
    by_hand(do_routine_work)(world)
    assert world.person[0].backlog == left + 81 - 51


def test_a_new_hour():
    world = small_world(scenario={"customer_minutes": 25})
    world.person.interruptions = 3
    world.person[0].present = 0
    by_hand(renew_attention)(world)
    assert world.person.attention.tolist() == [0] + [60] * 8 + [25] * 4
    assert not world.person.interruptions.any() and (world.person.meeting == -1).all()


def test_slack_is_kept_free_of_routine_work():
    """A quarter of slack: at most ⌊0.85 · 0.75 · 60⌋ = 38 minutes."""
    world = small_world()
    world.person[0].attention, world.terms[0].slack = 60, 0.25
    by_hand(work_through)(world, 0, 50, world.rates[0])
    assert (world.minutes[Kind.WORKER, Purpose.ROUTINE], world.person[0].backlog) == (38, 12)
