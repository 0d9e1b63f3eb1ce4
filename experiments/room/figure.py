"""Room to move as a figure: each form's levels between their bounds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from experiments.compare.figure import STYLES


def draw(values: pd.DataFrame, bounds: Mapping[str, tuple[float, float]]) -> Figure:
    """Draw a column a level and a marker a form; where no level may lie is shaded."""
    figure = Figure(figsize=(8, 3.8), layout="constrained")
    panel = figure.subplots()
    names, forms = list(bounds), list(dict.fromkeys(values["form"]))
    for place, (low, high) in enumerate(bounds.values()):
        for bottom, top in ((0.0, low), (high, 1.0)):
            panel.fill_between([place - 0.45, place + 0.45], bottom, top, color="#DDDDDD", lw=0)
    for shift, form in enumerate(forms):
        mine = values[values["form"] == form]
        across = [names.index(name) + (shift - (len(forms) - 1) / 2) * 0.14 for name in mine["level"]]
        colour, marker = STYLES.get(form, ("#000000", "x"))
        panel.errorbar(across, mine["mean"], mine["half_width"], color=colour, marker=marker, ls="", ms=5, capsize=2, label=form.replace("_", " "))
    panel.set_xticks(range(len(names)), [name.replace("_", ",\n") for name in names])
    panel.set_ylim(0, 1)
    panel.set_ylabel("share of situations;\nright-hand columns: of acts", fontsize=8)
    figure.legend(*panel.get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False, fontsize=8)
    half = values["half_width"].dropna()
    widths = f"half-width {half.min():.3f}–{half.max():.3f}" if len(half) else "no intervals"
    figure.suptitle(f"levels of each form, and where they may not lie (shaded); n = {values['n'].min()} seeds, 95 %, {widths}", fontsize=9)
    return figure
