"""4a–4c as figures: calm and stressed; and the curves over size, turnover and the months after a shock."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from experiments.propositions import curves, role_memory
from experiments.propositions.drawing import STYLES, Drawn, asked, finite, legend, runs_of


ACROSS = 5  # panels side by side: more could not be read on paper


def in_rows(count: int) -> tuple[Figure, list]:
    """A figure of so many panels, a few to a row."""
    across, down = min(count, ACROSS), -(-count // ACROSS)
    figure = Figure(figsize=(2.6 * across, 0.9 + 2.7 * down), layout="constrained")
    panels = list(figure.subplots(down, across, sharey=True, squeeze=False).flat)
    for panel in panels[count:]:
        panel.set_visible(False)
    return figure, panels[:count]


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
    figure, panels = in_rows(len(panels_of))
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
    for panel in panels[::ACROSS]:
        panel.set_ylabel("caring, timely and knowledgeable\nat once (share of situations)", fontsize=8)
    legend(figure, panels[0])
    return figure, values


def endurance(judged) -> Drawn | None:
    """4a–4c: the joint rate by size, by turnover, and month by month after each shock; role memory on and cut."""
    hypotheses = asked(judged, "4")
    tables = [table for h in hypotheses for table in curves.tables(judged.setting, h, runs_of(judged, h.name), judged.runs[judged.main].get(curves.NAME))]
    if not tables:
        return None
    values = pd.concat(tables, ignore_index=True)
    titles = list(dict.fromkeys(zip(values.proposition, values.curve)))
    figure, panels = in_rows(len(titles))
    for panel, (name, curve) in zip(panels, titles):
        mine = values[(values.proposition == name) & (values.curve == curve)]
        for (colour, marker, dash), (state, roles) in zip(STYLES, (("stressed", "on"), ("stressed", "cut"), ("calm", "on"), ("calm", "cut"))):
            line = mine[(mine.state == state) & (mine.roles == roles)]
            if len(line):
                panel.errorbar(line.x, line["mean"], finite(line.half_width), color=colour, marker=marker, ls=dash, ms=4, lw=1, capsize=2,
                               label=f"role memory {roles}" + ("" if state == "stressed" else ", without the shock"))  # fmt: skip
        panel.set_title(f"{name}: {curve}", fontsize=9)
        panel.set_xlabel(mine.unit.iloc[0], fontsize=8)
        panel.grid(alpha=0.3)
    for panel in panels[::ACROSS]:
        panel.set_ylabel("caring, timely and knowledgeable\nat once (share), direct paths cut", fontsize=8)
    legend(figure, panels[-1])
    return figure, values
