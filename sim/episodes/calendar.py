"""The calendar: what structures schedule is paid before routine work, by everybody who takes part (model C5)."""

from sim.attention.spending import can_pay, pay
from sim.compilation import compiled


@compiled
def attend(world, who, minutes, purpose):
    """A person gives scheduled time if they are present and have that much of the hour; returns whether they do."""
    if not can_pay(world.person[who], minutes):
        return False
    pay(world, who, minutes, purpose)
    return True


@compiled
def both_attend(world, who, other, minutes, purpose):
    """Two people give scheduled time together, or neither does."""
    if who == other or not can_pay(world.person[who], minutes) or not can_pay(world.person[other], minutes):
        return False
    pay(world, who, minutes, purpose)
    pay(world, other, minutes, purpose)
    return True
