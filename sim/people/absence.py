"""Absence: who is absent still holds the place; when an absence begins, and how many days it lasts."""

import math

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.people.next_event import NEVER, ticks_until
from sim.state import Kind


@compiled
def is_vacant(person):
    """A place is vacant that nobody holds: neither somebody present nor somebody absent."""
    return person.present == 0 and person.away == 0


@compiled
def next_absence(person, tick, rates):
    """Draw the tick from which somebody employed is next to be absent; customers just leave."""
    if person.kind == Kind.CUSTOMER.value:
        return NEVER
    number = draw(rates.seed, Decision.ABSENCE, tick, person.identity, 0)
    return tick + ticks_until(rates.absence_rate / rates.ticks_per_year, number)


@compiled
def days_away(mean, number):
    """Turn a draw into whole days (≥ 1) of absence, geometric with this mean.

    Equation: 1 + ⌊ln(1 − u)/ln(1 − 1/mean)⌋.
    """
    return 1 if mean <= 1.0 else 1 + int(math.log(1.0 - number) / math.log(1.0 - 1.0 / mean))
