"""Whom to address, by hand: on the map, from shared knowledge, or wrongly."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.processes.address import finds, is_needed, knows_address, mapped_wrongly, member_of_case, misaddresses, on_map
from sim.state import NONE
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, set_tie, small_world

SUBJECT = CUSTOMERS[0]


def a_case(level=Level.RELATIONAL, **fields):
    """Worker 0 holds part 1; worker 2, of the second function, part 2; the map says so, and 0 has read it."""
    world = small_world(protocols={"level": level})
    s = a_situation(world, SUBJECT, [0, 2], **fields)
    world.team[SUBJECT] = [0, 2, 5, NONE]
    world.artefact.written = 0
    world.artefact[0, 1].written = world.artefact[0, 1].needed = 1
    world.person[0].read = 1
    return world, s


@pytest.mark.parametrize(
    "change, found",
    [
        ({}, True), ({"level": Level.IMPERSONAL}, False), ({"level": Level.TIME_ONLY}, False), ({"novel": 1}, False),
        ({"read": 0}, False), ({"written": 0}, False), ({"needed": 0}, False),
    ],
)  # fmt: skip
def test_on_the_map(change, found):
    change = dict(change)
    world, s = a_case(change.pop("level", Level.RELATIONAL), **({"novel": 1} if change.pop("novel", 0) else {}))
    for name, value in change.items():
        (world.person[0] if name == "read" else world.artefact[0, 1])[name] = value
    assert by_hand(on_map)(world, s, 0, 1) == found


@pytest.mark.parametrize(
    "mapped, held, reads, novel, number, found",
    [
        (True, None, 0.99, 0, 0.99, True),  # the map says so
        (True, 0.0, 0.0, 0, 0.494, True),  # the map cut: towards a stranger 0.3 + 0.65 · 0.3 = 0.495
        (True, 0.0, 0.0, 0, 0.496, False),
        (True, 0.5, 0.49, 0, 0.99, True),
        (True, 0.5, 0.51, 0, 0.99, False),
        (False, None, 0.0, 0, 0.494, True),
        (False, None, 0.0, 0, 0.496, False),
        (True, None, 0.0, 1, 0.197, True),  # novelty hides: 0.4 · 0.495 = 0.198
        (True, None, 0.0, 1, 0.199, False),
    ],
)
def test_finding(mapped, held, reads, novel, number, found):
    world, s = a_case(novel=novel)
    world.artefact[0, 1].written = int(mapped)
    if held is not None:
        world.held[Arrow.MAP_ADDRESS] = held
    assert by_hand(finds, {Decision.READS_MAP: reads, Decision.ADDRESS: number})(world, s, 1, 2, 12) == found


def test_the_footing_is_towards_the_one_who_is_sought():
    world, s = a_case()
    world.artefact.written = 0
    set_tie(world.role_tie[0, 1], 1.0, 1e12)
    assert by_hand(finds, {Decision.ADDRESS: 0.94})(world, s, 1, 2, 12)
    assert not by_hand(finds, {Decision.ADDRESS: 0.951})(world, s, 1, 2, 12)


def test_looked_for_once_and_the_subject_always_known():
    world, s = a_case(Level.NONE)
    assert by_hand(knows_address, 0.99)(world, s, 1, 0, 12) and world.address[s, 1, 0].known == NONE
    assert not by_hand(knows_address, 0.99)(world, s, 1, 2, 12)
    assert not by_hand(knows_address, 0.0)(world, s, 1, 2, 13)  # not drawn again
    world.address[s, 1, 2].known = NONE
    assert by_hand(knows_address, 0.0)(world, s, 1, 2, 13) and by_hand(knows_address, 0.99)(world, s, 1, 2, 14)


def test_who_is_needed():
    world, s = a_case()
    assert [by_hand(is_needed)(world, s, column) for column in range(6)] == [True, True, False, False, False, False]


def test_a_map_that_is_wrong_misleads():
    world, s = a_case()
    assert by_hand(mapped_wrongly)(world, s, 0) == NONE
    world.artefact[0, 2].written = world.artefact[0, 2].needed = 1
    assert by_hand(mapped_wrongly)(world, s, 0) == 2
    assert by_hand(misaddresses, 0.99)(world, s, 1, 12) == 5  # for certain, and the case's own member


@pytest.mark.parametrize("number, times, expected", [(0.211, (0.1,) * 4, NONE), (0.209, (0.1, 0.2, 0.4, 0.3), NONE), (0.209, (0.1, 0.2, 0.3, 0.4), 5)])
def test_bothering_somebody_who_is_not_needed(number, times, expected):
    """0.3 · (1 − 0.3) = 0.21 towards a stranger; the race is among the third and fourth function, and of the fourth there is nobody."""
    world, s = a_case(Level.NONE)
    world.role[3].last = world.role[3].first
    draws = {Decision.MISADDRESS: number, Decision.WRONG_ROLE: lambda tick, key, function: times[function]}
    assert by_hand(misaddresses, draws)(world, s, 1, 12) == expected


def test_the_supposed_member():
    world, s = a_case()
    assert [by_hand(member_of_case)(world, s, function) for function in range(4)] == [0, 2, 5, 6]  # 6 is of the pod
    colleague = a_situation(world, 1, [0])
    assert by_hand(member_of_case)(world, colleague, 2) == 5  # worker 1 and worker 5 are of the second pod
