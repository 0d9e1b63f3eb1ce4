"""Those who take part in a situation: who took part and is still there, and whether there is anybody to be told."""

from sim.compilation import compiled
from sim.state import NONE


@compiled
def is_still_there(world, part):
    """A part's holder is still the one who held it then."""
    if part.holder == NONE:
        return False
    holder = world.person[part.holder]
    return holder.present == 1 and holder.incumbency == part.incumbency


@compiled
def took_part(part):
    """A holder took part who was aware that they were needed, or acted."""
    return part.aware == 1 or part.answered != 0


@compiled
def could_be_told(world, s):
    """Somebody knows of a situation, and somebody whose part it needs does not: counted anew when one more knows, or forgets."""
    situation = world.situation[s]
    if situation.to_tell == NONE:
        n_know, n_left = 0, 0
        for position in range(situation.n_positions):
            part = world.part[s, position]
            n_know += part.aware
            n_left += part.needed * (1 - part.aware)
        situation.to_tell = 1 if n_know * n_left > 0 else 0
    return situation.to_tell == 1
