"""Enlarging a world: arrays that may run full are doubled between two ticks; nothing in them changes."""

import numpy as np

from sim.records import records
from sim.state import World

FIRST_LOG = 4096


def enlarged(world: World) -> World:
    """Return a world with twice the room for days, if days are short, else for situations and what belongs to them."""
    if world.clock[0].tick // world.rates[0].ticks_per_day >= world.daily.size:
        return world._replace(daily=_doubled(world.daily))
    n = world.situation.size
    world = world._replace(
        situation=_doubled(world.situation),
        part=_doubled(world.part),
        address=_doubled(world.address),
        opened=_doubled(world.opened),
        failed=_doubled(world.failed),
        queue=_doubled(world.queue),
        free=np.concatenate([world.free[: world.clock[0].n_free], np.arange(2 * n - 1, n - 1, -1), np.zeros(n, int)])[
            : 2 * n
        ],
        episode=_doubled(world.episode),
        log=_doubled(world.log),
    )
    world.clock[0].n_free += n
    return world


def _doubled(array: np.ndarray) -> np.ndarray:
    """Append as much room again as there is."""
    n = array.shape[0]
    shape = (n + max(1, n), *array.shape[1:])
    more = records(array.dtype, *shape) if array.dtype.names else np.zeros(shape, array.dtype)
    more[:n] = array
    return more


def with_log(world: World) -> World:
    """Return a world that keeps its episodes."""
    world = world._replace(log=records(world.episode.dtype, FIRST_LOG + 2 * world.episode.size))
    world.clock[0].recording = 1
    return world


