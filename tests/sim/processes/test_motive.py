"""What moves people, by hand: goals, credit, and how far credit for the joint result lets one leave the own part."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.attention.awareness import make_aware
from sim.draws import Decision
from sim.episodes.queue import queue_episode
from sim.processes import motive
from sim.state import EpisodeKind
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, set_tie, small_world

PRIOR = 0.5 + 0.48 * 0.3  # willingness towards a stranger


def test_what_goes_along_the_line():
    along = {kind for kind in EpisodeKind if by_hand(motive.goes_along_the_line)(kind)}
    settled = {EpisodeKind.DECIDE, EpisodeKind.HAND_BACK, EpisodeKind.INQUIRE, EpisodeKind.CONFER}
    assert along == settled | {EpisodeKind.DIRECT, EpisodeKind.ACCOUNT}


def rewarded(level, **more):
    return small_world(performance_measures={"level": level, "weight": 0.2, **more})


@pytest.mark.parametrize(
    "by_goals, weight, credited, expected",
    [(0.74, 0.0, 0.0, 0.74), (0.74, 0.0, 1.0, 0.74), (0.74, 0.2, 0.0, 0.592), (0.74, 0.2, 1.0, 0.792), (0.5, 1.0, 0.0, 0.0), (0.5, 1.0, 1.0, 1.0)],
)
def test_moved(by_goals, weight, credited, expected):
    assert by_hand(motive.moved)(by_goals, weight, credited) == pytest.approx(expected)


@pytest.mark.parametrize(
    "weight, joint, goals, n_parts, expected",
    [
        (0.2, 1.0, 0.5, 4, 0.925), (1.0, 1.0, 0.0, 2, 0.5), (1.0, 1.0, 0.0, 4, 0.25),  # the more, the less
        (0.0, 1.0, 0.0, 4, 1.0), (1.0, 0.0, 0.0, 4, 1.0),  # not by credit; credited for the own part
        (1.0, 1.0, 1.0, 4, 1.0), (1.0, 1.0, 0.0, 1, 1.0),  # goals shared; nobody else
    ],
)  # fmt: skip
def test_free_riding(weight, joint, goals, n_parts, expected):
    assert by_hand(motive.reason_for_own_part)(weight, joint, goals, n_parts) == pytest.approx(expected)


@pytest.mark.parametrize(
    "level, expected",
    [(Level.NONE, PRIOR), (Level.TIME_ONLY, PRIOR), (Level.IMPERSONAL, 0.8 * PRIOR), (Level.RELATIONAL, 0.8 * PRIOR + 0.2)],
)
def test_willing_by_what_is_credited(level, expected):
    """With a weight of a fifth; the direct path held at a half leaves a tenth, cut it leaves the goals."""
    world, willing = rewarded(level), by_hand(motive.willing)
    for who in (0, MANAGER, CUSTOMERS[0]):
        assert willing(world, who, 2, 0.3) == pytest.approx(expected)
    world.held[Arrow.REWARD_MOTIVE] = 0.5
    assert willing(world, 0, 2, 0.3) == pytest.approx((expected + PRIOR) / 2)
    world.held[Arrow.REWARD_MOTIVE] = 0.0
    assert willing(world, 0, 2, 0.3) == PRIOR


def test_whom_measures_do_not_cover_credit_does_not_move():
    world, willing = rewarded(Level.IMPERSONAL, customers=False, managers=False), by_hand(motive.willing)
    assert [willing(world, who, 2, 0.3) for who in (0, MANAGER, CUSTOMERS[0])] == pytest.approx([0.8 * PRIOR, PRIOR, PRIOR])


def test_the_own_part_is_credited_under_either_pole():
    """To ask for the clue one lacks, and on both sides what goes along the line; nothing else."""
    line = {kind for kind in EpisodeKind if by_hand(motive.goes_along_the_line)(kind)}
    assert {kind for kind in EpisodeKind if by_hand(motive.goes_along_the_line)(kind)} == line
    for level, others in ((Level.IMPERSONAL, 0.0), (Level.RELATIONAL, 0.2)):
        world = rewarded(level)
        assert by_hand(motive.willing_for_own_part)(world, 0, 0.3) == pytest.approx(0.8 * PRIOR + 0.2)
        for kind in EpisodeKind:
            episode = world.episode[by_hand(queue_episode, 0.5)(world, kind, 0, 2, 7)]
            for rule, own in ((motive.willing_to_open, {EpisodeKind.ASK_CLUE, *line}), (motive.willing_to_meet, line)):
                credited = 0.2 if kind in own else others
                assert by_hand(rule)(world, episode, 0.3) == pytest.approx(0.8 * PRIOR + credited), (rule, kind)


@pytest.mark.parametrize("level, number, acts", [(Level.RELATIONAL, 0.92, 1), (Level.RELATIONAL, 0.94, 0), (Level.IMPERSONAL, 0.94, 1), (Level.NONE, 0.94, 1)])
def test_acting_on_awareness(level, number, acts):
    """Two parts needed, a stranger's goals: 1 − 0.2 · 0.7 · ½ = 0.93. A subject's own need is their own."""
    world = rewarded(level)
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    aware = by_hand(make_aware, {Decision.ACTS_ON: number})
    for position, expected in ((1, acts), (0, 1)):
        aware(world, s, position, 1, 12)
        assert world.part[s, position].acts_on == expected


def test_who_shares_the_subjects_goals_does_not_leave_the_own_part():
    world = rewarded(Level.RELATIONAL)
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    set_tie(world.role_tie[0, 4], 1.0, 1e9)
    assert by_hand(motive.reason_to_act)(world, s, 1) == pytest.approx(1.0)
    assert by_hand(motive.reason_to_act)(world, s, 2) == pytest.approx(0.93)
