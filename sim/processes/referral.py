"""Referring up the line: what an aware holder does who cannot reach those whose part is needed, or lacks approval."""

from sim.attention.news import last_call
from sim.compilation import compiled
from sim.episodes.queue import propose_about
from sim.processes.coordination import lacks_somebody
from sim.processes.script import needs_approval
from sim.state import NONE, EpisodeKind


@compiled
def refer_up(world, s, position, tick):
    """A holder refers a case to the supervisor, once; returns whether they do.

    Claim: March and Simon 1958; Weber in Gittell and Douglass 2012: coordination at the top.
    """
    part, rates = world.part[s, position], world.rates[0]
    supervisor = world.person[part.holder].supervisor
    if part.referred == 1 or supervisor == NONE:
        return False
    if not lacks_somebody(world, s, position) and not needs_approval(world, s, position, tick):
        return False
    propose_about(
        world, EpisodeKind.REFER.value, part.holder, supervisor, s, position, NONE, rates.minutes_refer, part.identity
    )
    return True


@compiled
def waits_for_line(world, s, position, tick):
    """A holder whose case is in the queue waits for the decision until shortly before the deadline."""
    part = world.part[s, position]
    in_queue = part.referred == 1 and part.queue_manager != NONE
    return in_queue and tick < last_call(world, s)
