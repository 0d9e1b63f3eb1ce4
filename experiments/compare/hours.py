"""What paid hours go to, by form, and how many are paid for a response, as a figure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

PREFIX = "minutes."
GROUPS = {
    "routine and its backlog": ("routine", "backlog"),
    "acting, revising, giving up": ("act", "revise", "give_up", "buffer"),
    "following the script": ("script",),
    "the line": ("line",),
    "telling, asking, going over": ("tell", "ask", "refused", "aftermath"),
    "meetings, reviews, sessions, rounds": ("meeting", "review", "resolution", "round", "supervision"),
    "practice, writing, reading": ("practice", "writing", "reading"),
}
REST, IDLE = "other purposes", "unspent"
SHADES = {
    "routine and its backlog": ("#DDDDDD", ""), "acting, revising, giving up": ("#0072B2", ""), "following the script": ("#999999", "///"),
    "the line": ("#E69F00", "..."), "telling, asking, going over": ("#56B4E9", "\\\\\\"), "meetings, reviews, sessions, rounds": ("#D55E00", "xxx"),
    "practice, writing, reading": ("#F0E442", "++"), REST: ("#CC79A7", "oo"), IDLE: ("#FFFFFF", ""),
}  # fmt: skip
PER_RESPONSE = {"efficiency.hours_per_answered": "answered", "efficiency.hours_per_caring": "caring", "efficiency.hours_per_joint": "all three"}


def outcomes_of(columns: Sequence[str]) -> list[str]:
    """Every purpose, and the hours per response."""
    return [name for name in columns if name.startswith(PREFIX)] + [name for name in PER_RESPONSE if name in columns]


def group_of(outcome: str) -> str:
    """The group that a purpose belongs to; one that is new to this figure is shown as such."""
    purpose = outcome.removeprefix(PREFIX)
    if purpose == "idle":
        return IDLE
    return next((group for group, purposes in GROUPS.items() if purpose in purposes), REST)


def draw_hours(values: pd.DataFrame) -> Figure:
    """Shares of paid hours stacked by form; beside them hours per response."""
    forms = list(dict.fromkeys(values["form"]))
    figure = Figure(figsize=(10.5, 1.9 + 0.45 * len(forms)), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=[2, 1], sharey=True)
    shares = values[values["outcome"].str.startswith(PREFIX)].assign(group=lambda table: table["outcome"].map(group_of))
    table = shares.groupby(["form", "group"])["mean"].sum().unstack(fill_value=0.0).reindex(forms)
    start = pd.Series(0.0, index=forms)
    for group, (colour, hatch) in SHADES.items():
        if group in table and table[group].sum() > 0:
            left.barh(range(len(forms)), table[group], left=start, color=colour, hatch=hatch, edgecolor="black", lw=0.5, label=group)
            start = start + table[group]
    left.set_yticks(range(len(forms)), [form.replace("_", " ") for form in forms])
    left.invert_yaxis()
    left.set_xlabel("share of paid hours")
    left.set_xlim(0, 1)
    for place, (outcome, words) in enumerate(PER_RESPONSE.items()):
        mine = values[values["outcome"] == outcome].set_index("form").reindex(forms)
        down = [line + (place - 1) * 0.22 for line in range(len(forms))]
        right.errorbar(mine["mean"], down, xerr=mine["half_width"], color="black", marker="osD"[place], mfc=("white", "#999999", "black")[place], ls="",
                       ms=5, capsize=2, lw=1, label=words)  # fmt: skip
    right.set_xscale("log")
    right.set_xlabel("paid hours per response (log scale)")
    right.grid(axis="x", alpha=0.3)
    right.legend(fontsize=7, frameon=False)
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    return figure
