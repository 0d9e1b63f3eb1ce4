"""Founding: how many people there are, in which roles and pods, and the empty world they start in."""

import numpy as np

from sim import state
from sim.arrows import N_ARROWS, held_array
from sim.environment.parameters import Supervision
from sim.parameters import Parameters
from sim.people.settling import settle
from sim.rates import rates_record
from sim.state import HOUR, MOST_POSITIONS, NONE, Kind, World
from sim.world import reference_to

ROOM_FOR_SEEN = 4  # contacts beyond ties and roles, so that somebody seen is not forgotten at once


def head_counts(parameters: Parameters) -> tuple[list[int], int, int]:
    """Deal paid heads: managers by span first, the rest in turn to the functions.

    Returns (workers per function, managers, places for customers). Paid heads
    are the same in all forms: a manager is functional work forgone (model C5).
    """
    heads, n_functions = parameters.size.workers, len(parameters.scenario.functions)
    managers = round(heads / (parameters.line.span + 1)) if heads > n_functions else 0
    managers = min(max(managers, 1 if heads > n_functions else 0), heads - n_functions)
    workers = heads - max(managers, 0)
    per_function = [workers // n_functions + (f < workers % n_functions) for f in range(n_functions)]
    return per_function, max(managers, 0), round(heads * parameters.scenario.customers_per_head)


def empty_world(parameters: Parameters, seed: int) -> World:
    """Make a world of the right shape, people in their places but nobody yet hired."""
    per_function, n_managers, n_customers = head_counts(parameters)
    rates = rates_record(parameters, seed)
    n_functions = len(per_function)
    n_roles = n_functions + 2
    n_people = sum(per_function) + n_managers + n_customers
    contacts = 2 * parameters.ties.personal_capacity + n_roles + ROOM_FOR_SEEN
    n_situations = 64 + n_people
    n_types = 2 * parameters.environment.types

    def records(record_type, *shape):
        return np.zeros(shape, record_type).view(np.recarray)

    world = World(
        person=records(state.PERSON, n_people),
        contact=records(state.CONTACT, n_people, contacts),
        role_tie=records(state.ROLE_TIE, n_people, n_roles),
        team=np.full((n_people, n_functions), NONE, np.int64),
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
        minutes=np.zeros((len(Kind), state.N_PURPOSES), np.int64),
        daily=records(state.DAILY, 64),
        held=np.full(N_ARROWS, np.nan),
        requested=held_array(parameters.held.model_dump()),
        unheld=np.full(N_ARROWS, np.nan),
        clock=records(state.CLOCK, 1),
        rates=rates,
    )
    world.clock[0].n_free = n_situations
    _fill_roles(world, parameters, per_function, n_managers, n_customers)
    _seat_people(world, parameters, per_function, n_managers, n_customers)
    return world


def _fill_roles(world: World, parameters: Parameters, per_function, n_managers, n_customers) -> None:
    """Describe each role; a function's routine minutes are fixed by the scenario, whoever is left to do them."""
    scenario, n_functions = parameters.scenario, len(per_function)
    nominal = parameters.size.workers / n_functions
    counts = [*per_function, n_customers, n_managers]
    ends = np.cumsum([*per_function, n_managers, n_customers])
    for r, role in enumerate(world.role):
        function = scenario.functions[r] if r < n_functions else None
        role.kind = Kind.WORKER if function else (Kind.CUSTOMER if r == n_functions else Kind.MANAGER)
        role.standing = (
            function.standing if function
            else scenario.customer_standing if r == n_functions else scenario.manager_standing
        )
        role.need = function.need if function else 0.0
        per_hour = scenario.routine_minutes * nominal if function else scenario.manager_minutes * n_managers
        role.demand = round(per_hour * scenario.minutes_per_tick / HOUR) if role.kind != Kind.CUSTOMER else 0
        role.writer = role.author = NONE
        role.next_entry, role.next_chapter = 2 * parameters.environment.types, n_functions + 2  # nothing to write yet
        order = r if r < n_functions else (n_functions + 1 if r == n_functions else n_functions)
        role.first, role.last = ends[order] - counts[r], ends[order]


def _seat_people(world: World, parameters: Parameters, per_function, n_managers, n_customers) -> None:
    """Give every place its slot, role, pod and supervisor. Slots, not rows, name people in draws."""
    world.roster[:] = np.arange(world.roster.size)
    n_functions, n_workers = len(per_function), sum(per_function)
    n_pods = max(per_function)
    role = np.concatenate([
        np.repeat(np.arange(n_functions), per_function),
        np.full(n_managers, n_functions + 1), np.full(n_customers, n_functions),
    ])
    pod = np.concatenate([
        *[np.arange(n) for n in per_function],
        np.arange(n_managers) * n_pods // max(1, n_managers), np.arange(n_customers) % n_pods,
    ])
    supervisor = np.full(role.size, NONE)
    if n_managers:
        by_unit = parameters.scenario.supervision == Supervision.UNIT
        order = np.lexsort((role[:n_workers], pod[:n_workers])) if by_unit else np.arange(n_workers)
        supervisor[order] = n_workers + np.arange(n_workers) * n_managers // n_workers
    person = world.person
    person.slot = np.arange(role.size)
    person.role, person.pod, person.supervisor = role, pod, supervisor
    person.kind = world.role.kind[role]
    person.incumbency = -1


def found(parameters: Parameters, seed: int) -> World:
    """Found an organisation: all strangers, artefacts unwritten, tenure staggered (model §1)."""
    world = empty_world(parameters, seed)
    settle(reference_to(world))
    return world

