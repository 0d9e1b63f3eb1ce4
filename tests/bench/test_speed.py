"""Speed: nanoseconds per worker-hour, against the reference, against a bare loop, and from one size to the next.

No absolute time is asserted: machines differ. `make bench` prints. What is timed is always the same stretch of
a life: the hours after the onboarding of the founders has settled. Times are of the processor, so that whoever else
uses the machine counts for little; cpu/wall says how much that is (1 on a quiet machine).
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim import Organization, load_parameters
from sim.enlarging import enlarged
from sim.people.founding import found
from sim.records import records
from sim.schedule import advance
from sim.state import World
from sim.world import reference_to
from tests.bench.bare_loop import as_numbers, bare_loop, count
from tests.reference.comparing import first_difference
from tests.reference.organization import ReferenceOrganization

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
SETTLED, MEASURED, REPEATS = 400, 80, 7
SEEDS = {30: range(1, 11), 300: range(1, 3), 3000: range(1, 2)}  # small organisations: several, one after the other
COUNTED_TICKS = 16  # interpreted, at 30 heads
FORMS = ["bureaucratic", "relational_bureaucracy"]


def parameters(form: str, heads: int):
    """The reference scenario, too long for the end of the warm-up to fall into what is measured."""
    return load_parameters(form, "patient_care", changes={"size.workers": heads})


def run(world: World, ticks: int) -> World:
    """Run ticks as `Organization.advance` does."""
    until = int(world.clock[0].tick) + ticks
    while advance(reference_to(world), until) < until:
        world = enlarged(world)
    return world


def copy(world: World) -> World:
    """The same world once more, laid out as a run lays it out."""
    return World(*(laid_out(array) if array.dtype.names else array.copy() for array in world))


def laid_out(array: np.ndarray) -> np.recarray:
    """The same records, from the beginning of a line."""
    again = records(array.dtype, *array.shape)
    again[...] = array
    return again


def timed(function: Callable, *arguments: object) -> tuple[float, float, object]:
    """Return wall and processor seconds, and the result."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = function(*arguments)
    return time.perf_counter() - wall, time.process_time() - cpu, result


def nanoseconds(seconds: float, heads: int, ticks: int, worlds: int = 1) -> float:
    """Seconds as nanoseconds per worker-hour."""
    return seconds * 1e9 / (heads * ticks * worlds)


@pytest.mark.parametrize("form", FORMS)
def test_from_one_size_to_the_next(form):
    """The time for a worker-hour does not grow with the organisation: at 3,000 at most 1.5 times what it is at 300."""
    counted = run(found(parameters(form, 30), seed=1), SETTLED)
    same = run(copy(counted), COUNTED_TICKS)
    touched, draws = count(counted, COUNTED_TICKS)
    assert outcome(counted) == outcome(same), "what was counted is not what runs"
    per_hour = 1 / (30 * COUNTED_TICKS)
    reads, writes = (per_hour * sum(counts[what] for counts in touched.values()) for what in ("reads", "writes"))
    print(f"\n{form}: {draws * per_hour:.1f} draws, {reads:.0f} reads and {writes:.0f} writes per worker-hour")
    most = sorted(touched, key=lambda name: -touched[name]["reads"])[:8]
    print("reads of", ", ".join(f"{name} {touched[name]['reads'] * per_hour:.0f}" for name in most))
    settled = {heads: [run(found(parameters(form, heads), seed), SETTLED) for seed in seeds] for heads, seeds in SEEDS.items()}
    memory = {heads: as_numbers(worlds[0]) for heads, worlds in settled.items()}
    took, bare, shares, outcomes = ({heads: [] for heads in SEEDS} for _ in range(4))
    for _ in range(REPEATS):  # sizes in turn: whoever else uses the machine slows all of them
        for heads in SEEDS:
            worlds = [copy(world) for world in settled[heads]]
            wall, busy, worlds = timed(lambda worlds=worlds: [run(world, MEASURED) for world in worlds])
            outcomes[heads].append(b"".join(map(outcome, worlds)))
            times = heads * MEASURED * len(worlds) * per_hour
            _, busy_bare, _ = timed(bare_loop, memory[heads], touched, draws, times)
            took[heads].append(nanoseconds(busy, heads, MEASURED, len(worlds)))
            bare[heads].append(nanoseconds(busy_bare, heads, MEASURED, len(worlds)))
            shares[heads].append(busy / wall)
    for heads in SEEDS:
        assert len(set(outcomes[heads])) == 1, "the same run twice is not the same run"
        median, median_bare = statistics.median(took[heads]), statistics.median(bare[heads])
        print(
            f"{heads:>7,} heads: {median:6.0f} ns per worker-hour (fastest {min(took[heads]):.0f}, slowest {max(took[heads]):.0f}); "
            f"bare loop {median_bare:.0f} ns, {median / median_bare:.1f} times that; cpu/wall {statistics.median(shares[heads]):.2f}"
        )
    ratio, bare_ratio = (statistics.median(large / small for large, small in zip(each[3000], each[300])) for each in (took, bare))
    print(
        f"3,000 over 300 heads: {ratio:.2f}, of the bare loop {bare_ratio:.2f}; medians of {REPEATS}, sizes in turn; "
        f"{platform.machine()}, {os.cpu_count()} processors"
    )
    assert ratio < 1.5


