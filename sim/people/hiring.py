"""Hiring and arriving: a newcomer fills a place with own traits and no ties at all."""

from sim.compilation import compiled
from sim.draws import Decision, draw, identity, value_among
from sim.environment.particulars import change_particular
from sim.environment.situations import next_situation
from sim.people.next_event import NEVER, ticks_until
from sim.race import places_of
from sim.relations.contacts import clear_contact
from sim.state import NONE, Kind
from sim.structures.selection_training import practice_due


@compiled
def trait(mean, spread, number):
    """Turn a draw into a trait: uniform within `spread` of the mean, cut off at 0 and 1."""
    return min(1.0, max(0.0, mean + spread * (2.0 * number - 1.0)))


@compiled
def exit_hazard(kind, rates):
    """Exits per tick of a person of this kind; customers leave at the end of their stay."""
    if kind == Kind.CUSTOMER.value:
        return 1.0 / (rates.scenario_case_hours * rates.ticks_per_hour)
    exits = rates.turnover_manager if kind == Kind.MANAGER.value else rates.turnover_worker
    return exits / rates.ticks_per_year


@compiled
def fill(world, who, tick):
    """A newcomer takes a place: traits, circumstances, a date of leaving, and strangers all around.

    Claim: model C3: a newcomer holds no ties, whatever the form.
    """
    person, rates = world.person[who], world.rates[0]
    person.incumbency += 1
    person.identity = identity(person.slot, person.incumbency)
    key, seed = person.identity, rates.seed
    person.present = 1
    person.hired = tick
    person.attention = 0  # the backlog stays with the place
    person.read = 0
    person.spanner, person.cases = NONE, 0
    person.group = value_among(draw(seed, Decision.GROUP, tick, key, 0), rates.scenario_groups)
    person.skill = trait(rates.traits_skill, rates.traits_skill_spread, draw(seed, Decision.SKILL, tick, key, 0))
    person.competence = trait(
        rates.traits_competence, rates.traits_competence_spread, draw(seed, Decision.COMPETENCE, tick, key, 0)
    )
    person.practice_left = practice_due(person.kind, rates)
    change_particular(person, tick, rates)
    if person.kind == Kind.CUSTOMER.value or world.clock[0].observing == 1:
        number = draw(seed, Decision.EXIT, tick, key, 0)
        person.changes = tick + ticks_until(exit_hazard(person.kind, rates), number)
    else:
        person.changes = NEVER  # turnover starts after the warm-up
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


@compiled
def assign_team(world, customer, tick):
    """A case gets one worker of each function: the customer's pod, or a fresh team by chance (scenario.pod_share)."""
    from_pod = draw(
        world.rates[0].seed, Decision.TEAM_OR_POD, tick, world.person[customer].identity, 0
    ) < world.rates[0].scenario_pod_share
    for function in range(world.team.shape[1]):
        worker = NONE
        if from_pod:
            worker = choose(world, function, world.person[customer].pod, customer, tick)
        if worker == NONE:
            worker = choose(world, function, NONE, customer, tick)
        world.team[customer, function] = worker


@compiled
def choose(world, function, pod, customer, tick):
    """Choose a case's worker by a race of keyed draws, present or not (a vacant place is filled in time)."""
    person, seed, key = world.person, world.rates[0].seed, world.person[customer].identity
    winner, lowest = NONE, 0.0
    first, step = places_of(world.role[function], pod)
    for place in range(first, world.role[function].last, step):
        worker = world.roster[place]
        if pod != NONE and person[worker].pod != pod:
            continue
        time = draw(seed, Decision.TEAM_MEMBER, tick, key, person[worker].slot)
        time += 1.0 - person[worker].present  # the vacant stand behind everybody present
        if winner == NONE or time < lowest:
            winner, lowest = worker, time
    return winner
