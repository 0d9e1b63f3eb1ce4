"""A choice among people is a race of keyed draws: who else stands for choice changes no other person's draw."""

import numpy as np

from sim.compilation import compiled
from sim.draws import draw
from sim.state import NONE

NO_TURN = 2.0  # later than any draw


@compiled
def first_pod(site, n_pods, n_sites):
    """Find the first pod of a site: pods are shared out over the sites in order."""
    return (site * n_pods + n_sites - 1) // n_sites


@compiled
def places_of(role, pod, site, n_sites):
    """Find where in the roster a role's places of a pod, or of a site, lie: (first, end, how far apart).

    NONE stands for any pod or any site. Where places are not laid out so, all of
    the role's are given, and the caller looks at each.
    """
    if role.pods == 0:
        return role.first, role.last, 1
    if pod != NONE:
        return role.first + pod, role.last, role.pods
    if site == NONE or role.last - role.first > role.pods:
        return role.first, role.last, 1
    end = role.first + first_pod(site + 1, role.pods, n_sites)
    return role.first + first_pod(site, role.pods, n_sites), min(role.last, end), 1


@compiled
def race_within(world, role, pod, site, but, decision, tick, key):
    """Choose one of those present in a role by a race of keyed draws: of one pod or one site, unless that is NONE.

    Returns NONE if nobody is present but the one excluded.
    """
    person, rates = world.person, world.rates[0]
    winner, lowest = NONE, 0.0
    first, end, step = places_of(world.role[role], pod, site, rates.size_sites)
    for place in range(first, end, step):
        who = world.roster[place]
        if who == but or person[who].present == 0:
            continue
        if (pod != NONE and person[who].pod != pod) or (site != NONE and person[who].site != site):
            continue
        time = draw(rates.seed, decision, tick, key, person[who].identity)
        if winner == NONE or time < lowest:
            winner, lowest = who, time
    return winner


@compiled
def race(world, role, pod, but, decision, tick, key):
    """Choose one of those present in a role, wherever they sit; of one pod, unless pod is NONE."""
    return race_within(world, role, pod, NONE, but, decision, tick, key)


@compiled
def in_turn(turns, n_turns):
    """Bring those in order whose turn has been drawn; the others, mostly many, are left out before anything is sorted.

    Reads turns [rows]: a draw, or NO_TURN. Returns [n_turns] rows, the lowest draw first.
    """
    rows, drawn, found = np.empty(n_turns, np.int64), np.empty(n_turns), 0
    for row in range(turns.size):
        if turns[row] < NO_TURN:
            rows[found], drawn[found] = row, turns[row]
            found += 1
    order = np.argsort(drawn)
    for place in range(n_turns):
        order[place] = rows[order[place]]
    return order


@compiled
def race_nearby(world, role, near, but, decision, tick, key):
    """Choose somebody in a role who is near: of the same pod if anybody is there, else of the site, else of any."""
    person = world.person[near]
    winner = race_within(world, role, person.pod, NONE, but, decision, tick, key)
    if winner == NONE:
        winner = race_within(world, role, NONE, person.site, but, decision, tick, key)
    if winner == NONE and world.rates[0].size_sites > 1:
        winner = race_within(world, role, NONE, NONE, but, decision, tick, key)
    return winner
