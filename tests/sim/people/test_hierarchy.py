"""The hierarchy, by hand: levels by size and span, who answers to whom, and how far up a case goes."""

from __future__ import annotations

import numpy as np
import pytest

from sim import Organization, Parameters, load_parameters
from sim.configuration_files import conf_names
from sim.draws import Decision
from sim.environment.holders import manager_for
from sim.measures.directions import facing
from sim.people.founding import empty_world, found, head_counts
from sim.people.hierarchy import answers_to, is_over_all, managers_by_level, standing_of_level
from sim.processes.line import serve_line
from sim.state import NONE, EpisodeKind, Kind, Purpose
from sim.structures.job_design import hold_sessions
from tests.sim.by_hand import Draws, a_situation, by_hand, couple, know

FOUR = [{"name": name} for name in ("first", "second", "third", "fourth")]


def parameters_of(heads, span, **more):
    return Parameters(size={"workers": heads}, line={"span": span}, scenario={"functions": FOUR, "customers_per_head": 0.2}, **more)


@pytest.mark.parametrize(
    "heads, span, levels",
    [
        (60, 100, [1]), (60, 60, [1]), (9, 8, [1]), (60, 20, [3, 1]), (60, 12, [5, 1]), (60, 8, [7, 1]), (61, 3, [15, 5, 2, 1]),
        (60, 2, [20, 10, 5, 3, 2, 1]), (60, 1, [30, 15, 8, 3]), (1200, 12, [92, 8, 1]), (4, 1, [0]), (5, 1, [1]), (7, 1, [3]),
    ],
)  # fmt: skip
def test_levels_follow_from_size_and_span(heads, span, levels):
    """Sixty heads with a span of two: 60/3 = 20 at the lowest level, half as many above, and so on; no function stays empty."""
    assert managers_by_level(parameters_of(heads, span)) == levels
    counts = head_counts(parameters_of(heads, span))
    assert sum(counts.per_function) + sum(counts.managers) + counts.spanners == heads and min(counts.per_function) > 0


@pytest.mark.parametrize("level, expected", [(1, 0.9), (2, 0.95), (5, 0.98)])
def test_managers_stand_the_higher_the_higher_their_level(level, expected):
    assert standing_of_level(level, 0.9) == pytest.approx(expected)


def three_levels():
    """Fourteen heads with a span of three: seven workers, who answer to four, these to two, and these to one (rows 7 to 13)."""
    world = found(parameters_of(14, 3), 1)
    world.person.attention = 60
    return world


def test_everybody_answers_to_the_one_at_the_top():
    world = three_levels()
    assert world.person.supervisor[:14].tolist() == [7, 7, 8, 8, 9, 9, 10, 11, 11, 12, 12, 13, 13, NONE]
    assert world.person.role[:14].tolist() == [0, 0, 1, 1, 2, 2, 3, 5, 5, 5, 5, 6, 6, 7] and (world.person.kind[7:14] == Kind.MANAGER).all()
    assert (world.rates[0].manager_role, world.rates[0].spanner_role, world.rates[0].n_roles, world.role.size) == (5, 8, 8, 8)
    assert [role.standing for role in world.role[5:8]] == pytest.approx([0.9, 0.95, 1 - 0.1 / 3])
    assert [role.demand for role in world.role[5:8]] == [120, 60, 30]


def test_leadership_is_measured_between_functions_and_managers_of_every_level():
    ways = facing(three_levels())
    assert ways["worker_to_manager"] == [(function, level) for function in range(4) for level in (5, 6, 7)]
    assert sorted(ways["manager_to_worker"]) == sorted((level, function) for function, level in ways["worker_to_manager"])


def test_a_role_for_each_level_has_a_name():
    organization = Organization(parameters_of(14, 3, job_design={"level": "relational", "small_span": 3, "spanners": 0.1}), 1)
    assert organization.role_names[4:] == ["customer", "manager", "manager of level 2", "manager of level 3", "spanner"]


@pytest.mark.parametrize("form", conf_names("form"))
def test_in_every_form_each_line_leads_to_the_top(form):
    for size in (30, 150, 400):
        person = empty_world(load_parameters(form, changes={"size.workers": size}), 1).person
        tops = np.flatnonzero((person.kind == Kind.MANAGER) & (person.supervisor == NONE))
        assert tops.size == 1
        for who in np.flatnonzero(person.kind != Kind.CUSTOMER):
            while person.supervisor[who] != NONE:
                assert person.kind[person.supervisor[who]] == Kind.MANAGER and person.supervisor[who] != who
                who = person.supervisor[who]
            assert who == tops[0]


@pytest.mark.parametrize("who, manager, expected", [(0, 7, 1), (0, 8, 0), (0, 11, 1), (0, 12, 0), (0, 13, 1), (7, 7, 1), (11, 7, 0), (13, 13, 1)])
def test_answers_to(who, manager, expected):
    assert by_hand(answers_to)(three_levels(), who, manager) == expected


@pytest.mark.parametrize("holders, lowest", [([0, 1], 7), ([0, 2], 11), ([0, 4], 13), ([7, 0], 7), ([4, 6], 12), ([12], 12)])
def test_the_lowest_manager_who_is_over_all(holders, lowest):
    """Parts that are not needed, and customers, count for nothing."""
    world = three_levels()
    s = a_situation(world, 14, [*holders, 6])
    world.part[s, 0].needed, world.part[s, 1 + len(holders)].needed = 1, 0
    line = [manager for manager in (world.person.supervisor[holders[0]], *range(7, 14)) if by_hand(is_over_all)(world, manager, s)]
    assert line and min(line) == lowest and 13 in line


