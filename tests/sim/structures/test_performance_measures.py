"""3b, by hand: who is held responsible, with whom they go over a failure, when they have the time, and what is credited."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from sim.structures.performance_measures import convene_reviews, covers, is_covered_worker, turn_of
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, everybody_has, small_world

NEVER = None


@pytest.mark.parametrize("covered", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)])
def test_whom_measures_cover(covered):
    """Workers, managers, customers, each by its own switch; held responsible are workers alone."""
    world = small_world(performance_measures=dict(zip(("workers", "managers", "customers"), map(bool, covered), strict=True)))
    rates, kinds = world.rates[0], (Kind.WORKER, Kind.MANAGER, Kind.CUSTOMER)
    assert tuple(int(by_hand(covers)(kind, rates)) for kind in kinds) == covered
    responsible = [bool(by_hand(is_covered_worker)(world.person[who], rates)) for who in (0, MANAGER, CUSTOMERS[0])]
    assert responsible == [covered[0] == 1, False, False]


def a_failure(level, acted=(11, 12, NEVER), holders=(0, 2, 4), **more):
    """A customer's situation that failed at 20: workers 0 and 2 acted at 11 and 12, worker 4 was aware and did not."""
    world = small_world(performance_measures={"level": level, **more})
    s = a_situation(world, CUSTOMERS[0], list(holders), closed=20, aftermath=1)
    for position, tick in enumerate(acted, start=1):
        part = world.part[s, position]
        part.aware, part.answered, part.acted_tick = 1, int(tick is not NEVER), tick or -1
    world.failed[0], world.clock[0].n_failed, world.clock[0].tick = s, 1, 21
    return world, s


def reviewed(world, draws=None):
    world.clock[0].n_episodes = 0
    by_hand(convene_reviews, draws or {})(world)
    episodes = world.episode[: world.clock[0].n_episodes]
    return [(EpisodeKind(e.kind).name, int(e.initiator), int(e.receiver)) for e in episodes]


@pytest.mark.parametrize("level, joint", [(Level.NONE, 0), (Level.IMPERSONAL, 0), (Level.RELATIONAL, 1), (Level.TIME_ONLY, 0)])
def test_what_roles_are_credited_for(level, joint):
    """Four functions, customer, manager; managers are not covered here."""
    world = small_world(performance_measures={"level": level, "weight": 0.3, "managers": False})
    weight = 0.3 if level in (Level.IMPERSONAL, Level.RELATIONAL) else 0.0
    assert world.terms.credit_weight.tolist() == [weight] * 5 + [0.0]
    assert world.terms.joint_credit.tolist() == [joint] * 5 + [0]


@pytest.mark.parametrize("group", ["workers", "managers", "customers"])
def test_whom_measures_cover(group):
    """Each kind by a switch of its own; only workers who are covered are held responsible."""
    world = small_world(performance_measures={"workers": False, "managers": False, "customers": False, group: True})
    assert {kind for kind in Kind if by_hand(covers)(kind, world.rates[0])} == {Kind[group[:-1].upper()]}
    responsible = [by_hand(is_covered_worker)(world.person[who], world.rates[0]) for who in (0, MANAGER, CUSTOMERS[0])]
    assert responsible == [group == "workers", False, False]


@pytest.mark.parametrize("answered, acted_tick, expected", [(0, -1, 0.0), (1, 20, 1.0), (1, 12, 9.0)])
def test_turn(answered, acted_tick, expected):
    """Closed at 20: first who never acted, then who acted last."""
    world, s = a_failure(Level.RELATIONAL)
    part = world.part[s, 1]
    part.answered, part.acted_tick = answered, acted_tick
    assert by_hand(turn_of)(part, 20) == expected


def test_assigned_up_the_line():
    """Two conversations of ten minutes: who never acted and who acted last account for it to the manager."""
    world, _ = a_failure(Level.IMPERSONAL)
    assert reviewed(world) == [("ACCOUNT", 4, MANAGER), ("ACCOUNT", 2, MANAGER)]
    assert world.minutes[:, Purpose.REVIEW].tolist() == [20, 20, 0]
    assert {int(e.about) for e in world.episode[:2]} == {1000 + world.failed[0]} and world.episode[0].convened == 1


@pytest.mark.parametrize("lowest, other", [(CUSTOMERS[0], CUSTOMERS[0]), (0, 0), (MANAGER, MANAGER)])
def test_reviewed_together(lowest, other):
    """The same two begin, each with somebody of another role: who took part, the subject, the supervisor."""
    world, _ = a_failure(Level.RELATIONAL)
    first = world.person[lowest].identity
    assert reviewed(world, {Decision.REVIEWED_WITH: lambda tick, part, whom: 0.0 if whom == first else 0.5}) == [
        ("REVIEW", 4, other), ("REVIEW", 2, other),
    ]  # fmt: skip
    assert world.minutes[:, Purpose.REVIEW].sum() == 40


def test_covered_and_of_another_role():
    """Nobody but worker 2 is left to review with worker 3 of the same function: no review. Uncovered workers: none at all."""
    world, _ = a_failure(Level.RELATIONAL, acted=(11, 12), holders=(2, 3), managers=False, customers=False)
    assert reviewed(world) == []
    world, _ = a_failure(Level.RELATIONAL, workers=False)
    assert reviewed(world) == [] and world.minutes.sum() == 0


def test_the_twin_gives_the_relational_poles_minutes_and_nobody_meets():
    spent = []
    for level in (Level.RELATIONAL, Level.TIME_ONLY):
        world, _ = a_failure(level)
        assert bool(reviewed(world)) == (level == Level.RELATIONAL)
        spent.append(world.person.attention.tolist())
    assert spent[0] == spent[1] != [60] * 13


def test_capacity_is_by_pod_and_week():
    """Two failures a week: the third is not gone over; the week after is another."""
    world, s = a_failure(Level.IMPERSONAL, capacity=2, conversations=1, minutes=5)
    counts = []
    for tick in (21, 22, 23, 40):
        world.clock[0].tick = tick
        counts.append(len(reviewed(world)))
    assert counts == [1, 1, 0, 1]


def test_it_waits_until_both_have_the_time():
    world, _ = a_failure(Level.IMPERSONAL)
    world.person[MANAGER].attention = 15
    assert reviewed(world) == [("ACCOUNT", 4, MANAGER)] and world.clock[0].n_reviews == 1
    world.clock[0].n_failed, world.clock[0].tick = 0, 22
    everybody_has(world, 60)
    assert reviewed(world) == [("ACCOUNT", 2, MANAGER)] and world.clock[0].n_reviews == 0


def test_suspended():
    """At 0 nothing is reviewed and nobody pays; at 0.4 what draws 0.39 is, what draws 0.41 is not, however often asked."""
    for held, number, n in ((0.0, 0.0, 0), (0.4, 0.39, 2), (0.4, 0.41, 0)):
        world, _ = a_failure(Level.IMPERSONAL)
        world.held[Arrow.PERFORMANCE_MEASURES] = held
        assert len(reviewed(world, {Decision.TAKES_PLACE: number})) == n
        assert (world.minutes[Kind.MANAGER].sum() > 0) == (n > 0) and world.clock[0].n_reviews == 0


def test_none_spends_nothing():
    world, _ = a_failure(Level.NONE)
    assert reviewed(world) == [] and world.minutes.sum() == 0
