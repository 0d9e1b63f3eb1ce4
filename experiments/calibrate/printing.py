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
from experiments.calibrate.heterogeneity import Heterogeneity
from experiments.calibrate.patterns import AGAINST_FUNCTIONS, DRAWN, FITTED, PATTERNS, Pattern
from experiments.command_line.request import Request
from experiments.engine.precision import Interval
from experiments.heterogeneity import ADOPTED, NAME
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of

CALIBRATION = Path(__file__).resolve().parents[2] / "docs" / "calibration.csv"  # the full profile's table, kept with the code
AS_SET, AS_FITTED = "as set", "fitted"
TRIED = {arm: f"{arm}, heterogeneity tried" for arm in (AS_SET, AS_FITTED)}
OF_SITES = (DRAWN, AGAINST_FUNCTIONS)
DRAWN_PATTERN = next(pattern for pattern in PATTERNS if pattern.name == DRAWN)
OF_HETEROGENEITY = ["all else", "adopted", "fitted now", "to a spread of", "fixed by", "spread of fresh sites, at what is adopted or fitted"]


class Found(NamedTuple):
    """All that was fitted: parameters and their surfaces; how far sites differ, at what was fitted and at what is set."""

    surfaces: Fit
    heterogeneity: Heterogeneity
    at_set: Heterogeneity
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
    console.print(table_of("fitted values (nothing of them is adopted)", ["parameter", "set", "fitted", "fixed by"],
                           [(key, f"{found.set_now[key]:g}", f"{value:g}", FITTED[key]) for key, value in found.values.items()]))  # fmt: skip
    console.print(table_of("how far sites differ; what is adopted was fitted at what is set, profile=full (decision 740)", OF_HETEROGENEITY, [
        (AS_SET, f"{ADOPTED:g}", *_fitted(found.at_set), cell(DRAWN_PATTERN, by_arm[AS_SET][DRAWN])),
        (AS_FITTED, "", *_fitted(found.heterogeneity), cell(DRAWN_PATTERN, by_arm[AS_FITTED][DRAWN])),
    ]))  # fmt: skip
    for arm, fit in {AS_SET: found.at_set, AS_FITTED: found.heterogeneity}.items():
        rows = [(f"{tried:.3g}", *(cell(p, of[p.name]) for p in PATTERNS if p.name in of)) for tried, of in fit.tried.items()]
        console.print(table_of(f"other sites, at each heterogeneity tried, all else {arm}: the spread fixes it, the share is predicted", [NAME, *OF_SITES], rows))
    identity = passport(request, failed=failed)
    write_passport(request.output, identity)
    write_table(request.output, "patterns", table(by_arm, found), identity)
    path = write_values(request.output, found.values, found.heterogeneity)
    print(f"\nwritten to {request.output}: patterns.parquet, {path.name} (status: calibrated)")


def table(by_arm: Mapping[str, Mapping[str, Interval]], found: Found) -> pd.DataFrame:
    """A row for each pattern and arm; heterogeneity where a pattern is of sites that differ."""
    of_arm = {AS_SET: ADOPTED, AS_FITTED: found.heterogeneity.value}
    rows = [(p, arm, of_arm[arm], of[p.name]) for p in PATTERNS for arm, of in by_arm.items()]
    fits = {AS_FITTED: found.heterogeneity, AS_SET: found.at_set}
    rows += [(p, TRIED[arm], tried, of[p.name]) for arm, fit in fits.items() for p in PATTERNS for tried, of in fit.tried.items() if p.name in of]
    return pd.DataFrame([
        {"pattern": p.name, "low": p.low, "high": p.high, "arm": arm, "heterogeneity": how if p.name in OF_SITES else math.nan, "mean": it.mean,
         "half_width": it.half_width, "n": it.n, "counterpart": p.counterpart, "source": p.source, "came": p.came}
        for p, arm, how, it in rows
    ])  # fmt: skip


def _fitted(found: Heterogeneity) -> tuple[str, str, str]:
    """What was fitted, with what it is worth; the spread that it was fitted to; what fixes it."""
    width = "" if math.isnan(found.half_width) else f" ± {found.half_width:.2f}"
    return f"{found.value:g}{width}", f"{found.asked:g}", found.told


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
