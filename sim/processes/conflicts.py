"""Conflicts: what is refused, or gone over without being heard, may stay between two people."""

import numpy as np

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.matters import this_week, write_down
from sim.race import NO_TURN, in_turn
from sim.state import EpisodeKind, Kind
from sim.structures.parameters import Level


@compiled
def conflicts_arise(world):
    """What went wrong between two people in this hour may leave a conflict, if there is anybody to take it up.

    Claim: Gittell and Douglass 2012, Structured Cross-Role Conflict Resolution: without it conflicts stay.
    """
    clock, rates = world.clock[0], world.rates[0]
    if rates.conflict_resolution_level == Level.NONE.value or clock.n_episodes == 0:
        return
    turns = np.full(clock.n_episodes, NO_TURN)
    n_new = 0
    for e in range(clock.n_episodes):
        if leaves_conflict(world, world.episode[e]):
            turns[e] = world.episode[e].order
            n_new += 1
    if n_new > 0:
        for e in in_turn(turns, n_new):
            take_up(world, world.episode[e])


@compiled
def leaves_conflict(world, episode):
    """Now and then a refusal leaves a conflict, or a failure that was gone over without being heard."""
    if not went_wrong(episode):
        return False
    other, seed = world.person[episode.receiver].identity, world.rates[0].seed
    return draw(seed, Decision.CONFLICT, episode.tick, episode.key, other) < world.rates[0].environment_conflict


@compiled
def went_wrong(episode):
    """Priorities clash where one opens and the other gives no attention; a failure divides where one is not heard."""
    if episode.opened == 0:
        return False
    return episode.met == 0 or (is_about_failure(episode.kind) and episode.heard == 0)


@compiled
def is_about_failure(kind):
    """Going over a failure by oneself, in a review, or up the line."""
    return (
        kind == EpisodeKind.AFTERMATH.value or kind == EpisodeKind.REVIEW.value or kind == EpisodeKind.ACCOUNT.value
    )


@compiled
def take_up(world, episode):
    """A conflict is noted to be heard after a while, unless these two have one already or the pod has had its share."""
    clock, rates, person = world.clock[0], world.rates[0], world.person
    one, other = episode.initiator, episode.receiver
    with_customer = person[one].kind == Kind.CUSTOMER.value or person[other].kind == Kind.CUSTOMER.value
    if (with_customer and rates.conflict_resolution_customers == 0) or have_conflict(world, one, other):
        return
    week = this_week(world, person[one].pod)
    if week.conflicts < rates.conflict_resolution_capacity:
        week.conflicts += 1
        due = clock.tick + 1 + int(rates.conflict_resolution_delay_days * rates.ticks_per_day)
        write_down(world, world.conflict[clock.n_conflicts], one, other, episode.key, episode.about, due)
        clock.n_conflicts += 1


@compiled
def have_conflict(world, one, other):
    """Tell whether there is already a conflict between the two."""
    for i in range(world.clock[0].n_conflicts):
        conflict = world.conflict[i]
        if (conflict.one == one and conflict.other == other) or (conflict.one == other and conflict.other == one):
            return True
    return False
