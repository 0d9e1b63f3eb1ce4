"""Exchanges, by hand: what is counted of one encounter, by which roles, in which month."""

from __future__ import annotations

import pytest

from sim.measures.exchanges import SINCE_WARM_UP, clear_exchange, count_exchange, count_exchanges, goes_over, month_of
from sim.state import MONTHS, NONE, EpisodeKind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, acquaint, by_hand, set_tie, small_world

NURSE, THERAPIST = 0, 2  # workers of the first and the second function


def happened(world, kind, initiator=NURSE, receiver=THERAPIST, situation=NONE, tick=12, **result):
    """One encounter of this tick, counted; as it says, or opened, met, heard and accurate."""
    episode = world.episode[0]
    for name in episode.dtype.names:
        episode[name] = 0
    episode.kind, episode.initiator, episode.receiver, episode.situation, episode.tick = kind, initiator, receiver, situation, tick
    for name, value in {"opened": 1, "met": 1, "heard": 1, "accurate": 1, **result}.items():
        episode[name] = value
    world.clock[0].tick, world.clock[0].n_episodes = tick, 1
    by_hand(count_exchanges)(world)
    role, other = world.person[[initiator, receiver]].role
    return {name: int(world.exchange[0, role, other][name]) for name in world.exchange.dtype.names}


@pytest.mark.parametrize(
    "result, met, timely, heard, accurate",
    [
        ({}, 1, 1, 1, 1),
        ({"accurate": 0}, 1, 1, 1, 0),
        ({"heard": 0, "accurate": NONE}, 1, 1, 0, 0),
        ({"met": 0, "heard": NONE, "accurate": NONE}, 0, 0, 0, 0),
        ({"tick": 21}, 1, 0, 1, 1),  # the deadline is 20
    ],
)
def test_a_telling(result, met, timely, heard, accurate):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [NURSE, THERAPIST])
    found = happened(world, EpisodeKind.TELL, situation=s, **result)
    assert (found["opened"], found["met"], found["about"], found["about_met"], found["timely"]) == (1, met, 1, met, timely)
    assert (found["heard"], found["accurate"], found["gone_over"], found["solved"]) == (heard, accurate, 0, 0)
    assert (found["of_tied"], found["of_others"], found["granted_others"]) == (0, 1, met)


@pytest.mark.parametrize("kind", [EpisodeKind.AFTERMATH, EpisodeKind.REVIEW, EpisodeKind.ACCOUNT, EpisodeKind.SESSION])
@pytest.mark.parametrize("heard", [0, 1])
def test_a_failure_gone_over(heard, kind):
    """It is solved or blamed, and neither in time nor a favour."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [NURSE, THERAPIST])
    found = happened(world, kind, situation=s, heard=heard)
    assert (found["opened"], found["met"], found["gone_over"], found["solved"]) == (1, 1, 1, heard)
    assert found["about"] == found["heard"] == found["of_others"] == 0


@pytest.mark.parametrize("kind", [EpisodeKind.PRACTICE, EpisodeKind.REFER, EpisodeKind.WRITE, EpisodeKind.BUFFER])
def test_what_is_no_talk_about_work_is_not_counted(kind):
    assert not any(happened(small_world(), kind).values())
    assert not any(happened(small_world(), EpisodeKind.TELL, opened=0).values())


def test_convened_encounters_are_no_favours():
    found = happened(small_world(), EpisodeKind.ASK_PARTICULAR, convened=1)
    assert (found["met"], found["about"], found["of_tied"], found["of_others"]) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "experience, met, tied", [(1.0, 0, 1), (0.99, 0, 0), (1.49, 1, 0), (1.5, 1, 1)]
)  # of an encounter that was met, one half has been learnt since
def test_whom_one_has_a_tie_with(experience, met, tied):
    """It is the tie of the one addressed, as it was before."""
    world = small_world()
    world.person.group = 0
    set_tie(acquaint(world, THERAPIST, NURSE, 0), 0.5, experience)
    found = happened(world, EpisodeKind.TELL, met=met)
    assert (found["of_tied"], found["granted_tied"], found["of_others"]) == (tied, tied * met, 1 - tied)


def test_months():
    """A month is 20 days of 8 hours; the fourth begins in the first one's window, emptied; all since the warm-up stays."""
    world = small_world()
    world.clock[0].observing = 1
    counted = [happened(world, EpisodeKind.TELL, tick=tick)["opened"] for tick in (0, 159, 160, 479, MONTHS * 160)]
    assert counted == [1, 2, 2, 2, 1]
    assert [int(world.exchange[window, 0, 1].opened) for window in (1, 2, SINCE_WARM_UP)] == [1, 1, 5]


def test_a_manager_and_a_customer():
    world = small_world()
    happened(world, EpisodeKind.DIRECT, MANAGER, THERAPIST)
    happened(world, EpisodeKind.TELL, CUSTOMERS[0], MANAGER)
    assert world.exchange[0, 5, 1].opened == world.exchange[0, 4, 5].opened == 1
    assert world.exchange.opened.sum() == 2


@pytest.mark.parametrize("tick, window", [(0, 0), (159, 0), (160, 1), (479, 2), (480, 0)])
def test_the_window_of_a_month(tick, window):
    assert by_hand(month_of)(tick, small_world().rates[0]) == window


def test_one_encounter_added_and_all_taken_away():
    """Heard and misunderstood, met in the very tick of the deadline, granted to somebody tied."""
    world = small_world()
    exchange, episode = world.exchange[0, 0, 1], world.episode[0]
    episode.kind, episode.tick, episode.met, episode.heard, episode.accurate, episode.convened = EpisodeKind.TELL, 20, 1, 1, 0, 0
    by_hand(count_exchange)(exchange, episode, 20, 1)
    counted = {name for name in exchange.dtype.names if exchange[name]}
    assert counted == {"opened", "met", "heard", "about", "about_met", "timely", "of_tied", "granted_tied"}
    by_hand(clear_exchange)(exchange)
    assert not any(exchange[name] for name in exchange.dtype.names)


def test_what_goes_over_a_failure():
    over = {kind for kind in EpisodeKind if by_hand(goes_over)(kind)}
    assert over == {EpisodeKind.AFTERMATH, EpisodeKind.REVIEW, EpisodeKind.ACCOUNT, EpisodeKind.SESSION}
