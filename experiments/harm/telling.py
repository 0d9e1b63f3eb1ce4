"""Harm on a terminal, in tables, as a figure and as a report; what was not found is said with what was searched."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from rich.console import Console

from experiments.command_line.request import Request
from experiments.harm import STRUCTURES
from experiments.harm.figure import draw
from experiments.harm.reading import BY_CHANCE, Harm, all_harms, points_table, range_of
from experiments.harm.search import Plan, Searched, base, looking, search
from experiments.output import write_drawing, write_passport, write_table
from experiments.output_folder import create
from experiments.passport import passport
from experiments.propositions.report import markdown_table
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of

HEAD = ["", "structure, pole", "settings", "seen", "worst setting again: pole − none", "n", "hours alone", "result"]
CAPTION = "Each pole minus none on the joint rate: settings searched, and the worst again on fresh seeds"


def tell_harm(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    options, folder = request.options, request.output
    plan = Plan.of(request, options.points, options.replicates, options.confirm)
    searched = [search(request, name, plan, folder) for name in STRUCTURES if name in (options.only or STRUCTURES)]
    found = all_harms(searched)
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(table_of("where structures harm", HEAD, map(cells, found)))
    identity = passport(request, failed=sum(each.failed for each in searched))
    create(folder)
    write_passport(folder, identity)
    lines = ["# Harm", "", *harm_lines(request, searched, found, plan, folder, identity)]
    (folder / "report.md").write_text("\n".join(lines), encoding="utf-8")
    if identity["failed"]:
        print(f"{identity['failed']} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}: report.md, harm.parquet, points.parquet")
    return 1 if identity["failed"] else 0


def harm_lines(request: Request, searched: Sequence[Searched], found: Sequence[Harm], plan: Plan, folder: Path, identity: dict) -> list[str]:
    """Write tables and figure; return the report's lines."""
    points = pd.concat([points_table(each) for each in searched], ignore_index=True)
    write_table(folder, "harm", pd.DataFrame([each.row() for each in found]), identity)
    write_table(folder, "points", points, identity)
    values = shown(points, found)
    figure = draw(values)
    half = values["half_width"].replace(float("inf"), float("nan")).dropna()
    size = f"n = {plan.replicates} seeds a setting, {plan.confirm} at the worst; half-width {half.min():.3f}–{half.max():.3f}" if len(half) else "no intervals"
    figure.suptitle(f"{CAPTION}\n{size}", fontsize=9)
    write_drawing(create(folder / "figures"), "harm", figure, values, identity, caption=CAPTION)
    parameters, short = base(request), looking(request)
    return [
        f"Form `{request.form}`, runs of {short['years_warm_up']:g} + {short['years']:g} years to look, of {parameters['years_warm_up']:g} + "
        f"{parameters['years']:g} years at the worst settings. For each structure {plan.points} settings of its own knobs "
        f"and of the environment (a Sobol' design), {plan.replicates} seeds each, shared by none, both poles and the time-only twin. "
        f"*Seen*: settings at which the whole 95 % interval lies below 0; by chance about {BY_CHANCE * plan.points:.1f} for each pole. The worst "
        f"settings of either pole were run again with {plan.confirm} fresh seeds: a structure *harms* where the interval, widened for the number of "
        "settings run again, lies below 0. *Hours alone*: time-only twin minus none there.", "",
        *markdown_table([*HEAD, "effects fall with", "roles distrusted", "the worst setting"],
                        [(*cells(e), e.worse_with or "–", f"at {e.distrust} of {e.n_points}", f"`{e.setting}`" if e.setting else "–") for e in found]),
        *[f"- {each.proposition}: " + sentence(each) for each in found], "",
        *[f"- Searched of {each.proposition}: {range_of(each)}." for each in searched], "",
        f"![{CAPTION}](figures/harm.png)", "",
    ]  # fmt: skip


def cells(harm: Harm) -> tuple[str, ...]:
    """One finding as cells."""
    words = f"{harm.structure.replace('_', ' ')}, {harm.pole}"
    effect = "" if harm.n < 2 else f"{harm.mean:+.3f} [{harm.low:+.3f}, {harm.high:+.3f}]"
    hours = "" if harm.hours != harm.hours else f"{harm.hours:+.3f}"
    return (harm.proposition, words, str(harm.n_points), str(harm.n_apparent), effect, str(harm.n), hours, harm.result)


def sentence(harm: Harm) -> str:
    """One line in plain English."""
    what = f"the {harm.pole} pole of {harm.structure.replace('_', ' ')}"
    if harm.result == "harms":
        return f"{what} makes responses worse than nothing at all at `{harm.setting}`: {100 * harm.mean:+.1f} points, surely below 0."
    return f"none found in {harm.n_points} settings for {what}" + ("." if not harm.n_apparent else f"; what was seen at {harm.n_apparent} was not confirmed.")


def shown(points: pd.DataFrame, found: Sequence[Harm]) -> pd.DataFrame:
    """What the figure shows: every setting's means, and the worst on fresh seeds with its interval."""
    first = points[["proposition", "level", "point", "mean", "half_width", "n"]].assign(round="searched")
    again = pd.DataFrame([
        {"proposition": e.proposition, "level": e.pole, "mean": e.mean, "half_width": (e.high - e.low) / 2, "n": e.n, "round": "again"}
        for e in found if e.n > 1
    ])  # fmt: skip
    return pd.concat([first, again], ignore_index=True) if len(again) else first