def test_by_an_option_whoever_is_asked_settles_it():
    world = found(parameters_of(14, 3, assumptions={"authority": "whoever_is_asked"}), 1)
    s = a_situation(world, 14, [0, 4])
    assert all(by_hand(is_over_all)(world, manager, s) for manager in range(7, 14))


def a_case(holders):
    """The first of these has referred a case to the own supervisor in the last hour."""
    world = three_levels()
    s = a_situation(world, 14, holders)
    know(world, s, 1)
    part = world.part[s, 1]
    part.referred, part.queued, part.queue_manager = 1, 11, world.person[holders[0]].supervisor
    world.queue[0] = s, 1
    world.clock[0].n_queue, world.clock[0].n_episodes = 1, 0
    return world, s, part


def serve(world, loss=0.99):
    draws = {Decision.HAND_BACK: 0.95, Decision.LEAVES_EXPERT_ROLE: 0.95, Decision.OPEN: 0.99, Decision.ACTS_ON: 0.5, Decision.LOSS: loss}
    world.clock[0].n_episodes = 0
    by_hand(serve_line, None, draw=Draws(draws, common=0.0))(world)
    return [EpisodeKind(e.kind).name for e in world.episode[: world.clock[0].n_episodes]]


@pytest.mark.parametrize("holders, line", [([0, 1], [7]), ([0, 2], [7, 11]), ([0, 4], [7, 11, 13])])
def test_a_case_goes_up_a_hop_a_tick_until_somebody_is_over_all(holders, line):
    world, s, part = a_case(holders)
    for superior in line[1:]:
        below = int(part.queue_manager)
        assert serve(world) == ["REFER"] and world.person[below].attention == 56
        assert (part.queue_manager, part.queued, world.clock[0].n_queue) == (superior, world.clock[0].tick, 1)
        assert serve(world) == []  # not in the hour in which it came
        world.clock[0].tick += 1
    assert serve(world) == ["DECIDE"] and (part.queue_manager, world.clock[0].n_queue) == (NONE, 0)
    assert world.part[s, 2].directed_by == line[-1]
    assert world.minutes[:, Purpose.LINE].sum() == 4 * (len(line) - 1) + 20


@pytest.mark.parametrize("garbled, accurate, loss, then", [(0, 1, 0.09, 1), (0, 1, 0.1, 0), (1, 1, 0.99, 1), (0, 0, 0.99, 0)])
def test_a_hop_may_garble_a_case_and_never_mends_it(garbled, accurate, loss, then):
    """What the worker has understood is asked when they refer it, not at every hop."""
    world, s, part = a_case([0, 4])
    part.referral_garbled, part.accurate = garbled, accurate
    serve(world, loss)
    assert (part.queue_manager, part.referral_garbled) == (11, then)


def test_a_case_waits_with_a_manager_who_has_no_time_or_is_not_there_but_not_for_the_worker():
    for field in ("attention", "present"):
        world, s, part = a_case([0, 4])
        world.person[field][7] = 0
        assert (serve(world) in ([], ["REFER"]), part.queue_manager) == (True, 7)
    world, s, part = a_case([0, 4])
    world.person.present[0] = 0
    serve(world)
    assert part.queue_manager == 11


def test_at_the_top_a_case_is_decided_though_nobody_is_over_all():
    world, s, part = a_case([0, 4])
    world.person.supervisor[11] = world.person.supervisor[12] = NONE
    serve(world)
    world.clock[0].tick += 1
    assert part.queue_manager == 11 and serve(world) == ["DECIDE"]


def test_a_managers_own_situation_needs_their_superiors_context():
    world = three_levels()
    assert [by_hand(manager_for)(world, who) for who in (0, 7, 11, 13)] == [7, 11, 13, NONE]


def test_superiors_have_sessions_with_their_managers_too():
    """Each supervisor, of any level, sees the first of those who answer to them."""
    world = found(parameters_of(14, 3, job_design={"level": "relational", "small_span": 3, "supervision_hours": 1, "supervision_minutes": 5, "spanners": 0}), 1)
    world.person.attention, world.clock[0].n_episodes = 60, 0
    by_hand(hold_sessions, 0.0)(world, 1.0)
    met = {(int(e.initiator), int(e.receiver)) for e in world.episode[: world.clock[0].n_episodes]}
    assert met == {(7, 0), (8, 2), (9, 4), (10, 6), (11, 7), (12, 9), (13, 11)}


def test_who_hangs_on_a_clue_is_asked_across_levels():
    """The one over all inquires of the partner, who answers to somebody else in between."""
    world, s, part = a_case([0, 4])
    couple(world, s, 1, 2)
    part.queue_manager = 13
    draws = {Decision.HAND_BACK: 0.95, Decision.KNOWS_HOLDERS: 0.99, Decision.OPEN: 0.99, Decision.ACTS_ON: 0.5}
    by_hand(serve_line, None, draw=Draws(draws, common=0.0))(world)
    assert (world.episode[0].kind, world.episode[0].initiator, world.episode[0].receiver) == (EpisodeKind.INQUIRE, 13, 4)
