"""The figures: each as PDF, PNG and CSV with its passport; n and half-width are printed on each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from experiments.output import write_drawing
from experiments.propositions.figure_of_the_paper import draw_theory
from experiments.propositions.figures_of_endurance import endurance, stresses
from experiments.propositions.figures_of_footing import dose_response, mediation
from experiments.propositions.figures_of_structures import in_the_bundle, poles


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
    n = values["n"].dropna()
    counts = "no" if n.empty else f"{int(n.min())}" if n.min() == n.max() else f"{int(n.min())}–{int(n.max())}"
    by_scale = values.groupby("scale") if "scale" in values else [("", values)]
    widths = "; ".join(filter(None, (widths_of(mine, str(scale)) for scale, mine in by_scale)))
    return f"{judged.main}, n = {counts} draws; {widths or 'no intervals'}"


def widths_of(values: pd.DataFrame, scale: str) -> str:
    """How wide the intervals of one scale are; empty without any."""
    half = values["half_width"].replace(math.inf, math.nan).dropna()
    unit = f", {scale.replace('_', '-')}" if scale else ""
    return "" if half.empty else f"95 % intervals{unit}: half-width {half.min():.3f}–{half.max():.3f} (median {half.median():.3f})"


FIGURES: dict[str, tuple[str, Callable]] = {
    "theory": ("The paper's figure with the measured strength on every arrow", draw_theory),
    "dose_response": ("1a–1c: attentiveness by the footing of one process, others as in the baseline", dose_response),
    "mediation": ("2a–2c: high minus low footing, what of it runs through awareness (dotted: of interest), and the four cells", mediation),
    "structures": ("3a–3f: what each structure does for strangers in their roles (dotted: of interest)", poles),
    "bundle": ("3a–3f as a bundle, at common norms: every bundle run, and what each structure is worth in it", in_the_bundle),
    "stresses": ("4a–4c: the joint rate when calm and under stress", stresses),
    "endurance": ("4a–4c: size, turnover, and the months after a shock, with role memory on and cut", endurance),
}
