"""3e Protocols: a rigid script, or a map of who needs what, written and read in paid hours.

Both poles write and read as much. What is written is as right as its writer is
skilled, and holds until the type drifts; a revision writes it anew.
"""

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import attend
from sim.episodes.queue import convene
from sim.race import race
from sim.state import NONE, EpisodeKind, Kind, Purpose
from sim.structures.level import has_content
from sim.structures.parameters import Level

READING = 200  # key of a person's reading in one tick
WRITING = 201


@compiled
def convene_protocols(world):
    """Revise when it is time, write a few entries an hour, and read what has been written."""
    clock, rates = world.clock[0], world.rates[0]
    if rates.protocols_level == Level.NONE.value:
        return
    if draw(rates.seed, Decision.TAKES_PLACE, clock.tick, 0, 0) >= through(Arrow.PROTOCOLS.value, 1.0, world.held):
        return
    if clock.next_revision <= clock.tick:
        begin_revision(world)
    writing = False
    for r in range(world.role.size):
        if world.role[r].next_entry < world.artefact.shape[0]:
            writing = write_some(world, r) or writing
    if not writing:
        read_news(world)


@compiled
def begin_revision(world):
    """Every function and the managers start to write their lines of the protocols anew."""
    clock, rates = world.clock[0], world.rates[0]
    clock.next_revision = clock.tick + int(rates.protocols_revision_days * rates.ticks_per_day)
    clock.protocol_version += 1
    for r in range(world.role.size):
        has_parts = world.role[r].kind != Kind.CUSTOMER.value and r <= rates.manager_role
        if has_parts and world.role[r].last > world.role[r].first:
            world.role[r].next_entry = 0
            world.role[r].writer = race(world, r, NONE, NONE, Decision.WRITER, clock.tick, r)


@compiled
def write_some(world, r):
    """The role's writer writes as many entries as fit into half an hour's work; returns whether any is left."""
    role, rates, person = world.role[r], world.rates[0], world.person
    if role.writer == NONE or person[role.writer].present == 0:
        role.writer = race(world, r, NONE, NONE, Decision.WRITER, world.clock[0].tick, r)
        return role.writer != NONE
    minutes = rates.protocols_writing_minutes
    for _ in range(max(1, rates.paid_minutes // 2 // minutes)):
        if role.next_entry == world.artefact.shape[0] or not attend(
            world, role.writer, minutes, Purpose.WRITING.value
        ):
            break
        if has_content(rates.protocols_level):
            key = person[role.writer].identity + WRITING
            e = convene(world, EpisodeKind.WRITE.value, role.writer, NONE, key)
            world.episode[e].target = role.next_entry
        role.next_entry += 1
    return role.next_entry < world.artefact.shape[0]


@compiled
def read_news(world):
    """Everybody employed who has not read the present protocols reads them, when they have the time."""
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    for who in range(person.size):
        employed = person[who].present == 1 and person[who].kind != Kind.CUSTOMER.value
        if employed and person[who].read < clock.protocol_version:
            if attend(world, who, rates.protocols_reading_minutes, Purpose.READING.value):
                if has_content(rates.protocols_level):
                    convene(world, EpisodeKind.READ.value, who, NONE, person[who].identity + READING)
                else:  # their time has been given; there was nothing to read
                    person[who].read = clock.protocol_version
