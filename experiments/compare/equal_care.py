"""Universalism, particularity and favouritism by form, as a figure."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from experiments.compare.figure import STYLES

EQUAL_CARE = {
    "caring": "caring, of all",
    "universalism.worst_quarter": "… of the worst-off quarter",
    "universalism.worst_quarter_by_chance": "… worst off by chance alone",
    "universalism.tied_gap": "gap: with a personal tie\nminus without",
    "universalism.similar_gap": "gap: of the same group\nminus others",
    "particularity": "particularity: fits this\ncustomer and not another",
    "particularity.attainable": "… if every answer fitted",
    "favouritism": "favouritism: granted to\npersonal ties minus others",
}


def draw_equal_care(values: pd.DataFrame) -> Figure:
    """One row a measure, one marker a form; 0 is marked."""
    figure = Figure(figsize=(7.6, 4.8), layout="constrained")
    panel = figure.subplots()
    measures = [name for name in EQUAL_CARE if name in set(values["outcome"])]
    forms = list(dict.fromkeys(values["form"]))
    for place, form in enumerate(forms):
        mine = values[values["form"] == form]
        down = [measures.index(name) + (place - (len(forms) - 1) / 2) * 0.15 for name in mine["outcome"]]
        colour, marker = STYLES.get(form, ("#000000", "x"))
        panel.errorbar(mine["mean"], down, xerr=mine["half_width"], color=colour, marker=marker, ls="", ms=5, capsize=2, lw=1, label=form.replace("_", " "))
    panel.axvline(0, color="black", lw=0.8)
    for line in range(len(measures) - 1):
        panel.axhline(line + 0.5, color="#CCCCCC", lw=0.6)
    panel.set_yticks(range(len(measures)), [EQUAL_CARE[name] for name in measures], fontsize=8)
    panel.invert_yaxis()
    panel.set_xlabel("share of responses; of requests (last row)")
    figure.legend(*panel.get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=8)
    return figure
