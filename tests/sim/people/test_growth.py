"""Growth, by hand: when places open, whose they are, that somebody is sought for them; and that nothing differs before."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim import Parameters, load_parameters
from sim.contradictions import contradictions
from sim.draws import Decision
from sim.enlarging import enlarged
from sim.environment.parameters import Supervision
from sim.people.founding import empty_world, found, head_counts
from sim.people.growth import n_openings, open_places, openings, routine_of_a_head
from sim.people.hiring import until_filled
from sim.people.next_event import NEVER
from sim.rates import rates_record
from sim.schedule import advance
from sim.state import NONE, Kind
from sim.world import reference_to
from tests.sim.by_hand import by_hand, small_world

FUNCTIONS = [{"name": "first"}, {"name": "second"}, {"name": "third"}]


def grown(workers=9, growth=1.0, years=1.0, **more):
    """Parameters of an organisation that doubles in its first year, without a warm-up; a year has 2,000 ticks."""
    values = {"size": {"workers": workers, "growth": growth}, "years": years, "years_warm_up": 0, "line": {"span": 8}, **more}
    return Parameters(**values)


def run(world, until):
    while advance(reference_to(world), until) < until:
        world = enlarged(world)
    return world


def dates(parameters):
    return openings(parameters, rates_record(parameters, 1)[0])


@pytest.mark.parametrize(
    "heads, growth, years, expected",
    [(10, 0.0, 5.0, 0), (10, 1.0, 1.0, 10), (10, 1.0, 2.0, 30), (10, 0.5, 2.0, 12), (10, 0.09, 1.0, 0), (60, 0.1, 3.0, 19)],
)
def test_how_many_open(heads, growth, years, expected):
    """Of ten heads at one half a year twelve and a half more in two years: twelve whole ones."""
    assert n_openings(heads, growth, years) == expected


def test_when_they_open_and_where():
    """From 8 heads, doubling a year, the i-th opens after log₂(1 + i/8) years; places for customers one for every two."""
    found_then = dates(grown(8, scenario={"functions": FUNCTIONS}))
    heads = [opening for opening in found_then if opening.role < 3]
    assert [opening.role for opening in heads] == [0, 1, 2, 0, 1, 2, 0, 1]
    assert [opening.tick for opening in heads] == [math.ceil(2000 * math.log2(1 + i / 8)) for i in range(1, 9)]
    assert [opening.role for opening in found_then].count(3) == 4
    assert [opening.tick for opening in found_then] == sorted(opening.tick for opening in found_then)


def test_they_open_alike_in_every_form():
    forms = ("relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid", "baseline")
    planned = {form: dates(load_parameters(form, changes={"size.growth": 0.2, "years": 3})) for form in forms}
    assert len(planned["baseline"]) > 40 and all(plan == planned["baseline"] for plan in planned.values())


def test_the_warm_up_comes_before():
    early, late = dates(grown()), dates(grown(years_warm_up=0.5))
    assert [opening.tick + 1000 for opening in early] == [opening.tick for opening in late]


def test_more_heads_than_there_is_room_for_are_refused():
    assert [problem.key for problem in contradictions(Parameters.model_construct(**dict(Parameters()) | {"size": grown(60, 10.0).size, "years": 5.0}))] == [
        "size.growth, size.workers, years"
    ]  # fmt: skip


def test_places_stand_ready_behind_those_of_their_role():
    """Nine heads and four customers, then six heads and four customers more: no row of the founders moves."""
    parameters = grown(9, growth=0.7)
    world, without = empty_world(parameters, 1), empty_world(grown(9, growth=0.0), 1)
    n, n_new = without.person.size, world.opening.size
    assert (n_new, world.person.size) == (10, n + 10) and head_counts(parameters) == head_counts(grown(9, growth=0.0))
    for name in ("slot", "role", "pod", "site", "supervisor", "kind"):
        assert np.array_equal(world.person[name][:n], without.person[name]), name
    assert world.person.slot.tolist() == list(range(n + n_new)) and sorted(world.roster) == list(range(n + n_new))
    for r, role in enumerate(world.role):
        assert [world.person[who].role for who in world.roster[role.first : role.last]] == [r] * (without.role[r].last - without.role[r].first)
        later = [who for who in world.roster[role.last :] if world.person[who].role == r]
        assert all(who >= n for who in later) and later == world.roster[role.last : role.last + len(later)].tolist()
    new = world.person[n:]
    assert (new.changes == NEVER).all() and (new.next_situation == NEVER).all()
    assert (new.supervisor == NONE).all() and (new.spanner == NONE).all()
    assert new.role.tolist() == [0, 4, 1, 4, 2, 3, 0, 4, 1, 4] and new.pod.tolist() == [0, 0, 0, 1, 0, 0, 1, 0, 1, 1]


@pytest.mark.parametrize("tick, opened", [(0, 0), (4, 0), (5, 1), (9, 3)])
def test_a_place_opens_when_its_time_has_come(tick, opened):
    world = found(grown(9), 1)
    world.opening.tick = [5, 8, 9, *[20] * (world.opening.size - 3)]
    world.clock[0].tick = tick
    by_hand(open_places, 0.5)(world)
    assert world.clock[0].n_opened == opened
    by_hand(open_places, 0.5)(world)
    assert world.clock[0].n_opened == opened


@pytest.mark.parametrize("supervision", list(Supervision))
def test_what_a_place_opens_with(supervision):
    """It is empty, has a head's routine work, situations of its own, and the supervisor of the pod; nobody is hired yet."""
    world = found(grown(20, scenario={"supervision": supervision}, line={"span": 4}), 1)
    before = world.role.copy()
    world.clock[0].tick = world.opening[0].tick
    by_hand(open_places, {Decision.VACANCY: 0.5, Decision.NEXT_SITUATION: 0.5})(world)
    person, mate = world.person[world.opening[0].who], world.person[0]
    assert (person.role, person.pod, person.present, person.incumbency) == (0, 0, 0, NONE)
    assert (world.role[0].last, world.role[0].demand) == (before[0].last + 1, before[0].demand + 36)
    assert world.roster[world.role[0].last - 1] == world.opening[0].who and person.supervisor == mate.supervisor != NONE
    assert person.changes == world.clock[0].tick + 1 + int(80 * math.log(2))
    assert person.next_situation == world.clock[0].tick + 1 + int(50 * math.log(2))
    assert all(getattr(world.role[1], name) == getattr(before[1], name) for name in ("last", "demand"))


