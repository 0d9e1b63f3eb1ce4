"""3a Selection and training: onboarding as practice, within the own function or across roles.

Impersonal pole: a newcomer practises the own function with an experienced
colleague; an hour per new customer goes to drill. Relational pole: the same
hours of practice go to encounters with the other roles, customers and managers
among them; a new customer is oriented by a worker.
"""

import numpy as np

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import attend, both_attend
from sim.episodes.queue import convene
from sim.race import NO_TURN, in_turn, race, race_nearby, race_within
from sim.state import HOUR, NONE, EpisodeKind, Kind, Purpose
from sim.structures.level import gathers_across_roles, has_content
from sim.structures.parameters import Level

TURN = 128  # keys of a person's practice in one tick start here, apart from keys of parts
AUTHOR = 202  # key of a person's writing a chapter in one tick


@compiled
def practice_due(kind, rates):
    """Count the practice episodes that a newcomer of this kind is given."""
    if rates.selection_training_level == Level.NONE.value:
        return 0
    hours = rates.selection_training_orientation if kind == Kind.CUSTOMER.value else rates.selection_training_hours
    return hours * HOUR // rates.practice_minutes


@compiled
def convene_training(world):
    """The curriculum is kept up, and newcomers practise."""
    if world.rates[0].selection_training_level != Level.NONE.value:
        write_curriculum(world)
        convene_practice(world)


@compiled
def takes_place(world, key):
    """Training, or what selection takes, takes place, unless the structure is suspended."""
    number = draw(world.rates[0].seed, Decision.TAKES_PLACE, world.clock[0].tick, key, 0)
    return number < through(Arrow.SELECTION_TRAINING.value, 1.0, world.held)


@compiled
def write_curriculum(world):
    """Now and then somebody in each role writes down, chapter by chapter, what newcomers should know of every role."""
    clock, rates, person = world.clock[0], world.rates[0], world.person
    begins = clock.next_curriculum <= clock.tick
    if begins:
        clock.next_curriculum = clock.tick + int(rates.selection_training_revision_days * rates.ticks_per_day)
    for r in range(world.role.size):
        role = world.role[r]
        if role.kind == Kind.CUSTOMER.value or role.last == role.first:
            continue
        if begins:
            role.next_chapter = 0
        if role.next_chapter >= rates.n_roles:
            continue
        if begins or role.author == NONE or person[role.author].present == 0:
            role.author = race(world, r, NONE, NONE, Decision.WRITER, clock.tick, r + rates.spanner_role)
        if role.author != NONE and takes_place(world, person[role.author].identity + AUTHOR):
            if attend(world, role.author, rates.selection_training_writing_minutes, Purpose.WRITING.value):
                if has_content(rates.selection_training_level):
                    e = convene(
                        world, EpisodeKind.COMPILE.value, role.author, NONE, person[role.author].identity + AUTHOR
                    )
                    world.episode[e].target = role.next_chapter
                role.next_chapter += 1


@compiled
def convene_practice(world):
    """In the first hours of the day newcomers practise, as long as they and a partner have the time."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    hour_of_day = clock.tick % rates.ticks_per_day // rates.ticks_per_hour
    turns = np.full(person.size, NO_TURN)  # newcomers compete for partners' time in keyed order
    n_newcomers = 0
    for who in range(person.size):
        has_hours = person[who].kind == Kind.CUSTOMER.value or hour_of_day < rates.selection_training_per_day
        if person[who].present == 1 and person[who].practice_left > 0 and has_hours:
            turns[who] = draw(rates.seed, Decision.ORDER, clock.tick, person[who].identity, TURN)
            n_newcomers += 1
    if n_newcomers == 0:
        return
    for who in in_turn(turns, n_newcomers):
        for turn in range(min(person[who].practice_left, rates.paid_minutes // rates.practice_minutes)):
            key = person[who].identity + TURN + turn
            if takes_place(world, key):
                practise(world, who, key, rates)


@compiled
def practise(world, who, key, rates):
    """One practice episode: with a partner of the pole's kind; a new customer's impersonal share is a worker's drill."""
    person, tick = world.person, world.clock[0].tick
    across = gathers_across_roles(rates.selection_training_level)
    minutes, purpose = rates.practice_minutes, Purpose.PRACTICE.value
    if person[who].kind == Kind.CUSTOMER.value:
        partner = world.team[who, draw_function(world, who, tick, key)]
        if partner == NONE:
            return
        if not across:
            if attend(world, partner, minutes, purpose):
                convene(world, EpisodeKind.DRILL.value, partner, NONE, key)
                person[who].practice_left -= 1
            return
    else:
        across = across and draw(rates.seed, Decision.PRACTICE_ACROSS, tick, key, 0) < rates.selection_training_cross_role
        partner = cross_role_partner(world, who, tick, key) if across else colleague(world, who, tick, key)
    if partner != NONE and both_attend(world, who, partner, minutes, purpose):
        if has_content(rates.selection_training_level):
            convene(world, EpisodeKind.PRACTICE.value, who, partner, key)
        person[who].practice_left -= 1


@compiled
def draw_function(world, who, tick, key):
    """Choose which of the case team a new customer meets: a race among functions."""
    winner, lowest = 0, 2.0
    for function in range(world.team.shape[1]):
        time = draw(world.rates[0].seed, Decision.PRACTICE_ROLE, tick, key, function)
        if world.team[who, function] != NONE and time < lowest:
            winner, lowest = function, time
    return winner


@compiled
def colleague(world, who, tick, key):
    """Choose somebody of the own role at the own site."""
    person = world.person[who]
    return race_within(world, person.role, NONE, person.site, who, Decision.PRACTICE_PARTNER, tick, key)


@compiled
def cross_role_partner(world, who, tick, key):
    """Choose somebody of another role, each role with the same chance: as near as possible."""
    own, rates = world.person[who].role, world.rates[0]
    role, lowest = NONE, 2.0
    for other in range(rates.n_roles):
        time = draw(rates.seed, Decision.PRACTICE_ROLE, tick, key, other)
        if other != own and world.role[other].last > world.role[other].first and time < lowest:
            role, lowest = other, time
    if role == NONE:
        return NONE
    return race_nearby(world, role, who, who, Decision.PRACTICE_PARTNER, tick, key)
