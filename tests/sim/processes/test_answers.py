"""Answers, by hand: what is right, what is taken for granted, and slips."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.answers import answer_to, assumed_clue, habitual_answer, intended_answer, right_answer, slip_probability, with_slip
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, couple, know, small_world


@pytest.mark.parametrize(
    "skill, interruptions, expected",
    [(1.0, 0, 0.06), (0.0, 0, 0.31), (0.6, 0, 0.16), (1.0, 1, 0.06 * 1.13 / (0.94 + 0.06 * 1.13)), (0.6, 2, 0.16 * 1.2769 / (0.84 + 0.16 * 1.2769))],
)  # fmt: skip
def test_slips(skill, interruptions, expected):
    """The odds grow by 1.13 with each interruption."""
    assert by_hand(slip_probability)(skill, interruptions, small_world().rates[0]) == pytest.approx(expected)


@pytest.mark.parametrize("own, coupled, partner, expected", [(2, 0, 3, 2), (2, 1, 3, 1), (3, 1, 3, 2), (0, 1, 0, 0)])
def test_answer_to(own, coupled, partner, expected):
    assert by_hand(answer_to)(own, coupled, partner, 4) == expected


def coupled_case(**fields):
    """Part 1 (clue 2, typically 1) hangs on part 2 (clue 3, typically 1): right is (2 + 3) mod 4 = 1."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2], **fields)
    couple(world, s, 1, 2)
    world.part[s, 2].clue = 3
    know(world, s, 1)
    return world, s


def test_what_is_meant_with_and_without_the_partners_clue():
    world, s = coupled_case()
    assert by_hand(right_answer)(world, s, 1) == 1 and by_hand(right_answer)(world, s, 2) == 3
    assert by_hand(intended_answer, 0.5)(world, s, 1, 12) == (2 + 1) % 4  # the typical clue taken for granted
    world.part[s, 1].partner_held, world.part[s, 1].partner_clue = 1, 3
    assert by_hand(intended_answer, 0.5)(world, s, 1, 12) == 1
    world.part[s, 1].accurate = 0
    assert by_hand(intended_answer, 0.99)(world, s, 1, 12) == 3  # misunderstood: a guess


def test_in_a_novel_situation_nothing_is_typical():
    world, s = coupled_case(novel=1)
    assert [by_hand(assumed_clue, number)(world, s, 1, 12) for number in (0.1, 0.3, 0.6, 0.9)] == [0, 1, 2, 3]
    assert by_hand(habitual_answer, {Decision.GUESS: 0.9, Decision.KNOWS_HABIT: 0.0})(world, s, 1, 12) == 3


def test_habit_is_the_typical_answer_of_the_skilled():
    world, s = coupled_case()
    world.person[0].skill = 0.6
    for number, expected in [(0.59, 1 + 1), (0.6, 3)]:
        draws = {Decision.KNOWS_HABIT: number, Decision.GUESS: 0.9}
        assert by_hand(habitual_answer, draws)(world, s, 1, 12) == expected


def test_a_slip_is_always_to_another_answer():
    world, s = coupled_case()
    world.person[0].skill = 1.0
    for number, expected in [(0.07, 2), (0.05, 3)]:
        assert by_hand(with_slip, {Decision.SLIP: number, Decision.SLIP_TO: 0.0})(world, s, 1, 2, 12) == expected
