"""3d Job design: terms, boundary spanners and their rounds, supervisors' sessions; and what buffers are used for."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.episodes import convene
from tests.reference.people import Person
from tests.reference.structures import takes_place

VISIT, VISIT_COLLEAGUE, SESSION, CASELOAD = 220, 221, 222, 207  # keys of what one person takes part in, in one tick


def set_job_terms(model) -> None:
    """Every role gets its terms; only what has content changes people's discretion."""
    rates, level = model.rates, model.rates.job_design_level
    discretion = {Level.IMPERSONAL: rates.job_design_narrow_discretion, Level.RELATIONAL: rates.job_design_wide_discretion}
    for role in model.roles:
        role.discretion = discretion.get(level, rates.line_discretion)
        role.slack = 0.0 if level == Level.NONE else rates.job_design_slack
        role.buffers = 0.0


# -- caseloads


def find_spanners(model) -> None:
    """Customers without a boundary spanner get one in keyed order, as long as some spanner has room."""
    customers = model.roles[model.rates.customer_role].members
    without = [customer for customer in customers if customer.present == 1 and customer.spanner is None]
    for customer in sorted(without, key=lambda customer: model.draw(Decision.ORDER, customer.identity, CASELOAD)):
        with_room = [
            spanner for spanner in model.spanners
            if spanner.present == 1 and len(caseload(model, spanner)) < model.rates.job_design_caseload
        ]  # fmt: skip
        customer.spanner = lowest_draw(
            with_room, lambda spanner: model.draw(Decision.SPANNER, customer.identity, spanner.identity)
        )


def caseload(model, spanner: Person) -> list[Person]:
    """All whose boundary spanner this is."""
    return [customer for customer in model.roles[model.rates.customer_role].members if customer.spanner is spanner]


def let_cases_go(model, person: Person) -> None:
    """A customer who leaves has no spanner; a spanner who leaves, leaves customers without one for now."""
    for customer in (person, *caseload(model, person)):
        customer.spanner = None


# -- what is convened, before anything else of the hour


def convene_job_design(model) -> None:
    """Buffers are open, spanners make their rounds, supervisors see their workers."""
    level = model.rates.job_design_level
    if level == Level.NONE:
        return
    if level == Level.IMPERSONAL:
        for role in model.roles:
            role.buffers = 0.0 if role.kind == Kind.CUSTOMER else rules.through(Arrow.JOB_DESIGN, 1.0, model.held)
    else:
        make_rounds(model)
    hold_sessions(model)


def is_due(model, person: Person, hours: int, key: int) -> bool:
    """What comes round every so many hours is due at a person, each in their turn, and takes place."""
    interval = hours * model.rates.ticks_per_hour
    if person.present == 0 or (model.tick + person.slot) % interval != 0:
        return False
    return takes_place(model, Arrow.JOB_DESIGN, person.identity + key, 0)


def in_keyed_order(model, people: list[Person], key: int) -> list[Person]:
    """They compete for the same people's time."""
    return sorted(people, key=lambda person: model.draw(Decision.ORDER, person.identity, key))


def make_rounds(model) -> None:
    """Every case is visited at its hour: its customer, and one who serves it."""
    rates = model.rates
    customers = [
        customer for customer in model.roles[rates.customer_role].members
        if customer.spanner is not None and is_due(model, customer, rates.job_design_round_hours, VISIT)
    ]  # fmt: skip
    for customer in in_keyed_order(model, customers, VISIT):
        visit(model, customer.spanner, customer, customer.identity + VISIT)
        visit(model, customer.spanner, one_who_serves(model, customer), customer.identity + VISIT_COLLEAGUE)


def visit(model, spanner: Person, other: Person | None, key: int) -> None:
    """A boundary spanner asks somebody of the case how they are; at the twin the time passes."""
    minutes = model.rates.job_design_round_minutes
    if other is not None and spend_together(spanner, other, minutes, Purpose.ROUND):
        if model.rates.job_design_level == Level.RELATIONAL:
            convene(model, EpisodeKind.ASK_PARTICULAR, spanner, other, key)


def one_who_serves(model, customer: Person) -> Person | None:
    """One of the case's workers, or the spanner's own supervisor, who stands behind the last function."""
    serving = {function: worker for function, worker in customer.team.items() if worker is not None}
    if customer.spanner.supervisor is not None:
        serving[model.rates.n_functions] = customer.spanner.supervisor
    chosen = lowest_draw(serving, lambda function: model.draw(Decision.ROUND_WITH, customer.identity, function))
    return serving.get(chosen)


def hold_sessions(model) -> None:
    """Every so often a supervisor has time for one worker in turn: talk at the relational pole, drill at the impersonal."""
    rates = model.rates
    hours = rates.job_design_supervision_hours
    everybody = [person for role in model.roles for person in role.members]
    turns = []
    for supervisor in everybody:
        workers = [person for person in everybody if person.supervisor is supervisor]
        if workers and is_due(model, supervisor, hours, SESSION):
            turns.append((workers[model.tick // (hours * rates.ticks_per_hour) % len(workers)], supervisor))
    for worker, supervisor in sorted(turns, key=lambda turn: everybody.index(turn[0])):
        if not spend_together(worker, supervisor, rates.job_design_supervision_minutes, Purpose.SUPERVISION):
            continue
        if rates.job_design_level == Level.RELATIONAL:
            convene(model, EpisodeKind.ASK_PARTICULAR, supervisor, worker, worker.identity + SESSION)
        elif rates.job_design_level == Level.IMPERSONAL:
            convene(model, EpisodeKind.DRILL, worker, None, worker.identity + SESSION)


def spend_together(one: Person, other: Person, minutes: int, purpose: Purpose) -> bool:
    """Two people give scheduled time together, or neither does."""
    if not one.can_pay(minutes) or not other.can_pay(minutes):
        return False
    one.pay(minutes, purpose)
    other.pay(minutes, purpose)
    return True
