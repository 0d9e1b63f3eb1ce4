"""Exits: people leave, places stay vacant for a while, and open parts pass to cover or successor, unaware."""

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.people.hiring import exit_hazard, fill
from sim.people.next_event import NEVER, ticks_until
from sim.race import race
from sim.state import NONE, Kind, Outcome


@compiled
def come_and_go(world):
    """Everybody whose time has come leaves or arrives: workers and managers at the start of a day, customers any hour."""
    person, clock = world.person, world.clock[0]
    day_starts = clock.tick % world.rates[0].ticks_per_day == 0
    for who in range(person.size):
        if person[who].changes <= clock.tick and (day_starts or person[who].kind == Kind.CUSTOMER.value):
            if person[who].present == 1:
                leave(world, who, clock.tick)
                world.responses[person[who].kind].exits += clock.observing
            else:
                fill(world, who, clock.tick)
                take_over(world, who)
                world.responses[person[who].kind].hires += clock.observing


@compiled
def leave(world, who, tick):
    """A person leaves: ties to them find nobody, their own ties are gone, their parts pass on or fail."""
    person, rates = world.person[who], world.rates[0]
    person.present = 0
    number = draw(rates.seed, Decision.VACANCY, tick, person.identity, 0)
    if person.kind == Kind.CUSTOMER.value:
        wait = rates.scenario_gap_hours * rates.ticks_per_hour
    else:
        wait = rates.turnover_vacancy_days * rates.ticks_per_day
    person.changes = tick + (ticks_until(1.0 / wait, number) if wait > 0.0 else 1)
    if person.kind == Kind.CUSTOMER.value:
        person.next_situation = NEVER
    else:
        hand_over_cases(world, who, tick)
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        situation = world.situation[s]
        if situation.subject == who and situation.outcome == Outcome.OPEN.value:
            situation.abandons = tick  # fails when its subject leaves
        for position in range(1, situation.n_positions):
            if world.part[s, position].holder == who:
                pass_on(world, s, position, cover_for(world, who, tick, situation.identity))


@compiled
def cover_for(world, who, tick, key):
    """Find who covers for a leaver: somebody present in the role, of the pod if possible; else the place itself."""
    person = world.person[who]
    cover = race(world, person.role, person.pod, who, Decision.COVER, tick, key)
    if cover == NONE:
        cover = race(world, person.role, NONE, who, Decision.COVER, tick, key)
    return who if cover == NONE else cover


@compiled
def pass_on(world, s, position, holder):
    """A part passes to another holder, who is unaware and has been told nothing."""
    part = world.part[s, position]
    part.holder = holder
    part.incumbency = world.person[holder].incumbency
    if part.answered == 0:
        part.aware, part.aware_tick, part.accurate, part.accurate_tick = 0, NONE, 0, NONE
        part.partner_held, part.partner_tick, part.partner_accurate, part.partner_clue = 0, NONE, 0, NONE
        part.referred, part.queued, part.queue_manager, part.directed_by = 0, NONE, NONE, NONE
        part.approved, part.discretion, part.wants_particular, part.particular_attempts = 0, NONE, NONE, 0
    for other in range(world.situation[s].n_positions):
        world.address[s, position, other].known, world.address[s, position, other].attempts = NONE, 0
        world.address[s, other, position].known, world.address[s, other, position].attempts = NONE, 0


@compiled
def hand_over_cases(world, who, tick):
    """A leaver's cases go to whoever covers."""
    role = world.person[who].role
    if role >= world.team.shape[1]:
        return
    customers = world.role[world.rates[0].customer_role]
    for place in range(customers.first, customers.last):
        customer = world.roster[place]
        if world.team[customer, role] == who:
            world.team[customer, role] = cover_for(world, who, tick, world.person[customer].identity)


@compiled
def take_over(world, who):
    """A newcomer in a place that kept its parts for want of cover becomes their holder, unaware."""
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        for position in range(1, world.situation[s].n_positions):
            if world.part[s, position].holder == who:
                world.part[s, position].incumbency = world.person[who].incumbency


@compiled
def start_turnover(world):
    """At the end of the warm-up everybody employed gets a date of leaving."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    for who in range(person.size):
        if person[who].present == 1 and person[who].kind != Kind.CUSTOMER.value:
            number = draw(rates.seed, Decision.EXIT, clock.tick, person[who].identity, 0)
            person[who].changes = clock.tick + ticks_until(exit_hazard(person[who].kind, rates), number)
