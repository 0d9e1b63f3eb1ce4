"""Buffers: where there is slack for it, a coupled part is worked out alone, at a price."""

from sim.attention.spending import can_pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.queue import propose_about
from sim.state import NONE, EpisodeKind


@compiled
def may_work_out_alone(world, s, position):
    """A holder lacks the partner's clue, and the role's terms leave slack to do without."""
    part = world.part[s, position]
    return part.coupled == 1 and part.partner_held == 0 and world.terms[world.person[part.holder].role].buffers > 0.0


@compiled
def works_out_alone(world, s, position, tick):
    """A holder spends own time on what another's clue would tell, if the role's terms and the hour allow it.

    Claim: March and Simon 1958, Thompson 1967 in Gittell and Douglass 2012: buffers
    let each task proceed relatively independently. Returns whether they set about it.
    """
    part = world.part[s, position]
    terms = world.terms[world.person[part.holder].role]
    if not may_work_out_alone(world, s, position) or not can_pay(world.person[part.holder], terms.buffer_minutes):
        return False
    if draw(world.rates[0].seed, Decision.BUFFERS, tick, part.identity, 0) >= terms.buffers:
        return False
    propose_about(
        world, EpisodeKind.BUFFER.value, part.holder, NONE, s, position, part.partner, terms.buffer_minutes, part.identity
    )
    return True
