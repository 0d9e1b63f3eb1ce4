"""Targets beside the model, as set and as fitted: on a terminal, as a table, and as values with their status."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from rich.console import Console

from experiments.calibrate.fitting import Fit, intervals, misses
from experiments.calibrate.patterns import FITTED, PATTERNS, Pattern
from experiments.command_line.request import Request
from experiments.engine.precision import Interval
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of

AS_SET, AS_FITTED = "as set", "fitted"


def write(
    request: Request, runs: pd.DataFrame, sites: pd.DataFrame, found: Fit, values: Mapping, set_now: Mapping, failed: int
) -> None:
    """Print the table and the values; keep both."""
    by_arm = {arm: intervals(*(table[table["arm"] == arm] for table in (runs, sites))) for arm in (AS_SET, AS_FITTED)}
    head = ["pattern", "target", AS_SET, AS_FITTED, "error of the surface", "source"]
    rows = [
        (pattern.name, f"{pattern.low:g}–{pattern.high:g}" if pattern.has_target else "none", *(cell(pattern, by_arm[arm][pattern.name]) for arm in by_arm),
         f"{found.errors[pattern.name]:.3f}" if pattern.name in found.errors else "not fitted", pattern.source)
        for pattern in PATTERNS
    ]  # fmt: skip
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    console.print(table_of("targets beside the model, with 95 % intervals over fresh seeds or sites; ! lies outside", head, rows))
    console.print(table_of("what stands for them in the model", ["pattern", "counterpart", "came"], [(p.name, p.counterpart, p.came) for p in PATTERNS]))
    console.print(table_of("fitted values (nothing is adopted)", ["parameter", "set", "fitted", "fixed by"],
                           [(key, f"{set_now[key]:g}", f"{value:g}", FITTED[key]) for key, value in values.items()]))  # fmt: skip
    identity = passport(request, failed=failed)
    write_passport(request.output, identity)
    kept = [
        {"pattern": p.name, "low": p.low, "high": p.high, "arm": arm, "mean": by_arm[arm][p.name].mean, "half_width": by_arm[arm][p.name].half_width,
         "n": by_arm[arm][p.name].n, "counterpart": p.counterpart, "source": p.source, "came": p.came}
        for p in PATTERNS for arm in by_arm
    ]  # fmt: skip
    write_table(request.output, "patterns", pd.DataFrame(kept), identity)
    path = write_values(request.output, values)
    print(f"\nwritten to {request.output}: patterns.parquet, {path.name} (status: calibrated)")


def cell(pattern: Pattern, interval: Interval) -> str:
    """A value with its half-width, marked where the mean lies outside its band."""
    if interval.mean != interval.mean:
        return "cannot be said"
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
