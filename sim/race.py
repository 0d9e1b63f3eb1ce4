"""A choice among people is a race of keyed draws: who else stands for choice changes no other person's draw."""

from sim.compilation import compiled
from sim.draws import draw
from sim.state import NONE


@compiled
def places_of(role, pod):
    """Find where in the roster a role's places of one pod begin and how far apart they are; all places if pod is NONE."""
    if pod == NONE or role.pods == 0:
        return role.first, 1
    return role.first + pod, role.pods


@compiled
def race(world, role, pod, but, decision, tick, key):
    """Choose one of those present in a role by a race of keyed draws; of one pod, unless pod is NONE.

    Returns NONE if nobody is present but the one excluded.
    """
    person, seed = world.person, world.rates[0].seed
    winner, lowest = NONE, 0.0
    first, step = places_of(world.role[role], pod)
    for place in range(first, world.role[role].last, step):
        who = world.roster[place]
        if who == but or person[who].present == 0 or (pod != NONE and person[who].pod != pod):
            continue
        time = draw(seed, decision, tick, key, person[who].identity)
        if winner == NONE or time < lowest:
            winner, lowest = who, time
    return winner
