"""Particulars: everybody's circumstances, feelings and wishes, which others don't know until they attend to them."""

from sim.compilation import compiled
from sim.draws import Decision, draw, value_among
from sim.people.absence import is_vacant
from sim.people.next_event import ticks_until

COMMONEST = 0  # the value that a script's or a habit's manner suits


@compiled
def particular_value(number, rates):
    """Turn a draw into a particular: the commonest value with its share, else any of the others alike."""
    commonest = rates.environment_commonest
    if number < commonest:
        return COMMONEST
    rest = (number - commonest) / (1.0 - commonest)
    return 1 + value_among(rest, rates.environment_particulars - 1)


@compiled
def change_particular(person, tick, rates):
    """A person's circumstances change; what others saw of them is then out of date."""
    person.version += 1
    person.particular = particular_value(
        draw(rates.seed, Decision.PARTICULAR, tick, person.identity, person.version), rates
    )
    hazard = 1.0 / (rates.environment_particular_days * rates.ticks_per_day)
    number = draw(rates.seed, Decision.PARTICULAR_CHANGE, tick, person.identity, person.version)
    person.particular_changes = tick + ticks_until(hazard, number)


@compiled
def drift_particulars(world):
    """The circumstances of everybody whose time has come change, also of those who are absent."""
    person, rates, tick = world.person, world.rates[0], world.clock[0].tick
    for who in range(person.size):
        if not is_vacant(person[who]) and person[who].particular_changes <= tick:
            change_particular(person[who], tick, rates)
