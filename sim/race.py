"""A choice among people is a race of keyed draws: who else stands for choice changes no other person's draw."""

from sim.compilation import compiled
from sim.draws import draw
from sim.state import NONE


@compiled
def race(world, role, pod, but, decision, tick, key):
    """Choose one of those present in a role by a race of keyed draws; of one pod, unless pod is NONE.

    Returns NONE if nobody is present but the one excluded.
    """
    person, seed = world.person, world.rates[0].seed
    winner, lowest = NONE, 0.0
    for place in range(world.role[role].first, world.role[role].last):
        who = world.roster[place]
        if who == but or person[who].present == 0 or (pod != NONE and person[who].pod != pod):
            continue
        time = draw(seed, decision, tick, key, person[who].identity)
        if winner == NONE or time < lowest:
            winner, lowest = who, time
    return winner
