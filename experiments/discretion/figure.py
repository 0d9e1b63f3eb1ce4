"""Discretion as a figure: what is gained of either kind since the lowest level, a panel for each form and norms."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from experiments.discretion.reading import BEYOND, CANNOT_TELL, CARE, FAVOUR, OUTRUNS

# Told apart by shade, marker and dashes, in print as well.
STYLES = {
    CARE: ("particular care", "#0072B2", "o", "-"),
    FAVOUR: ("favouritism", "#E69F00", "s", "--"),
    BEYOND: ("favouritism's gain − care's", "#000000", "D", ":"),
}
APART = 0.012


def draw(gains: pd.DataFrame, answers: pd.DataFrame, caption: str) -> Figure:
    """Draw gains with intervals that hold for all levels at once; 0, and the level of the answer, are marked."""
    forms, norms = list(dict.fromkeys(gains["form"])), list(dict.fromkeys(gains["norms"]))
    figure = Figure(figsize=(4.2 * len(forms), 2.9 * len(norms) + 0.9), layout="constrained")
    panels = figure.subplots(len(norms), len(forms), sharex=True, sharey=True, squeeze=False)
    for row, norm in enumerate(norms):
        for column, form in enumerate(forms):
            panel, mine = panels[row][column], gains[(gains["form"] == form) & (gains["norms"] == norm)]
            for place, (outcome, (words, colour, marker, dashes)) in enumerate(STYLES.items()):
                values = mine[mine["outcome"] == outcome]
                panel.errorbar(values["level"] + (place - 1) * APART, values["mean"], yerr=values["half_width"], color=colour, marker=marker,
                               ms=5, mfc=colour if outcome == CARE else "white", capsize=2, lw=1.2, ls=dashes, label=words)  # fmt: skip
            found = answers[(answers["form"] == form) & (answers["norms"] == norm) & (answers["outcome"] == BEYOND)].iloc[0]
            if found["answer"] == OUTRUNS:
                panel.axvline(found["level"], color="black", lw=0.8, ls="-.")
            panel.axhline(0, color="black", lw=0.8)
            panel.set_title(f"{form.replace('_', ' ')}, {norm} norms\nfavouritism outruns care: {in_brief(found)}", fontsize=9)
            panel.grid(axis="y", alpha=0.3)
        panels[row][0].set_ylabel("gain since the lowest level (share)", fontsize=8)
    for panel in panels[-1]:
        panel.set_xlabel("discretion: off-script answers touching another\nfunction that need no approval (share)", fontsize=8)
    figure.legend(*panels[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    half, n = gains.loc[gains["outcome"].isin(STYLES), "half_width"].dropna(), gains["n"]
    widths = f"half-width {half.min():.3f}–{half.max():.3f}" if len(half) else "no intervals"
    counts = f"{n.min()}" if n.min() == n.max() else f"{n.min()}–{n.max()}"
    figure.suptitle(f"{caption}\nn = {counts} environments, 95 % for all levels of a panel at once, {widths}", fontsize=9)
    return figure


def in_brief(found: pd.Series) -> str:
    """An answer as a panel's title has it."""
    if found["answer"] == OUTRUNS:
        return f"from {found['level']:g}" + ("" if found["stays"] else ", not throughout")
    return f"cannot tell at {found['undecided']}" if found["answer"] == CANNOT_TELL else found["answer"]
