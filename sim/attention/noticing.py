"""Noticing: the holder at the place where a situation first shows may see it; seeing is not yet acting."""

import math

from sim.attention.awareness import becomes_aware, footing_of_awareness, make_aware
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.processes.motive import willing_for_own_part
from sim.relations.footing import footing_towards


@compiled
def notice_probability(willingness, attention_share, rates):
    """A holder notices the rather, the more attention is left and the more willing they are towards the subject.

    Claim: Gittell and Douglass 2012, Proposition 1a–1c; model §3, shared goals.
    Equation: 1 − exp(−notice · attention_share · willingness) per hour.
    """
    return 1.0 - math.exp(-rates.environment_notice / rates.ticks_per_hour * attention_share * willingness)


@compiled
def misread_probability(shared_knowledge, rates):
    """A holder misreads what they notice the rather, the less they know of the subject.

    Claim: Jones and Endsley 1996 on failures of awareness.
    """
    return rates.environment_misread * (1.0 - shared_knowledge)


@compiled
def notice_situations(world):
    """Each tick, every present holder at an open situation's first place who is not yet aware may notice it."""
    person, situation, part, rates = world.person, world.situation, world.part, world.rates[0]
    tick = world.clock[0].tick
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        if situation[s].overlooked == 0 or situation[s].outcome != 0 or situation[s].emerged == tick:
            continue
        situation[s].overlooked = 0
        for position in range(1, situation[s].n_positions):
            if part[s, position].shows == 1 and part[s, position].aware == 0 and part[s, position].answered == 0:
                situation[s].overlooked = 1
                look(world, s, position, tick, rates)


@compiled
def look(world, s, position, tick, rates):
    """One holder looks at one situation for one tick."""
    part = world.part[s, position]
    holder, subject = part.holder, world.situation[s].subject
    if holder < 0 or world.person[holder].present == 0:
        return
    goals, knowledge, _ = footing_towards(world, holder, subject, world.held)
    share = world.person[holder].attention / rates.paid_minutes
    willingness = willing_for_own_part(world, holder, footing_of_awareness(goals, world.held))
    chance = notice_probability(willingness, share, rates)
    number = draw(rates.seed, Decision.NOTICE, tick, part.identity, 0)
    if becomes_aware(chance, number, world.held):
        misread = draw(rates.seed, Decision.MISREAD, tick, part.identity, 0) < misread_probability(knowledge, rates)
        make_aware(world, s, position, 0 if misread else 1, tick)
