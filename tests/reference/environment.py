"""The environment: types of situation that drift, and situations that emerge, with their parts and holders."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import NONE, Kind
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.awareness import make_aware
from tests.reference.choosing import lowest_draw
from tests.reference.people import Person
from tests.reference.situations import Part, Situation


@dataclass(slots=True)
class TypePart:
    """What a type of situation needs of one column: a function, the subject's own part, a manager's context."""

    needed: int
    typical: int = 0
    coupled: int = 0
    partner: int | None = None  # the column whose clue the right answer also depends on


# -- types of routine situation


def draw_needs(model, key: int, other_key: int) -> dict[int, int]:
    """Which columns are needed: functions by a race weighted by need, subject and manager by chance."""
    rates, draw = model.rates, model.draw
    fewest, most = rates.environment_parts_fewest, rates.environment_parts_most
    count = fewest + rules.value_among(draw(Decision.COUNT, key, other_key), most - fewest + 1)
    times = {
        function: draw(Decision.NEEDS, key, other_key * 64 + function) / model.roles[function].need
        for function in range(rates.n_functions)
    }
    needed = dict.fromkeys(range(rates.n_roles), 0)
    for function in sorted(times, key=times.get)[:count]:
        needed[function] = 1
    needed[rates.customer_role] = int(draw(Decision.SUBJECT_PART, key, other_key) < rates.environment_subject_part)
    needed[rates.manager_role] = int(draw(Decision.MANAGER_PART, key, other_key) < rates.environment_manager_part)
    return needed


def draw_partner(model, needed: dict[int, int], column: int, key: int, other_key: int) -> int | None:
    """The column whose clue a coupled part depends on; None if it is the only one."""
    others = [other for other in needed if other != column and needed[other] == 1]
    return lowest_draw(others, lambda other: model.draw(Decision.PARTNER, key, other_key * 64 + other))


def draw_type(model, t: int) -> dict[int, TypePart]:
    """Settle what a type needs, its typical clues, and which of its parts are coupled."""
    rates, draw = model.rates, model.draw
    needed = draw_needs(model, t, 0)
    parts = {}
    for column in needed:
        typical = rules.value_among(draw(Decision.TYPE_TYPICAL, t, column), rates.environment_answers)
        partner = draw_partner(model, needed, column, t, column + 1)
        coupled = partner is not None and draw(Decision.TYPE_COUPLED, t, column) < rates.environment_coupling
        parts[column] = TypePart(needed[column], typical, int(coupled and needed[column] == 1), partner)
    return parts


def next_drift(model) -> int:
    """Draw the tick at which the next type changes."""
    hazard = model.rates.environment_drift * len(model.types) / model.rates.ticks_per_year
    return model.tick + rules.ticks_until(hazard, model.draw(Decision.TYPE_DRIFT, 0, 1))


def drift_types(model) -> None:
    """Types change by next event: then nothing that was written of them is sure to hold."""
    if model.tick >= model.next_drift:
        t = lowest_draw(range(len(model.types)), lambda t: model.draw(Decision.TYPE_DRIFT, t, 0))
        model.types[t] = draw_type(model, t)
        model.next_drift = next_drift(model)


def drift_particulars(model) -> None:
    """The circumstances of everybody whose time has come change."""
    for person in model.people:
        if not person.is_vacant and person.particular_changes <= model.tick:
            person.change_circumstances()


# -- situations


def arise(model) -> None:
    """Situations arise, from customers, workers and managers alike."""
    for person in model.people:
        if person.next_situation > model.tick:
            continue
        if person.present == 1:
            model.situations.append(emerge(model, person))
        person.ordinal += 1
        person.await_situation()


def emerge(model, subject: Person) -> Situation:
    """One situation takes shape: type or novelty, deadline, parts and holders, and where it first shows."""
    rates, tick = model.rates, model.tick
    key = rules.part_identity(subject.slot, subject.ordinal, 254)
    of_colleague = 0 if subject.is_customer else 1
    which = rules.value_among(model.draw(Decision.WHICH_TYPE, key, 0), rates.environment_types)
    allowed = rates.environment_deadline_hours * rates.ticks_per_hour * (0.5 + model.draw(Decision.DEADLINE, key, 0))
    situation = Situation(
        identity=key, subject=subject, incumbency=subject.incumbency,
        type=which + of_colleague * rates.environment_types,
        novel=int(model.draw(Decision.NOVEL, key, 0) < rates.environment_novelty),
        gives_up=of_colleague * (model.draw(Decision.GIVING_UP, key, 0) < rates.environment_giving_up),
        emerged=tick, deadline=tick + max(1, int(allowed)),
        abandons=tick + max(1, int(allowed * rates.environment_patience)),
        counted=model.observing,
    )  # fmt: skip
    for tally in (model.tallies["everything"], *([model.tallies[subject.kind]] if model.observing else [])):
        tally["arisen"] += 1
    lay_out_parts(model, situation)
    join_spanner(model, situation)
    show(model, situation)
    return situation


def lay_out_parts(model, situation: Situation) -> None:
    """Subject first, then functions, then a manager's context; what nobody can hold is not needed."""
    rates, subject = model.rates, situation.subject
    of_type = model.types[situation.type]
    needed = {column: part.needed for column, part in of_type.items()}
    if situation.novel == 1:
        needed = draw_needs(model, situation.identity, 1)
    situation.parts.append(make_part(model, situation, rates.customer_role, subject, needed))
    for column in needed:
        if needed[column] == 0 or column == rates.customer_role:
            continue
        holder = holder_of(model, situation, column)
        if holder is None or holder is subject:
            needed[column] = 0
        else:
            situation.parts.append(make_part(model, situation, column, holder, needed))
            if subject.team.get(column) is not subject.regular.get(column):
                situation.substituted = True
    if len(situation.parts) == 1:
        needed[rates.customer_role] = situation.parts[0].needed = 1
    for part in situation.parts:
        couple(model, situation, part, needed)
    mark_one(model, situation)


