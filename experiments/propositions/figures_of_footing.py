"""1a–2c as figures: attentiveness by footing, and responses by way of awareness."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure

from experiments.propositions import attentiveness, responses
from experiments.propositions.drawing import HATCHES, STYLES, Drawn, asked, bars, finite, legend, runs_of


def dose_response(judged) -> Drawn | None:
    """1a–1c: attentiveness at five levels of one process's footing, at three loads."""
    hypotheses = asked(judged, "1")
    if not hypotheses:
        return None
    outcomes = {"understood_unscripted": "to the situation", "pairs_attended_own": "to one another, own pairs"}
    rows = [
        {"proposition": h.name, "process": h.manipulation["process"], "load": load, "outcome": outcome, "footing": level,
         "mean": found.mean, "half_width": found.half_width, "n": found.n}
        for h in hypotheses for load in h.manipulation["loads"] for outcome in outcomes
        for level, found in attentiveness.curve(h, runs_of(judged, h.name), outcome, load)
    ]  # fmt: skip
    values = pd.DataFrame(rows)
    figure = Figure(figsize=(3.2 * len(hypotheses), 5.6), layout="constrained")
    panels = figure.subplots(len(outcomes), len(hypotheses), sharex=True, sharey="row", squeeze=False)
    for line, (outcome, words) in enumerate(outcomes.items()):
        for column, h in enumerate(hypotheses):
            panel = panels[line][column]
            for style, (load, mine) in zip(STYLES, values[(values.proposition == h.name) & (values.outcome == outcome)].groupby("load")):
                colour, marker, dash = style
                panel.errorbar(mine.footing, mine["mean"], finite(mine.half_width), color=colour, marker=marker, ls=dash,
                               ms=4, lw=1, capsize=2, label=f"load {load:g}")  # fmt: skip
            panel.grid(alpha=0.3)
            if line == 0:
                panel.set_title(f"{h.name}: {h.manipulation['process']}", fontsize=9)
        panels[line][0].set_ylabel(f"attentiveness {words}\n(share)", fontsize=8)
    for panel in panels[-1]:
        panel.set_xlabel("footing held at (0–1)", fontsize=8)
    legend(figure, panels[0][0])
    return figure, values


def mediation(judged) -> Drawn | None:
    """2a–2c: total effect and what of it runs through awareness; and the four cells."""
    hypotheses = asked(judged, "2")
    if not hypotheses:
        return None
    contexts = hypotheses[0].contexts
    wanted = {"total": "total", "indirect, at high footing": "indirect,\nat high", "indirect, at low footing": "indirect,\nat low",
              "indirect, mean of both orders": "indirect,\nmean"}  # fmt: skip
    rows = [
        {"proposition": f.proposition, "context": f.context, "panel": f.outcome, "what": f.part, "mean": f.mean,
         "half_width": (f.high - f.low) / 2, "n": f.n}
        for f in judged.findings if f.draws == judged.main and f.proposition[0] == "2" and f.part in wanted
    ]  # fmt: skip
    runs = runs_of(judged, hypotheses[0].name)
    for context in contexts:
        for world in ("low", "high"):
            for cell in responses.CELLS:
                found = runs.interval(runs.level(responses.arm_name(context, world, world), cell))
                rows.append({"proposition": "2", "context": context, "panel": f"cells at {world} footing", "what": cell,
                             "mean": found.mean, "half_width": found.half_width, "n": found.n})  # fmt: skip
    values = pd.DataFrame(rows)
    titles = [h.name + ": " + next(iter(h.outcomes)) for h in hypotheses]
    figure = Figure(figsize=(3.2 * (len(hypotheses) + 1), 3.8), layout="constrained")
    panels = figure.subplots(1, len(hypotheses) + 1, squeeze=False)[0]
    for panel, h, title in zip(panels, hypotheses, titles):
        bars(panel, values[values.proposition == h.name].replace({"what": wanted}), list(wanted.values()), contexts, title)
        panel.axhline(h.sesoi, color="black", lw=0.8, ls=":")
    cells = values[values.proposition == "2"]
    for place, (panel_name, context) in enumerate((p, c) for p in cells["panel"].unique() for c in contexts):
        bottom = 0.0
        for hatch, cell, grey in zip(HATCHES, responses.CELLS, ("#0072B2", "#D55E00", "#E69F00", "#FFFFFF")):
            share = cells[(cells["panel"] == panel_name) & (cells.context == context) & (cells.what == cell)]["mean"].iloc[0]
            panels[-1].bar(place, share, bottom=bottom, color=grey, hatch=hatch, edgecolor="black", lw=0.5,
                           label=cell.replace("_", ", ") if place == 0 else None)  # fmt: skip
            bottom += 0.0 if math.isnan(share) else share
    labels = [f"{p.split()[2]}\n{'RB' if c.startswith('relational') else c[:8]}" for p in cells["panel"].unique() for c in contexts]
    panels[-1].set_xticks(range(len(labels)), labels, fontsize=7)
    panels[-1].set_title("aware × right, share of parts acted on", fontsize=9)
    panels[-1].legend(fontsize=6, frameon=True, loc="lower center")
    panels[0].set_ylabel("change in share of situations", fontsize=8)
    legend(figure, panels[0])
    return figure, values
