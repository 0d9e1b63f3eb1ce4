"""Relational leadership: a manager serves the queue, and decides each case or hands it back with authority."""

import numpy as np

from sim.attention.awareness import look_again, make_aware
from sim.attention.news import hear_news
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.enact import enact
from sim.episodes.queue import propose_about
from sim.processes.favours import place_in_queue
from sim.processes.qualities import handing_back
from sim.relations.footing import footing_towards
from sim.state import NONE, EpisodeKind, Outcome


@compiled
def serve_line(world):
    """Managers serve what was in their queue before this hour, first come first served but for favours, as long as they have time."""
    clock = world.clock[0]
    drop_settled(world)
    n = clock.n_queue
    if n == 0:
        return
    arrived = np.empty(n)
    for i in range(n):
        arrived[i] = place_in_queue(world, world.part[world.queue[i, 0], world.queue[i, 1]])
    for i in np.argsort(arrived):
        s, position = world.queue[i, 0], world.queue[i, 1]
        if world.part[s, position].queued < clock.tick:
            serve(world, s, position, clock.tick)
    drop_settled(world)


@compiled
def drop_settled(world):
    """Cases that are served, or whose situation has closed, leave the queue."""
    clock, kept = world.clock[0], 0
    for i in range(clock.n_queue):
        s, position = world.queue[i, 0], world.queue[i, 1]
        waits = world.part[s, position].queue_manager != NONE
        if waits and world.situation[s].outcome == Outcome.OPEN.value:
            world.queue[kept, 0], world.queue[kept, 1] = s, position
            kept += 1
    clock.n_queue = kept


@compiled
def serve(world, s, position, tick):
    """A manager takes up one case; what follows depends on the footing towards the worker who referred it.

    Claim: Gittell and Douglass 2012, Relational Leadership. Handing back tells the
    worker whom to address and approves departures; deciding sends orders to those
    still unaware, from the next hour on.
    """
    part, rates = world.part[s, position], world.rates[0]
    manager, worker = part.queue_manager, part.holder
    if world.person[manager].present == 0 or world.person[worker].present == 0:
        return
    goals, _, respect = footing_towards(world, manager, worker, world.held)
    number = draw(rates.seed, Decision.HAND_BACK, part.queued, part.identity, 0)
    back = number < handing_back(goals, respect, rates)
    kind = EpisodeKind.HAND_BACK.value if back else EpisodeKind.DECIDE.value
    minutes = rates.minutes_hand_back if back else rates.minutes_decide
    e = propose_about(world, kind, manager, worker, s, position, position, minutes, part.identity)
    enact(world, e)
    if world.episode[e].met != 1:
        return
    part.queue_manager = NONE
    hear_news(world, s, position)
    if back and world.episode[e].heard == 1:
        hand_back(world, s, position)
    elif not back:
        decide(world, s, manager, part.referral_garbled, tick)


@compiled
def hand_back(world, s, position):
    """The worker gets authority: approval, and the names of all whose part is needed, unless the case came up garbled."""
    part = world.part[s, position]
    part.approved = 1
    if part.referral_garbled == 0:
        for target in range(world.situation[s].n_positions):
            if target != position and world.part[s, target].needed == 1:
                world.address[s, position, target].known = 1
                world.address[s, position, target].attempts = 0
    look_again(world, s, position)


@compiled
def decide(world, s, manager, garbled, tick):
    """The manager sends orders to every holder who is still unaware; what came up garbled goes down garbled."""
    for target in range(1, world.situation[s].n_positions):
        other = world.part[s, target]
        if other.needed == 1 and other.aware == 0 and other.answered == 0:
            if other.holder == manager:
                make_aware(world, s, target, 1 - garbled, tick)
            else:
                other.directed_by = manager
                world.situation[s].stirs = 0
                other.referral_garbled = garbled
