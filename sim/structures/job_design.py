"""3d Job design: buffers, wide spans and fixed scripts, or boundary spanners, small spans and discretion.

All levels have the same paid heads: supervisors and spanners are functional work
forgone. Impersonal pole: the heads stay in the functions, coupled parts can be
worked out alone, supervisors review everybody's work. Relational pole: spanners
visit their cases, supervisors talk with their workers. Nobody here says how well
any of it goes.
"""

import numpy as np

from sim.arrows import Arrow, through
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import both_attend
from sim.episodes.queue import convene
from sim.race import NO_TURN, in_turn
from sim.state import NONE, EpisodeKind, Kind, Purpose
from sim.structures.level import gathers_across_roles, has_content
from sim.structures.parameters import Level

VISIT, VISIT_COLLEAGUE, SESSION = 220, 221, 222  # keys of what one person takes part in, in one tick


def span_of_control(parameters):
    """Tell how many workers a supervisor has, before anybody is dealt to a function."""
    design = parameters.job_design
    if design.level == Level.NONE:
        return parameters.line.span
    return design.wide_span if design.level == Level.IMPERSONAL else design.small_span


def spanner_places(parameters):
    """Tell how many paid heads are boundary spanners; the twin takes them away as well."""
    has_spanners = parameters.job_design.level in (Level.RELATIONAL, Level.TIME_ONLY)
    return round(parameters.job_design.spanners * parameters.size.workers) if has_spanners else 0


@compiled
def set_job_terms(world):
    """At founding every role gets its terms: discretion, slack, buffers; boundary spanners their caseload.

    Only what has content changes people's discretion: the time-only twin leaves the line's own.
    """
    rates = world.rates[0]
    relational = rates.job_design_level == Level.RELATIONAL.value
    for r in range(world.terms.size):
        terms = world.terms[r]
        terms.discretion = rates.line_discretion
        terms.slack = 0.0 if rates.job_design_level == Level.NONE.value else rates.job_design_slack
        terms.buffers, terms.buffer_minutes = 0.0, rates.job_design_buffer_minutes
        terms.caseload = rates.job_design_caseload if r == rates.spanner_role else 0
        terms.joins_cases = 1 if relational and r == rates.spanner_role else 0
        if rates.job_design_level == Level.IMPERSONAL.value:
            terms.discretion = rates.job_design_narrow_discretion
        elif relational:
            terms.discretion = rates.job_design_wide_discretion


@compiled
def convene_job_design(world):
    """Before anything else of the hour: buffers are open, spanners make their rounds, supervisors see their workers."""
    level = world.rates[0].job_design_level
    if level == Level.NONE.value:
        return
    share = through(Arrow.JOB_DESIGN.value, 1.0, world.held)
    if level == Level.IMPERSONAL.value:
        for r in range(world.terms.size):
            world.terms[r].buffers = 0.0 if world.role[r].kind == Kind.CUSTOMER.value else share
    if gathers_across_roles(level):
        make_rounds(world, share)
    hold_sessions(world, share)


@compiled
def is_due(world, who, hours, share, key):
    """What comes round every so many hours is due at a person, each in their turn, and takes place."""
    person, tick, rates = world.person[who], world.clock[0].tick, world.rates[0]
    if person.present == 0 or (tick + person.slot) % (hours * rates.ticks_per_hour) != 0:
        return False
    return draw(rates.seed, Decision.TAKES_PLACE, tick, person.identity + key, 0) < share


@compiled
def make_rounds(world, share):
    """Every case is visited at its hour, in keyed order, as long as its spanner and the visited have the time."""
    person, rates, tick = world.person, world.rates[0], world.clock[0].tick
    first, last = world.role[rates.customer_role].first, world.role[rates.customer_role].last
    turns, n_visits = np.full(last - first, NO_TURN), 0
    for place in range(first, last):
        who = world.roster[place]
        if person[who].spanner != NONE and is_due(world, who, rates.job_design_round_hours, share, VISIT):
            turns[place - first] = draw(rates.seed, Decision.ORDER, tick, person[who].identity, VISIT)
            n_visits += 1
    for place in in_turn(turns, n_visits):
        customer = world.roster[first + place]
        key = person[customer].identity
        visit(world, person[customer].spanner, customer, key + VISIT)
        visit(world, person[customer].spanner, one_who_serves(world, customer, tick, key), key + VISIT_COLLEAGUE)


@compiled
def visit(world, spanner, other, key):
    """A boundary spanner asks somebody of the case how they are; at the twin the time passes."""
    rates = world.rates[0]
    if other != NONE and both_attend(world, spanner, other, rates.job_design_round_minutes, Purpose.ROUND.value):
        if has_content(rates.job_design_level):
            convene(world, EpisodeKind.ASK_PARTICULAR.value, spanner, other, key)


@compiled
def one_who_serves(world, customer, tick, key):
    """Choose who is visited beside the customer: one of the case's workers, or the spanner's own supervisor, by a race."""
    seed, n_functions = world.rates[0].seed, world.team.shape[1]
    winner = world.person[world.person[customer].spanner].supervisor
    lowest = 2.0 if winner == NONE else draw(seed, Decision.ROUND_WITH, tick, key, n_functions)
    for function in range(n_functions):
        time = draw(seed, Decision.ROUND_WITH, tick, key, function)
        if world.team[customer, function] != NONE and time < lowest:
            winner, lowest = world.team[customer, function], time
    return winner


@compiled
def hold_sessions(world, share):
    """Every so often a supervisor has time for one worker, each in turn: the fewer there are, the sooner again.

    Claim: Gittell and Douglass 2012, Relational Job Design: small spans of control
    increase the time a supervisor can work alongside any given worker.
    """
    person, rates = world.person, world.rates[0]
    hours = rates.job_design_supervision_hours
    round_of = world.clock[0].tick // (hours * rates.ticks_per_hour)
    meets, workers, passed = np.zeros(person.size, np.bool_), np.zeros(person.size, np.int64), np.zeros(person.size, np.int64)
    for r in range(rates.manager_role, rates.spanner_role):
        for place in range(world.role[r].first, world.role[r].last):
            meets[world.roster[place]] = is_due(world, world.roster[place], hours, share, SESSION)
    for who in range(person.size):
        if person[who].supervisor != NONE:
            workers[person[who].supervisor] += 1
    for who in world.roster:  # in the order of places
        supervisor = person[who].supervisor
        if supervisor != NONE and meets[supervisor]:
            if passed[supervisor] == round_of % workers[supervisor]:
                session(world, who, supervisor)
            passed[supervisor] += 1


@compiled
def session(world, who, supervisor):
    """A supervisor talks with a worker about how they are, or goes over the work with them, which is drill."""
    level, key = world.rates[0].job_design_level, world.person[who].identity + SESSION
    if not both_attend(world, supervisor, who, world.rates[0].job_design_supervision_minutes, Purpose.SUPERVISION.value):
        return
    if level == Level.RELATIONAL.value:
        convene(world, EpisodeKind.ASK_PARTICULAR.value, supervisor, who, key)
    elif level == Level.IMPERSONAL.value:
        convene(world, EpisodeKind.DRILL.value, who, NONE, key)
