"""The paper's Figure 1, redrawn: structures, relating in roles, attentiveness, responses, endurance; a measure on each arrow."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure

from experiments.propositions.arrows_of_the_paper import arrow, box, frame, key_to
from experiments.propositions.contrast import RATE
from experiments.propositions.finding import PRIMARY, REFUSED, Finding
from experiments.propositions.table import where

STRUCTURES = {
    "3a": "selection and training", "3b": "performance measures\nand rewards", "3c": "conflict resolution", "3d": "job design",
    "3e": "protocols", "3f": "meetings",
}  # fmt: skip
PROCESSES = {"1a": "relational coproduction\n(worker–customer)", "1b": "relational coordination\n(worker–worker)",
             "1c": "relational leadership\n(worker–manager)"}  # fmt: skip
RESPONSES = {"2a": "caring", "2b": "timely", "2c": "knowledgeable"}
ENDURANCE = {"4a": "scalable", "4b": "replicable", "4c": "sustainable"}
X = {"structure": 0.0, "process": 1.15, "attentiveness": 2.27, "response": 3.48}


def draw_theory(judged) -> tuple[Figure, pd.DataFrame]:
    """Draw every arrow with its strength, as wide as the effect is large against the smallest of interest."""
    strengths = {name: strength(name, judged) for name in judged.setting.hypotheses.each}
    values = pd.DataFrame([row for name, each in strengths.items() for row in rows_of(name, each, judged)])
    figure = Figure(figsize=(11.5, 7.2), layout="constrained")
    panel = figure.subplots()
    panel.set_axis_off()
    panel.set_xlim(-0.35, 3.85)
    panel.set_ylim(-3.4, 5.6)
    for place, (name, words) in enumerate(STRUCTURES.items()):
        y = 5 - place
        box(panel, X["structure"], y, words)
        arrow(panel, (X["structure"] + 0.3, y), (X["process"] - 0.34, 2.5 + 0.62 * (2.5 - place)), strengths[name], at=0.5)
    frame(panel, X["process"], 2.5, 0.72, 4.7, "role-based\nreciprocal interrelating")
    for place, (name, words) in enumerate(PROCESSES.items()):
        y = 4.0 - 1.5 * place
        box(panel, X["process"], y, words)
        arrow(panel, (X["process"] + 0.31, y), (X["attentiveness"] - 0.31, 2.5 + 0.4 * (1 - place)), strengths[name], at=0.42)
    box(panel, X["attentiveness"], 2.5, "attentiveness\nto the situation and\nto one another")
    for place, (name, words) in enumerate(RESPONSES.items()):
        y = 4.0 - 1.5 * place
        box(panel, X["response"], y, f"{words}\nresponses")
        arrow(panel, (X["attentiveness"] + 0.31, 2.5 + 0.3 * (1 - place)), (X["response"] - 0.31, y), strengths[name], at=0.55)
    for place, (name, words) in enumerate(ENDURANCE.items()):
        x = X["process"] + place * 0.95
        box(panel, x, -1.6, f"{words} responses")
        arrow(panel, (X["process"] + 0.12 * (place - 1), 0.1), (x, -1.3), strengths[name], at=0.55)
    key_to(panel)
    return figure, values


def primary(name: str, judged) -> list[Finding]:
    """A proposition's primary verdicts, or what would be."""
    return [f for f in judged.findings if f.proposition == name and f.role == PRIMARY and (f.draws == judged.main or f.verdict == REFUSED)]


def rows_of(name: str, measured: dict, judged) -> list[dict[str, object]]:
    """Every primary verdict behind an arrow, with the headline that the arrow shows."""
    return [
        {"proposition": name, "where": where(f), "outcome": f.outcome, "scale": f.scale, "mean": f.mean, "half_width": half_width(f),
         "n": f.n or math.nan, "sesoi": f.sesoi, "verdict": f.label, "headline": measured["verdict"], "headline_mean_over_sesoi": measured["against_sesoi"]}
        for f in primary(name, judged)
    ] or [{"proposition": name, "n": math.nan, "half_width": math.nan, "headline": measured["verdict"]}]  # fmt: skip


def strength(name: str, judged) -> dict[str, object]:
    """The effects of a proposition's primary verdicts, in words and over the smallest of interest, and its headline."""
    mine = [f for f in primary(name, judged) if not math.isnan(f.mean)]
    headline = next((h.verdict for h in judged.headlines if h.proposition == name), "not run: not asked")
    over = sum(f.mean / f.sesoi for f in mine) / len(mine) if mine else math.nan
    return {"name": name, "against_sesoi": over, "verdict": headline, "effects": effects(mine), "beside": _through_awareness(name, judged)}


def effects(mine: list[Finding]) -> str:
    """The range of several effects; one alone with the half-width of its interval. Nothing is averaged over contexts."""
    if not mine:
        return ""
    unit = "" if mine[0].scale == RATE else f" {mine[0].scale.replace('_', '-')}"
    if len(mine) == 1:
        half = half_width(mine[0])
        return f"{mine[0].mean:+.2f}" + (f" ± {half:.2f}" if math.isfinite(half) else "") + unit
    return f"{min(f.mean for f in mine):+.2f} to {max(f.mean for f in mine):+.2f}{unit}"


def _through_awareness(name: str, judged) -> str:
    """Beside total effects of 2a–2c, what of them runs through awareness."""
    mine = [f.mean for f in judged.findings if f.proposition == name and f.draws == judged.main and f.part == "indirect, mean of both orders"]
    return f"\nvia awareness\n{min(mine):+.2f} to {max(mine):+.2f}" if mine else ""


def half_width(finding: Finding) -> float:
    """Half an interval."""
    return (finding.high - finding.low) / 2