def outcome(world: World) -> bytes:
    """Everything that happened, as far as it can be told from tallies, minutes, ties and draws still to come."""
    fields = [array[name] for array in (world.responses, world.person, world.role_tie) for name in array.dtype.names]
    return b"".join(field.tobytes() for field in (world.minutes, *fields))


def test_against_the_reference():
    """At 300 workers, outcomes the same event for event, compiled rules over records take at most a 25th of the time."""
    heads, form = 300, "relational_bureaucracy"
    reference = ReferenceOrganization(parameters(form, heads), seed=1)
    recorded = Organization(parameters(form, heads), seed=1, record=True)
    for _ in range(SETTLED):
        reference.step()
    reference.log.clear()
    settled = run(found(parameters(form, heads), seed=1), SETTLED)
    recorded.advance(SETTLED)
    recorded.episodes()
    recorded._kept.clear()

    def step(ticks: int) -> None:
        for _ in range(ticks):
            reference.step()

    slow, fast = [], []
    for quarter in range(4):
        _, busy, _ = timed(step, MEASURED // 4)
        slow.append(nanoseconds(busy, heads, MEASURED // 4))
        worlds = [copy(settled) for _ in range(REPEATS)]
        times = [timed(run, world, MEASURED // 4) for world in worlds]
        fast.append(nanoseconds(statistics.median(busy for _, busy, _ in times), heads, MEASURED // 4))
        settled = times[0][2]
    recorded.advance(MEASURED)
    assert len(reference.log) > 1000
    assert first_difference(recorded, reference) is None
    assert outcome(settled) == outcome(recorded.world)
    ratio = statistics.median(slow) / statistics.median(fast)
    print(
        f"\n{form}, {heads} heads: reference {statistics.median(slow):,.0f} ns per worker-hour, "
        f"model {statistics.median(fast):,.0f} ns: {ratio:.0f} times as fast"
    )
    assert ratio >= 25


def test_cold_compilation_is_timed():
    """Compiled once: the second process finds the code on disk."""
    code = "from sim import Organization, load_parameters; Organization(load_parameters(years=0.01, years_warm_up=0.01)).run()"
    took = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "warm"):
            environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
            command = [sys.executable, "-c", code]
            took[name], _, _ = timed(lambda: subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True))  # noqa: B023
    print(f"\na first run from start to end: {took['cold']:.1f} s with nothing compiled, {took['warm']:.1f} s after that")
    assert took["warm"] < took["cold"]
