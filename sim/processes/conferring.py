"""Conferring: a manager calls together those whose part a referred case needs, and they speak with one another."""

import numpy as np

from sim.attention.awareness import make_aware
from sim.attention.spending import can_pay, pay
from sim.compilation import compiled
from sim.episodes.enact import enact
from sim.episodes.queue import convene, distance
from sim.state import MOST_POSITIONS, NONE, EpisodeKind, Purpose

TOLD, ASKED = 16, 24  # keys of what is told and asked at the table, apart from what holders say of their own accord


@compiled
def who_can_come(world, s, position):
    """Find whose part is needed, who are there and have the time, besides the manager and the one who referred.

    Returns [positions] of 0 and 1.
    """
    case, comes = world.part[s, position], np.zeros(MOST_POSITIONS, np.int64)
    for other in range(world.situation[s].n_positions):
        holder = world.part[s, other].holder
        if world.part[s, other].needed == 1 and holder != NONE and holder != case.holder and holder != case.queue_manager:
            comes[other] = can_pay(world.person[holder], price(world, case.queue_manager, holder))
    return comes


@compiled
def price(world, manager, holder):
    """What it costs a holder to confer, more if they have to come from another site."""
    return world.rates[0].minutes_confer + distance(world, manager, holder)


@compiled
def confer(world, s, position, tick):
    """Whoever comes pays; the one who referred tells who does not know yet, and who lacks a clue asks for it.

    Claim: Gittell and Douglass 2012, Relational Leadership (connecting for a shared
    purpose); model C2: called together, people are willing, hear and understand as they
    do in private. There is time for as many turns as tellings fit into the minutes.
    """
    part, manager = world.part, world.part[s, position].queue_manager
    comes = who_can_come(world, s, position)
    turns = max(1, world.rates[0].minutes_confer // world.rates[0].minutes_tell)
    for other in range(world.situation[s].n_positions):
        if comes[other] == 1:
            pay(world, part[s, other].holder, price(world, manager, part[s, other].holder), Purpose.LINE.value)
        elif part[s, other].needed == 1 and part[s, other].holder == manager:
            comes[other] = 1
            make_aware(world, s, other, 1 - part[s, position].referral_garbled, tick)
    comes[position] = 1
    for other in range(world.situation[s].n_positions):
        if turns > 0 and comes[other] == 1 and part[s, other].aware == 0 and part[s, other].answered == 0:
            speak(world, EpisodeKind.TELL.value, s, position, other, TOLD)
            turns -= 1
    for asker in range(world.situation[s].n_positions):
        case = part[s, asker]
        lacks_clue = comes[asker] == 1 and case.aware == 1 and case.coupled == 1 and case.partner_held == 0
        if turns > 0 and lacks_clue and comes[case.partner] == 1:
            speak(world, EpisodeKind.ASK_CLUE.value, s, asker, case.partner, ASKED)
            turns -= 1


@compiled
def speak(world, kind, s, position, target, key):
    """One holder turns to another at the table, in time that both have paid."""
    part = world.part[s]
    e = convene(world, kind, part[position].holder, part[target].holder, part[position].identity + key)
    episode = world.episode[e]
    episode.situation, episode.position, episode.target = s, position, target
    episode.about = world.situation[s].identity
    enact(world, e)
