"""The figures: each as PDF, PNG and CSV with its passport; n and half-width are printed on each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from experiments.output import write_drawing
from experiments.propositions import attentiveness, responses, role_memory, structures
from experiments.propositions.contrast import Runs
from experiments.propositions.figure_of_the_paper import draw_theory

Drawn = tuple[Figure, pd.DataFrame]
# Okabe and Ito's colours, of different lightness; markers and line styles tell the same apart in grey.
STYLES = [("#0072B2", "o", "-"), ("#D55E00", "s", "--"), ("#000000", "^", ":"), ("#E69F00", "D", "-.")]
HATCHES = ["", "///", "...", "xxx"]


def draw_all(judged, folder: Path, identity: dict) -> Iterator[tuple[str, str]]:
    """Draw what the runs allow; yield each figure's name and caption."""
    place = folder / "figures"
    place.mkdir(exist_ok=True)
    for name, (caption, draw) in FIGURES.items():
        drawn = draw(judged)
        if drawn is None:
            continue
        figure, values = drawn
        figure.suptitle(f"{caption}\n{size_of(values, judged)}", fontsize=9)
        write_drawing(place, name, figure, values, identity, caption=caption, draws=judged.main, size=size_of(values, judged))
        yield name, caption


def size_of(values: pd.DataFrame, judged) -> str:
    """How many draws, and how wide the intervals."""
    n, half = values["n"].dropna(), values["half_width"].replace(math.inf, math.nan).dropna()
    counts = "no" if n.empty else f"{int(n.min())}" if n.min() == n.max() else f"{int(n.min())}–{int(n.max())}"
    widths = "no intervals" if half.empty else f"95 % intervals, half-width {half.min():.3f}–{half.max():.3f} (median {half.median():.3f})"
    return f"{judged.main}, n = {counts} draws; {widths}"


def runs_of(judged, name: str) -> Runs | None:
    """The runs on which a proposition's verdict rests."""
    runs = judged.runs[judged.main].get(name)
    return None if runs is None or runs.table.empty else runs


def asked(judged, family: str) -> list:
    """The hypotheses of a family that were run."""
    each = judged.setting.hypotheses.each
    return [each[name] for name in each if name[0] == family and runs_of(judged, name) is not None]


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


def poles(judged) -> Drawn | None:
    """3a–3f: relational minus impersonal pole in each relationship, in both contexts; Shapley values beside."""
    hypotheses = [h for h in asked(judged, "3") if not structures.lacking(judged.setting, h)]
    if not hypotheses:
        return None
    values = pd.concat([structures.levels_table([h], runs_of(judged, h.name)) for h in hypotheses], ignore_index=True)
    shares = [
        {"proposition": f.proposition, "structure": "", "relationship": f.outcome, "context": "Shapley value", "mean": f.mean,
         "half_width": (f.high - f.low) / 2, "n": f.n}
        for f in judged.findings if f.draws == judged.main and f.part.startswith("Shapley") and f.outcome.startswith("probe")
    ]  # fmt: skip
    if shares:
        extra = pd.DataFrame(shares)
        extra["relationship"] = extra["relationship"].str.split(".").str[1]
        values = pd.concat([values, extra], ignore_index=True)
    relationships = hypotheses[0].decisions["relationships"]
    contexts = list(dict.fromkeys(values["context"]))
    figure = Figure(figsize=(3.8 * len(relationships), 3.8), layout="constrained")
    panels = figure.subplots(1, len(relationships), sharey=True, squeeze=False)[0]
    for panel, relationship in zip(panels, relationships):
        mine = values[values.relationship == relationship].rename(columns={"proposition": "what"})
        bars(panel, mine, [h.name for h in hypotheses], contexts, structures.WORDS[relationship])
        for bound in (-hypotheses[0].sesoi, hypotheses[0].sesoi):
            panel.axhline(bound, color="black", lw=0.8, ls=":")
    panels[0].set_ylabel("relational minus impersonal pole,\nstrangers asked and heard both ways (share)", fontsize=8)
    legend(figure, panels[0])
    return figure, values


def stresses(judged) -> Drawn | None:
    """4a–4c: the joint rate when calm and under stress, role memory and direct paths on and cut."""
    tables = [
        role_memory.curve(h, runs_of(judged, h.name), stress).assign(proposition=h.name)
        for h in asked(judged, "4") for stress in h.manipulation["stresses"] if not role_memory.lacking(judged.setting, h, stress) and "joint" in role_memory.outcomes_of(h, stress)
    ]  # fmt: skip
    if not tables:
        return None
    values = pd.concat(tables, ignore_index=True)
    panels_of = list(dict.fromkeys(zip(values.proposition, values.stress)))
    figure = Figure(figsize=(2.6 * len(panels_of), 3.8), layout="constrained")
    panels = figure.subplots(1, len(panels_of), sharey=True, squeeze=False)[0]
    for panel, (name, stress) in zip(panels, panels_of):
        for style, roles, direct in zip(STYLES, ("on", "cut", "on", "cut"), ("on", "on", "cut", "cut")):
            mine = values[(values.stress == stress) & (values.proposition == name) & (values.roles == roles) & (values.direct == direct)]
            colour, marker, dash = style
            panel.errorbar([0, 1], mine["mean"], finite(mine.half_width), color=colour, marker=marker, ls=dash, ms=4, lw=1,
                           capsize=2, label=f"role memory {roles}, direct paths {direct}")  # fmt: skip
        panel.set_xticks([0, 1], ["calm", "stressed"])
        panel.set_xlim(-0.3, 1.3)
        panel.set_title(f"{name}: {stress}", fontsize=9)
        panel.grid(axis="y", alpha=0.3)
    panels[0].set_ylabel("caring, timely and knowledgeable at once\n(share of situations)", fontsize=8)
    legend(figure, panels[0])
    return figure, values


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


FIGURES: dict[str, tuple[str, Callable]] = {
    "theory": ("The paper's figure with the measured strength on every arrow", draw_theory),
    "dose_response": ("1a–1c: attentiveness by the footing of one process, others as in the baseline", dose_response),
    "mediation": ("2a–2c: high minus low footing, what of it runs through awareness (dotted: of interest), and the four cells", mediation),
    "structures": ("3a–3f: what each structure does for strangers in their roles (dotted: of interest)", poles),
    "stresses": ("4a–4c: the joint rate when calm and under stress", stresses),
}
