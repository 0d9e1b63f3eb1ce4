"""Organisations that differ only in what begins after the warm-up share one: it is run once, and each goes on from a copy.

Held arrows, exits, absences, suspensions and waves of exits begin when the warm-up is over (model §1, C6). Up to then
such organisations are the same to the last bit, so that going on from a copy gives the rows that a run of one's own
would give. A surge does not belong to them: people draw the date of their next situation with it in sight.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.model import Organization
    from sim.state import World

LATE_GROUPS = ("held", "turnover", "absence")
LATE_SHOCKS = ("suspended", "suspended_from", "suspended_months", "wave_share", "wave_at")
OWN = ("rates", "requested")  # arrays that say what was asked for; everything else has come about
MOST_WORLDS = 12  # a draw's arms come one after the other, and few have warm-ups of their own
MOST_BYTES = 2**25  # larger worlds are not kept


def settle(organization: Organization, parameters: Mapping[str, Any], seed: int) -> None:
    """Bring an organisation that was just founded to the end of its warm-up: its own, or a copy of one that is the same.

    Reads parameters: nested and complete, those of the organisation. Two threads that want the same warm-up wait for one.
    """
    warm_up = int(organization.world.clock[0].warm_up)
    key = key_of(parameters, seed)
    with _lock_of(key):
        world = _known(key)
        if world is None:
            organization.advance(warm_up)
            _keep(key, organization.world)
            return
    own = {name: getattr(organization.world, name) for name in OWN}
    organization.world = copy_of(world)._replace(**own)
    organization.steps = warm_up


def key_of(parameters: Mapping[str, Any], seed: int) -> str:
    """What the course of a warm-up depends on."""
    early = {key: value for key, value in parameters.items() if key not in LATE_GROUPS}
    early["shocks"] = {key: value for key, value in parameters.get("shocks", {}).items() if key not in LATE_SHOCKS}
    return hashlib.sha256(json.dumps([early, seed], sort_keys=True, default=str).encode()).hexdigest()


def copy_of(world: World) -> World:
    """The same world, apart from now on."""
    return world._replace(**{name: array.copy() for name, array in world._asdict().items()})


def forget() -> None:
    """Keep no warm-up any longer."""
    with _door:
        _worlds.clear()


_door = threading.Lock()
_locks: dict[str, threading.Lock] = {}
_worlds: OrderedDict[str, World] = OrderedDict()


def _lock_of(key: str) -> threading.Lock:
    with _door:
        if len(_locks) > 16 * MOST_WORLDS:  # of warm-ups long past; one that is held is merely run twice
            _locks.clear()
        return _locks.setdefault(key, threading.Lock())


def _known(key: str) -> World | None:
    with _door:
        if key in _worlds:
            _worlds.move_to_end(key)
        return _worlds.get(key)


def _keep(key: str, world: World) -> None:
    if sum(array.nbytes for array in world) > MOST_BYTES:
        return
    kept = copy_of(world)
    with _door:
        _worlds[key] = kept
        while len(_worlds) > MOST_WORLDS:
            _worlds.popitem(last=False)
