"""Caseloads: a customer gets a boundary spanner who has room for another case, if there is one."""

import numpy as np

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.race import NO_TURN, in_turn
from sim.state import NONE

CASELOAD = 207  # key of a customer's turn to get a spanner


@compiled
def find_spanners(world):
    """Customers without a boundary spanner get one in keyed order, as long as some spanner has room."""
    person, rates, tick = world.person, world.rates[0], world.clock[0].tick
    if rates.n_roles == rates.spanner_role:
        return
    first, last = world.role[rates.customer_role].first, world.role[rates.customer_role].last
    turns, n_without = np.full(last - first, NO_TURN), 0
    for place in range(first, last):
        who = world.roster[place]
        if person[who].present == 1 and person[who].spanner == NONE:
            turns[place - first] = draw(rates.seed, Decision.ORDER, tick, person[who].identity, CASELOAD)
            n_without += 1
    for place in in_turn(turns, n_without):
        who = world.roster[first + place]
        spanner = one_with_room(world, person[who].identity, tick)
        if spanner == NONE:
            return
        person[who].spanner = spanner
        person[spanner].cases += 1


@compiled
def somebody_lacks_spanner(world):
    """Tell whether any customer is without a boundary spanner, where there are any."""
    person, customers = world.person, world.role[world.rates[0].customer_role]
    if world.rates[0].n_roles == world.rates[0].spanner_role:
        return False
    for place in range(customers.first, customers.last):
        who = world.roster[place]
        if person[who].present == 1 and person[who].spanner == NONE:
            return True
    return False


@compiled
def one_with_room(world, key, tick):
    """Choose one of the boundary spanners present whose caseload is not full, by a race; NONE if all are."""
    person, rates = world.person, world.rates[0]
    role, caseload = world.role[rates.spanner_role], world.terms[rates.spanner_role].caseload
    winner, lowest = NONE, 2.0
    for place in range(role.first, role.last):
        who = world.roster[place]
        time = draw(rates.seed, Decision.SPANNER, tick, key, person[who].identity)
        if person[who].present == 1 and person[who].cases < caseload and time < lowest:
            winner, lowest = who, time
    return winner


@compiled
def let_cases_go(world, who):
    """A customer who leaves makes room in a caseload; a spanner who leaves, leaves customers without one for now."""
    person = world.person
    if person[who].spanner != NONE:
        person[person[who].spanner].cases -= 1
        person[who].spanner = NONE
    if person[who].cases > 0:
        customers = world.role[world.rates[0].customer_role]
        for place in range(customers.first, customers.last):
            if person[world.roster[place]].spanner == who:
                person[world.roster[place]].spanner = NONE
        person[who].cases = 0
