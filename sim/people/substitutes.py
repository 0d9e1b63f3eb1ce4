"""Substitutes: while somebody is absent, others have their cases; who comes back takes the cases up again."""

import numpy as np

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.people.absence import days_away, next_absence
from sim.people.exits import cover_for, pass_on
from sim.state import NONE, Outcome


@compiled
def stay_away(world):
    """At the start of a day some come back to their cases, and others are absent from then on.

    Claim: model §8, absence with cover. All who stay away are gone before anybody is asked to cover.
    """
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    if clock.tick % rates.ticks_per_day != 0:
        return
    gone = np.zeros(person.size, np.int64)
    for who in range(person.size):
        if person[who].away_changes > clock.tick:
            continue
        if person[who].away == 1:
            come_back(world, who, clock.tick)
        elif person[who].present == 1:
            gone[who] = 1
    for who in range(person.size):
        if gone[who] == 1:
            begin_absence(person[who], clock.tick, rates)
            world.responses[person[who].kind].absences += clock.observing
    if gone.any():
        lend_cases(world, gone, clock.tick)
        lend_parts(world, gone, clock.tick)


@compiled
def begin_absence(person, tick, rates):
    """Somebody is absent for some days; place, ties and circumstances stay theirs."""
    person.present, person.away = 0, 1
    days = days_away(rates.absence_days, draw(rates.seed, Decision.ABSENCE_ENDS, tick, person.identity, 0))
    person.away_changes = tick + days * rates.ticks_per_day


@compiled
def come_back(world, who, tick):
    """Somebody comes back and takes up their cases again; what has passed to others in open situations stays with them."""
    person = world.person[who]
    person.present, person.away = 1, 0
    person.away_changes = next_absence(person, tick, world.rates[0])
    if person.role < world.regular.shape[1]:
        customers = world.role[world.rates[0].customer_role]
        for place in range(customers.first, customers.last):
            customer = world.roster[place]
            if world.regular[customer, person.role] == who:
                world.team[customer, person.role] = who


@compiled
def lend_cases(world, gone, tick):
    """The cases that absent people have go to substitutes; whose they regularly are does not change.

    Reads gone [people]: 1 for those who are absent from now on.
    """
    customers = world.role[world.rates[0].customer_role]
    for place in range(customers.first, customers.last):
        customer = world.roster[place]
        for function in range(world.team.shape[1]):
            worker = world.team[customer, function]
            if worker != NONE and gone[worker] == 1:
                key = world.person[customer].identity
                world.team[customer, function] = cover_for(world, worker, customer, tick, key)


@compiled
def lend_parts(world, gone, tick):
    """What absent people have not answered passes to a substitute, unaware; if there is none, it waits for them.

    A boundary spanner's customers wait for their spanner.

    Reads gone [people]: 1 for those who are absent from now on.
    """
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        situation = world.situation[s]
        if situation.outcome != Outcome.OPEN.value:
            continue
        for position in range(1, situation.n_positions):
            holder = world.part[s, position].holder
            if holder == NONE or gone[holder] == 0 or world.part[s, position].column == world.rates[0].spanner_role:
                continue
            if world.part[s, position].answered == 0:
                cover = cover_for(world, holder, situation.subject, tick, situation.identity)
                if cover != holder:
                    pass_on(world, s, position, cover)
