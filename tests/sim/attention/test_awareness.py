"""Awareness, by hand: becoming aware once, being put right, holding a partner's clue, right or garbled."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.attention.awareness import hold_partner_clue, make_aware, other_answer
from sim.draws import Decision
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, couple, small_world


def test_a_misunderstanding_is_put_right_and_never_undone():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    part, aware = world.part[s, 1], by_hand(make_aware, 0.5)
    for accurate, tick, expected in [(0, 12, (1, 12, 0, NONE)), (1, 13, (1, 12, 1, 13)), (0, 14, (1, 12, 1, 13))]:
        aware(world, s, 1, accurate, tick)
        assert (part.aware, part.aware_tick, part.accurate, part.accurate_tick) == expected
    assert (part.acts_on, world.situation[s].noticed) == (1, 12)


def test_a_subject_is_not_who_notices_and_news_lets_one_look_again():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    world.address[s, 0].known[:3] = [0, 0, 1]
    by_hand(make_aware, 0.5)(world, s, 0, 1, 12)
    assert world.situation[s].noticed == NONE
    assert world.address[s, 0].known[:3].tolist() == [NONE, NONE, 1]


def test_awareness_cut_from_acting():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    world.held[Arrow.AWARENESS_ACT] = 0.4
    for position, number, acts in [(1, 0.5, 0), (2, 0.3, 1)]:
        by_hand(make_aware, {Decision.ACTS_ON: number})(world, s, position, 1, 12)
        assert world.part[s, position].acts_on == acts


@pytest.mark.parametrize("answer, number, expected", [(2, 0.0, 3), (2, 0.34, 0), (2, 0.99, 1), (0, 0.0, 1), (3, 0.99, 2)])
def test_another_answer_of_four(answer, number, expected):
    assert by_hand(other_answer)(answer, number, 4) == expected


def test_a_garbled_clue_is_put_right():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    couple(world, s, 1, 2)
    hold, part = by_hand(hold_partner_clue, {Decision.GARBLED_AS: 0.0}), world.part[s, 1]
    for accurate, tick, expected in [(0, 12, (3, 0, 12)), (0, 13, (3, 0, 12)), (1, 14, (2, 1, 14)), (0, 15, (2, 1, 14))]:
        hold(world, s, 1, accurate, tick)
        assert (part.partner_clue, part.partner_accurate, part.partner_tick) == expected
