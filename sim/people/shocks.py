"""Shocks: a structure is suspended for months, or many people leave within a week. Both follow the warm-up.

The third shock, a surge of demand, is a matter of waiting times: `sim/people/next_event.py`.
"""

from sim.compilation import compiled
from sim.draws import Decision, draw, value_among
from sim.people.absence import is_vacant
from sim.people.parameters import Suspended
from sim.state import Kind

WORKING_WEEK = 5  # days within which a wave of exits takes place
STRUCTURES = tuple(option.value for option in Suspended if option not in (Suspended.NONE, Suspended.ALL))


@compiled
def undergo_shocks(world):
    """What is to happen at this tick happens: structures are suspended or resumed, people resolve to leave."""
    suspend_structures(world)
    break_wave(world)


@compiled
def is_suspended(arrow, tick, rates):
    """A structure, named by its arrow, is suspended from its date on for as many months as that lasts."""
    meant = rates.shocks_suspended == arrow or rates.shocks_suspended == Suspended.ALL.value
    return meant and rates.suspension_begins <= tick < rates.suspension_ends


@compiled
def suspend_structures(world):
    """A suspended structure convenes nothing and costs nothing; when it resumes, its arrow is as requested.

    Claim: model §8. What a structure has written stays in use, and gets stale. A
    structure's arrow bears on no footing, so that there is no shadow to learn in.
    """
    clock, rates = world.clock[0], world.rates[0]
    if clock.tick != rates.suspension_begins and clock.tick != rates.suspension_ends:
        return
    for arrow in STRUCTURES:
        world.held[arrow] = 0.0 if is_suspended(arrow, clock.tick, rates) else world.requested[arrow]


@compiled
def break_wave(world):
    """A share of those employed resolve to leave, each on a day of the following week, if they do not leave before.

    Claim: model §8. Leaving itself is leaving as ever: cover, vacancy, successor.
    """
    person, tick, rates = world.person, world.clock[0].tick, world.rates[0]
    if tick != rates.wave_begins or rates.shocks_wave_share == 0.0:
        return
    for who in range(person.size):
        if person[who].kind != Kind.CUSTOMER.value and not is_vacant(person[who]):
            if draw(rates.seed, Decision.WAVE, tick, person[who].identity, 0) < rates.shocks_wave_share:
                day = value_among(draw(rates.seed, Decision.DAY_OF_WAVE, tick, person[who].identity, 0), WORKING_WEEK)
                person[who].changes = min(person[who].changes, tick + day * rates.ticks_per_day)