def test_a_customers_place_brings_no_work_by_itself():
    world = found(grown(9), 1)
    customers = [i for i, opening in enumerate(world.opening) if world.person[opening.who].kind == Kind.CUSTOMER]
    world.clock[0].tick, world.clock[0].n_opened = world.opening[customers[0]].tick, customers[0]
    before = world.role.copy()
    by_hand(open_places, {Decision.VACANCY: 0.5})(world)
    person = world.person[world.opening[customers[0]].who]
    assert (person.changes, person.next_situation, person.supervisor) == (world.clock[0].tick + 1 + int(8 * math.log(2)), NEVER, NONE)
    assert world.role[4].last == before[4].last + 1 and world.role[4].demand == 0


@pytest.mark.parametrize("kind, days, gap, number, expected", [(0, 10, 8, 0.5, 68), (2, 10, 8, 0.5, 18), (0, 0, 8, 0.5, 13), (1, 1, 8, 0.0, 13)])
def test_until_somebody_is_found(kind, days, gap, number, expected):
    world = small_world(turnover={"vacancy_days": days}, scenario={"gap_hours": gap})
    world.person[0].kind = kind
    assert by_hand(until_filled, number)(world.person[0], 12, world.rates[0]) == expected


@pytest.mark.parametrize("routine, minutes, expected", [(36, 60, 36), (36, 5, 3), (35, 5, 3), (31, 5, 3), (29, 5, 2), (0, 60, 0)])
def test_the_routine_of_a_head(routine, minutes, expected):
    world = small_world()
    world.rates[0].scenario_routine_minutes, world.rates[0].paid_minutes = routine, minutes
    assert by_hand(routine_of_a_head)(world.rates[0]) == expected


def test_nothing_differs_before_the_first_opening():
    """Rows and draws of the founders are the same with and without places to come; after it they are not."""
    change = {"size.growth": 0.5, "years": 1, "years_warm_up": 0.02, "turnover.worker": 2}
    growing, steady = (found(load_parameters("relational_bureaucracy", changes=change | more), 3) for more in ({}, {"size.growth": 0}))
    first, n = int(growing.opening[0].tick), steady.person.size
    for until, same in ((first, True), (first + 400, False)):
        growing, steady = run(growing, until), run(steady, until)
        alike = [np.array_equal(growing.person[name][:n], steady.person[name]) for name in growing.person.dtype.names]
        alike += [np.array_equal(growing.role_tie[:n], steady.role_tie), np.array_equal(growing.minutes, steady.minutes)]
        alike += [np.array_equal(growing.responses, steady.responses), np.array_equal(growing.contact[:n], steady.contact)]
        assert all(alike) == same
