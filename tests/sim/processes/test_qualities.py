"""Each quality's job at footing 0, ½ and 1, from the default ends of each line."""

from __future__ import annotations

import pytest

from sim.processes import qualities as q
from tests.sim.by_hand import by_hand, small_world

RATES = small_world().rates[0]


@pytest.mark.parametrize(
    "rule, values, expected",
    [
        (q.willingness, (0.0,), 0.5), (q.willingness, (0.5,), 0.74), (q.willingness, (1.0,), 0.98),
        (q.against_standing, (0.4,), 0.8), (q.against_standing, (-0.4,), 1.0), (q.against_standing, (0.0,), 1.0),
        (q.speaking_up, (0.0, 0.0), 0.7), (q.speaking_up, (1.0, 0.4), 0.8), (q.speaking_up, (1.0, -1.0), 1.0),
        (q.openness, (1.0, 0.0), 0.7), (q.openness, (0.0, 1.0), 0.3), (q.openness, (0.5, 0.5), 0.5),
        (q.hearing, (0.0, 0.0, 0.0), 0.5), (q.hearing, (1.0, 1.0, 0.0), 0.98), (q.hearing, (1.0, 1.0, 0.4), 0.784),
        (q.accuracy, (0.0,), 0.6), (q.accuracy, (1.0,), 0.97),
        (q.reversal, (0.0, 0.0), 0.05), (q.reversal, (1.0, 1.0), 0.8),
        (q.knowing_whom, (0.0, 0), 0.3), (q.knowing_whom, (1.0, 0), 0.95), (q.knowing_whom, (1.0, 1), 0.38),
        (q.handing_back, (0.0, 0.0), 0.1), (q.handing_back, (1.0, 0.0), 0.5), (q.handing_back, (1.0, 1.0), 0.9),
    ],
)  # fmt: skip
def test_table(rule, values, expected):
    assert by_hand(rule)(*values, RATES) == pytest.approx(expected)
