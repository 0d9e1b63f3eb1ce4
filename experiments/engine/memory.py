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

SECONDS_BETWEEN = 30.0  # looking through what compiling left takes a tenth of a second


def give_back() -> None:
    """Collect garbage and return free memory to the system, where the allocator can be asked to; takes a tenth of a second at most."""
    gc.collect()
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
    """Gives back every half minute at most, however often it is asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._last = clock, clock()

    def if_due(self) -> None:
        """Give back if the last time is long enough ago."""
        if self._clock() - self._last >= SECONDS_BETWEEN:
            give_back()
            self._last = self._clock()
