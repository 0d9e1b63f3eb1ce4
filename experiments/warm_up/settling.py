"""Ties and responses by the day since founding, without turnover, for each form."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy import stats

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.compare.figure import DASHES, STYLES
from experiments.engine.study import replicate_seed
from experiments.output import write_drawing, write_passport, write_table
from experiments.output_folder import create
from experiments.passport import passport
from sim.parameters import Parameters
from sim.state import MILLION

WIDTH_OF_A_FILE = 110
PANELS = {
    "role_quality": "quality of role ties",
    "personal_quality": "quality of personal ties",
    "joint_rate": "all three, of situations closed",
    "understood_rate": "understood, share of the window",
}
WEEK = 5  # working days between two points of the figure
LAST = 250  # days whose mean counts as settled


def show_settling(request: Request) -> int:
    """Run every form from founding, plot its days, and say how far the default warm-up takes it."""
    folder = create(request.output)
    days = pd.concat(
        [days_of(request, form, replicate) for form, replicate in _tasks(request)], ignore_index=True
    )
    mean = days.groupby(["form", "day"], sort=False)[list(PANELS)].mean().reset_index()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left", header_style="dim")
    warm_up = Parameters().years_warm_up
    day = round(warm_up * request.parameters.scenario.days_per_year)
    table.title = f"\nshare of the way from founding to the level of the last year that {warm_up:g} year covers"
    table.add_column("form")
    for words in PANELS.values():
        table.add_column(words, justify="right")
    for form, rows in mean.groupby("form", sort=False):
        table.add_row(form, *(f"{way_covered(rows[name].to_numpy(), day):.0%}" for name in PANELS))
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(table)
    identity = passport(request)
    write_passport(folder, identity)
    write_table(folder, "days", days, identity)
    shown = every_week(days)
    write_drawing(folder, "warm_up", draw(shown, request), shown, identity)
    print(f"\nwritten to {folder}")
    return 0


def _tasks(request: Request):
    tasks = [(form, replicate) for form in STYLES for replicate in range(request.options.replicates)]
    return track(tasks, description="founding", console=Console(stderr=True), disable=not sys.stderr.isatty())


def days_of(request: Request, form: str, replicate: int) -> pd.DataFrame:
    """Run one organisation; return one row a day with levels of ties and rates over the window before it."""
    from sim.model import Organization

    organization = Organization(under_form(request, form).parameters, replicate_seed(request.settings.seed, 0, replicate))
    organization.run()
    days = organization.datacollector.get_model_vars_dataframe()
    organization.remove_all_agents()
    flow = days.diff(request.options.window)
    return pd.DataFrame({
        "form": form,
        "replicate": replicate,
        "day": days["day"],
        "role_quality": days["role_quality"] / MILLION,
        "personal_quality": days["personal_quality"] / MILLION,
        "joint_rate": flow["joint"] / (flow["answered"] + flow["abandoned"]),
        "understood_rate": flow["understood"] / flow["judged"] / MILLION,
    })  # fmt: skip


def way_covered(values: np.ndarray, day: int) -> float:
    """Which share of the way from founding to the mean of the last year has been covered by a day (20-day means)."""
    smooth = pd.Series(values).bfill().rolling(20, min_periods=1).mean().to_numpy()
    level = smooth[-LAST:].mean()
    return float((smooth[min(day, smooth.size - 1)] - smooth[0]) / (level - smooth[0]))


def every_week(days: pd.DataFrame) -> pd.DataFrame:
    """One row a form and week: means over organisations, and half-widths of their 95 % t intervals."""
    weekly = days[days["day"] % WEEK == 0].groupby(["form", "day"], sort=False)[list(PANELS)]
    mean, n = weekly.mean(), weekly.count()
    half = weekly.std(ddof=1) / np.sqrt(n) * stats.t.ppf(0.975, np.maximum(n - 1, 1))
    return mean.join(half.add_suffix(".half_width")).join(n.max(axis=1).rename("n")).reset_index()


def draw(mean: pd.DataFrame, request: Request) -> Figure:
    """Draw one panel a quantity, one line a form; the default warm-up is marked."""
    figure = Figure(figsize=(12, 3.4), layout="constrained")
    panels = figure.subplots(1, len(PANELS), squeeze=False)[0]
    scenario = request.parameters.scenario
    for panel, (name, words) in zip(panels, PANELS.items(), strict=True):
        for form, rows in mean.groupby("form", sort=False):
            years = rows["day"] / scenario.days_per_year
            panel.plot(years, rows[name], color=STYLES[form][0], ls=DASHES[form], lw=1, label=form.replace("_", " "))
        panel.axvline(Parameters().years_warm_up, color="black", lw=0.8, ls=":")
        panel.set_title(words, fontsize=9)
        panel.set_xlabel("years since founding")
        panel.grid(alpha=0.3)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5, frameon=False, fontsize=9)
    half = mean[[f"{name}.half_width" for name in PANELS]].median()
    widths = "no intervals" if half.isna().all() else "median half-width " + ", ".join(f"{width:.3f}" for width in half)
    figure.suptitle(
        f"settling without turnover; n = {request.options.replicates} organisations; {widths}; dotted: the default warm-up", fontsize=10
    )
    return figure
