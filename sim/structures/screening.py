"""3a Selection: candidates for a vacant place are seen one by one, and whoever makes the best impression is hired.

Impersonal pole: what is looked for is functional skill; relational pole:
relational competence. The structure brings candidates and costs time: somebody
of the role, or the supervisor, sees each of them, and the place stays vacant for
longer. An interview errs, and what is looked for is not all that a person is.
"""

import numpy as np

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import attend
from sim.race import NO_TURN, in_turn, race_nearby
from sim.state import NONE, Kind, Purpose
from sim.structures.level import has_content
from sim.structures.parameters import Level
from sim.structures.selection_training import takes_place

INTERVIEW = 204  # key of an interview for a place in one tick


@compiled
def selects(kind, rates):
    """Workers and managers are selected, where there is a choice at all; customers come as they are."""
    is_on = rates.selection_training_level != Level.NONE.value and rates.selection_training_candidates > 1
    return is_on and kind != Kind.CUSTOMER.value


@compiled
def candidates_for(person, tick, rates):
    """Count the candidates among whom a place is filled: all of them for founders, later those who have been seen.

    Claim: model §1: founders have passed the same selection as hires. The twin's hours are spent and nobody chooses.
    """
    if not selects(person.kind, rates) or not has_content(rates.selection_training_level):
        return 1
    return rates.selection_training_candidates if tick == 0 else max(1, person.screened)


@compiled
def impression(skill, competence, number, rates):
    """A candidate impresses by what the pole looks for, as far as an interview shows it.

    Claim: Gittell and Douglass 2012, Selection and Training for Relational Competence.
    Equation: w·sought + (1 − w)·the other + e·(2u − 1), with w → screening_weight, e → screening_error.
    """
    sought, other = skill, competence
    if rates.selection_training_level == Level.RELATIONAL.value:
        sought, other = competence, skill
    weight = rates.selection_training_screening_weight
    return weight * sought + (1.0 - weight) * other + rates.selection_training_screening_error * (2.0 * number - 1.0)


@compiled
def time_for_candidates(kind, rates):
    """Each candidate but the first takes some days. Returns ticks."""
    if not selects(kind, rates):
        return 0
    return int((rates.selection_training_candidates - 1) * rates.selection_training_screening_days * rates.ticks_per_day)


@compiled
def longer_vacancy(world, person):
    """A place stays vacant for longer, by so many ticks, the more candidates are to be seen; not while the structure is suspended."""
    ticks = time_for_candidates(person.kind, world.rates[0])
    return ticks if ticks > 0 and takes_place(world, person.identity + INTERVIEW) else 0


@compiled
def convene_interviews(world):
    """One candidate an hour is seen for each place that is soon to be filled; places compete for people's time in keyed order."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    if not selects(Kind.WORKER.value, rates):
        return
    n_places = 0
    for who in range(person.size):
        n_places += 1 if is_to_be_filled(world, who) else 0
    if n_places == 0:
        return
    turns = np.full(person.size, NO_TURN)
    for who in range(person.size):
        if is_to_be_filled(world, who):
            turns[who] = draw(rates.seed, Decision.ORDER, clock.tick, person[who].identity, INTERVIEW)
    for who in in_turn(turns, n_places):
        see_candidate(world, who)


@compiled
def is_to_be_filled(world, who):
    """A vacant place for which not all candidates have been seen is to be filled within a day, or as long as that takes."""
    person, rates, tick = world.person[who], world.rates[0], world.clock[0].tick
    is_vacant = person.present == 0 and person.away == 0 and person.kind != Kind.CUSTOMER.value
    if not is_vacant or person.screened >= rates.selection_training_candidates:
        return False
    return person.changes - tick <= max(rates.ticks_per_day, time_for_candidates(person.kind, rates))


@compiled
def see_candidate(world, who):
    """Somebody of the role, as near as possible, sees a candidate; if they lack the time, the supervisor; else nobody does."""
    rates, tick, person = world.rates[0], world.clock[0].tick, world.person[who]
    key = person.identity + INTERVIEW
    if not takes_place(world, key):
        return
    minutes, purpose = rates.selection_training_screening_minutes, Purpose.SCREENING.value
    colleague = race_nearby(world, person.role, who, who, Decision.INTERVIEWER, tick, key)
    if colleague != NONE and attend(world, colleague, minutes, purpose):
        person.screened += 1
    elif person.supervisor != NONE and attend(world, person.supervisor, minutes, purpose):
        person.screened += 1
