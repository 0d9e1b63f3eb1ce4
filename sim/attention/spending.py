"""Attention is spent in whole minutes, each on one purpose; nothing is free (model C5)."""

from sim.compilation import compiled
from sim.state import Purpose


@compiled
def can_pay(person, minutes):
    """A person can spend what is left of this hour and no more."""
    return person.present == 1 and person.attention >= minutes


@compiled
def pay(world, who, minutes, purpose):
    """A person spends minutes of this hour on a purpose. The caller has asked `can_pay`."""
    world.person[who].attention -= minutes
    world.minutes[world.person[who].kind, purpose] += minutes


@compiled
def pay_up_to(world, who, minutes, purpose):
    """A person spends as many of these minutes as are left; returns how many that were."""
    spent = max(0, min(minutes, world.person[who].attention))
    pay(world, who, spent, purpose)
    return spent


@compiled
def settle_hour(world):
    """Unspent minutes work off the backlog; what is then left of the hour is idle."""
    person = world.person
    for who in range(person.size):
        if person[who].present == 1:
            worked_off = pay_up_to(world, who, person[who].backlog, Purpose.BACKLOG.value)
            person[who].backlog -= worked_off
            pay_up_to(world, who, person[who].attention, Purpose.IDLE.value)
