"""The environment, by hand: needs, particulars, and how a situation takes shape."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import Decision
from sim.environment.particulars import particular_value
from sim.environment.situations import arise, line_up
from sim.environment.types import draw_needs, draw_partner
from sim.people.next_event import NEVER
from tests.sim.by_hand import CUSTOMERS, by_hand, small_world


@pytest.mark.parametrize("number, expected", [(0.0, 0), (0.3499, 0), (0.35, 1), (0.479, 1), (0.4801, 2), (0.9999, 5)])
def test_particulars(number, expected):
    """The commonest of six with 0.35; each of the others with 0.13."""
    assert by_hand(particular_value)(number, small_world().rates[0]) == expected


def needs(fewest, most, count, times, subject=0.99, manager=0.99):
    world = small_world(environment={"parts_fewest": fewest, "parts_most": most})
    needed = np.zeros(6, np.int64)
    draws = {Decision.COUNT: count, Decision.NEEDS: lambda tick, who, key: times[key % 64],
             Decision.SUBJECT_PART: subject, Decision.MANAGER_PART: manager}  # fmt: skip
    by_hand(draw_needs, draws)(needed, 1, 0, 0, 0, world.role, world.rates[0])
    return needed.tolist()


def test_needs_are_a_race():
    times = [0.4, 0.2, 0.9, 0.3]
    assert needs(2, 3, 0.49, times) == [0, 1, 0, 1, 0, 0]
    assert needs(2, 3, 0.51, times) == [1, 1, 0, 1, 0, 0]
    assert needs(1, 1, 0.5, times, subject=0.39, manager=0.14) == [0, 1, 0, 0, 1, 1]
    assert needs(1, 1, 0.5, times, subject=0.41, manager=0.16) == [0, 1, 0, 0, 0, 0]


def test_a_partner_is_another_needed_column():
    rule = by_hand(draw_partner, {Decision.PARTNER: lambda tick, who, key: (key % 64) / 10})
    assert rule(np.array([1, 0, 1, 1]), 0, 1, 0, 0, 0) == 2
    assert rule(np.array([1, 0, 1, 1]), 2, 1, 0, 0, 0) == 0
    assert rule(np.array([0, 0, 1, 0]), 2, 1, 0, 0, 0) == -1


def test_a_situation_arises_when_its_time_has_come_and_only_for_those_present():
    world = small_world()
    world.person.next_situation = NEVER
    world.person.next_situation[[CUSTOMERS[0], 0]] = 5
    world.person[0].present = 0
    for tick, n_open in [(4, 0), (5, 1), (6, 1)]:
        world.clock[0].tick = tick
        by_hand(arise, 0.5)(world)
        assert world.clock[0].n_open == n_open
    s = world.opened[0]
    situation, part = world.situation[s], world.part[s]
    # allowed 16 hours · (0.5 + 0.5), abandoned after twice that
    assert (situation.subject, situation.emerged, situation.deadline, situation.abandons) == (CUSTOMERS[0], 5, 21, 37)
    assert part[0].holder == CUSTOMERS[0] and part[: situation.n_positions].marked.sum() >= 1
    assert all(part[p].holder == world.team[CUSTOMERS[0], part[p].column] for p in range(1, situation.n_positions) if part[p].column < 4)
    assert world.person[0].ordinal == 1 and world.person[0].next_situation > 5


def test_open_situations_stand_in_order():
    world = small_world()
    world.clock[0].tick = 3
    for s, (emerged, identity) in enumerate([(2, 9), (3, 7), (3, 5), (3, 6)]):
        world.situation[s].emerged, world.situation[s].identity = emerged, identity
        by_hand(line_up)(world, s, world.clock[0])
    assert world.opened[:4].tolist() == [0, 2, 3, 1]
