"""The handle on a world: it says where the arrays lie, and refuses what rules could not read."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from sim.world import WorldReference
from tests.sim.by_hand import small_world


def test_it_says_of_each_array_where_it_lies_how_large_it_is_and_how_far_apart_its_rows_are():
    world = small_world()
    handle = WorldReference(world)
    first = handle.type.first_word["team"]
    assert handle._words[first : first + 5].tolist() == [world.team.ctypes.data, *world.team.shape, *world.team.strides]


def test_a_copy_is_a_handle_on_a_copy():
    handle = WorldReference(small_world())
    copied = copy.deepcopy(handle)
    assert copied.world is not handle.world and copied.type is handle.type
    assert copied._words[0] == copied.world.person.ctypes.data != handle._words[0]


def test_rows_that_lie_scattered_are_refused():
    with pytest.raises(ValueError, match="scattered"):
        WorldReference(small_world()._replace(held=np.zeros(54)[::2]))
