"""Giving memory back to the system that thousands of short runs have left.

An organization refers to itself in circles, so it goes when Python looks for garbage, and Python looks the more seldom
the more objects there are: compiling leaves some three hundred thousand. And what is free, glibc's allocator keeps
unless it lies at the end of its heap. What is in use stays the same from run to run; what a process holds would grow for
thousands of runs, as if something leaked.
"""

from __future__ import annotations

import ctypes
import gc
import time
from collections.abc import Callable
from functools import cache

import pyarrow as pa

SECONDS_BETWEEN = 10.0  # a worker's; the driver gives back when a part closes


def give_back() -> None:
    """Collect garbage and return free memory to the system, where the allocator can be asked to; takes a tenth of a second at most."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _leave_alone_what_is_there() -> None:
    """Once: put what is in use (modules, what compiling left) where garbage is not looked for; a tenth of a second becomes a few milliseconds.

    Only in a worker, which is the study's alone: in a notebook it would keep for good what somebody has there, and lets go of later.
    """
    gc.freeze()


@cache
def _trim() -> Callable[[int], int] | None:
    """Find glibc's ``malloc_trim``; other systems' C libraries have none, and most of them need none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no such function; no such library; Windows
        return None


class GivingBack:
    """Gives back in a worker, every ten seconds at most, however often it is asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._last = clock, clock()

    def if_due(self) -> None:
        """Give back if the last time is long enough ago."""
        if self._clock() - self._last >= SECONDS_BETWEEN:
            give_back()
            _leave_alone_what_is_there()
            self._last = self._clock()
