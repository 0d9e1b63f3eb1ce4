"""Spending attention: whole minutes, one purpose each, never more than there are."""

from __future__ import annotations

from sim.attention.spending import can_pay, pay, pay_up_to, settle_hour
from sim.state import Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, by_hand, everybody_has, small_world


def test_paying():
    world = small_world()
    everybody_has(world, 10)
    assert by_hand(can_pay)(world.person[0], 10) and not by_hand(can_pay)(world.person[0], 11)
    world.person[1].present = 0
    assert not by_hand(can_pay)(world.person[1], 0)
    by_hand(pay)(world, 0, 4, Purpose.TELL)
    by_hand(pay)(world, CUSTOMERS[0], 3, Purpose.TELL)
    assert world.minutes[:, Purpose.TELL].tolist() == [4, 0, 3]
    assert [by_hand(pay_up_to)(world, 0, 9, Purpose.ASK) for _ in range(2)] == [6, 0]
    assert world.person[0].attention == 0 and world.minutes.sum() == 13


def test_what_is_left_works_off_the_backlog_and_is_then_idle():
    world = small_world()
    everybody_has(world, 10)
    world.person[0].backlog, world.person[1].backlog, world.person[2].present = 4, 25, 0
    by_hand(settle_hour)(world)
    assert world.person.backlog[:2].tolist() == [0, 15]
    assert world.person.attention[:4].tolist() == [0, 0, 10, 0]
    assert world.minutes[Kind.WORKER, Purpose.BACKLOG] == 14
    assert world.minutes[Kind.WORKER, Purpose.IDLE] == 6 + 5 * 10
