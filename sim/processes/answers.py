"""What a holder answers: what they mean to, what they slip into, and in whose manner."""

from sim.attention.awareness import other_answer
from sim.compilation import compiled
from sim.draws import Decision, draw, value_among
from sim.environment.particulars import COMMONEST
from sim.processes.motive import willing
from sim.relations.contacts import find_contact
from sim.relations.footing import footing_towards
from sim.state import NONE


@compiled
def slip_probability(skill, interruptions, rates):
    """A holder slips the more, the less skilled they are and the more often they were interrupted in this hour.

    Claim: Westbrook 2010 (12–13 % per interruption). Equation: odds(p) · r^n with
    p = slip + (1 − skill)·unskilled_slip, r → interruption_odds, n → interruptions.
    """
    probability = rates.environment_slip + (1.0 - skill) * rates.environment_unskilled_slip
    if probability >= 1.0:
        return 1.0
    odds = probability / (1.0 - probability)
    for _ in range(interruptions):
        odds *= rates.environment_interruption_odds
    return odds / (1.0 + odds)


@compiled
def answer_to(own_clue, coupled, partner_clue, n_answers):
    """The answer to a part follows from the own clue, and if coupled from the partner's as well.

    Claim: model, Words: an uncoupled part is right by the own clue alone; of a coupled one
    a guess at the partner's clue is right one time in K.
    """
    return (own_clue + partner_clue) % n_answers if coupled == 1 else own_clue


@compiled
def right_answer(world, s, position):
    """Work out the right answer to a part from the true clues."""
    part = world.part[s, position]
    partner = world.part[s, part.partner].clue if part.coupled == 1 else 0
    return answer_to(part.clue, part.coupled, partner, world.rates[0].environment_answers)


@compiled
def assumed_clue(world, s, position, tick):
    """A holder who has not heard from the partner takes the typical clue for granted, or guesses in a novel situation."""
    part, rates = world.part[s, position], world.rates[0]
    if part.coupled == 0:
        return 0
    if part.partner_held == 1:
        return part.partner_clue
    if world.situation[s].novel == 0:
        return world.part[s, part.partner].typical
    return value_among(draw(rates.seed, Decision.GUESS, tick, part.identity, 0), rates.environment_answers)


@compiled
def intended_answer(world, s, position, tick):
    """An aware holder answers by own clue and partner's; one who has misunderstood answers something else's question."""
    part, rates = world.part[s, position], world.rates[0]
    if part.accurate == 0:
        return value_among(draw(rates.seed, Decision.GUESS, tick, part.identity, 1), rates.environment_answers)
    return answer_to(part.clue, part.coupled, assumed_clue(world, s, position, tick), rates.environment_answers)


@compiled
def habitual_answer(world, s, position, tick):
    """An unaware holder who knows the routine does what is typical; else, or in a novel situation, anything."""
    part, situation, rates = world.part[s, position], world.situation[s], world.rates[0]
    skill = world.person[part.holder].skill
    if situation.novel == 0 and draw(rates.seed, Decision.KNOWS_HABIT, tick, part.identity, 0) < skill:
        partner = world.part[s, part.partner].typical if part.coupled == 1 else 0
        return answer_to(part.typical, part.coupled, partner, rates.environment_answers)
    return value_among(draw(rates.seed, Decision.GUESS, tick, part.identity, 2), rates.environment_answers)


@compiled
def with_slip(world, s, position, answer, tick):
    """A holder answers what they mean to, unless they slip."""
    part, rates = world.part[s, position], world.rates[0]
    holder = world.person[part.holder]
    chance = slip_probability(holder.skill, holder.interruptions, rates)
    if draw(rates.seed, Decision.SLIP, tick, part.identity, 0) >= chance:
        return answer
    return other_answer(answer, draw(rates.seed, Decision.SLIP_TO, tick, part.identity, 0), rates.environment_answers)


@compiled
def tailored_manner(world, s, position, tick):
    """An aware holder suits the answer to the subject as last seen, if the subject's goals are their own.

    Claim: Gittell and Douglass 2012, Caring Responses; model §3: footing keeps working after awareness.
    Otherwise the manner is the one that suits the commonest particular.
    """
    part, rates, subject = world.part[s, position], world.rates[0], world.situation[s].subject
    where = find_contact(world, part.holder, subject)
    if where == NONE or world.contact[part.holder, where].seen_version == NONE:
        return COMMONEST
    goals, _, _ = footing_towards(world, part.holder, subject, world.held)
    willingness = willing(world, part.holder, subject, goals)
    tailors = draw(rates.seed, Decision.TAILORS, tick, part.identity, 0) < willingness
    return world.contact[part.holder, where].seen if tailors else COMMONEST


@compiled
def knows_particular(world, who, other):
    """A person knows another's circumstances if what they last saw is still the current version."""
    where = find_contact(world, who, other)
    return where != NONE and world.contact[who, where].seen_version == world.person[other].version
