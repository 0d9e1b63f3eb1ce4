"""The comparison as a figure: one panel an outcome, exits across, one line a form."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by most colour-blind readers; markers and dashes tell them apart in print.
STYLES = {
    "relational": ("#009E73", "o"),
    "bureaucratic": ("#0072B2", "s"),
    "relational_bureaucracy": ("#D55E00", "D"),
    "dysfunctional_hybrid": ("#CC79A7", "v"),
    "baseline": ("#555555", "^"),
}
DASHES = {
    "relational": "--", "bureaucratic": ":", "relational_bureaucracy": "-", "dysfunctional_hybrid": "-.", "baseline": (0, (6, 1, 1, 1, 1, 1)),
}  # fmt: skip


def draw(levels: pd.DataFrame, outcomes: dict[str, str], title: str) -> Figure:
    """Draw means with 95 % t intervals over environments; forms are set side by side at each number of exits."""
    figure = Figure(figsize=(3.1 * len(outcomes), 3.6), layout="constrained")
    panels = figure.subplots(1, len(outcomes), sharey=True, squeeze=False)[0]
    forms = list(dict.fromkeys(levels["form"]))
    exits = list(dict.fromkeys(levels["exits"]))
    for panel, (outcome, words) in zip(panels, outcomes.items()):
        for place, form in enumerate(forms):
            mine = levels[(levels["outcome"] == outcome) & (levels["form"] == form)]
            colour, marker = STYLES.get(form, ("#000000", "x"))
            shift = (place - (len(forms) - 1) / 2) * 0.08
            across = [exits.index(value) + shift for value in mine["exits"]]
            spread = [mine["mean"] - mine["low"], mine["high"] - mine["mean"]]
            panel.errorbar(
                across, mine["mean"], yerr=spread, color=colour, marker=marker, markersize=5, capsize=2, lw=1,
                ls=DASHES.get(form, "-"), label=form.replace("_", " "),
            )  # fmt: skip
        panel.set_title(words, fontsize=10)
        panel.set_xticks(range(len(exits)), [f"{value:g}" for value in exits])
        panel.set_xlim(-0.5, len(exits) - 0.5)
        panel.set_xlabel("exits per position and year")
        panel.grid(axis="y", alpha=0.3)
    panels[0].set_ylabel("share of situations")
    panels[0].set_ylim(bottom=0)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(5, len(forms)), frameon=False, fontsize=9)
    half = ((levels["high"] - levels["low"]) / 2).dropna()
    size = f"half-width {half.min():.3f}–{half.max():.3f}" if len(half) else "no intervals"
    figure.suptitle(f"{title}; {size}", fontsize=10)
    return figure
