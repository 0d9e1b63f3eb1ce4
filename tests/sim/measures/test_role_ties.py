"""Role ties by relationship, by hand."""

from __future__ import annotations

import math

import pytest

from sim.measures.role_ties import role_ties
from tests.sim.by_hand import CUSTOMER_ROLE, CUSTOMERS, MANAGER, MANAGER_ROLE, WORKERS, set_tie, small_world


def test_strangers():
    row = role_ties(small_world())
    assert set(row.values()) == {0.3} or all(value == pytest.approx(0.3) for value in row.values())


def test_weight_and_raw():
    """Quality 0.9 behind 5 episodes counts one half against the prior of 0.3: 0.6 is acted on."""
    world = small_world()
    for who in WORKERS:
        set_tie(world.role_tie[who, CUSTOMER_ROLE], 0.9, 5.0)
        set_tie(world.role_tie[who, world.person[who].role], 1.0, 1000.0)  # the own function is nobody's counterpart
    world.role_tie.shared_goals[MANAGER, 0] = 0.1  # one of four functions, no experience: raw alone shows it
    row = role_ties(world)
    assert row["role_tie.coproduction.worker_to_customer.all"] == pytest.approx(0.6)
    assert row["role_tie.coproduction.worker_to_customer.raw.mutual_respect"] == pytest.approx(0.9)
    assert row["role_tie.coproduction.all"] == row["role_tie.coproduction.customer_to_worker.all"] == pytest.approx(0.3)
    assert row["role_tie.leadership.manager_to_worker.shared_goals"] == pytest.approx(0.3)
    assert row["role_tie.leadership.manager_to_worker.raw.shared_goals"] == pytest.approx(0.25)
    assert row["role_tie.coordination.upward.all"] == pytest.approx(0.3)


def test_upward_and_downward():
    """Functions of equal standing stand in their order: the first has three above it."""
    world = small_world()
    for role in (1, 2, 3):
        set_tie(world.role_tie[0, role], 0.9, 1e12)
    row = role_ties(world)
    # six upward pairs of functions with two owners each; three ties of twelve are at 0.9
    assert row["role_tie.coordination.upward.all"] == pytest.approx((3 * 0.9 + 9 * 0.3) / 12)
    assert row["role_tie.coordination.downward.all"] == pytest.approx(0.3)
    assert row["role_tie.coordination.all"] == pytest.approx(0.3)


def test_the_absent_hold_no_ties():
    world = small_world()
    world.person.present[list(CUSTOMERS)] = 0
    row = role_ties(world)
    assert math.isnan(row["role_tie.coproduction.customer_to_worker.all"]) and math.isnan(row["role_tie.coproduction.all"])
    assert row["role_tie.coproduction.worker_to_customer.all"] == pytest.approx(0.3)
    assert world.role[MANAGER_ROLE].last == MANAGER + 1
