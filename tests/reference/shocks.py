"""Shocks: a structure is suspended, many leave within a week. (A surge of demand: `Person.await_situation`.)"""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.people.parameters import Suspended
from tests.reference import rules


def undergo_shocks(model) -> None:
    """What is to happen at this tick happens."""
    if model.tick in (model.rates.suspension_begins, model.rates.suspension_ends):
        suspend_structures(model)
    if model.tick == model.rates.wave_begins and model.rates.shocks_wave_share > 0.0:
        break_wave(model)


def suspend_structures(model) -> None:
    """A suspended structure's arrow is held at 0; it resumes as requested."""
    for arrow in Arrow:
        if arrow.name in Suspended.__members__:
            suspended = rules.is_suspended(arrow, model.tick, model.rates)
            model.held[arrow] = 0.0 if suspended else model.requested[arrow]


def break_wave(model) -> None:
    """Some of those employed resolve to leave, each on one of the next five days."""
    rates = model.rates
    for person in model.people:
        if person.is_customer or person.is_vacant:
            continue
        if model.draw(Decision.WAVE, person.identity, 0) < rates.shocks_wave_share:
            day = rules.value_among(model.draw(Decision.DAY_OF_WAVE, person.identity, 0), 5)
            person.changes = min(person.changes, model.tick + day * rates.ticks_per_day)
