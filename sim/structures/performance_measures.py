"""3b Performance measures and rewards: by function, failures assigned; or across roles, failures reviewed together.

Impersonal pole: whoever is held responsible for a failure gives account to the
supervisor. Relational pole: they go over it with somebody of another role whom
it concerns. The same people begin, as often and for as long. What people are
credited for stands in their role's terms; which episodes go well is decided
where all are.
"""

import numpy as np

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import both_attend
from sim.episodes.matters import is_moot, this_week, write_down
from sim.episodes.participants import is_still_there, took_part
from sim.episodes.queue import convene
from sim.state import MOST_POSITIONS, NONE, EpisodeKind, Kind, Purpose
from sim.structures.level import gathers_across_roles, has_content
from sim.structures.parameters import Level

REVIEWING = 56  # keys of reviews of a failure, apart from its parts' own
NOBODY = 1e9  # later than anybody's turn


@compiled
def covers(kind, rates):
    """Measures and rewards cover workers, managers and customers, or some of them."""
    if kind == Kind.WORKER.value:
        return rates.performance_measures_workers == 1
    if kind == Kind.MANAGER.value:
        return rates.performance_measures_managers == 1
    return rates.performance_measures_customers == 1


@compiled
def write_credit(world):
    """At founding the terms of every role covered say how far people go by credit, and for what they are credited.

    Claim: Gittell and Douglass 2012, Cross-Role Performance Measures and Rewards (jointly responsible);
    March and Simon 1958, in the same place, on subgoals.
    """
    rates = world.rates[0]
    relational = rates.performance_measures_level == Level.RELATIONAL.value
    gives_credit = relational or rates.performance_measures_level == Level.IMPERSONAL.value
    for r in range(world.role.size):
        terms, covered = world.terms[r], covers(world.role[r].kind, rates)
        terms.credit_weight = rates.performance_measures_weight if gives_credit and covered else 0.0
        terms.joint_credit = 1.0 if relational and covered else 0.0


@compiled
def convene_reviews(world):
    """Failures of the last hour are taken up, as many as a pod reviews in a week; then those meet who have the time."""
    clock, rates = world.clock[0], world.rates[0]
    if rates.performance_measures_level == Level.NONE.value:
        return
    for place in range(clock.n_failed):
        s = world.failed[place]
        week = this_week(world, world.person[world.situation[s].subject].pod)
        if week.failures < rates.performance_measures_capacity:
            week.failures += 1
            take_up(world, s)
    hold_reviews(world)


@compiled
def turn_of(part, closed):
    """Held responsible first is who was aware and never acted, then who acted last: what anybody can see."""
    return 0.0 if part.answered == 0 else 1.0 + closed - part.acted_tick


@compiled
def take_up(world, s):
    """Workers who took part are held responsible in turn; each is to go over the failure with one other."""
    situation, rates = world.situation[s], world.rates[0]
    turns = np.full(MOST_POSITIONS, NOBODY)
    n_responsible = 0
    for position in range(1, situation.n_positions):
        part = world.part[s, position]
        if took_part(part) and is_still_there(world, part) and is_covered_worker(world.person[part.holder], rates):
            number = draw(rates.seed, Decision.HELD_RESPONSIBLE, situation.closed, part.identity, 0)
            turns[position] = turn_of(part, situation.closed) + number
            n_responsible += 1
    for position in np.argsort(turns)[: min(n_responsible, rates.performance_measures_conversations)]:
        note_review(world, s, position)


@compiled
def is_covered_worker(person, rates):
    """Workers are held responsible, if measures cover them."""
    return person.kind == Kind.WORKER.value and covers(person.kind, rates)


@compiled
def note_review(world, s, position):
    """Whoever is held responsible is to go over the failure: with the supervisor, or with somebody of another role."""
    clock, part = world.clock[0], world.part[s, position]
    across = gathers_across_roles(world.rates[0].performance_measures_level)
    other = counterpart(world, s, position) if across else world.person[part.holder].supervisor
    if other != NONE:
        key, about = part.identity + REVIEWING, world.situation[s].identity
        write_down(world, world.review[clock.n_reviews], part.holder, other, key, about, clock.tick)
        clock.n_reviews += 1


@compiled
def counterpart(world, s, position):
    """Choose by a race with whom a failure is gone over: those of other roles who took part, the subject, the supervisor.

    Claim: Gittell and Douglass 2012 (encompass all roles that are involved); only those whom measures cover.
    """
    situation, one = world.situation[s], world.part[s, position].holder
    winner, lowest = NONE, NOBODY
    for other in range(situation.n_positions):
        part = world.part[s, other]
        if is_still_there(world, part) and (other == 0 or took_part(part)):
            winner, lowest = earlier(world, s, position, part.holder, winner, lowest)
    supervisor = world.person[one].supervisor
    if supervisor != NONE and world.person[supervisor].present == 1:
        winner, lowest = earlier(world, s, position, supervisor, winner, lowest)
    return winner


@compiled
def earlier(world, s, position, candidate, winner, lowest):
    """Let one more person of another role stand for choice; returns the winner so far and that draw."""
    person, rates, part = world.person, world.rates[0], world.part[s, position]
    if person[candidate].role == person[part.holder].role or not covers(person[candidate].kind, rates):
        return winner, lowest
    number = draw(
        rates.seed, Decision.REVIEWED_WITH, world.situation[s].closed, part.identity, person[candidate].identity
    )
    return (candidate, number) if number < lowest else (winner, lowest)


@compiled
def hold_reviews(world):
    """Reviews are held by those who have the time; the others wait, and what is moot is dropped."""
    clock, kept = world.clock[0], 0
    for i in range(clock.n_reviews):
        if not is_moot(world, world.review[i]) and takes_place(world, world.review[i]):
            if not hold(world, world.review[i]):
                world.review[kept] = world.review[i]
                kept += 1
    clock.n_reviews = kept


@compiled
def takes_place(world, review):
    """A review takes place, unless the structure is suspended; asked once, however long it waits."""
    number = draw(world.rates[0].seed, Decision.TAKES_PLACE, review.due, review.key, 0)
    return number < through(Arrow.PERFORMANCE_MEASURES.value, 1.0, world.held)


@compiled
def hold(world, review):
    """Two people go over a failure in the calendar's time; returns whether they do."""
    rates = world.rates[0]
    if not both_attend(
        world, review.one, review.other, rates.performance_measures_minutes, Purpose.REVIEW.value
    ):
        return False
    if has_content(rates.performance_measures_level):
        across = gathers_across_roles(rates.performance_measures_level)
        kind = EpisodeKind.REVIEW.value if across else EpisodeKind.ACCOUNT.value
        e = convene(world, kind, review.one, review.other, review.key)
        world.episode[e].about = review.about
    return True
