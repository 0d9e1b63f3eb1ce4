"""Relational coordination: asking for the partner's clue and telling those whose part is needed."""

from sim.assumptions import BufferUse
from sim.attention.news import last_call
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.queue import propose_about
from sim.processes.address import knows_address, misaddresses
from sim.processes.buffering import works_out_alone
from sim.processes.motive import willing_for_own_part
from sim.relations.footing import footing_towards
from sim.state import NONE, EpisodeKind


@compiled
def can_attempt(world, s, position, target, tick):
    """A holder can address a target they know of, at most twice in the same situation."""
    if world.part[s, target].holder == NONE:
        return False
    if world.address[s, position, target].attempts >= world.rates[0].attention_attempts:
        return False
    return knows_address(world, s, position, target, tick)


@compiled
def ask_for_clue(world, s, position, tick):
    """A holder whose right answer hangs on another's clue asks for it, or works it out alone; returns whether they try.

    Claim: Follett 1949 in Gittell and Douglass 2012: interpenetration, not adding up.
    """
    part, buffers = world.part[s, position], world.rates[0].assumptions_buffers
    if part.coupled == 0 or part.partner_held == 1:
        return False
    if buffers == BufferUse.INSTEAD_OF_ASKING.value and works_out_alone(world, s, position, tick):
        return True
    if not can_attempt(world, s, position, part.partner, tick):
        return buffers == BufferUse.AFTER_ASKING.value and works_out_alone(world, s, position, tick)
    world.address[s, position, part.partner].attempts += 1
    propose_about(
        world, EpisodeKind.ASK_CLUE.value, part.holder, world.part[s, part.partner].holder,
        s, position, part.partner, world.rates[0].minutes_ask, part.identity,
    )
    return True


@compiled
def tell_one(world, s, position, tick):
    """An aware holder tells one unaware holder, or somebody who turns out not to be needed; returns whether they try."""
    part, rates = world.part[s, position], world.rates[0]
    n_positions = world.situation[s].n_positions
    if turns_to_spanner(world, s, position, tick):
        return True
    for step in range(1, n_positions):
        target = (position + step) % n_positions
        other = world.part[s, target]
        if other.needed == 0 or other.aware == 1 or other.answered != 0:
            continue
        if can_attempt(world, s, position, target, tick):
            world.address[s, position, target].attempts += 1
            propose_about(
                world, EpisodeKind.TELL.value, part.holder, other.holder,
                s, position, target, rates.minutes_tell, part.identity,
            )
            return True
    return misaddress_once(world, s, position, tick)


@compiled
def turns_to_spanner(world, s, position, tick):
    """A customer turns first to the boundary spanner of the own case, if there is one who does not know yet.

    Claim: Gittell and Douglass 2012, Relational Job Design: the spanner's job is the whole customer.
    """
    target = world.situation[s].n_positions - 1
    other = world.part[s, target]
    if position != 0 or other.column != world.rates[0].spanner_role or other.aware == 1:
        return False
    if not can_attempt(world, s, position, target, tick):
        return False
    world.address[s, position, target].attempts += 1
    propose_about(
        world, EpisodeKind.TELL.value, world.part[s, position].holder, other.holder,
        s, position, target, world.rates[0].minutes_tell, world.part[s, position].identity,
    )
    return True


@compiled
def misaddress_once(world, s, position, tick):
    """A holder who cannot find all who are needed may bother somebody who is not, once."""
    part = world.part[s, position]
    if part.told_wrong == 1 or not lacks_somebody(world, s, position):
        return False
    part.told_wrong = 1
    wrong = misaddresses(world, s, position, tick)
    if wrong == NONE or wrong == part.holder or wrong == world.situation[s].subject:
        return False
    minutes = world.rates[0].minutes_tell
    propose_about(world, EpisodeKind.TELL.value, part.holder, wrong, s, position, NONE, minutes, part.identity)
    return True


@compiled
def lacks_somebody(world, s, position):
    """Tell whether somebody needed is still unaware and has not acted, or a coupled part still lacks its clue."""
    part = world.part[s, position]
    if part.coupled == 1 and part.partner_held == 0:
        return True
    for other in range(world.situation[s].n_positions):
        candidate = world.part[s, other]
        if other != position and candidate.needed == 1 and candidate.aware == 0 and candidate.answered == 0:
            return True
    return False


@compiled
def waits_for_clue(world, s, position, tick):
    """A holder without the partner's clue holds back until shortly before the deadline, if the partner's goals are theirs.

    Claim: model §3: footing keeps working after awareness. One draw per situation and holder.
    """
    part, rates = world.part[s, position], world.rates[0]
    if part.coupled == 0 or part.partner_held == 1 or world.part[s, part.partner].holder == NONE:
        return False
    if tick >= last_call(world, s):
        return False
    goals, _, _ = footing_towards(world, part.holder, world.part[s, part.partner].holder, world.held)
    number = draw(rates.seed, Decision.WAITS, world.situation[s].emerged, part.identity, 0)
    return number < willing_for_own_part(world, part.holder, goals)
