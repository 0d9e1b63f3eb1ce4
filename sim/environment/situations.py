"""Situations emerge on top of routine work: by next event, from customers, workers and managers alike."""

from sim.arrows import Arrow, through
from sim.attention.awareness import make_aware
from sim.compilation import compiled
from sim.draws import Decision, draw, part_identity, value_among
from sim.environment.holders import holder_of, is_lent
from sim.environment.types import draw_needs, draw_partner
from sim.people.next_event import ticks_until, ticks_until_through
from sim.state import EVERYTHING, NONE, Kind


@compiled
def next_situation(person, tick, rates):
    """Draw the tick at which a person is next the subject of a situation; customers bring more in a surge of demand."""
    number = draw(rates.seed, Decision.NEXT_SITUATION, tick, person.identity, person.ordinal)
    if person.kind != Kind.CUSTOMER.value:
        return tick + ticks_until(rates.environment_colleague_rate / rates.ticks_per_hour, number)
    return tick + ticks_until_through(
        rates.environment_customer_rate / rates.ticks_per_hour, number,
        rates.surge_begins - tick, rates.surge_ends - tick, rates.shocks_surge_factor,
    )


@compiled
def situations_due(world):
    """Count the people of whom a situation is due at this tick."""
    person, tick, due = world.person, world.clock[0].tick, 0
    for who in range(person.size):
        if person[who].next_situation <= tick:
            due += 1
    return due


@compiled
def arise(world):
    """Situations arise: the denominators come from here and so are equal in all forms."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    for who in range(person.size):
        if person[who].next_situation > clock.tick:
            continue
        if person[who].present == 1:
            clock.n_free -= 1
            s = world.free[clock.n_free]
            emerge(world, s, who, clock.tick, rates)
            line_up(world, s, clock)
        person[who].ordinal += 1
        person[who].next_situation = next_situation(person[who], clock.tick, rates)


@compiled
def line_up(world, s, clock):
    """Open situations stand in the order in which they emerged; of one tick, in the order of their identities."""
    place, situation = clock.n_open, world.situation
    while place > 0:
        before = world.opened[place - 1]
        if situation[before].emerged < clock.tick or situation[before].identity < situation[s].identity:
            break
        world.opened[place] = before
        place -= 1
    world.opened[place] = s
    clock.n_open += 1


@compiled
def emerge(world, s, subject, tick, rates):
    """One situation takes shape: type or novelty, parts, holders, deadline, and where it first shows."""
    person, situation = world.person[subject], world.situation[s]
    seed, slot, ordinal = rates.seed, person.slot, person.ordinal
    key = part_identity(slot, ordinal, 254)
    situation.identity = key
    situation.subject = subject
    situation.incumbency = person.incumbency
    situation.subject_kind = person.kind
    situation.novel = 1 if draw(seed, Decision.NOVEL, tick, key, 0) < rates.environment_novelty else 0
    situation.type = value_among(draw(seed, Decision.WHICH_TYPE, tick, key, 0), rates.environment_types)
    if person.kind != Kind.CUSTOMER.value:
        situation.type += rates.environment_types
    gives_up = draw(seed, Decision.GIVING_UP, tick, key, 0) < rates.environment_giving_up
    situation.gives_up = 1 if gives_up and person.kind != Kind.CUSTOMER.value else 0
    allowed = rates.environment_deadline_hours * rates.ticks_per_hour
    allowed *= 0.5 + draw(seed, Decision.DEADLINE, tick, key, 0)
    situation.emerged = tick
    situation.stirs, situation.acts, situation.settles, situation.overlooked, situation.to_tell = 0, 0, 0, 1, NONE
    situation.deadline = tick + max(1, int(allowed))
    situation.abandons = tick + max(1, int(allowed * rates.environment_patience))
    situation.noticed = NONE
    situation.outcome = 0
    situation.closed = NONE
    situation.judged = situation.substituted = 0
    situation.aftermath = 0
    situation.counted = world.clock[0].observing
    world.responses[person.kind].arisen += situation.counted
    world.responses[EVERYTHING].arisen += 1
    lay_out_parts(world, s, tick, rates)
    join_spanner(world, s, tick, rates)
    show(world, s, tick, rates)


@compiled
def lay_out_parts(world, s, tick, rates):
    """Give each needed column a position: the subject first, then functions, then a manager's context."""
    situation, key, seed = world.situation[s], world.situation[s].identity, rates.seed
    needed = world.type_part[situation.type].needed.copy()
    if situation.novel == 1:
        draw_needs(needed, seed, tick, key, 1, world.role, rates)
    place_part(world, s, 0, rates.customer_role, situation.subject, needed, tick, rates)
    n_positions = 1
    for column in range(needed.size):
        if needed[column] == 0 or column == rates.customer_role:
            continue
        holder = holder_of(world, s, column, tick)
        if holder == NONE or holder == situation.subject:
            needed[column] = 0
            continue
        place_part(world, s, n_positions, column, holder, needed, tick, rates)
        n_positions += 1
        if is_lent(world, situation.subject, column):
            situation.substituted = 1
    situation.n_positions = n_positions
    if n_positions == 1:
        needed[rates.customer_role] = 1
        world.part[s, 0].needed = 1
    for position in range(n_positions):
        couple(world, s, position, needed, tick, rates)
    mark_one(world, s, tick, rates)


