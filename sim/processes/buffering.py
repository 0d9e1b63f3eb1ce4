"""Buffers: where there is slack for it, a coupled part is worked out alone, at a price."""

from sim.attention.spending import can_pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.queue import propose_about
from sim.state import NONE, EpisodeKind


@compiled
def works_out_alone(world, s, position, tick):
    """A holder spends own time on what another's clue would tell, if the role's terms and the hour allow it.

    Claim: March and Simon 1958, Thompson 1967 in Gittell and Douglass 2012: buffers
    let each task proceed relatively independently. Returns whether they set about it.
    """
    part = world.part[s, position]
    terms = world.terms[world.person[part.holder].role]
    if terms.buffers == 0.0 or not can_pay(world.person[part.holder], terms.buffer_minutes):
        return False
    if draw(world.rates[0].seed, Decision.BUFFERS, tick, part.identity, 0) >= terms.buffers:
        return False
    propose_about(
        world, EpisodeKind.BUFFER.value, part.holder, NONE, s, position, part.partner, terms.buffer_minutes, part.identity
    )
    return True
