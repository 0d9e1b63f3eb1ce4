"""The controls as figures: how many verdicts pass, fail, cannot be told, or are left untouched by each control."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from experiments.controls.outcome import CANNOT_TELL, FAILS, INERT, PASSES
from experiments.controls.twins import TWIN
from experiments.controls.variants import CUT, SHAM
from experiments.output import write_drawing
from experiments.output_folder import create

SHADES = {PASSES: ("#56B4E9", ""), FAILS: ("#D55E00", "xxx"), CANNOT_TELL: ("#FFFFFF", "..."), INERT: ("#BBBBBB", "")}
NAME = "controls"


def draw_controls(controlled, folder: Path, identity: dict) -> list[str]:
    """Draw what there is to be drawn; return lines of the report."""
    values = counts(controlled.outcomes)
    if values.empty:
        return []
    n = f"n = {values['n'].min()}–{values['n'].max()} draws" if values["n"].min() < values["n"].max() else f"n = {values['n'].min()} draws"
    half = values["half_width"].replace(math.inf, math.nan).dropna()
    widths = f"median half-widths of effects {half.min():.3f}–{half.max():.3f}" if len(half) else "no intervals"
    caption = f"Verdicts under each control: {n}, 95 %, {widths}"
    figure = draw(values)
    figure.suptitle(caption, fontsize=9)
    write_drawing(create(folder / "figures"), NAME, figure, values, identity, caption=caption)
    return ["## Figure", "", f"![{caption}](figures/{NAME}.png)", ""]


def counts(outcomes) -> pd.DataFrame:
    """How many primary verdicts of each proposition came out how; half-widths in their middle."""
    rows = []
    for kind in (CUT, SHAM, TWIN):
        for proposition in dict.fromkeys(each.proposition for each in outcomes):
            mine = [each for each in outcomes if each.proposition == proposition and each.control == kind and each.result in SHADES]
            if mine:
                half = pd.Series([(each.high - each.low) / 2 for each in mine]).median()
                rows.append({"control": kind, "proposition": proposition, **{word: sum(e.result == word for e in mine) for word in SHADES},
                             "n": min(each.n for each in mine), "half_width": half})  # fmt: skip
    return pd.DataFrame(rows)


def draw(values: pd.DataFrame) -> Figure:
    """One panel a control, one stacked bar a proposition."""
    kinds = list(dict.fromkeys(values["control"]))
    figure = Figure(figsize=(3.6 * len(kinds) + 0.6, 3.6), layout="constrained")
    panels = figure.subplots(1, len(kinds), squeeze=False)[0]
    for panel, kind in zip(panels, kinds):
        mine = values[values["control"] == kind].reset_index(drop=True)
        bottom = pd.Series(0.0, index=mine.index)
        for word, (colour, hatch) in SHADES.items():
            panel.bar(mine.index, mine[word], 0.7, bottom=bottom, color=colour, hatch=hatch, edgecolor="black", lw=0.5, label=word)
            bottom = bottom + mine[word]
        panel.set_xticks(mine.index, mine["proposition"], fontsize=8)
        panel.set_xlim(-0.8, max(len(mine), 3) - 0.2)
        panel.set_title(kind, fontsize=9)
        panel.yaxis.get_major_locator().set_params(integer=True)
    panels[0].set_ylabel("primary verdicts (count)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(SHADES), frameon=False, fontsize=8)
    return figure
