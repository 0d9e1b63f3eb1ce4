"""Founding: how many people there are, in which roles and pods, and the empty world they start in."""

import itertools
from typing import NamedTuple

import numpy as np

from sim import compiling_ahead, state
from sim.arrows import N_ARROWS, held_array
from sim.environment.parameters import Supervision
from sim.episodes.matters import DAYS_PER_WEEK
from sim.parameters import Parameters
from sim.people.growth import Opening, openings
from sim.people.hierarchy import managers_by_level, standing_of_level
from sim.people.next_event import NEVER
from sim.people.settling import settle
from sim.rates import rates_record
from sim.records import records
from sim.state import HOUR, MOST_POSITIONS, NONE, Kind, World
from sim.structures.job_design import spanner_places
from sim.structures.parameters import Level
from sim.world import reference_to

ROOM_FOR_SEEN = 4  # contacts beyond ties and roles, so that somebody seen is not forgotten at once


class Heads(NamedTuple):
    """How many places there are: in each function, at each level of managers, and of the other roles."""

    per_function: list[int]
    managers: list[int]
    spanners: int
    customers: int

    @property
    def by_place(self) -> list[int]:
        """Roles' places follow one another in this order: functions, managers, spanners, customers."""
        return [*self.per_function, *self.managers, self.spanners, self.customers]


