"""Job design, by hand: who is a spanner or a supervisor, on what terms, who is visited, and what it costs."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.configuration_files import conf_names
from sim.draws import Decision
from sim.parameters import load_parameters
from sim.people.founding import found, head_counts
from sim.state import NONE, EpisodeKind, Kind, Purpose
from sim.structures.job_design import convene_job_design
from sim.structures.parameters import Level
from tests.sim.by_hand import by_hand, everybody_has, small_world

LEVELS = [Level.NONE, Level.IMPERSONAL, Level.RELATIONAL, Level.TIME_ONLY]
# Rows of a world of eleven heads: two workers in each of four functions, their manager, two spanners, six customers.
MANAGER, SPANNERS, CUSTOMERS = 8, (9, 10), range(11, 17)


def designed(level=Level.RELATIONAL, **design):
    values = {"level": level, "small_span": 10, "wide_span": 10, "spanners": 0.2, "caseload": 3, "round_minutes": 4, **design}
    return small_world(size={"workers": 11}, job_design=values, scenario={"customers_per_head": 0.55})


def convened(world, ticks=1, draws=0.5):
    """What is convened in so many ticks from 0, with an hour of everybody's time in each."""
    rule, happened = by_hand(convene_job_design, draws), []
    for tick in range(ticks):
        world.clock[0].tick, world.clock[0].n_episodes = tick, 0
        everybody_has(world, 60)
        rule(world)
        happened += [
            (EpisodeKind(e.kind).name, int(e.initiator), int(e.receiver))
            for e in world.episode[: world.clock[0].n_episodes]
        ]
    return happened


@pytest.mark.parametrize("level, managers, spanners, workers", [
    (Level.NONE, [5, 1], 0, 54), (Level.IMPERSONAL, [3, 1], 0, 56), (Level.RELATIONAL, [7, 1], 3, 49), (Level.TIME_ONLY, [7, 1], 3, 49),
])  # fmt: skip
def test_sixty_heads(level, managers, spanners, workers):
    """60/13 = 4.6 supervisors with twelve each, 60/21 = 2.9 with twenty, 60/9 = 6.7 with eight, and one above them; a twentieth are spanners."""
    heads = head_counts(load_parameters("baseline", changes={"job_design.level": level, "size.workers": 60}))
    assert (heads.managers, heads.spanners, sum(heads.per_function)) == (managers, spanners, workers)


@pytest.mark.parametrize("form", conf_names("form"))
@pytest.mark.parametrize("level", LEVELS)
def test_paid_heads_are_equal(form, level):
    """In every form and level as many heads are paid, for the same routine work and the same customers."""
    for size in (6, 7, 30, 61, 150):
        parameters = load_parameters(form, changes={"job_design.level": level, "size.workers": size})
        heads = head_counts(parameters)
        assert sum(heads.per_function) + sum(heads.managers) + heads.spanners == size
        assert min(heads.per_function) > 0 and max(heads.per_function) - min(heads.per_function) <= 1
        assert heads.customers == round(size * 0.5)
        world = found(parameters, seed=1) if size == 30 else None
        if world is not None:
            assert (world.role.demand[:6] == round(36 * size / 6)).all() and (world.role.demand[world.rates[0].spanner_role :] == 0).all()
            assert (world.person.kind != Kind.CUSTOMER).sum() == size
            assert world.person.slot[world.person.kind == Kind.CUSTOMER].min() == size


def test_who_is_where():
    world = designed()
    assert world.role.kind.tolist() == [Kind.WORKER] * 4 + [Kind.CUSTOMER, Kind.MANAGER, Kind.WORKER]
    assert [list(range(role.first, role.last)) for role in world.role[4:]] == [list(CUSTOMERS), [MANAGER], list(SPANNERS)]
    assert world.person.supervisor[[0, 7, 9, 10]].tolist() == [MANAGER] * 4
    assert world.person.pod[list(SPANNERS)].tolist() == [0, 1]
    assert designed(Level.IMPERSONAL).role.size == designed(Level.NONE).role.size == 6


@pytest.mark.parametrize("level, discretion, slack, buffers, joins", [
    (Level.NONE, 0.3, 0.0, 0.0, 0), (Level.IMPERSONAL, 0.1, 0.1, 1.0, 0), (Level.RELATIONAL, 0.7, 0.1, 0.0, 1), (Level.TIME_ONLY, 0.3, 0.1, 0.0, 0),
])  # fmt: skip
def test_terms(level, discretion, slack, buffers, joins):
    world = designed(level)
    convened(world)
    terms = world.terms
    assert (terms.discretion == discretion).all() and (terms.slack == slack).all()
    assert terms.buffers.tolist()[:6] == [buffers] * 4 + [0.0, buffers]  # customers have none
    assert terms.joins_cases.sum() == joins and terms.joins_cases[-1] == joins


