"""The order of one tick, as a table that is executed, printed and tested."""

from typing import NamedTuple

import numpy as np
from numba import literal_unroll

from sim import compiling_ahead
from sim.attention.noticing import notice_situations
from sim.attention.routine import do_routine_work, renew_attention
from sim.attention.spending import settle_hour
from sim.compilation import compiled
from sim.environment.particulars import drift_particulars
from sim.environment.situations import arise, situations_due
from sim.environment.types import drift_types
from sim.episodes.enact import enact_all
from sim.measures.daily import observe
from sim.measures.exchanges import count_exchanges
from sim.people.exits import come_and_go, start_turnover
from sim.people.growth import open_places
from sim.people.shocks import undergo_shocks
from sim.people.substitutes import stay_away
from sim.processes.acting import act_on_parts
from sim.processes.conflicts import conflicts_arise
from sim.processes.closing import close_situations, go_over_failures
from sim.processes.line import drop_settled, serve_line
from sim.processes.steps import propose
from sim.relations.fading import fade_ties
from sim.state import MOST_POSITIONS
from sim.structures.conflict_resolution import convene_hearings
from sim.structures.job_design import convene_job_design
from sim.structures.meetings import convene_meetings
from sim.structures.performance_measures import convene_reviews
from sim.structures.protocols import convene_protocols
from sim.structures.screening import convene_interviews
from sim.structures.selection_training import convene_training


MOST_CONVENED = 15  # episodes a tick that structures other than meetings convene per person, at most


class Phase(NamedTuple):
    """One row of the schedule."""

    name: str
    functions: tuple
    reads: str
    writes: str


@compiled
def begin_observing(world):
    """When the warm-up is over, turnover starts, arrows are held, and counting begins anew."""
    clock = world.clock[0]
    if clock.tick != clock.warm_up:
        return
    clock.observing = 1
    start_turnover(world)
    world.minutes[:] = 0
    for arrow in range(world.held.size):
        world.held[arrow] = world.requested[arrow]
        if not np.isnan(world.held[arrow]):
            clock.any_held = 1


@compiled
def start_of_day(world):
    """Once a day ties fade."""
    if world.clock[0].tick % world.rates[0].ticks_per_day == 0:
        fade_ties(world)


@compiled
def enact_in_order(world):
    """Bring this tick's episodes into keyed order and enact them; of one order, as when somebody is heard twice, as they came."""
    clock = world.clock[0]
    enact_all(world, np.argsort(world.episode[: clock.n_episodes].order, kind="mergesort"))


@compiled
def keep_episodes(world):
    """Keep what happened in this tick, if the run is recorded; what never opened did not happen."""
    clock = world.clock[0]
    if clock.recording == 0:
        return
    for e in range(clock.n_episodes):
        if world.episode[e].opened == 1:
            world.log[clock.n_logged] = world.episode[e]
            clock.n_logged += 1


SCHEDULE = (
    Phase("come and go", (begin_observing, undergo_shocks, open_places, come_and_go, stay_away, drop_settled), "dates of leaving, hiring, growth, absence and shocks", "people, cases, events"),
    Phase("drift", (drift_particulars, drift_types, start_of_day), "dates of change", "particulars, types, ties"),
    Phase("renew attention", (renew_attention,), "people", "attention"),
    Phase(
        "convene",
        (convene_job_design, convene_interviews, convene_training, convene_reviews, convene_hearings, convene_protocols, convene_meetings),
        "calendar, failures, conflicts", "attention, episodes",
    ),
    Phase("routine work", (do_routine_work,), "demand, backlog", "attention, backlog"),
    Phase("situations arise", (arise,), "dates of situations, types", "situations, parts"),
    Phase("notice", (notice_situations,), "footing, attention left", "awareness"),
    Phase("propose", (go_over_failures, propose), "awareness, footing, map", "episodes"),
    Phase("enact", (enact_in_order,), "everything", "attention, awareness, clues, ties, queue, artefacts"),
    Phase("the line", (serve_line,), "queue, footing", "parts, attention, ties"),
    Phase("conflicts arise", (conflicts_arise,), "episodes of this hour", "conflicts"),
    Phase("act", (act_on_parts,), "awareness, clues, script, attention", "answers, attention, skill"),
    Phase("close", (close_situations,), "answers, deadlines", "outcomes, tallies"),
    Phase("settle the hour", (settle_hour,), "attention left", "backlog, minutes"),
    Phase("observe", (keep_episodes, count_exchanges, observe), "everything", "daily rows, log, tallies"),
)


@compiled
def has_room(world):
    """Tell whether the arrays hold whatever this tick can bring; if not, the caller enlarges them first."""
    clock, person = world.clock[0], world.person
    rates, people, due = world.rates[0], person.size, situations_due(world)
    convened = MOST_CONVENED + rates.meetings_minutes // rates.minutes_tell
    most_episodes = 2 * (clock.n_open + due) * MOST_POSITIONS + convened * people
    most_episodes += 2 * MOST_POSITIONS * clock.n_queue  # who confer on what was referred
    most_episodes += clock.n_reviews + clock.n_failed * MOST_POSITIONS + 2 * clock.n_conflicts
    return (
        due <= clock.n_free
        and most_episodes <= world.episode.size
        and clock.n_queue + clock.n_open * MOST_POSITIONS <= world.queue.shape[0]
        and clock.tick // world.rates[0].ticks_per_day < world.daily.size
        and (clock.recording == 0 or clock.n_logged + world.episode.size <= world.log.size)
    )


FUNCTIONS = tuple(function for phase in SCHEDULE for function in phase.functions)
BEFORE_SITUATIONS = FUNCTIONS.index(arise)  # both halves take about as long to compile
WORLD_MOVES, PEOPLE_RESPOND = FUNCTIONS[:BEFORE_SITUATIONS], FUNCTIONS[BEFORE_SITUATIONS:]


@compiled
def world_moves(world):
    """The first half of a tick: people come and go, meet by the calendar, do routine work."""
    world.clock[0].n_episodes = 0
    for function in literal_unroll(WORLD_MOVES):
        function(world)


@compiled
def people_respond(world):
    """The second half: situations arise; people notice, propose, enact, decide, act; situations close. Tells whether there is room for another tick."""
    for function in literal_unroll(PEOPLE_RESPOND):
        function(world)
    world.clock[0].tick += 1
    return has_room(world)


@compiled
def tick_of(world):
    """Read the clock."""
    return world.clock[0].tick


def advance(world, until: int) -> int:
    """Run ticks, phase by phase, until the clock shows `until` or an array is full; returns the tick reached.

    A tick is compiled in two halves, at the same time where there are two
    processors (see `sim.compiling_ahead`); calling both costs microseconds.
    """
    compiling_ahead.wait(world_moves, world)
    tick = tick_of(world)
    room = tick < until and has_room(world)
    while room and tick < until:
        world_moves(world)
        room = people_respond(world)
        tick += 1
    return tick


compiling_ahead.later(people_respond)
