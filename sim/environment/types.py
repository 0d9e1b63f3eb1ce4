"""Types of routine situation: what each needs, and its typical clues. Types belong to the environment and drift.

Row t < environment.types is a type of customers' situation; the same number of
rows after these are the types of colleagues' situations. Columns are the
functions, then the subject's own part, then a manager's context.
"""

from sim.compilation import compiled
from sim.draws import Decision, draw, value_among
from sim.people.next_event import ticks_until
from sim.state import NONE


@compiled
def draw_needs(needed, seed, tick, key, other_key, role, rates):
    """Mark which columns are needed: a weighted race among functions, then subject and manager by chance.

    `needed` [columns] is written (0 or 1). Race: the functions with the lowest
    draw/need win, so that a function of twice the need is wanted about twice as often.
    """
    fewest, most = rates.environment_parts_fewest, rates.environment_parts_most
    count = fewest + value_among(draw(seed, Decision.COUNT, tick, key, other_key), most - fewest + 1)
    needed[:] = 0
    for _ in range(min(count, rates.n_functions)):
        winner, lowest = NONE, 0.0
        for function in range(rates.n_functions):
            time = draw(seed, Decision.NEEDS, tick, key, other_key * 64 + function) / role[function].need
            if needed[function] == 0 and (winner == NONE or time < lowest):
                winner, lowest = function, time
        needed[winner] = 1
    if draw(seed, Decision.SUBJECT_PART, tick, key, other_key) < rates.environment_subject_part:
        needed[rates.customer_role] = 1
    if draw(seed, Decision.MANAGER_PART, tick, key, other_key) < rates.environment_manager_part:
        needed[rates.manager_role] = 1


@compiled
def draw_partner(needed, column, seed, tick, key, other_key):
    """Choose the column whose clue a coupled part depends on: a race among the other needed ones; NONE if alone."""
    winner, lowest = NONE, 0.0
    for other in range(needed.size):
        if other != column and needed[other] == 1:
            time = draw(seed, Decision.PARTNER, tick, key, other_key * 64 + other)
            if winner == NONE or time < lowest:
                winner, lowest = other, time
    return winner


@compiled
def draw_type(world, t, tick):
    """The environment settles what a type needs, its typical clues, and which of its parts are coupled."""
    type_part, rates = world.type_part, world.rates[0]
    seed, needed = rates.seed, world.type_part[t].needed
    draw_needs(needed, seed, tick, t, 0, world.role, rates)
    for column in range(needed.size):
        number = draw(seed, Decision.TYPE_TYPICAL, tick, t, column)
        type_part[t, column].typical = value_among(number, rates.environment_answers)
        partner = draw_partner(needed, column, seed, tick, t, column + 1)
        coupled = partner != NONE and draw(seed, Decision.TYPE_COUPLED, tick, t, column) < rates.environment_coupling
        type_part[t, column].coupled = 1 if coupled and needed[column] == 1 else 0
        type_part[t, column].partner = partner


@compiled
def drift_types(world):
    """Types change by next event: then nothing that was written of them is sure to hold."""
    clock, rates = world.clock[0], world.rates[0]
    if clock.tick < clock.next_drift:
        return
    n_types = world.type_part.shape[0]
    winner, lowest = 0, 2.0
    for t in range(n_types):
        time = draw(rates.seed, Decision.TYPE_DRIFT, clock.tick, t, 0)
        if time < lowest:
            winner, lowest = t, time
    draw_type(world, winner, clock.tick)
    clock.next_drift = clock.tick + next_drift(rates, n_types, clock.tick)


@compiled
def next_drift(rates, n_types, tick):
    """Draw the ticks until the next type changes."""
    hazard = rates.environment_drift * n_types / rates.ticks_per_year
    return ticks_until(hazard, draw(rates.seed, Decision.TYPE_DRIFT, tick, 0, 1))
