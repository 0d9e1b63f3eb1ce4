"""Following the script: part by part once somebody has noticed, its holders staying unaware, blind to particulars."""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.people.next_event import NEVER
from sim.state import NONE
from sim.structures.parameters import Level


@compiled
def is_scripted(world, s, position):
    """A part is scripted if it is of a routine type, a rigid script is in force, and the entry says so."""
    part, situation, rates = world.part[s, position], world.situation[s], world.rates[0]
    if rates.protocols_level != Level.IMPERSONAL.value or situation.novel == 1 or position == 0:
        return False
    entry = world.artefact[situation.type, part.column]
    return entry.written == 1 and entry.needed == 1


@compiled
def script_reaches(world, s, position):
    """Find the tick at which a script reaches a part: one after the other, a step's time apart, from the hour of noticing."""
    situation, rates = world.situation[s], world.rates[0]
    if rates.protocols_level != Level.IMPERSONAL.value or situation.novel == 1 or situation.noticed == NONE:
        return NEVER
    return situation.noticed + int(position * rates.protocols_step_hours * rates.ticks_per_hour)


@compiled
def script_is_due(world, s, position, tick):
    """The script has reached a part that it speaks of, whose holder has read it and follows it."""
    situation, rates = world.situation[s], world.rates[0]
    if tick < script_reaches(world, s, position) or not is_scripted(world, s, position):
        return False
    if world.person[world.part[s, position].holder].read == 0:
        return False  # nobody can follow what they have not read
    key = world.part[s, position].identity
    number = draw(rates.seed, Decision.FOLLOWS_SCRIPT, situation.emerged, key, 0)
    return number < through(Arrow.SCRIPT.value, 1.0, world.held)


@compiled
def needs_approval(world, s, position, tick):
    """An answer off the script needs approval where it touches another function, unless within discretion.

    Claim: Weber in Gittell and Douglass 2012 (autonomy within the function; hierarchy
    without domination); Relational Job Design (discretion to go off script). A
    departure inside the own function is in every form the worker's own.
    """
    part, rates = world.part[s, position], world.rates[0]
    if part.coupled == 0 or part.approved == 1 or not is_scripted(world, s, position):
        return False
    if part.discretion == NONE:
        number = draw(rates.seed, Decision.DISCRETION, world.situation[s].emerged, part.identity, 0)
        part.discretion = 1 if number < world.terms[world.person[part.holder].role].discretion else 0
    return part.discretion == 0
