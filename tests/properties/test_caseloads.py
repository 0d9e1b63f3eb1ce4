"""What holds of boundary spanners in every world: whose case is whose, who has room, and that they hold no part."""

from __future__ import annotations

import numpy as np
import pytest

from sim.enlarging import enlarged
from sim.people.founding import found, head_counts
from sim.schedule import advance
from sim.state import NONE, Kind, Outcome, World
from sim.structures.parameters import Level
from sim.world import reference_to
from tests.properties.configurations import configuration


def a_world_with_spanners(number: int) -> tuple[World, int]:
    """Configuration `number`, at the relational pole of job design or its twin; a third of the heads are spanners."""
    parameters, ticks = configuration(number)
    level = Level.TIME_ONLY if number % 4 == 0 else Level.RELATIONAL
    design = parameters.job_design.model_copy(update={"level": level, "spanners": 0.3, "small_span": 20, "caseload": 1 + number % 5})
    parameters = parameters.model_copy(update={"job_design": design})
    assert sum(head_counts(parameters).by_place[:-1]) == parameters.size.workers
    return found(parameters, seed=number), ticks


def whose_cases(world: World) -> None:
    """Counts agree with customers' own word; no caseload is too full; nobody waits while there is room."""
    person, rates = world.person.view(np.ndarray), world.rates[0]
    is_spanner = person["role"] == rates.spanner_role
    of_customers = person["spanner"][person["spanner"] != NONE]
    assert np.array_equal(person["cases"], np.bincount(of_customers, minlength=person.size))
    holds_the_place = (person["present"] == 1) | (person["away"] == 1)  # who is absent keeps the cases
    assert (person["cases"] <= np.where(is_spanner & holds_the_place, rates.job_design_caseload, 0)).all()
    served = person["kind"] == Kind.CUSTOMER
    assert (person["spanner"][~served | (person["present"] == 0)] == NONE).all()
    waiting = (served & (person["present"] == 1) & (person["spanner"] == NONE)).any()
    room = (is_spanner & (person["present"] == 1) & (person["cases"] < rates.job_design_caseload)).any()
    assert not (waiting and room)


def no_part_of_it(world: World) -> int:
    """A spanner's place is the last, needed for nothing and never answered; its holder is the customer's spanner."""
    rates, places = world.rates[0], 0
    for s in world.opened[: world.clock[0].n_open]:
        situation, parts = world.situation[s], world.part[s]
        subject = world.person[situation.subject]
        for position in range(situation.n_positions):
            part = parts[position]
            if part.column != rates.spanner_role:
                assert part.holder == NONE or position == 0 or world.person[part.holder].role != rates.spanner_role
                continue
            places += 1
            assert position == situation.n_positions - 1 and situation.subject_kind == Kind.CUSTOMER
            assert (part.needed, part.marked, part.coupled, part.answered) == (0, 0, 0, 0)
            if situation.outcome == Outcome.OPEN and subject.present == 1 and subject.incumbency == situation.incumbency:
                assert part.holder == subject.spanner
    return places


def run(world: World, until: int) -> World:
    while advance(reference_to(world), until) < until:
        world = enlarged(world)
    return world


def test_in_a_hundred_configurations():
    cases = places = 0
    for number in range(100):
        world, ticks = a_world_with_spanners(number)
        for tick in range(0, ticks, 3):
            world = run(world, tick)
            whose_cases(world)
            places += no_part_of_it(world)
            cases += world.person.cases.sum()
    print(f"100 configurations: {cases} cases and {places} places seen")
    assert cases > 1000 and places > 1000


@pytest.mark.parametrize("field, value", [("cases", 1), ("spanner", 0)])
def test_a_wrong_count_is_noticed(field, value):
    world, _ = a_world_with_spanners(1)
    whose_cases(world)
    world.person[0][field] = value
    with pytest.raises(AssertionError):
        whose_cases(world)
