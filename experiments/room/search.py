"""Try environments and keep the one whose worst level, of any form, lies furthest inside the bounds."""

from __future__ import annotations

import sys

import pandas as pd
from rich.console import Console
from rich.table import Table

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.engine import Study, latin_hypercube, t_interval
from experiments.engine.configuration import differences
from experiments.output import write_drawing, write_passport, write_table
from experiments.passport import passport
from experiments.room import FORMS
from experiments.room.figure import draw
from experiments.running import flat_parameters, run_requested
from sim.parameter import describe
from sim.parameters import Parameters

EXPLORATION = 700_000  # added to the seed: no other study draws from this block
BOUNDS = {
    "caring": (0.15, 0.90),
    "timely": (0.15, 0.90),
    "knowledgeable": (0.15, 0.90),
    "joint": (0.05, 1.0),
    "aware_wrong": (0.05, 1.0),
    "unaware_right": (0.05, 1.0),
}
WIDTH_OF_A_FILE = 130


def look_around(request: Request) -> int:
    """Run all forms here and at the points asked for; print the present table and the roomiest point's."""
    found = study(request)
    tables = run_requested(request, found)
    levels = tables.runs.groupby(["point", "arm"], sort=False)[list(BOUNDS)].mean().reset_index()
    levels["room"] = levels.apply(room, axis=1)
    worst = levels.groupby("point")["room"].min()
    show(levels[levels["point"] == 0], f"in the present environment (worst room {worst[0]:+.3f})")
    best = int(worst.idxmax())
    if best:
        show(levels[levels["point"] == best], f"in the roomiest environment tried (worst room {worst[best]:+.3f})")
        for key, value in found.points[best].items():
            print(f"  {key}: {value:.4g}")
    identity = passport(request, failed=len(tables.failures))
    write_passport(tables.directory, identity)
    write_table(tables.directory, "levels", levels, identity)
    values = with_intervals(tables.runs[tables.runs["point"] == 0])
    write_drawing(tables.directory, "room", draw(values, BOUNDS), values, identity)
    print(f"\nmeans over {request.options.replicates} exploration seeds; written to {tables.directory}")
    return 1 if len(tables.failures) else 0


def study(request: Request) -> Study:
    """The present environment first, then a Latin hypercube over every range of environment.* that is not set."""
    base = flat_parameters(request)
    ranges = {
        known.key: (*known.range, known.kind is int)
        for known in describe(Parameters)
        if known.key.startswith("environment.") and known.sweep and known.key not in request.given
    }
    seed = request.settings.seed + EXPLORATION
    points = latin_hypercube(ranges, request.options.points, seed) if request.options.points else []
    arms = {
        form: {
            key: value
            for key, value in differences(base, flat_parameters(under_form(request, form))).items()
            if key not in ranges
        }
        for form in FORMS
    }
    return Study(
        base, arms=arms, points=[{}, *points], replicates=request.options.replicates, seed=seed,
        description=passport(request),
    )  # fmt: skip


def with_intervals(runs: pd.DataFrame) -> pd.DataFrame:
    """One row a form and level: mean over exploration seeds with the half-width of its 95 % t interval."""
    rows = []
    for form, mine in runs.groupby("arm", sort=False):
        for name, (low, high) in BOUNDS.items():
            values = mine[name].dropna()
            half = t_interval(values).half_width if len(values) > 1 else float("nan")
            rows.append({"form": form, "level": name, "mean": values.mean(), "half_width": half, "n": len(values), "least": low, "most": high})
    return pd.DataFrame(rows)


def room(levels: pd.Series) -> float:
    """How far the worst of a form's levels lies inside its bounds; negative if one lies outside."""
    return min(min(levels[name] - low, high - levels[name]) for name, (low, high) in BOUNDS.items())


def show(levels: pd.DataFrame, where: str) -> None:
    """Print one row a form; what lies outside its bounds is marked."""
    table = Table(title=f"\nlevels {where}; ! lies outside its bounds", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("form")
    for name, (low, high) in BOUNDS.items():
        table.add_column(f"{name} ({low:.0%}–{high:.0%})".replace("_", " "), justify="right")
    for _, row in levels.iterrows():
        cells = [f"{row[name]:.3f}" + ("" if low < row[name] < high else " !") for name, (low, high) in BOUNDS.items()]
        table.add_row(row["arm"], *cells)
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(table)