def test_every_case_is_visited_once_a_round():
    """Eight hours: each of six customers and one who serves the case, by the customer's spanner, four minutes a side."""
    world = designed(round_hours=8, supervision_hours=2000)
    world.person.slot[:11] = 1000  # no sessions
    happened = convened(world, 8)
    assert [kind for kind, _, _ in happened] == ["ASK_PARTICULAR"] * 12
    for customer in CUSTOMERS:
        spanner = world.person[customer].spanner
        at = happened.index(("ASK_PARTICULAR", spanner, customer))
        serving = {*world.team[customer].tolist(), MANAGER}
        assert happened[at + 1][1] == spanner and happened[at + 1][2] in serving
    assert world.minutes[:, Purpose.ROUND].tolist() == [48 + 4 * sum(who < MANAGER for _, _, who in happened), 4 * sum(who == MANAGER for _, _, who in happened), 24]


def test_who_serves_is_chosen_by_a_race():
    """The supervisor stands behind the last function: key 4 of five."""
    for chosen in range(5):
        world = designed(round_hours=8)
        draws = {Decision.ROUND_WITH: lambda tick, who, whom, chosen=chosen: 0.1 if whom == chosen else 0.5}
        receivers = {who for _, initiator, who in convened(world, 8, draws) if initiator in SPANNERS and who not in CUSTOMERS}
        assert receivers <= ({MANAGER} if chosen == 4 else set(world.team[list(CUSTOMERS), chosen].tolist()))


def test_too_many_cases_go_without_a_visit():
    """One spanner, 30 cases in one hour: sixty minutes are fifteen visits of four, eight customers at the most."""
    world = small_world(
        size={"workers": 11}, scenario={"customers_per_head": 3.0},
        job_design={"level": Level.RELATIONAL, "small_span": 10, "spanners": 0.1, "caseload": 30, "round_hours": 1, "round_minutes": 4, "supervision_hours": 2000},
    )  # fmt: skip
    spanner = 10  # nine workers in the functions
    assert world.person[spanner].cases == 30
    world.clock[0].tick = 1
    everybody_has(world, 60)
    by_hand(convene_job_design, {Decision.ROUND_WITH: lambda tick, who, whom: whom / 10})(world)
    visits = [e for e in world.episode[: world.clock[0].n_episodes] if e.initiator == spanner]
    assert len(visits) == 15 and world.person[spanner].attention == 0
    assert sum(world.person[e.receiver].kind == Kind.CUSTOMER for e in visits) < 15


@pytest.mark.parametrize("level, kind", [(Level.RELATIONAL, "ASK_PARTICULAR"), (Level.IMPERSONAL, "DRILL"), (Level.TIME_ONLY, None)])
def test_sessions_cost_the_same_and_differ_in_what_happens(level, kind):
    """Ten workers, one session of a quarter of an hour every two hours: in twenty hours everybody has had one."""
    world = designed(level, supervision_hours=2, round_hours=2000)
    world.person.slot[list(CUSTOMERS)] = 1000  # nobody is visited in these hours
    workers = [who for who in range(11) if world.person[who].kind == Kind.WORKER]
    assert len(workers) == 10
    happened = convened(world, 20)
    assert world.minutes[:, Purpose.SUPERVISION].tolist() == [150, 150, 0]
    who_with_whom = {"ASK_PARTICULAR": [(MANAGER, who) for who in workers], "DRILL": [(who, NONE) for who in workers]}
    assert sorted(happened) == sorted((kind, *two) for two in who_with_whom.get(kind, []))


@pytest.mark.parametrize("span, sessions", [(20, 1), (5, 2)])
def test_with_a_smaller_span_workers_have_their_turn_more_often(span, sessions):
    """Twenty heads: one supervisor of nineteen, or three of five or six and one above them; in twelve hours twelve sessions, or 48."""
    design = {"level": Level.RELATIONAL, "small_span": span, "spanners": 0.0, "supervision_hours": 1}
    world = small_world(size={"workers": 20}, job_design=design, scenario={"customers_per_head": 0.0})
    turns = [who for _, _, who in convened(world, 12)]
    assert len(turns) == 12 * (world.person.kind == Kind.MANAGER).sum()
    assert turns.count(0) == sessions


def test_the_twin_spends_what_the_relational_pole_spends():
    worlds = [designed(level, round_hours=4, supervision_hours=8) for level in (Level.RELATIONAL, Level.TIME_ONLY)]
    counts = [len(convened(world, 16)) for world in worlds]
    assert (worlds[0].minutes == worlds[1].minutes).all() and worlds[0].minutes.sum() > 0
    assert counts[0] > 0 == counts[1]


@pytest.mark.parametrize("level", [Level.IMPERSONAL, Level.RELATIONAL])
def test_suspended_nothing_takes_place_and_people_keep_their_minutes(level):
    world = designed(level)
    world.held[Arrow.JOB_DESIGN] = 0.0
    assert convened(world, 40) == [] and world.minutes.sum() == 0 and (world.terms.buffers == 0.0).all()
    world.held[Arrow.JOB_DESIGN] = 0.5  # below a half takes place
    assert convened(world, 40, {Decision.TAKES_PLACE: 0.5}) == []
    assert len(convened(world, 40, {Decision.TAKES_PLACE: 0.49})) > 0


def test_with_the_conduit_cut_spanners_go_on_meeting():
    world = designed(supervision_hours=2000)
    world.held[Arrow.SPANNER_CONDUIT] = 0.0
    assert len(convened(world, 8)) >= 12
