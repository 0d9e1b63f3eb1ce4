"""Which process two people are in, for all nine pairs of kinds."""

from __future__ import annotations

import pytest

from sim.relations.process import Process, process_between
from sim.state import Kind
from tests.sim.by_hand import by_hand

W, M, C = Kind.WORKER, Kind.MANAGER, Kind.CUSTOMER


@pytest.mark.parametrize(
    "one, other, process",
    [(W, W, Process.COORDINATION), (M, M, Process.COORDINATION), (W, M, Process.LEADERSHIP), (M, W, Process.LEADERSHIP)]
    + [(C, kind, Process.COPRODUCTION) for kind in Kind] + [(kind, C, Process.COPRODUCTION) for kind in Kind],
)  # fmt: skip
def test_process(one, other, process):
    assert by_hand(process_between)(one, other) == process
