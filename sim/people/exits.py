"""Exits: people leave, places stay vacant for a while, and open parts pass to cover or successor, unaware."""

import numpy as np

from sim.attention.news import hear_news
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.people.absence import is_vacant, next_absence
from sim.people.caseloads import find_spanners, let_cases_go, somebody_lacks_spanner
from sim.people.hiring import exit_hazard, fill, until_filled
from sim.people.next_event import NEVER, ticks_until
from sim.race import race_nearby
from sim.state import NONE, Kind, Outcome
from sim.structures.screening import longer_vacancy

LEAVE, FILL = 1, 2  # what is due at a place


@compiled
def come_and_go(world):
    """Everybody whose time has come leaves or arrives: workers and managers at the start of a day, customers any hour."""
    clock = world.clock[0]
    changes = np.zeros(world.person.size, np.int64)
    any_change = False
    for who in range(changes.size):
        if is_due(world.person[who], clock.tick, world.rates[0]):
            changes[who] = FILL if is_vacant(world.person[who]) else LEAVE
            any_change = True
    if any_change:
        let_leave(world, changes)
        any_new_spanner = somebody_lacks_spanner(world)  # asked before newcomers arrive, about whom nothing is open yet
        let_come(world, changes)
        find_spanners(world)
        if any_new_spanner:
            seat_spanners(world)


@compiled
def is_due(person, tick, rates):
    """A person's time has come; for those employed at the start of a day."""
    day_starts = tick % rates.ticks_per_day == 0
    return person.changes <= tick and (day_starts or person.kind == Kind.CUSTOMER.value)


@compiled
def let_leave(world, changes):
    """All who leave now are gone before anybody is asked to cover, so that the order of rows decides nothing.

    Reads changes [people]: LEAVE or FILL for those whose time has come.
    """
    person, clock = world.person, world.clock[0]
    for who in range(person.size):
        if changes[who] == LEAVE:
            person[who].present, person[who].away = 0, 0
    for who in range(person.size):
        if changes[who] == LEAVE:
            leave(world, who, clock.tick)
            world.responses[person[who].kind].exits += clock.observing
    leave_situations(world, changes, clock.tick)


@compiled
def let_come(world, changes):
    """Newcomers take their places: those employed first, so that new customers find them."""
    person, clock = world.person, world.clock[0]
    for customers in range(2):
        for who in range(person.size):
            is_customer = person[who].kind == Kind.CUSTOMER.value
            if changes[who] == FILL and is_customer == (customers == 1):
                fill(world, who, clock.tick)
                if not is_customer:
                    take_over(world, who)
                world.responses[person[who].kind].hires += clock.observing


@compiled
def leave(world, who, tick):
    """A leaver's ties find nobody, their place stays empty for a while, and their cases go to cover."""
    person, rates = world.person[who], world.rates[0]
    person.changes = until_filled(person, tick, rates) + longer_vacancy(world, person)
    if person.kind == Kind.CUSTOMER.value:
        person.next_situation = NEVER
    else:
        hand_over_cases(world, who, tick)
    let_cases_go(world, who)


@compiled
def leave_situations(world, changes, tick):
    """Situations about leavers fail, and what leavers have not answered passes to cover.

    Reads changes [people]: LEAVE for those who have just left.
    """
    any_holder = False  # customers hold no part but their own
    for who in range(changes.size):
        any_holder = any_holder or (changes[who] == LEAVE and world.person[who].kind != Kind.CUSTOMER.value)
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        situation = world.situation[s]
        if changes[situation.subject] == LEAVE:
            situation.settles = 0
            if situation.outcome == Outcome.OPEN.value:
                situation.abandons = tick
        if situation.outcome != Outcome.OPEN.value or not any_holder:
            continue
        for position in range(1, situation.n_positions):
            part = world.part[s, position]
            holds = part.answered == 0 and part.holder != NONE and part.column != world.rates[0].spanner_role
            if holds and changes[part.holder] == LEAVE:
                cover = cover_for(world, part.holder, situation.subject, tick, situation.identity)
                pass_on(world, s, position, cover)


@compiled
def cover_for(world, who, subject, tick, key):
    """Find who covers for a leaver: somebody present in the role, as near as possible; else the place itself.

    Nobody covers in a situation of which they are the subject.
    """
    cover = race_nearby(world, world.person[who].role, who, subject, Decision.COVER, tick, key)
    return who if cover == NONE else cover


@compiled
def pass_on(world, s, position, holder):
    """A part passes to another holder, who is unaware and has been told nothing; for all others that is news."""
    part = world.part[s, position]
    part.holder = holder
    part.incumbency = NONE if holder == NONE else world.person[holder].incumbency
    part.aware, part.aware_tick, part.accurate, part.accurate_tick = 0, NONE, 0, NONE
    part.partner_held, part.partner_tick, part.partner_accurate, part.partner_clue = 0, NONE, 0, NONE
    part.referred, part.queued, part.queue_manager, part.directed_by = 0, NONE, NONE, NONE
    part.approved, part.discretion, part.wants_particular, part.particular_attempts = 0, NONE, NONE, 0
    part.inquired, part.found_out = 0, NONE
    part.ready, part.told_wrong = 0, 0
    world.situation[s].overlooked, world.situation[s].to_tell = 1, NONE
    if part.needed == 1:
        world.situation[s].substituted = 1
    for other in range(world.situation[s].n_positions):
        hear_news(world, s, other)
        world.address[s, position, other].known, world.address[s, position, other].attempts = NONE, 0
        world.address[s, other, position].known, world.address[s, other, position].attempts = NONE, 0


@compiled
def seat_spanners(world):
    """What is open about a customer passes to the spanner whom the customer has now, unaware."""
    rates = world.rates[0]
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        situation, position = world.situation[s], world.situation[s].n_positions - 1
        part, subject = world.part[s, position], world.person[situation.subject]
        if part.column != rates.spanner_role or subject.present == 0 or subject.incumbency != situation.incumbency:
            continue
        now = subject.spanner
        if part.holder != now or (now != NONE and part.incumbency != world.person[now].incumbency):
            pass_on(world, s, position, now)


@compiled
def hand_over_cases(world, who, tick):
    """A leaver's cases go to whoever covers, for good; so do those that others have had in a leaver's absence."""
    role = world.person[who].role
    if role >= world.team.shape[1]:
        return
    customers = world.role[world.rates[0].customer_role]
    for place in range(customers.first, customers.last):
        customer = world.roster[place]
        if world.team[customer, role] == who:
            key = world.person[customer].identity
            cover = cover_for(world, who, customer, tick, key)
            if world.regular[customer, role] == who:
                world.regular[customer, role] = cover
            world.team[customer, role] = cover
        elif world.regular[customer, role] == who:
            world.regular[customer, role] = world.team[customer, role]


@compiled
def take_over(world, who):
    """A newcomer in a place that kept its parts for want of cover becomes their holder, unaware."""
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        for position in range(1, world.situation[s].n_positions):
            part = world.part[s, position]
            if part.holder == who and part.answered == 0 and part.column != world.rates[0].spanner_role:
                part.incumbency = world.person[who].incumbency


@compiled
def start_turnover(world):
    """At the end of the warm-up everybody employed gets a date of leaving, and one of being absent."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    for who in range(person.size):
        if person[who].present == 1 and person[who].kind != Kind.CUSTOMER.value:
            number = draw(rates.seed, Decision.EXIT, clock.tick, person[who].identity, 0)
            person[who].changes = clock.tick + ticks_until(exit_hazard(person[who].kind, rates), number)
            person[who].away_changes = next_absence(person[who], clock.tick, rates)
