"""The line, by hand: first come first served, not in the same hour, decided or handed back."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.leadership import serve_line
from sim.state import NONE, Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, know, set_tie, small_world

YES = 0.0


def referred(queued=11, **fields):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    part = world.part[s, 1]
    part.referred, part.queued, part.queue_manager = 1, queued, MANAGER
    for name, value in fields.items():
        part[name] = value
    world.queue[0] = s, 1
    world.clock[0].n_queue, world.clock[0].n_episodes = 1, 0
    return world, s, part


def serve(world, hand_back, **more):
    draws = {Decision.HAND_BACK: hand_back, Decision.OPEN: 0.99, Decision.ACTS_ON: 0.5, **more}
    from tests.sim.by_hand import Draws

    by_hand(serve_line, None, draw=Draws(draws, common=YES))(world)


def test_decided():
    """At footing 0.3 a case is handed back below 0.1 + 0.8 · 0.3 = 0.34."""
    world, s, part = referred()
    serve(world, 0.35)
    assert (part.queue_manager, part.approved, world.clock[0].n_queue) == (NONE, 0, 0)
    assert (world.part[s, 2].directed_by, world.minutes[Kind.MANAGER, Purpose.LINE]) == (MANAGER, 10)


def test_handed_back_with_authority():
    world, s, part = referred()
    serve(world, 0.33)
    assert (part.queue_manager, part.approved, world.part[s, 2].directed_by) == (NONE, 1, NONE)
    assert world.address[s, 1, 2].known == 1 and world.minutes[Kind.MANAGER, Purpose.LINE] == 6


def test_a_garbled_case_is_handed_back_without_names_and_decided_garbled():
    world, s, part = referred(referral_garbled=1)
    serve(world, 0.33)
    assert part.approved == 1 and world.address[s, 1, 2].known == NONE
    world, s, part = referred(referral_garbled=1)
    serve(world, 0.35)
    assert world.part[s, 2].referral_garbled == 1


@pytest.mark.parametrize("footing, handed_back", [(0.0, 0), (1.0, 1)])
def test_the_footing_towards_the_worker_decides(footing, handed_back):
    world, s, part = referred()
    set_tie(world.role_tie[MANAGER, 0], footing, 1e9)
    serve(world, 0.5)
    assert part.approved == handed_back


def test_not_in_the_hour_in_which_it_came_and_not_without_time():
    world, s, part = referred(queued=12)
    serve(world, 0.35)
    assert (part.queue_manager, world.clock[0].n_queue) == (MANAGER, 1)
    world, s, part = referred()
    world.person[MANAGER].attention = 9
    serve(world, 0.35)
    assert (part.queue_manager, world.clock[0].n_queue) == (MANAGER, 1)


def test_first_come_first_served():
    world, s, part = referred(queued=11)
    earlier = world.part[s, 2]
    know(world, s, 2)
    earlier.referred, earlier.queued, earlier.queue_manager = 1, 10, MANAGER
    world.queue[1] = s, 2
    world.clock[0].n_queue = 2
    world.person[MANAGER].attention = 19  # for one case of ten minutes
    serve(world, 0.35)
    assert (earlier.queue_manager, part.queue_manager) == (NONE, MANAGER)
    assert world.clock[0].n_queue == 1 and world.queue[0].tolist() == [s, 1]
