"""Giving memory back to the system that thousands of short runs have freed.

A run takes a few megabytes and frees them, but glibc's allocator keeps what it cannot cut off the end of its heap. What
is in use stays the same from run to run; what a process holds grows for thousands of runs, as if something leaked.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from functools import cache

import pyarrow as pa

SECONDS_BETWEEN = 10.0  # a worker's; the driver gives back when a part closes


def give_back() -> None:
    """Return free memory to the system, where the allocator can be asked to; takes some milliseconds."""
    pa.default_memory_pool().release_unused()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Find glibc's ``malloc_trim``; other systems' C libraries have none, and most of them need none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no such function; no such library; Windows
        return None


class GivingBack:
    """Gives back every ten seconds at most, however often it is asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._last = clock, clock()

    def if_due(self) -> None:
        """Give back if the last time is long enough ago."""
        if self._clock() - self._last >= SECONDS_BETWEEN:
            give_back()
            self._last = self._clock()
