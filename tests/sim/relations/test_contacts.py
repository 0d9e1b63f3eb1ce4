"""Contacts, by hand: who is found, who makes room, and who is remembered without a tie. Three ties each way."""

from __future__ import annotations

from sim.draws import identity
from sim.relations.contacts import contact_with, find_contact, is_gone, may_hold_tie
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, acquaint, by_hand, small_world

find, meet = by_hand(find_contact), by_hand(contact_with)


def test_colleagues_customers_and_the_merely_seen_have_places_of_their_own():
    world = small_world()
    assert find(world, 0, 2) == NONE
    assert [meet(world, 0, other) for other in (1, 2, 3)] == [0, 1, 2]
    world.contact[0].experience[:6] = 2.0
    assert [meet(world, 0, other) for other in CUSTOMERS[:1]] == [3]
    world.contact[0].experience[3] = 2.0
    assert [meet(world, 0, CUSTOMERS[1]), meet(world, 0, CUSTOMERS[2])] == [4, 5]
    world.contact[0].experience[3:6] = 2.0
    assert meet(world, 0, CUSTOMERS[3]) == 6  # the fourth finds no free tie
    assert [by_hand(may_hold_tie)(world, where) for where in (5, 6)] == [True, False]
    assert (meet(world, 0, 2), find(world, 0, 2), find(world, 0, CUSTOMERS[3])) == (1, 1, 6)


def test_the_weakest_tie_makes_room_only_when_it_has_faded():
    world = small_world()
    for other in (1, 2, 3):
        meet(world, 0, other)
    world.contact[0].experience[:3] = [3.0, 1.0, 2.0]
    assert meet(world, 0, 4) == 6  # 1.0 is one episode's worth: it stays
    world.contact[0, 1].experience = 0.9
    assert meet(world, 0, 5) == 1
    assert (world.contact[0, 1].whom, world.contact[0, 1].experience, world.contact[0, 1].shared_goals) == (5, 0.0, 0.3)
    assert find(world, 0, 2) == NONE


def test_whoever_has_left_is_gone_and_makes_room():
    world = small_world()
    for other in (1, 2, 3):
        meet(world, 0, other)
        world.contact[0, find(world, 0, other)].experience = 9.0
    world.person[2].identity = identity(2, 1)
    assert by_hand(is_gone)(world, 0, 1) and not by_hand(is_gone)(world, 0, 0)
    assert find(world, 0, 2) == NONE  # the successor is a stranger
    assert meet(world, 0, 2) == 1 and world.contact[0, 1].experience == 0.0


def test_whom_one_has_not_seen_for_longest_is_forgotten_first():
    world = small_world()
    last = world.contact.shape[1]
    for where in range(last):
        acquaint(world, 0, 1, where)
        world.contact[0, where].experience, world.contact[0, where].seen_tick = 9.0, 100 + where
    world.contact[0, last - 2].seen_tick = 5
    assert meet(world, 0, 2) == last - 2