@compiled
def place_part(world, s, position, column, holder, needed, tick, rates):
    """One part takes shape: its holder, its private clue, and when its holder would act on it by habit."""
    part, situation, seed = world.part[s, position], world.situation[s], rates.seed
    subject = world.person[situation.subject]
    key = part_identity(subject.slot, subject.ordinal, position)
    part.identity = key
    part.holder = holder
    part.incumbency = world.person[holder].incumbency if holder != NONE else NONE
    part.column = column
    part.needed = needed[column]
    part.typical = world.type_part[situation.type, column].typical
    known = draw(seed, Decision.TYPICAL_CLUE, tick, key, 0) >= rates.environment_uncertainty
    part.clue = value_among(draw(seed, Decision.CLUE, tick, key, 0), rates.environment_answers)
    if known and situation.novel == 0:
        part.clue = part.typical
    part.marked = 1 if draw(seed, Decision.MARKED, tick, key, 0) < rates.environment_marked else 0
    part.shows = 0
    part.aware, part.aware_tick, part.accurate, part.accurate_tick = 0, NONE, 0, NONE
    part.partner_clue, part.partner_held, part.partner_tick, part.partner_accurate = NONE, 0, NONE, 0
    part.particular_attempts, part.wants_particular = 0, NONE
    part.referred, part.queued, part.queue_manager, part.referral_garbled = 0, NONE, NONE, 0
    part.directed_by, part.approved, part.discretion, part.acts_on = NONE, 0, NONE, 0
    part.inquired, part.found_out = 0, NONE
    part.ready, part.wakes = 0, 0
    part.answered, part.answer, part.manner, part.acted_tick = 0, NONE, NONE, NONE
    part.aware_at_act, part.knew_at_act, part.partner_at_act, part.told_wrong = 0, 0, 0, 0
    hazard = 1.0 / (rates.environment_habit_hours * rates.ticks_per_hour)
    part.habit_tick = tick + ticks_until(hazard, draw(seed, Decision.HABIT, tick, key, 0))
    for target in range(world.address.shape[2]):
        world.address[s, position, target].known = NONE
        world.address[s, position, target].attempts = 0


@compiled
def couple(world, s, position, needed, tick, rates):
    """Settle whether a part's right answer depends on another holder's clue, and whose: by type, or anew if novel."""
    part, situation = world.part[s, position], world.situation[s]
    part.coupled, part.partner = 0, NONE
    if part.needed == 0:
        return
    of_type = world.type_part[situation.type, part.column]
    coupled, column = of_type.coupled, of_type.partner
    if situation.novel == 1:
        coupled = 1 if draw(rates.seed, Decision.COUPLED, tick, part.identity, 0) < rates.environment_coupling else 0
        column = draw_partner(needed, part.column, rates.seed, tick, part.identity, 1)
    if coupled == 0:
        return
    for other in range(situation.n_positions):
        if world.part[s, other].column == column and world.part[s, other].needed == 1:
            part.coupled, part.partner = 1, other


@compiled
def mark_one(world, s, tick, rates):
    """At least one part is marked: if none was, a race among others' parts decides which."""
    winner, lowest, any_marked = NONE, 0.0, False
    world.part[s, 0].marked = 0
    for position in range(1, world.situation[s].n_positions):
        any_marked = any_marked or world.part[s, position].marked == 1
        time = draw(rates.seed, Decision.MARKED_ONE, tick, world.part[s, position].identity, 0)
        if winner == NONE or time < lowest:
            winner, lowest = position, time
    if winner != NONE and not any_marked:
        world.part[s, winner].marked = 1


@compiled
def join_spanner(world, s, tick, rates):
    """A customer's boundary spanner joins the situation: may notice, be told and tell, but holds no part of it.

    Claim: Gittell and Douglass 2012, Relational Job Design. The place is kept also
    while the customer has no spanner. Cut, no situation is told by or to a spanner.
    """
    situation, position = world.situation[s], world.situation[s].n_positions
    subject = world.person[situation.subject]
    if situation.subject_kind != Kind.CUSTOMER.value or rates.n_roles == rates.spanner_role:
        return
    key = part_identity(subject.slot, subject.ordinal, position)
    joins = draw(rates.seed, Decision.SPANNER_JOINS, tick, key, 0) < through(Arrow.SPANNER_CONDUIT.value, 1.0, world.held)
    if world.terms[rates.spanner_role].joins_cases == 0 or not joins:
        return
    needed = world.type_part[situation.type].needed  # never a spanner's part
    place_part(world, s, position, rates.spanner_role, subject.spanner, needed, tick, rates)
    part = world.part[s, position]
    part.coupled, part.partner, part.marked = 0, NONE, 0
    situation.n_positions += 1


@compiled
def show(world, s, tick, rates):
    """A situation first shows to its subject alone, or at one function; a subject knows the own part either way.

    A boundary spanner may notice what shows anywhere.
    """
    situation, key = world.situation[s], world.situation[s].identity
    subject = world.part[s, 0]
    only_subject = draw(rates.seed, Decision.SUBJECT_ONLY, tick, key, 0) < rates.environment_subject_only
    winner, lowest = NONE, 0.0
    for position in range(1, situation.n_positions):
        if world.part[s, position].column >= rates.n_functions:
            continue
        time = draw(rates.seed, Decision.PLACE, tick, key, position)
        if winner == NONE or time < lowest:
            winner, lowest = position, time
    if winner != NONE and not only_subject:
        for position in range(1, situation.n_positions):
            spans = world.part[s, position].column == rates.spanner_role
            world.part[s, position].shows = 1 if position == winner or spans else 0
    if only_subject or winner == NONE or subject.needed == 1:
        make_aware(world, s, 0, 1, tick)
