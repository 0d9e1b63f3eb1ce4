"""Noticing, by hand: who looks, with what chance, and what comes of misreading."""

from __future__ import annotations

import math

import pytest

from sim.arrow import Arrow
from sim.attention.noticing import misread_probability, notice_probability, notice_situations
from sim.draws import Decision
from tests.sim.by_hand import CUSTOMERS, a_situation, by_hand, small_world


@pytest.mark.parametrize("willing, share, expected", [(0.5, 1.0, 1.0), (0.98, 0.5, 0.98), (0.74, 0.0, 0.0), (0.74, 1.0, 1.48)])
def test_chance(willing, share, expected):
    """1 − exp(−2 · share · willingness): the exponents are 1, 0.98, 0, 1.48."""
    assert by_hand(notice_probability)(willing, share, small_world().rates[0]) == pytest.approx(1 - math.exp(-expected))


def test_misreading():
    rates = small_world(environment={"misread": 0.4}).rates[0]
    assert [by_hand(misread_probability)(knowledge, rates) for knowledge in (0, 0.5, 1)] == pytest.approx([0.4, 0.2, 0])


def looked(number, misread=0.9):
    """Worker 0 holds part 1, where the situation shows, of customer 9: chance 1 − exp(−2·(0.5 + 0.48·0.3)) = 0.724."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    world.part[s, 1].shows = 1
    return world, s, by_hand(notice_situations, {Decision.NOTICE: number, Decision.MISREAD: misread})


@pytest.mark.parametrize("number, misread, aware, accurate", [(0.72, 0.9, 1, 1), (0.72, 0.17, 1, 0), (0.73, 0.9, 0, 0)])
def test_seen_rightly_misread_or_not_at_all(number, misread, aware, accurate):
    """Misread below 0.25 · (1 − 0.3) = 0.175."""
    world, s, notice = looked(number, misread)
    notice(world)
    assert (world.part[s, 1].aware, world.part[s, 1].accurate, world.part[s, 2].aware) == (aware, accurate, 0)


def test_who_does_not_look():
    world, s, notice = looked(0.0)
    part, situation, person = world.part[s, 1], world.situation[s], world.person[0]
    for record, field, value in [(part, "answered", 1), (part, "shows", 0), (person, "present", 0), (situation, "emerged", 12), (situation, "outcome", 1)]:
        usual, record[field], situation.overlooked = record[field], value, 1
        notice(world)
        assert part.aware == 0, field
        record[field] = usual
    situation.overlooked = 1
    notice(world)
    assert part.aware == 1


def test_the_arrow_held():
    world, s, notice = looked(0.3)
    for held, aware in ((0.2, 0), (0.4, 1)):
        world.held[Arrow.FOOTING_AWARENESS] = held
        notice(world)
        assert world.part[s, 1].aware == aware


@pytest.mark.parametrize("held, number, aware", [(1.0, 0.85, 1), (1.0, 0.86, 0), (0.0, 0.63, 1), (0.0, 0.64, 0)])
def test_noticing_on_the_footing_of_another_world(held, number, aware):
    """At shared goals held at 1 the chance is 1 − exp(−2 · 0.98) = 0.859, at 0 it is 1 − exp(−2 · 0.5) = 0.632."""
    world, s, notice = looked(number)
    world.held[Arrow.AWARENESS_FOOTING] = held
    notice(world)
    assert world.part[s, 1].aware == aware