def make_part(model, situation: Situation, column: int, holder: Person, needed: dict[int, int]) -> Part:
    """One part takes shape: its private clue, and when its holder would act on it by habit."""
    rates, position, subject = model.rates, len(situation.parts), situation.subject
    key = rules.part_identity(subject.slot, subject.ordinal, position)
    typical = model.types[situation.type][column].typical
    clue = rules.value_among(model.draw(Decision.CLUE, key, 0), rates.environment_answers)
    if situation.novel == 0 and model.draw(Decision.TYPICAL_CLUE, key, 0) >= rates.environment_uncertainty:
        clue = typical
    marked = int(model.draw(Decision.MARKED, key, 0) < rates.environment_marked) if position > 0 else 0
    hazard = 1.0 / (rates.environment_habit_hours * rates.ticks_per_hour)
    habit_tick = model.tick + rules.ticks_until(hazard, model.draw(Decision.HABIT, key, 0))
    incumbency = holder.incumbency if holder else NONE
    return Part(key, position, column, holder, incumbency, needed[column], typical, clue, marked, habit_tick)


def join_spanner(model, situation: Situation) -> None:
    """A customer's boundary spanner joins: may notice, be told and tell, but holds no part; or nobody, for now."""
    rates, subject = model.rates, situation.subject
    if not subject.is_customer or rates.job_design_level != Level.RELATIONAL:
        return
    key = rules.part_identity(subject.slot, subject.ordinal, len(situation.parts))
    if model.draw(Decision.SPANNER_JOINS, key, 0) < rules.through(Arrow.SPANNER_CONDUIT, 1.0, model.held):
        needed = dict.fromkeys(range(rates.n_roles), 0)
        part = make_part(model, situation, rates.spanner_role, subject.spanner, needed)
        part.spans, part.marked = True, 0
        situation.parts.append(part)


def holder_of(model, situation: Situation, column: int) -> Person | None:
    """The case's own worker, or a colleague (as near as possible), or the manager responsible."""
    subject = situation.subject
    if column == model.rates.manager_role:
        return manager_for(subject)
    if subject.is_customer:
        return subject.team[column]
    return model.roles[column].race_nearby(Decision.HOLDER, situation.identity, subject, but=subject)


def manager_for(subject: Person) -> Person | None:
    """The supervisor of somebody employed, or of the first of a customer's team who has one."""
    if not subject.is_customer:
        return subject.supervisor
    return next((w.supervisor for w in subject.team.values() if w is not None and w.supervisor is not None), None)


def couple(model, situation: Situation, part: Part, needed: dict[int, int]) -> None:
    """Settle whether the right answer depends on another holder's clue, and whose."""
    if part.needed == 0:
        return
    of_type = model.types[situation.type][part.column]
    coupled, column = of_type.coupled, of_type.partner
    if situation.novel == 1:
        coupled = model.draw(Decision.COUPLED, part.identity, 0) < model.rates.environment_coupling
        column = draw_partner(model, needed, part.column, part.identity, 1)
    for other in situation.parts:
        if coupled and other.column == column and other.needed == 1:
            part.coupled, part.partner = 1, other


def mark_one(model, situation: Situation) -> None:
    """The subject's particular matters to at least one part."""
    others = situation.parts[1:]
    if others and not any(part.marked for part in others):
        lowest_draw(others, lambda part: model.draw(Decision.MARKED_ONE, part.identity, 0)).marked = 1


def show(model, situation: Situation) -> None:
    """At first only the subject knows, or it shows at one function; a subject knows the own part either way."""
    subject, key = situation.parts[0], situation.identity
    functions = [part for part in situation.parts[1:] if part.column < model.rates.n_functions]
    place = lowest_draw(functions, lambda part: model.draw(Decision.PLACE, key, part.position))
    only_subject = model.draw(Decision.SUBJECT_ONLY, key, 0) < model.rates.environment_subject_only
    if place is not None and not only_subject:
        place.shows = 1
        situation.parts[-1].shows |= situation.parts[-1].spans  # a spanner may notice what shows anywhere
    if only_subject or place is None or subject.needed == 1:
        make_aware(model, situation, subject, 1)
