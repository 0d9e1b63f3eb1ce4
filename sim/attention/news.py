"""News: a holder who waits, or is ready to act, looks for another step only when something has changed.

Model §3: whom to address is settled once and asked again only upon new information.
So nothing need be asked of a case at every tick: it rests until there is news or time runs out.
"""

from sim.compilation import compiled


@compiled
def hear_news(world, s, position):
    """Something has changed for a holder: they look for a next step, and may act or revise."""
    world.part[s, position].wakes = 0
    world.situation[s].stirs, world.situation[s].acts = 0, 0


@compiled
def last_call(world, s):
    """Find the tick from which a holder acts on what they have rather than wait."""
    return world.situation[s].deadline - world.rates[0].last_call_ticks
