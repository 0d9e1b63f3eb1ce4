"""Whom to address: by what one knows of the others' work, or by the map; sometimes wrongly."""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.processes.qualities import knowing_whom
from sim.race import places_of
from sim.relations.footing import footing_towards
from sim.state import NONE
from sim.structures.parameters import Level


@compiled
def knows_address(world, s, position, target, tick):
    """A holder knows, or does not know, that another's part is needed: drawn once, and again after new information.

    Claim: model §3 (the right address); redrawing every hour would saturate every form.
    """
    if target == 0 or world.part[s, target].column == world.rates[0].spanner_role:
        return True  # whoever knows of a situation knows whose it is, and a customer the own spanner
    address = world.address[s, position, target]
    if address.known == NONE:
        address.known = 1 if finds(world, s, position, target, tick) else 0
    return address.known == 1


@compiled
def finds(world, s, position, target, tick):
    """One look for whose part is needed: on the map if it says so, else from shared knowledge."""
    rates, part = world.rates[0], world.part[s, position]
    other = world.part[s, target]
    if on_map(world, s, part.holder, other.column):
        used = draw(rates.seed, Decision.READS_MAP, tick, part.identity, target)
        if used < through(Arrow.MAP_ADDRESS.value, 1.0, world.held):
            return True
    _, knowledge, _ = footing_towards(world, part.holder, other.holder, world.held)
    chance = knowing_whom(knowledge, world.situation[s].novel, rates)
    return draw(rates.seed, Decision.ADDRESS, tick, part.identity, target) < chance


@compiled
def on_map(world, s, holder, column):
    """The map, as far as the holder has read it, says that a known type needs this role."""
    rates, situation = world.rates[0], world.situation[s]
    if rates.protocols_level != Level.RELATIONAL.value or situation.novel == 1 or world.person[holder].read == 0:
        return False
    entry = world.artefact[situation.type, column]
    return entry.written == 1 and entry.needed == 1


@compiled
def misaddresses(world, s, position, tick):
    """A holder who knows little of the others' work may address somebody whom the situation does not need.

    A map that is wrong misleads for certain. Returns the person, or NONE; asked
    once per holder and situation.
    """
    rates, part, situation = world.rates[0], world.part[s, position], world.situation[s]
    role = mapped_wrongly(world, s, part.holder)
    if role == NONE:
        _, knowledge, _ = footing_towards(world, part.holder, situation.subject, world.held)
        chance = rates.process_misaddress * (1.0 - knowledge)
        if draw(rates.seed, Decision.MISADDRESS, tick, part.identity, 0) >= chance:
            return NONE
        lowest = 2.0
        for function in range(rates.n_functions):
            time = draw(rates.seed, Decision.WRONG_ROLE, tick, part.identity, function)
            if time < lowest and not is_needed(world, s, function):
                role, lowest = function, time
    return NONE if role == NONE else member_of_case(world, s, role)


@compiled
def mapped_wrongly(world, s, holder):
    """Find a function that the map says is needed and that is not; NONE if the map does not mislead."""
    for function in range(world.rates[0].n_functions):
        if on_map(world, s, holder, function) and not is_needed(world, s, function):
            return function
    return NONE


@compiled
def is_needed(world, s, column):
    """Tell whether a situation has a part of this column."""
    for position in range(1, world.situation[s].n_positions):
        if world.part[s, position].column == column:
            return True
    return False


@compiled
def member_of_case(world, s, function):
    """Find who would be addressed in a function: the case team's member, or the supposed colleague of the pod."""
    subject = world.situation[s].subject
    if world.team[subject, function] != NONE:
        return world.team[subject, function]
    first, end, _ = places_of(world.role[function], world.person[subject].pod, NONE, world.rates[0].size_sites)
    return world.roster[first] if first < end else NONE
