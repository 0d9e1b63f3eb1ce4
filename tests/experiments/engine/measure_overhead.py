"""What the engine costs: seconds and memory beyond a bare loop of the same runs in the same process.

    python tests/experiments/engine/measure_overhead.py [--runs 10000] [--task module:function] [--parameters '{…}'] [--compute local]

Prints milliseconds a run in a bare loop and in a stored serial study, their difference, files at the end, and how
the driver's resident memory grew over the second half. Without --task a toy of 40 columns is run, with nested
parameters as many as a model's, so that hashing and storing cost what they would.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[3])]

from experiments.engine import Compute, Run, Study, run_study, runner, status  # noqa: E402
from experiments.engine.attempt import find_task  # noqa: E402
from experiments.engine.store import Store  # noqa: E402

TOY_PARAMETERS = {f"group_{g}": {f"name_{n}": g + n / 10 for n in range(10)} for g in range(15)}


def wide_toy(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """A row of 40 columns at no cost."""
    return {f"measure_{n}": (seed % 1000) * 0.5 + n for n in range(40)}


def resident_bytes() -> int:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


class MeasuredStore(Store):
    """A store that notes the driver's resident memory with every run it takes."""

    bytes_at: list[int] = []

    def add(self, run: Run, row: Mapping) -> bool:
        """Take a run and look at the memory."""
        taken = super().add(run, row)
        self.bytes_at.append(resident_bytes())
        return taken


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=10_000)
    arguments.add_argument("--task", default="measure_overhead:wide_toy")
    arguments.add_argument("--parameters", type=json.loads, default=TOY_PARAMETERS)
    arguments.add_argument("--compute", default="serial")
    asked = arguments.parse_args()
    study = Study(asked.parameters, replicates=asked.runs)
    task = find_task(asked.task)
    task(asked.parameters, 0)  # whatever the first call loads is not the engine's

    began = time.perf_counter()
    for run in study.runs("measured"):
        task(run.parameters, run.seed)
    bare = time.perf_counter() - began
    runner.Store = MeasuredStore
    with tempfile.TemporaryDirectory() as directory:
        began = time.perf_counter()
        run_study(study, Path(directory) / "store", asked.task, "measured", Compute(asked.compute), progress=False)
        stored = time.perf_counter() - began
        at_the_end = resident_bytes()
        files = status(Path(directory) / "store").files
    half = asked.runs // 2
    grown = (at_the_end - MeasuredStore.bytes_at[half]) / (asked.runs - half)
    print(f"bare loop  {1000 * bare / asked.runs:8.3f} ms a run")
    print(f"stored     {1000 * stored / asked.runs:8.3f} ms a run, {stored:.1f} s in all, {files} files at the end")
    print(f"overhead   {1000 * (stored - bare) / asked.runs:8.3f} ms a run")
    print(f"memory     {grown:8.0f} bytes a run over the last {asked.runs - half:,} runs, {at_the_end / 2**20:.0f} MiB at the end")


if __name__ == "__main__":
    main()
