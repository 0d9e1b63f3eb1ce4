"""Closing: a situation closes when its parts are acted on, or is abandoned; a failure has an aftermath."""

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.participants import is_still_there, took_part
from sim.episodes.queue import propose_about
from sim.measures.attentiveness import judge_attentiveness
from sim.measures.responses import judge_response
from sim.people.absence import is_vacant
from sim.state import NONE, EpisodeKind, Outcome

AFTERMATH = 48  # keys of episodes after a failure, apart from the holders' own


@compiled
def close_situations(world):
    """Situations whose parts are all answered close, those whose time is up are abandoned, judged ones are let go."""
    clock, situation = world.clock[0], world.situation
    kept = 0
    for place in range(clock.n_open):
        s = world.opened[place]
        if situation[s].settles > clock.tick:
            world.opened[kept] = s
            kept += 1
            continue
        if situation[s].outcome == Outcome.OPEN.value:
            if all_answered(world, s) and not has_left(world, situation[s]):
                close(world, s, Outcome.ANSWERED.value, clock.tick)
            elif clock.tick >= situation[s].abandons:
                close(world, s, Outcome.ABANDONED.value, clock.tick)
        if situation[s].judged == 0 and (clock.tick >= situation[s].deadline or has_left(world, situation[s])):
            situation[s].judged = 1
            judge_attentiveness(world, s, clock.tick)
        finished = situation[s].outcome != Outcome.OPEN.value and situation[s].judged == 1
        if finished and situation[s].aftermath == 0:
            world.free[clock.n_free] = s
            clock.n_free += 1
        else:  # the order of emergence is kept
            situation[s].settles = max(clock.tick + 1, next_end(situation[s]))
            world.opened[kept] = s
            kept += 1
    clock.n_open = kept


@compiled
def next_end(situation):
    """Find the tick at which a situation next ends or is judged, if nobody answers and its subject stays."""
    if situation.aftermath == 1:
        return 0  # it is gone over in the next hour, and can go then
    if situation.outcome != Outcome.OPEN.value:
        return situation.deadline
    return situation.abandons if situation.judged == 1 else min(situation.abandons, situation.deadline)


@compiled
def has_left(world, situation):
    """The subject has left; what was known of them then is carried forward to the deadline."""
    subject = world.person[situation.subject]
    return is_vacant(subject) or subject.incumbency != situation.incumbency


@compiled
def all_answered(world, s):
    """Tell whether every needed part has been acted on."""
    for position in range(world.situation[s].n_positions):
        if world.part[s, position].needed == 1 and world.part[s, position].answered == 0:
            return False
    return True


@compiled
def close(world, s, outcome, tick):
    """A situation ends and its response is judged; those who took part may perceive that it failed."""
    situation, clock, rates = world.situation[s], world.clock[0], world.rates[0]
    situation.outcome, situation.closed = outcome, tick
    wrong = judge_response(world, s)
    seen = draw(rates.seed, Decision.FAILURE_SEEN, tick, situation.identity, 0) < rates.environment_failure_seen
    late = outcome == Outcome.ABANDONED.value or tick > situation.deadline
    situation.aftermath = 1 if late or (wrong and seen) else 0
    if situation.aftermath == 1:
        world.failed[clock.n_failed] = s
        clock.n_failed += 1


@compiled
def go_over_failures(world):
    """The hour after a failure, one who took part of their own accord takes it up with another: solving it together, or blaming.

    Claim: model §3, mutual respect; Gittell and Douglass 2012, Cross-Role Performance Measures.
    Whether it is solved or blamed is whether the other is heard, as in any encounter.
    """
    clock, rates = world.clock[0], world.rates[0]
    for place in range(clock.n_failed):
        s = world.failed[place]
        world.situation[s].aftermath = 0
        first = participant(world, s, NONE)
        second = participant(world, s, first)
        if first != NONE and second != NONE:
            key = world.part[s, first].identity + AFTERMATH
            propose_about(
                world, EpisodeKind.AFTERMATH.value, world.part[s, first].holder, world.part[s, second].holder,
                s, first, second, rates.minutes_aftermath, key,
            )
    clock.n_failed = 0


@compiled
def participant(world, s, but):
    """Choose one of those who took part, aware or having acted, by a race; NONE if there is nobody (else)."""
    winner, lowest = NONE, 0.0
    for position in range(world.situation[s].n_positions):
        part = world.part[s, position]
        if position == but or not took_part(part) or not is_still_there(world, part):
            continue
        if but != NONE and part.holder == world.part[s, but].holder:
            continue
        time = draw(
            world.rates[0].seed, Decision.AFTERMATH_WITH, world.situation[s].closed, part.identity, 1 if but == NONE else 2
        )
        if winner == NONE or time < lowest:
            winner, lowest = position, time
    return winner
