"""Those who took part in a situation, as far as they are still there."""

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
