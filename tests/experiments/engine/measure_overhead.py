"""What the engine costs: seconds and memory beyond a bare loop of the same runs in the same process.

    python tests/experiments/engine/measure_overhead.py                  a toy of 40 columns, 10,000 runs, serial
    python tests/experiments/engine/measure_overhead.py --points 10000   the same, every run a point of its own
    python tests/experiments/engine/measure_overhead.py --model          the model: 60 workers × 500 hours, 10,000 runs
    python tests/experiments/engine/measure_overhead.py --model --runs 1000 --bare

Prints milliseconds a run in stored studies and how many of them were spent outside the runs, files after compaction,
and how resident memory grew over the second half. A bare loop of the same runs comes before (with --model only if
asked for by --bare: it takes as long as the study, and on a machine that others use two loops differ by more than the
engine costs). With --model the study is also computed by two local workers, and the tables of all ways must be the same. The toy has as many nested parameters as a model, so that hashing and storing
cost what they would.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[3])]

from experiments.engine import Compute, Run, Study, export, in_process, run_study, runner, status  # noqa: E402
from experiments.engine.attempt import find_task  # noqa: E402
from experiments.engine.store import Store  # noqa: E402

TOY_PARAMETERS = {f"group_{g}": {f"name_{n}": g + n / 10 for n in range(10)} for g in range(15)}
WORKERS, HOURS, HOURS_OF_WARM_UP = 60, 500, 100
TOY, MODEL = "measure_overhead:wide_toy", "experiments.simulate:simulate"


def wide_toy(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """A row of 40 columns at no cost."""
    return {f"measure_{n}": (seed % 1000) * 0.5 + n for n in range(40)}


def model_parameters() -> dict:
    """The baseline in the reference scenario: 500 hours in all, of which a fifth are warm-up."""
    from sim import Organization, load_parameters

    year = 2000
    changes = {"size.workers": WORKERS, "years_warm_up": HOURS_OF_WARM_UP / year, "years": (HOURS - HOURS_OF_WARM_UP) / year}
    parameters = load_parameters("baseline", "patient_care", changes=changes)
    assert Organization(parameters, seed=1).horizon == HOURS
    return parameters.model_dump(mode="json")


def memory(of: psutil.Process) -> int:
    """Resident memory of a process, or nothing if it has ended."""
    try:
        return of.memory_info().rss
    except psutil.Error:
        return 0


class MeasuredStore(Store):
    """A store that notes the resident memory of the driver and of its workers half-way and at the last run."""

    look_at: tuple[int, ...] = ()
    taken = 0
    own: list[int] = []
    workers: list[int] = []

    def add(self, run: Run, row: Mapping) -> bool:
        """Take a run and look at the memory."""
        there = super().add(run, row)
        cls = type(self)
        cls.taken += 1
        if cls.taken in cls.look_at:
            me = psutil.Process()
            cls.own.append(memory(me))
            cls.workers.append(sum(memory(child) for child in me.children(recursive=True)))
        return there


class Inside:
    """A task that adds up the time spent in it, so that what the study spends outside can be told."""

    def __init__(self, task: Callable):
        self.task, self.seconds = task, 0.0

    def __call__(self, parameters: dict, seed: int) -> dict:
        began = time.perf_counter()
        row = self.task(parameters, seed)
        self.seconds += time.perf_counter() - began
        return row


def stored(study: Study, task: str, compute: Compute, inside: Inside, directory: Path) -> tuple[float, bytes]:
    """Run the study in a store, print what it cost, and return seconds and the exported table."""
    runs, inside.seconds = len(study), 0.0
    MeasuredStore.look_at, MeasuredStore.taken = (runs // 2, runs), 0
    MeasuredStore.own, MeasuredStore.workers = [], []
    began = time.perf_counter()
    tables = run_study(study, directory, task, "measured", compute, progress=False)
    took = time.perf_counter() - began
    at_the_end = memory(psutil.Process())  # before the tables are read, which is not the study's but its reader's memory
    assert len(tables.runs) == runs and tables.failures.empty
    name = compute.kind if compute.kind == "serial" else f"{compute.kind}, {compute.workers} workers"
    files = status(directory).files
    grown = (at_the_end - MeasuredStore.own[0]) / (runs - runs // 2)
    print(f"stored, {name}: {took:.1f} s in all, {1000 * took / runs:.3f} ms a run, {files} files after compaction")
    print(f"    memory: {grown:.0f} bytes a run over the last {runs - runs // 2:,} runs, {at_the_end / 2**20:.0f} MiB at the end")
    if compute.kind == "local":
        grown = (MeasuredStore.workers[1] - MeasuredStore.workers[0]) / (runs - runs // 2)
        print(f"    memory of the workers: {grown:.0f} bytes a run, {MeasuredStore.workers[1] / 2**20:.0f} MiB at the end")
    return took, export(directory, "parquet")[0].read_bytes()


def bare_loop(study: Study, inside: Inside) -> float:
    """Run everything without an engine, print what that cost, and return the seconds."""
    began = time.perf_counter()
    for run in study.runs("measured"):
        inside.task(run.parameters, run.seed)
    took = time.perf_counter() - began
    print(f"bare loop: {took:.1f} s in all, {1000 * took / len(study):.3f} ms a run", flush=True)
    return took


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=10_000)
    arguments.add_argument("--model", action="store_true")
    arguments.add_argument("--bare", action="store_true")
    arguments.add_argument("--points", type=int, default=1, help="design points that the runs are spread over")
    asked = arguments.parse_args()
    path, parameters = (MODEL, model_parameters()) if asked.model else (TOY, TOY_PARAMETERS)
    varied = "turnover.worker" if asked.model else "group_0.name_0"
    points = [{varied: 0.1 + n / asked.points} for n in range(asked.points)] if asked.points > 1 else [{}]
    study, inside = Study(parameters, points=points, replicates=asked.runs // asked.points), Inside(find_task(path))
    inside(parameters, 0)  # whatever the first call loads is not the engine's
    print(f"{len(study):,} runs of {path} at {len(points):,} points; {platform.machine()}, {len(os.sched_getaffinity(0))} processors")
    runner.Store = MeasuredStore
    in_process.find_task = lambda _: inside

    bare = bare_loop(study, inside) if asked.bare or not asked.model else None
    with tempfile.TemporaryDirectory() as folder:
        took, table = stored(study, path, Compute("serial"), inside, Path(folder) / "serial")
        if asked.model:
            print(f"    {inside.seconds / (len(study) * WORKERS * HOURS) * 1e9:.0f} ns per worker-hour inside the runs, measures included")
        if bare is not None:
            print(f"    overhead: {1000 * (took - bare) / len(study):.3f} ms a run over the bare loop")
        print(f"    overhead: {1000 * (took - inside.seconds) / len(study):.3f} ms a run spent outside the runs of the same study")
        if asked.model:
            others = stored(study, path, Compute("local", 2), inside, Path(folder) / "local")[1]
            assert others == table, "two workers give another table"
            print("    the same table, byte for byte")


if __name__ == "__main__":
    main()
