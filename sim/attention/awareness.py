"""Awareness: the one function by which anyone becomes aware that a situation needs their part."""

from sim.arrows import Arrow, through
from sim.attention.news import hear_news
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.processes.motive import reason_to_act
from sim.state import NONE


@compiled
def becomes_aware(probability, number, held):
    """A person becomes aware with the probability that their footing gives, whether noticing or being told."""
    return number < through(Arrow.FOOTING_AWARENESS.value, probability, held)


@compiled
def footing_of_awareness(footing, held):
    """A person becomes aware on their own footing, or on that of another world where this arrow is held.

    Claim: model C6, Propositions 2a–2c: what relating does through awareness is told apart from what it does beside it.
    """
    return through(Arrow.AWARENESS_FOOTING.value, footing, held)


@compiled
def acts_on_awareness(reason, number, held):
    """An aware person acts on what they are aware of if they have reason to, unless that arrow is cut."""
    return number < through(Arrow.AWARENESS_ACT.value, reason, held)


@compiled
def make_aware(world, s, position, accurate, tick):
    """A holder now knows that the situation needs their part; an accurate account corrects a wrong one."""
    part, situation = world.part[s, position], world.situation[s]
    if part.aware == 0:
        part.aware, situation.to_tell = 1, NONE
        part.aware_tick = tick
        number = draw(world.rates[0].seed, Decision.ACTS_ON, tick, part.identity, 0)
        part.acts_on = 1 if acts_on_awareness(reason_to_act(world, s, position), number, world.held) else 0
    if accurate == 1 and part.accurate == 0:
        part.accurate = 1
        part.accurate_tick = tick
    if situation.noticed == NONE and position != 0:
        situation.noticed = tick
    look_again(world, s, position)


@compiled
def hold_partner_clue(world, s, position, accurate, tick):
    """A holder now has the partner's clue, right or garbled; a right one corrects a garbled one."""
    part = world.part[s, position]
    if part.partner_held == 1 and part.partner_accurate >= accurate:
        return
    truth = world.part[s, part.partner].clue
    rates = world.rates[0]
    if accurate == 1:
        part.partner_clue = truth
    else:
        number = draw(rates.seed, Decision.GARBLED_AS, tick, part.identity, 1)
        part.partner_clue = other_answer(truth, number, rates.environment_answers)
    if part.partner_held == 0 or accurate == 1:
        part.partner_tick = tick
    part.partner_held = 1
    part.partner_accurate = accurate
    hear_news(world, s, position)


@compiled
def other_answer(answer, number, n_answers):
    """Turn an answer into one of the others, each equally likely."""
    return (answer + 1 + min(int(number * (n_answers - 1)), n_answers - 2)) % n_answers


@compiled
def look_again(world, s, position):
    """New information lets a holder reconsider whom to address."""
    for target in range(world.situation[s].n_positions):
        if world.address[s, position, target].known == 0:
            world.address[s, position, target].known = NONE
    hear_news(world, s, position)
