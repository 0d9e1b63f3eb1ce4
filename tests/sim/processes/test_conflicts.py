"""Conflicts, by hand: what leaves one, and which are taken up."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.queue import queue_episode
from sim.processes.conflicts import conflicts_arise, is_about_failure, went_wrong
from sim.state import NONE, EpisodeKind
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, by_hand, small_world


def an_episode(world, kind=EpisodeKind.TELL, one=0, other=2, key=7, opened=1, met=0, heard=NONE, order=0.5):
    e = by_hand(queue_episode, 0.5)(world, kind, one, other, key)
    episode = world.episode[e]
    episode.opened, episode.met, episode.heard, episode.order, episode.about = opened, met, heard, order, 1000
    return episode


@pytest.mark.parametrize(
    "kind, opened, met, heard, wrong",
    [
        (EpisodeKind.TELL, 1, 0, 0, True), (EpisodeKind.TELL, 1, 1, 0, False), (EpisodeKind.TELL, 0, NONE, NONE, False),
        (EpisodeKind.AFTERMATH, 1, 1, 0, True), (EpisodeKind.AFTERMATH, 1, 1, 1, False), (EpisodeKind.AFTERMATH, 1, 0, 0, True),
        (EpisodeKind.REVIEW, 1, 1, 0, True), (EpisodeKind.ACCOUNT, 1, 1, 0, True), (EpisodeKind.SESSION, 1, 1, 0, False),
        (EpisodeKind.REFER, 0, NONE, NONE, False),
    ],
)  # fmt: skip
def test_what_goes_wrong(kind, opened, met, heard, wrong):
    assert by_hand(went_wrong)(an_episode(small_world(), kind, opened=opened, met=met, heard=heard)) == wrong


def test_what_is_about_a_failure():
    about = {kind for kind in EpisodeKind if by_hand(is_about_failure)(kind)}
    assert about == {EpisodeKind.AFTERMATH, EpisodeKind.REVIEW, EpisodeKind.ACCOUNT}


def arisen(level=Level.RELATIONAL, number=0.04, *episodes, **more):
    world = small_world(conflict_resolution={"level": level, "delay_days": 2.0, **more})
    world.clock[0].tick = 12
    for episode in episodes or [{}]:
        an_episode(world, **episode)
    by_hand(conflicts_arise, {Decision.CONFLICT: number})(world)
    return world, [(int(c.one), int(c.other)) for c in world.conflict[: world.clock[0].n_conflicts]]


@pytest.mark.parametrize("level, number, sides", [(Level.RELATIONAL, 0.04, [(0, 2)]), (Level.RELATIONAL, 0.06, []), (Level.TIME_ONLY, 0.04, [(0, 2)]), (Level.NONE, 0.04, [])])
def test_one_in_twenty_where_somebody_takes_it_up(level, number, sides):
    """Two days of eight hours on, from the next hour: due at 29."""
    world, found = arisen(level, number)
    assert found == sides
    if found:
        assert (world.conflict[0].due, world.conflict[0].about, world.conflict[0].told) == (29, 1000, 0)


def test_one_conflict_at_a_time_between_two_and_so_many_a_week_in_the_hours_order():
    """Workers 0 and 2 are of one pod; 1 and 3 of the other. In the order drawn, not in that of rows."""
    there_and_back = [{"one": 0, "other": 2}, {"one": 2, "other": 0}]
    assert arisen(Level.RELATIONAL, 0.0, *there_and_back, capacity=2)[1] == [(0, 2)]
    with_others = [{"one": 0, "other": 2}, {"one": 0, "other": 4}, {"one": 6, "other": 2}, {"one": 4, "other": 6}]
    assert arisen(Level.RELATIONAL, 0.0, *with_others, capacity=3)[1] == [(0, 2), (0, 4), (6, 2)]
    assert arisen(Level.RELATIONAL, 0.0, *with_others, capacity=4)[1] == [(0, 2), (0, 4), (6, 2), (4, 6)]
    several = [{"one": 0, "other": 2, "order": 0.9}, {"one": 2, "other": 4, "order": 0.1}, {"one": 1, "other": 3, "order": 0.5}]
    assert arisen(Level.RELATIONAL, 0.0, *several, capacity=1)[1] == [(2, 4), (1, 3)]


def test_a_customer_may_be_a_side_or_not():
    with_customer = {"one": 0, "other": CUSTOMERS[0]}
    assert arisen(Level.RELATIONAL, 0.0, with_customer)[1] == [(0, CUSTOMERS[0])]
    assert arisen(Level.RELATIONAL, 0.0, with_customer, customers=False)[1] == []
    assert arisen(Level.RELATIONAL, 0.0, {"one": CUSTOMERS[0], "other": 0}, customers=False)[1] == []
    assert arisen(Level.RELATIONAL, 0.0, {}, customers=False)[1] == [(0, 2)]


def test_what_goes_well_leaves_no_conflict():
    assert arisen(Level.RELATIONAL, 0.0, {"met": 1, "heard": 1}, {"one": 2, "other": 4, "met": 1, "heard": 0})[1] == []
