"""Growth: paid places open in the functions one after another, and with them places for customers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.compilation import compiled
from sim.draws import identity
from sim.environment.situations import next_situation
from sim.people.hiring import forget_everybody, until_filled
from sim.state import HOUR, NONE, Kind
from sim.structures.screening import longer_vacancy

if TYPE_CHECKING:
    from sim.parameters import Parameters


class Opening(NamedTuple):
    """A place that opens: its role, and the tick from which somebody is sought for it."""

    role: int
    tick: int


def openings(parameters: Parameters, rates: np.record) -> list[Opening]:
    """Deal the places that open before the run ends: a head more as soon as steady growth makes it a whole one.

    Claim: model §1, §8. The functions take turns, at the same ticks in every form;
    places for customers keep their number per paid head.
    Equation: heads(t) = heads · (1 + growth)^t, so that the i-th opens after ln(1 + i / heads) / ln(1 + growth) years.
    """
    heads, growth, found = parameters.size.workers, parameters.size.growth, []
    for opened in range(n_openings(heads, growth, parameters.years)):
        years = math.log1p((opened + 1) / heads) / math.log1p(growth)
        tick = rates.warm_up_ticks + math.ceil(years * rates.ticks_per_year)
        found.append(Opening(opened % rates.n_functions, tick))
        before, after = (round(n * parameters.scenario.customers_per_head) for n in (heads + opened, heads + opened + 1))
        found += [Opening(rates.customer_role, tick)] * (after - before)
    return found


def n_openings(heads: int, growth: float, years: float) -> int:
    """Count the whole heads that steady growth adds in so many years."""
    return int(heads * math.expm1(years * math.log1p(growth)))


@compiled
def open_places(world):
    """Places whose time has come open, in the order in which they were dealt."""
    clock = world.clock[0]
    while clock.n_opened < world.opening.size and world.opening[clock.n_opened].tick <= clock.tick:
        open_place(world, world.opening[clock.n_opened].who, clock.tick)
        clock.n_opened += 1


@compiled
def open_place(world, who, tick):
    """A place joins its role with a head's routine work; it is empty, and somebody is sought as for any empty place.

    Its holder will have the supervisor of a colleague of the pod.
    """
    person, rates = world.person[who], world.rates[0]
    role = world.role[person.role]
    person.identity = identity(person.slot, person.incumbency)
    forget_everybody(world, who)
    person.changes = until_filled(person, tick, rates) + longer_vacancy(world, person)
    if person.kind != Kind.CUSTOMER.value:
        role.demand += routine_of_a_head(rates)
        person.next_situation = next_situation(person, tick, rates)
        for place in range(role.first, role.last):
            colleague = world.person[world.roster[place]]
            if person.supervisor == NONE or colleague.pod == person.pod:
                person.supervisor = colleague.supervisor
    role.last += 1


@compiled
def routine_of_a_head(rates):
    """What a paid head more brings a function to do, in whole minutes a tick, rounded."""
    return (2 * rates.scenario_routine_minutes * rates.paid_minutes + HOUR) // (2 * HOUR)
