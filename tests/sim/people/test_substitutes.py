"""Substitutes, by hand: what begins with an absence (what becomes of the cases stands with the tables of absence)."""

from __future__ import annotations

from sim.draws import Decision
from sim.people.substitutes import begin_absence
from tests.sim.by_hand import by_hand, small_world


def test_an_absence_begins():
    """At a mean of three days and a draw of 0.5, two days of eight hours from tick 16; the place stays theirs."""
    world = small_world(absence={"rate": 2.0, "days": 3.0})
    person = world.person[0]
    before = (person.incumbency, person.identity)
    by_hand(begin_absence, {Decision.ABSENCE_ENDS: 0.5})(person, 16, world.rates[0])
    assert (person.present, person.away, person.away_changes) == (0, 1, 16 + 16)
    assert (person.incumbency, person.identity) == before
