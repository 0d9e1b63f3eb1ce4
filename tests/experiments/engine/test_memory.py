"""Freed memory goes back to the system, and a system without a way to ask is left alone."""

import ctypes
import gc
import weakref

import psutil
import pytest

from experiments.engine import memory

BLOCKS, BYTES = 60_000, 2_000  # larger than what Python keeps in pools of its own


@pytest.fixture
def no_function_known_yet():
    """Whether the allocator can be asked is found out once per process."""
    memory._trim.cache_clear()
    yield
    memory._trim.cache_clear()


@pytest.mark.skipif(memory._trim() is None, reason="this system's allocator cannot be asked")
def test_what_was_freed_below_a_block_in_use_goes_back_to_the_system():
    me = psutil.Process()
    blocks = [bytearray(BYTES) for _ in range(BLOCKS)]
    kept = blocks[::100]  # all over the heap, up to its end
    kept.append(blocks[-1])
    del blocks
    held = me.memory_info().rss
    memory.give_back()
    assert held - me.memory_info().rss > BLOCKS * BYTES / 2
    assert len(kept) > 1


def test_circles_are_broken():
    class Circle:
        """Goes only when garbage is looked for."""

        def __init__(self):
            self.self = self

    gc.disable()
    try:
        circles = [weakref.ref(Circle()) for _ in range(3)]
        assert all(each() is not None for each in circles)
        memory.give_back()
        assert not any(each() for each in circles)
    finally:
        gc.enable()


def test_what_is_in_use_when_memory_is_given_back_goes_once_it_is_not():
    """A notebook's own things: an organization, say, that is there while a study runs and is let go of afterwards."""

    class Circle:
        """Goes only when garbage is looked for."""

        def __init__(self):
            self.self = self

    mine = Circle()
    memory.give_back()
    left = weakref.ref(mine)
    del mine
    memory.give_back()
    assert left() is None


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_a_system_that_cannot_be_asked_is_left_alone(monkeypatch, no_function_known_yet, error):
    def no_library(name):
        raise error(name)

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    memory.give_back()
    assert memory._trim() is None


def test_it_is_given_back_every_half_minute_at_most(monkeypatch):
    given, now = [], [0.0]
    monkeypatch.setattr(memory, "give_back", lambda: given.append(now[0]))
    often = memory.GivingBack(clock=lambda: now[0])
    for second in range(75):
        now[0] = float(second)
        often.if_due()
    assert given == [30.0, 60.0]
