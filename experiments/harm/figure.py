"""Harm as a figure: every setting searched as a dot, the worst again with its interval."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure

STYLES = {"relational": ("#D55E00", "o"), "impersonal": ("#0072B2", "s"), "time_only": ("#777777", "x")}
APART = 0.24


def draw(values: pd.DataFrame) -> Figure:
    """One column a structure; both poles and the time-only twin beside one another."""
    names = list(dict.fromkeys(values["proposition"]))
    figure = Figure(figsize=(1.5 * len(names) + 2.5, 4), layout="constrained")
    panel = figure.subplots()
    for place, (level, (colour, marker)) in enumerate(STYLES.items()):
        mine = values[values["level"] == level]
        across = mine["proposition"].map(names.index) + (place - 1) * APART
        first = mine["round"] == "searched"
        panel.scatter(across[first], mine["mean"][first], s=14, color=colour, marker=marker, alpha=0.55, label=level.replace("_", "-"))
        panel.errorbar(across[~first] + 0.08, mine["mean"][~first], mine["half_width"][~first].replace(math.inf, math.nan), color="black",
                       marker=marker, mfc=colour, ls="", ms=6, capsize=3, label="the worst again" if place == 0 else None)  # fmt: skip
    panel.axhline(0, color="black", lw=0.8)
    panel.set_xticks(range(len(names)), names)
    panel.set_ylabel("level minus none,\ncaring, timely and knowledgeable at once (share)", fontsize=8)
    panel.grid(axis="y", alpha=0.3)
    figure.legend(*panel.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    return figure
