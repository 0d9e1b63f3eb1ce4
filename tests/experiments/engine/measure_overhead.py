"""What the engine costs: seconds and memory beyond a bare loop of the same runs in the same process.

    python tests/experiments/engine/measure_overhead.py [--runs 10000] [--task module:function] [--parameters '{…}']

Prints milliseconds a run in a bare loop and in a stored serial study, their difference, files at the end, and how
resident memory grew over the second half of the runs. Without --task a toy of 40 columns is run, with nested
parameters as many as a model's, so that hashing and storing cost what they would.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[3])]

TOY_PARAMETERS = {f"group_{g}": {f"name_{n}": g + n / 10 for n in range(10)} for g in range(15)}


def wide_toy(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """A row of 40 columns at no cost."""
    return {f"measure_{n}": (seed % 1000) * 0.5 + n for n in range(40)}


def resident_bytes() -> int:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def main() -> None:
    """Measure and print."""
    from experiments.engine import Study, run_study, status
    from experiments.engine.attempt import find_task

    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=10_000)
    arguments.add_argument("--task", default="measure_overhead:wide_toy")
    arguments.add_argument("--parameters", type=json.loads, default=TOY_PARAMETERS)
    asked = arguments.parse_args()
    study = Study(asked.parameters, replicates=asked.runs)
    plain = find_task(asked.task)
    plain(asked.parameters, 0)  # whatever the first call loads is not the engine's

    memory: list[int] = []

    def counted(parameters: dict, seed: int) -> dict:
        memory.append(resident_bytes())
        return plain(parameters, seed)

    sys.modules["measure_overhead"] = sys.modules[__name__]
    globals()["counted"] = counted

    began = time.perf_counter()
    for run in study.runs("measured"):
        counted(run.parameters, run.seed)
    bare = time.perf_counter() - began
    memory.clear()
    with tempfile.TemporaryDirectory() as directory:
        began = time.perf_counter()
        run_study(study, Path(directory) / "store", "measure_overhead:counted", "measured", progress=False)
        stored = time.perf_counter() - began
        files = status(Path(directory) / "store").files
    half = len(memory) // 2
    grown = (memory[-1] - memory[half]) / (len(memory) - half)
    print(f"bare loop  {1000 * bare / asked.runs:8.3f} ms a run")
    print(f"stored     {1000 * stored / asked.runs:8.3f} ms a run, {stored:.1f} s in all, {files} files at the end")
    print(f"overhead   {1000 * (stored - bare) / asked.runs:8.3f} ms a run")
    print(f"memory     {grown:8.0f} bytes a run over the last {len(memory) - half} runs")


if __name__ == "__main__":
    main()
