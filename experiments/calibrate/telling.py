"""Targets beside the model, as set and as fitted: on a terminal, as a table, and as values with their status."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from rich.console import Console

from experiments.calibrate.fitting import Fit, fit, intervals, misses
from experiments.calibrate.patterns import FITTED, PATTERNS
from experiments.command_line.request import Request
from experiments.command_line.settings import Profile
from experiments.engine import Study, design
from experiments.engine.precision import Interval
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.problems import BadRequest, Problem
from experiments.propositions.setting import QUICK
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of
from experiments.running import flat_parameters, run_requested
from experiments.sweep.varied import read_vary
from sim.parameter import describe
from sim.parameters import Parameters

TASK = "experiments.calibrate.patterns:patterns"
EXPLORATION = 600_000  # added to the seed: no other study draws from this block
AS_SET, AS_FITTED = "as set", "fitted"
SIZES = {Profile.QUICK: (16, 2, 6), Profile.FULL: (64, 2, 12)}


def tell_fit(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    n_points, replicates, confirm = sizes_of(request)
    base = base_of(request)
    _, varied = read_vary([key for key in FITTED if key not in request.given])
    set_now = {key: base[key.split(".")[0]][key.split(".")[1]] for key in varied.ranges}
    if n_points < 2 * len(set_now) + 1:
        raise BadRequest(Problem("points", n_points, f"at least {2 * len(set_now) + 1} for {len(set_now)} parameters"))
    points = design("sobol", varied.ranges, n_points, request.settings.seed)
    tried = run_requested(request, _study(request, base, {}, points, replicates, 0), request.output / "tried", TASK)
    found = fit(tried.runs, points, varied.ranges, set_now)
    whole = {each.key for each in describe(Parameters) if each.kind is int}
    values = {key: round(value) if key in whole else float(f"{value:.3g}") for key, value in found.values.items()}
    study = _study(request, base, {AS_SET: {}, AS_FITTED: values}, [{}], confirm, EXPLORATION // 2)
    again = run_requested(request, study, request.output / "confirmed", TASK)
    failed = len(tried.failures) + len(again.failures)
    write(request, again.runs, found, values, set_now, failed)
    return 1 if failed else 0


def sizes_of(request: Request) -> tuple[int, ...]:
    """Settings tried, seeds at each, and fresh seeds: what is asked, and else what the profile says."""
    asked = (request.options.points, request.options.replicates, request.options.confirm)
    return tuple(given or usual for given, usual in zip(asked, SIZES[request.settings.profile], strict=True))


def base_of(request: Request) -> dict:
    """The request's parameters; a quick profile shortens runs unless the request says how long they are."""
    base = flat_parameters(request)
    return base if request.settings.profile == Profile.FULL else base | {key: value for key, value in QUICK.items() if key not in request.given}


def _study(request: Request, base: dict, arms: dict, points, replicates: int, block: int) -> Study:
    return Study(
        base, arms=arms or {AS_SET: {}}, points=points, replicates=replicates, seed=request.settings.seed + EXPLORATION + block,
        description=passport(request),
    )  # fmt: skip


def write(request: Request, runs: pd.DataFrame, found: Fit, values: Mapping, set_now: Mapping, failed: int) -> None:
    """Print the table and the values; keep both."""
    by_arm = {arm: intervals(runs[runs["arm"] == arm]) for arm in (AS_SET, AS_FITTED)}
    head = ["pattern", "target", AS_SET, AS_FITTED, "error of the surface", "source"]
    rows = [
        (pattern.name, f"{pattern.low:g}–{pattern.high:g}", *(cell(pattern, by_arm[arm][pattern.name]) for arm in by_arm),
         f"{found.errors[pattern.name]:.3f}" if pattern.name in found.errors else "not fitted", pattern.source)
        for pattern in PATTERNS
    ]  # fmt: skip
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    console.print(table_of("targets beside the model, with 95 % intervals over fresh seeds; ! lies outside", head, rows))
    console.print(table_of("fitted values (nothing is adopted)", ["parameter", "set", "fitted", "fixed by"],
                           [(key, f"{set_now[key]:g}", f"{value:g}", FITTED[key]) for key, value in values.items()]))  # fmt: skip
    identity = passport(request, failed=failed)
    write_passport(request.output, identity)
    kept = [
        {"pattern": p.name, "low": p.low, "high": p.high, "arm": arm, "mean": by_arm[arm][p.name].mean, "half_width": by_arm[arm][p.name].half_width,
         "n": by_arm[arm][p.name].n, "counterpart": p.counterpart, "source": p.source}
        for p in PATTERNS for arm in by_arm
    ]  # fmt: skip
    write_table(request.output, "patterns", pd.DataFrame(kept), identity)
    path = write_values(request.output, values)
    print(f"\nwritten to {request.output}: patterns.parquet, {path.name} (status: calibrated)")


def cell(pattern, interval: Interval) -> str:
    """A value with its half-width, marked where the mean lies outside its band."""
    width = "" if interval.half_width != interval.half_width else f" ± {interval.half_width:.2f}"
    return f"{interval.mean:.2f}{width}" + (" !" if misses(pattern, interval.mean) > 0.0 else "")


def write_values(folder: Path, values: Mapping[str, float]) -> Path:
    """Write the fitted values as a file of conf/ would have them, each with its status."""
    groups: dict[str, list[str]] = {}
    for key, value in values.items():
        group, word = key.split(".")
        groups.setdefault(group, []).append(f"  {word}: {value!r} # calibrated: {FITTED[key]}")
    path = folder / "fitted.yaml"
    path.write_text("\n".join(line for group, words in groups.items() for line in (f"{group}:", *words)) + "\n", encoding="utf-8")
    return path
