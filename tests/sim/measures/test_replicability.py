"""Replicability, by hand: the spread between sites that chance does not explain; substitutes and regulars."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measures.replicability import excess_spread, replicability
from sim.measures.responses import count_substituted
from sim.state import Kind
from tests.sim.by_hand import by_hand, small_world


def test_the_spread_beyond_chance():
    """Rates 0.1 and 0.3 of 100 each: variance 0.02; chance 0.2 · 0.8 / 100 = 0.0016; root of 0.0184."""
    assert excess_spread(np.array([10, 30]), np.array([100.0, 100.0])) == pytest.approx(math.sqrt(0.0184))
    assert excess_spread(np.array([19, 21]), np.array([100.0, 100.0])) == 0.0  # less than chance alone gives
    assert math.isnan(excess_spread(np.array([10]), np.array([100.0])))
    assert excess_spread(np.array([10, 0, 30]), np.array([100.0, 0.0, 100.0])) == pytest.approx(math.sqrt(0.0184))


def test_substitutes_and_regulars():
    """Ten closed, of which four with a substitute; three timely, of which one."""
    world = small_world()
    tally = world.responses[Kind.CUSTOMER]
    tally.answered, tally.abandoned, tally.timely = 8, 2, 3
    for timely in (True, False, False, False):
        by_hand(count_substituted)(tally, timely, True, False)
    assert (tally.substituted, tally.substituted_knowledgeable, tally.substituted_caring, tally.substituted_joint) == (4, 4, 0, 0)
    row = replicability(world)
    assert row["n_substituted"] == 4
    assert row["substituted.timely"] == 0.25 and row["regular.timely"] == pytest.approx(2 / 6)
    assert math.isnan(row["site_spread.timely"])
