"""Holders, by hand: the case team for a customer, the pod for a colleague, a supervisor for a manager's context."""

from __future__ import annotations

from sim.draws import Decision
from sim.environment.holders import holder_of, manager_for
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, MANAGER, MANAGER_ROLE, a_situation, by_hand, small_world


def test_the_cases_own_worker_and_nobody_else():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [])
    world.team[CUSTOMERS[0]] = [1, 2, NONE, 7]
    assert [by_hand(holder_of, 0.5)(world, s, column, 10) for column in range(4)] == [1, 2, NONE, 7]
    assert by_hand(holder_of, 0.5)(world, s, MANAGER_ROLE, 10) == MANAGER


def test_a_colleague_of_the_pod_or_else_any():
    """Worker 2 is the second function's of pod 0, worker 3 of pod 1; the race alone would be won by 3."""
    world = small_world()
    first, second = (world.person[who].identity for who in (2, 3))
    rule = by_hand(holder_of, {Decision.HOLDER: lambda tick, key, whom: {first: 0.9, second: 0.1}.get(whom, 0.5)})
    s = a_situation(world, 0, [])
    assert rule(world, s, 1, 10) == 2
    world.person[2].present = 0
    assert rule(world, s, 1, 10) == 3
    world.person[3].present = 0
    assert rule(world, s, 1, 10) == NONE
    assert rule(world, s, 0, 10) == 1  # of the own function, not the subject


def test_whose_manager():
    world = small_world()
    assert by_hand(manager_for)(world, 0) == MANAGER
    assert by_hand(manager_for)(world, MANAGER) == NONE
    world.person.supervisor[:8] = [NONE, NONE, NONE, 8, 7, 8, 8, 8]
    world.team[CUSTOMERS[0]] = [NONE, 2, 4, 6]  # the first who has one: worker 4
    assert by_hand(manager_for)(world, CUSTOMERS[0]) == 7
    world.team[CUSTOMERS[0]] = [NONE, 2, NONE, NONE]
    assert by_hand(manager_for)(world, CUSTOMERS[0]) == NONE
