"""The line: cases that workers referred wait for managers, and are served in the order in which they came, but for favours."""

import numpy as np

from sim.attention.spending import can_pay
from sim.compilation import compiled
from sim.processes.favours import goes_before_all, place_in_queue
from sim.processes.leadership import serve
from sim.state import NONE, Outcome


@compiled
def serve_line(world):
    """Managers serve what was in their queue before this hour, first come first served but for favours, as long as they have time.

    Most cases wait for a manager whose hour is over by then, and are passed over at a glance.
    """
    clock = world.clock[0]
    if clock.n_queue == 0:
        return
    first, after = in_order_of_arrival(world)
    places, arrived = np.empty(clock.n_queue, np.int64), np.empty(clock.n_queue)
    for hour in range(first.size):
        i, n = first[hour], 0
        while i != NONE:
            part = world.part[world.queue[i, 0], world.queue[i, 1]]
            if looks_at_cases(world, part.queue_manager):
                places[n], arrived[n] = i, place_in_queue(part, hour == 0, world.rates[0])
                n += 1
            i = after[i]
        if n == 0:
            continue
        for turn in np.argsort(arrived[:n], kind="mergesort"):
            s, position = world.queue[places[turn], 0], world.queue[places[turn], 1]
            if looks_at_cases(world, world.part[s, position].queue_manager):
                serve(world, s, position, clock.tick)
    drop_settled(world)


@compiled
def in_order_of_arrival(world):
    """Put cases of one hour behind one another, so that nobody compares those that are not reached; before all hours, favours.

    Returns (first, after): the first case of each hour, and of each case the next of the same hour; NONE if there is none.
    """
    tick, n = world.clock[0].tick, world.clock[0].n_queue
    oldest = tick
    for i in range(n):
        oldest = min(oldest, world.part[world.queue[i, 0], world.queue[i, 1]].queued)
    first, after = np.full(1 + tick - oldest, NONE), np.full(n, NONE)
    for i in range(n):
        part = world.part[world.queue[i, 0], world.queue[i, 1]]
        if part.queued < tick and looks_at_cases(world, part.queue_manager):
            hour = 0 if goes_before_all(world, part) else 1 + part.queued - oldest
            first[hour], after[i] = i, first[hour]
    return first, after


@compiled
def looks_at_cases(world, manager):
    """A manager looks at cases who has the minutes for the shortest answer to any: who has not could do nothing about them.

    Where a run is recorded they look all the same, for what kept them from it is part of the story.
    """
    rates = world.rates[0]
    shortest = min(rates.minutes_refer, rates.minutes_ask, rates.minutes_hand_back, rates.minutes_decide, rates.minutes_confer)
    return world.clock[0].recording == 1 or can_pay(world.person[manager], shortest)


@compiled
def drop_settled(world):
    """Cases that are served, or whose situation has closed, leave the queue."""
    clock, kept = world.clock[0], 0
    for i in range(clock.n_queue):
        s, position = world.queue[i, 0], world.queue[i, 1]
        waits = world.part[s, position].queue_manager != NONE
        if waits and world.situation[s].outcome == Outcome.OPEN.value:
            world.queue[kept, 0], world.queue[kept, 1] = s, position
            kept += 1
    clock.n_queue = kept