def head_counts(parameters: Parameters) -> Heads:
    """Deal paid heads: managers by span first, then boundary spanners, the rest in turn to the functions.

    Paid heads are the same in all forms: a manager of any level or a spanner is
    functional work forgone (model C5). No function stays empty.
    """
    heads, n_functions = parameters.size.workers, len(parameters.scenario.functions)
    spare = max(0, heads - n_functions)
    managers = managers_by_level(parameters)
    spanners = min(spanner_places(parameters), spare - sum(managers))
    workers = heads - sum(managers) - spanners
    per_function = [workers // n_functions + (f < workers % n_functions) for f in range(n_functions)]
    return Heads(per_function, managers, spanners, round(heads * parameters.scenario.customers_per_head))


def room_for_reviews(parameters: Parameters, n_pods: int) -> int:
    """Count the conversations that may wait at once: none waits for more than a week, which touches three."""
    measures = parameters.performance_measures
    return 1 + 3 * n_pods * measures.capacity * measures.conversations if measures.level != Level.NONE else 1


def room_for_conflicts(parameters: Parameters, n_pods: int) -> int:
    """Count the conflicts that may wait at once: none waits for more than the delay and a week, which touch four more."""
    resolution = parameters.conflict_resolution
    weeks = 4 + int(resolution.delay_days / DAYS_PER_WEEK)
    return 1 + weeks * n_pods * resolution.capacity if resolution.level != Level.NONE else 1


def empty_world(parameters: Parameters, seed: int) -> World:
    """Make a world of the right shape, people in their places but nobody yet hired."""
    heads = head_counts(parameters)
    rates = rates_record(parameters, seed)
    later = openings(parameters, rates[0])
    n_functions, n_roles, n_people = len(heads.per_function), int(rates[0].n_roles), sum(heads.by_place) + len(later)
    contacts = 2 * int(rates[0].ties_personal_capacity) + n_functions + 2 + ROOM_FOR_SEEN  # the same in every form
    n_situations = 64 + n_people
    n_types = 2 * parameters.environment.types

    world = World(
        person=records(state.PERSON, n_people),
        contact=records(state.CONTACT, n_people, contacts),
        met=np.full((n_people, contacts), NONE, np.int64),
        role_tie=records(state.ROLE_TIE, n_people, n_roles),
        team=np.full((n_people, n_functions), NONE, np.int64),
        regular=np.full((n_people, n_functions), NONE, np.int64),
        role=records(state.ROLE, n_roles),
        terms=records(state.TERMS, n_roles),
        roster=np.zeros(n_people, np.int64),
        situation=records(state.SITUATION, n_situations),
        part=records(state.PART, n_situations, MOST_POSITIONS),
        address=records(state.ADDRESS, n_situations, MOST_POSITIONS, MOST_POSITIONS),
        opened=np.zeros(n_situations, np.int64),
        free=np.arange(n_situations - 1, -1, -1, dtype=np.int64),
        queue=np.zeros((n_situations * MOST_POSITIONS, 2), np.int64),
        type_part=records(state.TYPE_PART, n_types, n_roles),
        artefact=records(state.ARTEFACT, n_types, n_roles),
        curriculum=records(state.CURRICULUM, n_roles, n_roles),
        episode=records(state.EPISODE, 4 * n_situations * MOST_POSITIONS + 16 * n_people),
        log=records(state.EPISODE, 0),
        responses=records(state.RESPONSES, state.N_TALLIES),
        exchange=records(state.EXCHANGE, state.MONTHS + 1, n_roles, n_roles),
        care=records(state.CARE, n_people),
        care_spread=np.zeros((state.MOST_CLOSED + 1, state.MOST_CLOSED + 1), np.int64),
        by_site=records(state.RESPONSES, parameters.size.sites),
        minutes=np.zeros((len(Kind), state.N_PURPOSES), np.int64),
        daily=records(state.DAILY, 64),
        held=np.full(N_ARROWS, np.nan),
        requested=held_array(parameters.held.model_dump()),
        unheld=np.full(N_ARROWS, np.nan),
        failed=np.zeros(n_situations, np.int64),
        review=records(state.MATTER, room_for_reviews(parameters, max(heads.per_function))),
        conflict=records(state.MATTER, room_for_conflicts(parameters, max(heads.per_function))),
        taken_up=records(state.TAKEN_UP, max(heads.per_function)),
        opening=records(state.OPENING, len(later)),
        clock=records(state.CLOCK, 1),
        rates=rates,
    )
    world.clock[0].n_free = n_situations
    _seat_people(world, parameters, heads, [opening.role for opening in later])
    _fill_roles(world, parameters, heads)
    _keep_for_later(world, later)
    return world


def _roles_by_place(heads: Heads) -> list[int]:
    """Name the roles in the order of their places."""
    n_functions, n_roles = len(heads.per_function), len(heads.by_place)
    return [*range(n_functions), *range(n_functions + 1, n_roles), n_functions]


def _kinds(heads: Heads) -> np.ndarray:
    """Tell what kind of person holds each role."""
    return np.array([*[Kind.WORKER] * len(heads.per_function), Kind.CUSTOMER, *[Kind.MANAGER] * len(heads.managers), Kind.WORKER], np.int64)


def _fill_roles(world: World, parameters: Parameters, heads: Heads) -> None:
    """Describe each role; a function's routine minutes are fixed by the scenario, whoever is left to do them."""
    scenario, n_functions = parameters.scenario, len(heads.per_function)
    nominal = parameters.size.workers / n_functions
    routine = [scenario.routine_minutes * nominal] * n_functions + [0, *(scenario.manager_minutes * n for n in heads.managers), 0]
    levels = [standing_of_level(level + 1, scenario.manager_standing) for level in range(len(heads.managers))]
    others = (scenario.customer_standing, *levels, scenario.spanner_standing)
    standing = [*(function.standing for function in scenario.functions), *others]
    counts, first = dict(zip(_roles_by_place(heads), heads.by_place, strict=True)), {}
    for place, who in enumerate(world.roster):
        first.setdefault(int(world.person[who].role), place)
    for r, role in enumerate(world.role):
        role.kind, role.standing = _kinds(heads)[r], standing[r]
        role.need = scenario.functions[r].need if r < n_functions else 0.0
        role.demand = round(routine[r] * scenario.minutes_per_tick / HOUR)
        role.writer = role.author = NONE
        role.next_entry, role.next_chapter = 2 * parameters.environment.types, world.role.size  # nothing to write yet
        role.first = first.get(r, 0)
        role.last = role.first + counts[r]  # what opens later has its places behind
        role.pods = max(heads.per_function) if role.kind == Kind.CUSTOMER or r < n_functions else 0


def _seat_people(world: World, parameters: Parameters, heads: Heads, later: list[int]) -> None:
    """Give every place its slot, role, pod and supervisor. Slots, not rows, name people in draws.

    Places that open later (their roles) come after all others, and in the roster after those of their role; they
    fill the pods in turn, as the others did.
    """
    n_workers, managers, n_spanners, n_customers = sum(heads.per_function), *heads[1:]
    n_pods, in_order = max(heads.per_function), _roles_by_place(heads)
    role = np.concatenate([np.repeat(in_order, heads.by_place), np.array(later, np.int64)])
    pod = [
        *[np.arange(n) for n in heads.per_function], *[np.arange(n) * n_pods // max(1, n) for n in (*managers, n_spanners)],
        np.arange(n_customers) % n_pods,
    ]  # fmt: skip
    seated = dict(zip(in_order, heads.by_place, strict=True))
    for r in later:
        pod.append([seated[r] % n_pods])
        seated[r] += 1
    pod = np.concatenate(pod)
    world.roster[:] = np.argsort(np.argsort(in_order)[role], kind="stable")
    supervisor = np.full(role.size, NONE)
    if managers[0]:
        by_unit = parameters.scenario.supervision == Supervision.UNIT
        order = np.lexsort((role[:n_workers], pod[:n_workers])) if by_unit else np.arange(n_workers)
        spanners = n_workers + sum(managers) + np.arange(n_spanners)
        for those in (order, spanners):
            supervisor[those] = n_workers + np.arange(those.size) * managers[0] // max(1, those.size)
        first = n_workers
        for n, n_above in itertools.pairwise(managers):
            supervisor[first : first + n] = first + n + np.arange(n) * n_above // n
            first += n
    person = world.person
    person.slot = np.arange(role.size)
    person.role, person.pod, person.supervisor = role, pod, supervisor
    person.site = pod * parameters.size.sites // n_pods
    person.kind = _kinds(heads)[role]
    person.incumbency = -1


def _keep_for_later(world: World, later: list[Opening]) -> None:
    """Nobody is sought, and nothing arises, in a place before it opens."""
    new = world.person[world.person.size - len(later) :]
    new.changes = new.away_changes = new.next_situation = NEVER
    new.spanner = NONE
    world.opening.who = world.person.size - len(later) + np.arange(len(later))
    world.opening.tick = [opening.tick for opening in later]


def found(parameters: Parameters, seed: int) -> World:
    """Found an organisation: all strangers, artefacts unwritten, tenure staggered (model §1)."""
    world = empty_world(parameters, seed)
    reference = reference_to(world)
    compiling_ahead.start(reference)
    settle(reference)
    return world

