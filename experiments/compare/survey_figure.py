"""The survey's matrix and its network, form by form."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.compare.surveyed import MATRIX

LEAST, MOST = 1.0, 5.0
SHORT = 14  # letters of a role's name


def draw_survey(values: pd.DataFrame) -> Figure:
    """Above, who rates whom, with numbers; below, the network: the better both rate each other, the wider and darker."""
    forms = list(dict.fromkeys(values["form"]))
    pairs = [name.removeprefix(MATRIX).split(".") for name in dict.fromkeys(values["outcome"])]
    roles = list(dict.fromkeys(one for one, _ in pairs))
    figure = Figure(figsize=(3.5 * len(forms) + 0.8, 7.4), layout="constrained")
    panels = figure.subplots(2, len(forms), squeeze=False, height_ratios=[1.1, 1])
    for column, form in enumerate(forms):
        mine = values[values["form"] == form].set_index("outcome")["mean"]
        matrix = np.array([[mine.get(f"{MATRIX}{one}.{other}", math.nan) for other in roles] for one in roles], float)
        there = [place for place in range(len(roles)) if not np.isnan(matrix[place]).all() or not np.isnan(matrix[:, place]).all()]
        _matrix(panels[0][column], matrix[np.ix_(there, there)], [roles[place] for place in there], first=column == 0)
        _network(panels[1][column], matrix[np.ix_(there, there)], [roles[place] for place in there])
        panels[0][column].set_title(form.replace("_", " "), fontsize=10)
    panels[0][0].set_ylabel("answers", fontsize=8)
    return figure


def _matrix(panel, matrix: np.ndarray, roles: list[str], first: bool) -> None:
    panel.imshow(matrix, cmap="Greys", vmin=LEAST, vmax=MOST, alpha=0.75)
    for row in range(len(roles)):
        for column in range(len(roles)):
            if not math.isnan(matrix[row, column]):
                dark = matrix[row, column] > 4.2
                panel.text(column, row, f"{matrix[row, column]:.1f}", ha="center", va="center", fontsize=6.5, color="white" if dark else "black")
    names = [role.replace("_", " ")[:SHORT] for role in roles]
    panel.set_xticks(range(len(roles)), names, rotation=60, ha="right", fontsize=7)
    panel.set_yticks(range(len(roles)), names if first else [], fontsize=7)
    panel.set_xlabel("rated", fontsize=8)


def _network(panel, matrix: np.ndarray, roles: list[str]) -> None:
    panel.set_axis_off()
    panel.set_aspect("equal")
    panel.set_xlim(-1.75, 1.75)
    panel.set_ylim(-1.4, 1.4)
    places = [(math.sin(2 * math.pi * place / len(roles)), math.cos(2 * math.pi * place / len(roles))) for place in range(len(roles))]
    mutual = (matrix + matrix.T) / 2
    for row in range(len(roles)):
        for column in range(row):
            if not math.isnan(mutual[row, column]):
                strength = (mutual[row, column] - LEAST) / (MOST - LEAST)
                (x, y), (to_x, to_y) = places[row], places[column]
                panel.plot([x, to_x], [y, to_y], color=str(round(0.85 * (1 - strength), 3)), lw=0.3 + 4.5 * strength * strength, zorder=1)
    for (x, y), role in zip(places, roles):
        panel.scatter([x], [y], s=60, color="white", edgecolor="black", zorder=2)
        side = "center" if abs(x) < 0.3 else "left" if x > 0 else "right"
        panel.text(1.12 * x, 1.2 * y, role.replace("_", "\n"), ha=side, va="center", fontsize=7)
