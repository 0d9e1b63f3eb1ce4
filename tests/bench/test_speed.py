"""Speed: nanoseconds per worker-hour, against a bare loop over records, and from one size to the next.

No absolute time is asserted: machines differ. `make bench` prints.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from sim import load_parameters
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.enlarging import enlarged
from sim.people.founding import found
from sim.schedule import advance
from sim.world import reference_to

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
REPEATS = 5
TICKS = {30: 2000, 300: 400, 3000: 80}


@compiled
def bare_loop(person, ticks, draws_each):
    """What no implementation can do without: visit each record each tick, read it, draw, write."""
    total = 0.0
    for tick in range(ticks):
        for who in range(person.size):
            for n in range(draws_each):
                total += draw(1, Decision.HEAR, tick, person[who].identity, n)
            person[who].attention += 1 if person[who].skill < total else 0
    return total


def run(world, ticks):
    until = int(world.clock[0].tick) + ticks
    while advance(reference_to(world), until) < until:
        world = enlarged(world)
    return world


def timed(function, *arguments):
    """Return wall and processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = function(*arguments)
    return time.perf_counter() - wall, time.process_time() - cpu, result


@pytest.mark.parametrize("form", ["bureaucratic", "relational_bureaucracy"])
def test_nanoseconds_per_worker_hour(form):
    medians, digests = {}, {}
    for heads, ticks in TICKS.items():
        parameters = load_parameters(form, "patient_care", changes={"size.workers": heads})
        per_hour, bare, busy = [], [], []
        for repeat in range(REPEATS + 1):
            world = run(found(parameters, seed=1), 40)
            wall, cpu, world = timed(run, world, ticks)
            digests.setdefault(heads, set()).add(world.responses.tobytes() + world.minutes.tobytes())
            wall_bare, _, _ = timed(bare_loop, world.person, ticks, 1)
            if repeat:  # the first warms up
                per_hour.append(wall / heads / ticks * 1e9)
                bare.append(wall_bare / heads / ticks * 1e9)
                busy.append(cpu / wall)
        assert len(digests[heads]) == 1, "the same run twice is not the same run"
        medians[heads] = statistics.median(per_hour)
        print(f"\n{form} {heads:>5} heads: {medians[heads]:8.0f} ns per worker-hour, {medians[heads] / statistics.median(bare):5.1f}"
              f" times a bare loop of one draw a person; cpu/wall {statistics.median(busy):.2f}", end="")  # fmt: skip
    print(f"\n3,000 over 300 heads: {medians[3000] / medians[300]:.2f}; {platform.machine()}, {os.cpu_count()} processors")
    assert medians[3000] < 1.5 * medians[300]
    assert np.isfinite(list(medians.values())).all()


def test_cold_compilation_is_timed():
    code = "from sim import Organization, load_parameters; Organization(load_parameters(years=0.01, years_warm_up=0.01)).run()"
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "warm"):
            environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
            wall, _, done = timed(lambda env=environment: subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True))
            print(f"\n{name} start to end of a first run: {wall:.1f} s", end="")
            assert done.returncode == 0
