"""Hiring and arriving: a newcomer fills a place with own traits and no ties at all."""

from sim.assumptions import Hiring
from sim.compilation import compiled
from sim.draws import Decision, draw, identity, value_among
from sim.environment.particulars import change_particular
from sim.environment.situations import next_situation
from sim.people.absence import is_vacant, next_absence
from sim.people.next_event import NEVER, ticks_until
from sim.people.teams import assign_team
from sim.relations.contacts import clear_contact
from sim.state import NONE, Kind
from sim.structures.screening import candidates_for, impression
from sim.structures.selection_training import practice_due


@compiled
def trait(mean, spread, number):
    """Turn a draw into a trait: uniform within `spread` of the mean, cut off at 0 and 1."""
    return min(1.0, max(0.0, mean + spread * (2.0 * number - 1.0)))


@compiled
def traits_of(person, candidate, tick, rates):
    """A candidate for a place has a skill and a relational competence. Returns both."""
    seed, key = rates.seed, person.identity
    skill = draw(seed, Decision.SKILL, tick, key, candidate)
    competence = draw(seed, Decision.COMPETENCE, tick, key, candidate)
    return (
        trait(rates.traits_skill, rates.traits_skill_spread, skill),
        trait(rates.traits_competence, rates.traits_competence_spread, competence),
    )


@compiled
def best_candidate(person, tick, rates):
    """Of those who have been seen, whoever made the best impression is hired; the only candidate, unseen."""
    n_candidates = candidates_for(person, tick, rates)
    best, highest = 0, 0.0
    for candidate in range(n_candidates if n_candidates > 1 else 0):
        skill, competence = traits_of(person, candidate, tick, rates)
        number = draw(rates.seed, Decision.SCREENED, tick, person.identity, candidate)
        found = impression(skill, competence, number, rates)
        if candidate == 0 or found > highest:
            best, highest = candidate, found
    return best


@compiled
def exit_hazard(kind, rates):
    """Exits per tick of a person of this kind; customers leave at the end of their stay."""
    if kind == Kind.CUSTOMER.value:
        return 1.0 / (rates.scenario_case_hours * rates.ticks_per_hour)
    exits = rates.turnover_manager if kind == Kind.MANAGER.value else rates.turnover_worker
    return exits / rates.ticks_per_year


@compiled
def social_group(world, newcomer, tick, number):
    """A newcomer is of any social group; by an option of the supervisor's, if one was there before them."""
    rates = world.rates[0]
    if rates.assumptions_hiring == Hiring.LIKE_SUPERVISOR.value and newcomer.supervisor != NONE and tick > 0:
        supervisor = world.person[newcomer.supervisor]
        if not is_vacant(supervisor) and supervisor.hired < tick:
            return supervisor.group
    return value_among(number, rates.scenario_groups)


@compiled
def until_filled(person, tick, rates):
    """Draw the tick at which somebody is found for an empty place, or a customer comes."""
    number = draw(rates.seed, Decision.VACANCY, tick, person.identity, 0)
    if person.kind == Kind.CUSTOMER.value:
        wait = rates.scenario_gap_hours * rates.ticks_per_hour
    else:
        wait = rates.turnover_vacancy_days * rates.ticks_per_day
    return tick + (ticks_until(1.0 / wait, number) if wait > 0.0 else 1)


@compiled
def fill(world, who, tick):
    """A newcomer takes a place: traits, circumstances, a date of leaving, and strangers all around.

    Claim: model C3: a newcomer holds no ties, whatever the form.
    """
    person, rates = world.person[who], world.rates[0]
    person.incumbency += 1
    person.identity = identity(person.slot, person.incumbency)
    key, seed = person.identity, rates.seed
    person.present, person.away = 1, 0
    person.hired = tick
    person.attention = 0  # the backlog stays with the place
    person.read = 0
    person.spanner, person.cases = NONE, 0
    person.group = social_group(world, person, tick, draw(seed, Decision.GROUP, tick, key, 0))
    person.skill, person.competence = traits_of(person, best_candidate(person, tick, rates), tick, rates)
    person.screened = 0
    person.practice_left = practice_due(person.kind, rates)
    change_particular(person, tick, rates)
    if person.kind == Kind.CUSTOMER.value or world.clock[0].observing == 1:
        number = draw(seed, Decision.EXIT, tick, key, 0)
        person.changes = tick + ticks_until(exit_hazard(person.kind, rates), number)
    else:
        person.changes = NEVER  # turnover starts after the warm-up
    person.away_changes = next_absence(person, tick, rates) if world.clock[0].observing == 1 else NEVER
    forget_everybody(world, who)
    if person.kind == Kind.CUSTOMER.value:
        person.next_situation = next_situation(person, tick, rates)
        assign_team(world, who, tick)


@compiled
def forget_everybody(world, who):
    """A place's ties went with the one who held it."""
    prior = world.rates[0].ties_prior
    for where in range(world.contact.shape[1]):
        clear_contact(world.contact[who, where], prior)
        world.met[who, where] = NONE
    for role in range(world.role_tie.shape[1]):
        tie = world.role_tie[who, role]
        tie.shared_goals, tie.shared_knowledge, tie.mutual_respect = prior, prior, prior
        tie.experience = 0.0
