"""Case teams: a customer gets one worker of each function, from the own pod, the own site, or now and then another."""

import math

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.race import places_of
from sim.state import NONE

HEAT = 16  # places that race at once; where there are many more, heats race first, by their size


@compiled
def assign_team(world, customer, tick):
    """A case gets one worker of each function: the customer's pod, or a fresh team by chance (scenario.pod_share).

    Each may instead sit at another site (scenario.cross_site_share).
    """
    person, rates = world.person[customer], world.rates[0]
    from_pod = draw(rates.seed, Decision.TEAM_OR_POD, tick, person.identity, 0) < rates.scenario_pod_share
    for function in range(world.team.shape[1]):
        worker = NONE
        if sits_elsewhere(person.identity, function, tick, rates):
            worker = choose(world, function, NONE, another_site(person, function, tick, rates), customer, tick)
        elif from_pod:
            worker = choose(world, function, person.pod, NONE, customer, tick)
        if worker == NONE:
            worker = choose(world, function, NONE, person.site, customer, tick)
        if worker == NONE:
            worker = choose(world, function, NONE, NONE, customer, tick)
        world.team[customer, function] = worker
        world.regular[customer, function] = worker


@compiled
def sits_elsewhere(key, function, tick, rates):
    """A needed holder sits at another site, if there is one, by chance."""
    if rates.size_sites == 1:
        return False
    return draw(rates.seed, Decision.CROSS_SITE, tick, key, function) < rates.scenario_cross_site_share


@compiled
def another_site(person, function, tick, rates):
    """Which other site that is: a race among sites."""
    winner, lowest = NONE, 2.0
    for site in range(rates.size_sites):
        time = draw(rates.seed, Decision.OTHER_SITE, tick, person.identity, function * rates.size_sites + site)
        if site != person.site and time < lowest:
            winner, lowest = site, time
    return winner


@compiled
def choose(world, function, pod, site, customer, tick):
    """Choose a case's worker by a race of keyed draws, present or not (a vacant place is filled in time)."""
    person, rates, key = world.person, world.rates[0], world.person[customer].identity
    winner, lowest = NONE, 0.0
    role = world.role[function]
    first, end, step = places_of(role, pod, site, rates.size_sites)
    in_order = role.last - role.first <= role.pods  # once a function has grown, its places are not in the order of sites
    if end - first > 2 * HEAT and step == 1 and in_order:
        first, end = winning_heat(first, end, function, tick, key, rates)
    for place in range(first, end, step):
        worker = world.roster[place]
        if (pod != NONE and person[worker].pod != pod) or (site != NONE and person[worker].site != site):
            continue
        time = draw(rates.seed, Decision.TEAM_MEMBER, tick, key, person[worker].slot)
        time += 1.0 - person[worker].present  # the vacant stand behind everybody present
        if winner == NONE or time < lowest:
            winner, lowest = worker, time
    return winner


@compiled
def winning_heat(first, end, function, tick, key, rates):
    """Many places race in two heats: each sixteen of them first, by their number, then those among themselves.

    Every place has the same chance, as in one race, at a fraction of the draws.
    Equation: a heat of m places finishes at −ln(1 − u) / m, so that it wins with probability m / n.
    """
    winner, lowest = 0, 0.0
    n_heats = (end - first + HEAT - 1) // HEAT
    for heat in range(n_heats):
        n_places = min(HEAT, end - first - heat * HEAT)
        number = draw(rates.seed, Decision.TEAM_HEAT, tick, key, (function << 20) + heat)
        time = -math.log(1.0 - number) / n_places
        if heat == 0 or time < lowest:
            winner, lowest = heat, time
    return first + winner * HEAT, min(end, first + (winner + 1) * HEAT)
