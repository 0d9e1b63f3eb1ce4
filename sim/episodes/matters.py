"""Matters: what two people are to go over as soon as both have the time; they go over it with no successor."""

from sim.compilation import compiled
from sim.people.absence import is_vacant

DAYS_PER_WEEK = 5


@compiled
def write_down(world, matter, one, other, key, about, due):
    """A matter is noted with the two whom it concerns, by their incumbencies."""
    matter.one, matter.one_incumbency = one, world.person[one].incumbency
    matter.other, matter.other_incumbency = other, world.person[other].incumbency
    matter.key, matter.about, matter.due, matter.told = key, about, due, 0


@compiled
def is_moot(world, matter):
    """A matter is dropped when either of the two has left for good, or when for a week they have not found the time."""
    one, other = world.person[matter.one], world.person[matter.other]
    if is_vacant(one) or one.incumbency != matter.one_incumbency:
        return True
    if is_vacant(other) or other.incumbency != matter.other_incumbency:
        return True
    return world.clock[0].tick - matter.due > DAYS_PER_WEEK * world.rates[0].ticks_per_day


@compiled
def this_week(world, pod):
    """Look up what has been taken up in a pod this week; a new week begins with nothing."""
    week = world.clock[0].tick // (DAYS_PER_WEEK * world.rates[0].ticks_per_day)
    taken_up = world.taken_up[pod]
    if taken_up.week != week:
        taken_up.week, taken_up.failures, taken_up.conflicts = week, 0, 0
    return taken_up
