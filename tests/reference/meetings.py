"""3f Meetings: within a function, or across roles with relational space; convening decides who is present."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import NONE, Answered, EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.situations import Part
from tests.reference.episodes import convene
from tests.reference.people import Person
from tests.reference.structures import takes_place

TURN, TABLE = 64, 160  # keys of turns, and of what is told at a table, start here
MOST_TURNS, LARGEST = 60, 64


def convene_meetings(model) -> None:
    """Groups whose time has come meet: open situations may be told there, then turns are taken at getting to know."""
    rates = model.rates
    if rates.meetings_level == Level.NONE:
        return
    tables = seat_members(model)
    if rates.meetings_level == Level.TIME_ONLY:
        return
    turns = max(1, min(MOST_TURNS, rates.meetings_minutes // rates.minutes_tell))
    space = rates.meetings_space if rates.meetings_level == Level.RELATIONAL else 0.0
    used = dict.fromkeys(tables, 0)
    if any(len(members) > 1 for members in tables.values()):
        tell_what_is_open(model, used, turns, space)
    for group in sorted(tables):
        if len(tables[group]) > 1:
            for turn in range(used[group], turns):
                take_turn(model, tables[group], turn, space)


def seat_members(model) -> dict[int, list[Person]]:
    """Everybody employed whose group meets now gives the time, if they have it; a customer of the pod may join."""
    rates, tables = model.rates, {}
    interval = rates.meetings_interval_hours * rates.ticks_per_hour
    for person in model.people:
        if person.present == 0 or person.is_customer:
            continue
        group = group_of(model, person)
        if (model.tick + group) % interval == 0 and len(tables.get(group, [])) < LARGEST - 1:
            if takes_place(model, Arrow.MEETINGS, group, 1):
                take_seat(model, tables, group, person)
    if rates.meetings_level in (Level.RELATIONAL, Level.TIME_ONLY) and rates.meetings_customers:
        customers = model.roles[rates.customer_role]
        for group in tables:
            customer = customers.race(Decision.CUSTOMER_AT_MEETING, group, pod=group)
            if customer is not None:
                take_seat(model, tables, group, customer)
    return tables


def group_of(model, person: Person) -> int:
    """Across roles a pod meets; within a function, or a manager with one, a block of as many pods as functions."""
    n_functions = model.rates.n_functions
    if model.rates.meetings_level in (Level.RELATIONAL, Level.TIME_ONLY):
        return person.pod
    blocks = (model.n_pods + n_functions - 1) // n_functions
    if person.role.index >= n_functions:  # managers and spanners
        return person.pod * blocks * n_functions // model.n_pods
    return person.role.index * blocks + person.pod // n_functions


def take_seat(model, tables: dict[int, list[Person]], group: int, person: Person) -> None:
    """A person gives the meeting's minutes and sits down."""
    if person.attend(model.rates.meetings_minutes, Purpose.MEETING):
        person.table = group
        tables.setdefault(group, []).append(person)


def tell_what_is_open(model, used: dict[int, int], turns: int, space: float) -> None:
    """Who is aware of an open situation tells those at the same table whose part it needs."""
    for situation in model.situations:
        if not situation.is_open:
            continue
        for teller in situation.parts:
            group = teller.holder.table if teller.holder else NONE
            if group == NONE or teller.aware == 0:
                continue
            for target in situation.parts[1:]:
                if target.is_left_alone and target.holder.table == group and used[group] < turns and is_conduit(model, teller, target):
                    used[group] += 1
                    convene(
                        model, EpisodeKind.TELL, teller.holder, target.holder, teller.identity + TABLE + 8 * target.position,
                        situation=situation, position=teller.position, target=target.position, space=space,
                    )  # fmt: skip


def is_conduit(model, teller: Part, target: Part) -> bool:
    """Situations are told at meetings, unless that direct path is cut."""
    return takes_place(model, Arrow.MEETING_CONDUIT, teller.identity, target.position)


def take_turn(model, members: list[Person], turn: int, space: float) -> None:
    """One member speaks with another about how they are and how their work goes."""
    def time(decision: Decision, person: Person) -> float:
        """When somebody would take the floor."""
        number = model.draw(decision, person.identity, turn)
        return rules.taking_the_floor(person.role.standing, number, model.rates)

    speaker = lowest_draw(members, lambda person: time(Decision.SPEAKER, person))
    others = [person for person in members if person is not speaker]
    other = lowest_draw(others, lambda person: time(Decision.SPEAKS_WITH, person))
    convene(model, EpisodeKind.ASK_PARTICULAR, speaker, other, speaker.identity + TURN + turn, space=space)
