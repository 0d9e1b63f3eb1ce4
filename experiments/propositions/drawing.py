"""What the figures share: styles that are told apart in grey and by colour-blind readers, bars, legends, which runs are shown."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure

from experiments.propositions.contrast import Runs

Drawn = tuple[Figure, pd.DataFrame]
# Okabe and Ito's colours, of different lightness; markers and line styles tell the same apart in grey.
STYLES = [("#0072B2", "o", "-"), ("#D55E00", "s", "--"), ("#000000", "^", ":"), ("#E69F00", "D", "-.")]
HATCHES = ["", "///", "...", "xxx"]


def runs_of(judged, name: str) -> Runs | None:
    """The runs on which a proposition's verdict rests."""
    runs = judged.runs[judged.main].get(name)
    return None if runs is None or runs.table.empty else runs


def asked(judged, family: str) -> list:
    """The hypotheses of a family that were run."""
    each = judged.setting.hypotheses.each
    return [each[name] for name in each if name[0] == family and runs_of(judged, name) is not None]


def bars(panel, values: pd.DataFrame, whats, contexts, title: str) -> None:
    """Grouped bars, told apart by hatching as well as colour."""
    width = 0.8 / len(contexts)
    for place, context in enumerate(contexts):
        mine = values[values.context == context].set_index("what").reindex(whats)
        across = [i + (place - (len(contexts) - 1) / 2) * width for i in range(len(whats))]
        panel.bar(across, mine["mean"], width, yerr=finite(mine.half_width), color=STYLES[place][0] if place != 2 else "#999999",
                  hatch=HATCHES[place], edgecolor="black", lw=0.5, capsize=2, label=context.replace("_", " "))  # fmt: skip
    panel.axhline(0, color="black", lw=0.8)
    panel.set_xticks(range(len(whats)), whats, fontsize=8)
    panel.set_title(title, fontsize=9)
    panel.grid(axis="y", alpha=0.3)


def finite(half_widths: pd.Series) -> pd.Series:
    """Half-widths to be drawn: none where there is one value only."""
    return half_widths.replace(math.inf, math.nan)


def legend(figure: Figure, panel) -> None:
    """One legend below all panels."""
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(4, len(labels)), frameon=False, fontsize=8)
