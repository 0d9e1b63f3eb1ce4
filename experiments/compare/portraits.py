"""The forms as they are, at the fewest exits, at their own norms and at common ones: equal care, paid hours, what roles say of one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from experiments.compare.design import OWN, Arm
from experiments.compare.equal_care import EQUAL_CARE, draw_equal_care
from experiments.compare.hours import draw_hours
from experiments.compare.hours import outcomes_of as hours_of
from experiments.compare.summary import levels
from experiments.compare.survey_figure import draw_survey
from experiments.compare.surveyed import MATRIX
from experiments.output import write_drawing


def draw_portraits(runs: pd.DataFrame, arms: Mapping[str, Arm], folder: Path, identity: dict) -> list[str]:
    """Draw what the runs have, at each set of norms by itself; return the names of the figures."""
    fewest = min(arm.exits for arm in arms.values())
    drawn = []
    for norms in dict.fromkeys(arm.norms for arm in arms.values()):
        mine = {name: arm for name, arm in arms.items() if arm.norms == norms and arm.exits == fewest}
        for name, (caption, outcomes, draw) in figures_of(list(runs.columns)).items():
            if outcomes:
                name = name if norms == OWN else f"{name}_{norms}_norms"
                values = levels(runs, mine, outcomes)
                values["half_width"] = (values["high"] - values["low"]) / 2
                figure = draw(values)
                figure.suptitle(f"{caption}\n{norms} norms, {fewest:g} exits; {size_of(values)}", fontsize=9)
                write_drawing(folder, name, figure, values, identity, caption=f"{caption}; {norms} norms")
                drawn.append(name)
    return drawn


def size_of(values: pd.DataFrame) -> str:
    """How many environments, and how wide the intervals of what is not in hours."""
    half, n = values.loc[~values["outcome"].str.contains("hours"), "half_width"].dropna(), values["n"][values["n"] > 0]
    widths = f"95 % intervals, half-width up to {half.max():.3f} (median {half.median():.3f})" if len(half) else "no intervals"
    counts = f"{n.min()}" if n.empty or n.min() == n.max() else f"{n.min()}–{n.max()}"
    return f"n = {counts} environments; {widths}"


def figures_of(columns: list[str]) -> dict[str, tuple[str, list[str], Callable[[pd.DataFrame], Figure]]]:
    """Each figure's name, with its caption, the columns it shows, and who draws it."""
    return {
        "equal_care": ("Equal care by form: universal, particular, without favour", [name for name in EQUAL_CARE if name in columns], draw_equal_care),
        "hours": ("Paid hours by purpose and form, and hours paid for a response", hours_of(columns), draw_hours),
        "survey": ("The relational coordination survey: how roles rate their work with others (1–5)", [name for name in columns if name.startswith(MATRIX)], draw_survey),
    }
