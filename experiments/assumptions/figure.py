"""Shares of defensible models, and what each option does, as figures."""

from __future__ import annotations

import math
import textwrap

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.assumptions.shares import EXPLORED, HELD_BACK

STYLES = {EXPLORED: ("#0072B2", "o"), HELD_BACK: ("#D55E00", "s")}
MOST_OPTIONS = 24


def draw_shares(rows: pd.DataFrame, stand_ins: list[str]) -> Figure:
    """A dot a proposition for the combinations explored, one for those held back, and a cross for the uncorrected share; what stands in for it below."""
    names = list(dict.fromkeys(rows["proposition"]))
    width = 1.5 + 0.55 * max(len(names), 8)
    said = "\n".join(line for each in stand_ins for line in textwrap.wrap(each, int(17 * width), subsequent_indent="   "))
    below = 0.13 * (said.count("\n") + 1)
    figure = Figure(figsize=(width, 3.8 + below), layout="constrained")
    panel, words = figure.subplots(2, height_ratios=(3.0, below))
    words.axis("off")
    words.text(0.0, 1.0, said, fontsize=6.5, va="top", transform=words.transAxes)
    for place, (kind, (colour, marker)) in enumerate(STYLES.items()):
        mine = rows[rows["combinations"] == kind]
        across = mine["proposition"].map(names.index) + (place - 0.5) * 0.24
        panel.errorbar(across, mine["share"], mine["half_width"].replace(math.inf, math.nan), color=colour, marker=marker, ls="", ms=5, capsize=2, label=kind)
    first = rows[rows["combinations"] == EXPLORED]
    panel.scatter(first["proposition"].map(names.index) - 0.12, first["share_of_means"], color="black", marker="x", s=22, zorder=3, label="explored, not corrected")
    panel.set_ylim(-0.03, 1.03)
    panel.set_xticks(range(len(names)), names)
    panel.set_ylabel("share with the stand-in contrast")
    panel.grid(axis="y", alpha=0.3)
    figure.legend(*panel.get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=8)
    counts = " and ".join(f"{int(rows[rows['combinations'] == kind]['n'].max())} {kind}" for kind in STYLES if (rows["combinations"] == kind).any())
    half = rows["half_width"].replace(math.inf, math.nan).dropna()
    widths = f"95 %, half-width {half.min():.2f}–{half.max():.2f}" if len(half) else "no intervals"
    figure.suptitle(f"Share of defensible models with each proposition's stand-in contrast\nn = {counts} combinations; {widths}", fontsize=9)
    return figure


def draw_options(options: pd.DataFrame, rows: pd.DataFrame) -> Figure:
    """The most influential options in rows, propositions in columns, each by the part that decides; numbers are printed, so that no colour need be read."""
    options = options[options["decides"]]
    sesoi = rows.drop_duplicates("proposition").set_index("proposition")["sesoi"]
    relative = options.assign(size=options["difference"] / options["proposition"].map(sesoi))
    strongest = relative.groupby("option")["size"].apply(lambda sizes: sizes.abs().max()).nlargest(MOST_OPTIONS).index
    table = relative.pivot(index="option", columns="proposition", values="size").loc[list(strongest)]
    flips = options.pivot(index="option", columns="proposition", values="flips").loc[table.index, table.columns]
    figure = Figure(figsize=(3.4 + 0.5 * table.shape[1], 1.4 + 0.24 * len(table)), layout="constrained")
    panel = figure.subplots()
    panel.imshow(np.abs(table.to_numpy(float)), cmap="Greys", vmin=0, vmax=4, aspect="auto", alpha=0.6)
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            mark = "*" if bool(flips.iloc[row, column]) else ""
            panel.text(column, row, f"{table.iloc[row, column]:+.1f}{mark}", ha="center", va="center", fontsize=6.5)
    panel.set_xticks(range(table.shape[1]), table.columns)
    panel.set_yticks(range(len(table)), table.index, fontsize=7)
    half = (options["half_width"] / options["proposition"].map(sesoi)).median()
    figure.suptitle(f"Option minus default, in smallest effects of interest (* flips)\nn = {int(rows['n'].max())} combinations; median half-width {half:.2f}", fontsize=9)
    return figure
