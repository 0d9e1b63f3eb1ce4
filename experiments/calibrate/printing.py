"""Targets beside the model, as set and as fitted: on a terminal, as a table, and as values with their status."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from rich.console import Console

from experiments.calibrate.fitting import Fit, intervals, misses
from experiments.calibrate.heterogeneity import NAME, Heterogeneity
from experiments.calibrate.patterns import AGAINST_FUNCTIONS, DRAWN, FITTED, PATTERNS, Pattern
from experiments.command_line.request import Request
from experiments.engine.precision import Interval
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of

AS_SET, AS_FITTED, TRIED = "as set", "fitted", "fitted, heterogeneity tried"
OF_SITES = (DRAWN, AGAINST_FUNCTIONS)


class Found(NamedTuple):
    """All that was fitted: parameters and their surfaces, and how far sites differ."""

    surfaces: Fit
    heterogeneity: Heterogeneity
    values: Mapping[str, float]
    set_now: Mapping[str, float]


def write(request: Request, runs: pd.DataFrame, sites: pd.DataFrame, found: Found, failed: int) -> None:
    """Print the table and the values; keep both."""
    by_arm = {arm: intervals(*(table[table["arm"] == arm] for table in (runs, sites))) for arm in (AS_SET, AS_FITTED)}
    head = ["pattern", "target", AS_SET, AS_FITTED, "error of the surface", "source"]
    rows = [
        (pattern.name, f"{pattern.low:g}–{pattern.high:g}" if pattern.has_target else "none", *(cell(pattern, by_arm[arm][pattern.name]) for arm in by_arm),
         _error(pattern.name, found.surfaces), pattern.source)
        for pattern in PATTERNS
    ]  # fmt: skip
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    console.print(table_of("targets beside the model, with 95 % intervals over fresh seeds or sites; ! lies outside", head, rows))
    console.print(table_of("what stands for them in the model", ["pattern", "counterpart", "came"], [(p.name, p.counterpart, p.came) for p in PATTERNS]))
    console.print(table_of("fitted values (nothing is adopted)", ["parameter", "set", "fitted", "fixed by"],
                           [*((key, f"{found.set_now[key]:g}", f"{value:g}", FITTED[key]) for key, value in found.values.items()),
                            (NAME, "0", f"{found.heterogeneity.value:g}", found.heterogeneity.told)]))  # fmt: skip
    console.print(table_of("other sites, at each heterogeneity tried, all else as fitted: the spread fixes it, the share is predicted", [NAME, *OF_SITES],
                           [(f"{tried:.3g}", *(cell(p, of[p.name]) for p in PATTERNS if p.name in of)) for tried, of in found.heterogeneity.tried.items()]))  # fmt: skip
    identity = passport(request, failed=failed)
    write_passport(request.output, identity)
    write_table(request.output, "patterns", table(by_arm, found.heterogeneity), identity)
    path = write_values(request.output, found.values, found.heterogeneity)
    print(f"\nwritten to {request.output}: patterns.parquet, {path.name} (status: calibrated)")


def table(by_arm: Mapping[str, Mapping[str, Interval]], found: Heterogeneity) -> pd.DataFrame:
    """A row for each pattern and arm; heterogeneity where a pattern is of sites that differ."""
    of_arm = {AS_SET: 0.0, AS_FITTED: found.value}
    rows = [(p, arm, of_arm[arm], of[p.name]) for p in PATTERNS for arm, of in by_arm.items()]
    rows += [(p, TRIED, tried, of[p.name]) for p in PATTERNS for tried, of in found.tried.items() if p.name in of]
    return pd.DataFrame([
        {"pattern": p.name, "low": p.low, "high": p.high, "arm": arm, "heterogeneity": how if p.name in OF_SITES else math.nan, "mean": it.mean,
         "half_width": it.half_width, "n": it.n, "counterpart": p.counterpart, "source": p.source, "came": p.came}
        for p, arm, how, it in rows
    ])  # fmt: skip


def _error(name: str, surfaces: Fit) -> str:
    if name == DRAWN:
        return "by heterogeneity"
    return f"{surfaces.errors[name]:.3f}" if name in surfaces.errors else "not fitted"


def cell(pattern: Pattern, interval: Interval) -> str:
    """A value with its half-width, marked where the mean lies outside its band."""
    if interval.mean != interval.mean:
        return "cannot be said"
    width = "" if interval.half_width != interval.half_width else f" ± {interval.half_width:.2f}"
    return f"{interval.mean:.2f}{width}" + (" !" if misses(pattern, interval.mean) > 0.0 else "")


def write_values(folder: Path, values: Mapping[str, float], heterogeneity: Heterogeneity) -> Path:
    """Write the fitted values as a file of conf/ would have them, each with its status; heterogeneity, no parameter of one organisation, as a comment."""
    groups: dict[str, list[str]] = {}
    for key, value in values.items():
        group, word = key.split(".")
        groups.setdefault(group, []).append(f"  {word}: {value!r} # calibrated: {FITTED[key]}")
    path = folder / "fitted.yaml"
    lines = [line for group, words in groups.items() for line in (f"{group}:", *words)]
    lines.append(f"# {NAME}: {heterogeneity.value:g} # calibrated: {heterogeneity.told}; of several organisations, no key of the model")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
