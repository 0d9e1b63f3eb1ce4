"""3c Conflict resolution: conflicts go up the line, or both sides face one another in a session.

Either way both sides are heard, for as many minutes each: by the supervisor, or
by the other side. A session is an encounter like any other: it can go badly,
and then reopens what was forgotten.
"""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import both_attend
from sim.episodes.matters import is_moot
from sim.episodes.queue import convene
from sim.state import NONE, EpisodeKind, Purpose
from sim.structures.level import gathers_across_roles, has_content

HEARING = 203  # key of a person's being heard in one tick


@compiled
def convene_hearings(world):
    """Conflicts that are due are heard, as soon as a side and whoever hears it have the time."""
    clock, kept = world.clock[0], 0
    for i in range(clock.n_conflicts):
        if not is_moot(world, world.conflict[i]) and takes_place(world, world.conflict[i]):
            if world.conflict[i].due > clock.tick or not both_are_heard(world, world.conflict[i]):
                world.conflict[kept] = world.conflict[i]
                kept += 1
    clock.n_conflicts = kept


@compiled
def takes_place(world, conflict):
    """A conflict is heard, unless the structure is suspended; asked once, however long it waits."""
    number = draw(world.rates[0].seed, Decision.TAKES_PLACE, conflict.due, conflict.key, 0)
    return number < through(Arrow.CONFLICT_RESOLUTION.value, 1.0, world.held)


@compiled
def both_are_heard(world, conflict):
    """One side after the other is heard; returns whether both have been, or can't be."""
    rates = world.rates[0]
    while conflict.told < 2:
        speaker = conflict.one if conflict.told == 0 else conflict.other
        hearer = heard_by(world, conflict, speaker)
        if hearer == NONE:
            return True  # nobody stands above them
        minutes = rates.conflict_resolution_minutes
        if not both_attend(world, speaker, hearer, minutes, Purpose.RESOLUTION.value):
            return False
        conflict.told += 1
        if has_content(rates.conflict_resolution_level):
            across = gathers_across_roles(rates.conflict_resolution_level)
            kind = EpisodeKind.SESSION.value if across else EpisodeKind.ACCOUNT.value
            e = convene(world, kind, speaker, hearer, world.person[speaker].identity + HEARING)
            world.episode[e].about = conflict.about
    return True


@compiled
def heard_by(world, conflict, speaker):
    """A side is heard by the other side; up the line by the first side's supervisor, else the other's.

    Claim: Gittell and Douglass 2012, Structured Cross-Role Conflict Resolution; Follett 1949, in the same
    place, on the line. A supervisor who is a side himself, or who is heard, faces the other side.
    """
    other = conflict.other if speaker == conflict.one else conflict.one
    if gathers_across_roles(world.rates[0].conflict_resolution_level):
        return other
    supervisor = world.person[conflict.one].supervisor
    if supervisor == NONE:
        supervisor = world.person[conflict.other].supervisor
    return other if supervisor == speaker else supervisor
