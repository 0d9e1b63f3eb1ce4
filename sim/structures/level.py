"""What a level means, once for all structures: whose hours it spends, and whether anything happens in them."""

from sim.compilation import compiled
from sim.structures.parameters import Level


@compiled
def gathers_across_roles(level):
    """The relational pole takes the hours of people of different roles, and so does its time-only twin."""
    return level == Level.RELATIONAL.value or level == Level.TIME_ONLY.value


@compiled
def has_content(level):
    """In a time-only twin people give their hours and nothing is convened: nobody meets, writes, reads or learns."""
    return level != Level.TIME_ONLY.value
