"""The paper's Figure 1, redrawn: structures, relating in roles, attentiveness, responses, endurance; a measure on each arrow."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from experiments.propositions.finding import PRIMARY, Finding

STRUCTURES = {
    "3a": "selection and training", "3b": "performance measures\nand rewards", "3c": "conflict resolution", "3d": "job design",
    "3e": "protocols", "3f": "meetings",
}  # fmt: skip
PROCESSES = {"1a": "relational coproduction\n(worker–customer)", "1b": "relational coordination\n(worker–worker)",
             "1c": "relational leadership\n(worker–manager)"}  # fmt: skip
RESPONSES = {"2a": "caring", "2b": "timely", "2c": "knowledgeable"}
ENDURANCE = {"4a": "scalable", "4b": "replicable", "4c": "sustainable"}
LINES = {"supported": "-", "contradicted": (0, (4, 1, 1, 1, 1, 1)), "negligible": "--", "undetermined": "-.", "not testable": "-.", "not run": ":", "refused": ":"}
X = {"structure": 0.0, "process": 1.15, "attentiveness": 2.3, "response": 3.45}


def draw_theory(judged) -> tuple[Figure, pd.DataFrame]:
    """Draw every arrow with its strength, as wide as the effect is large against the smallest of interest."""
    strengths = {name: strength(name, judged) for name in judged.setting.hypotheses.each}
    values = pd.DataFrame([{"proposition": name, **each} for name, each in strengths.items()])
    figure = Figure(figsize=(11.5, 6.6), layout="constrained")
    panel = figure.subplots()
    panel.set_axis_off()
    panel.set_xlim(-0.35, 3.85)
    panel.set_ylim(-2.6, 5.6)
    for place, (name, words) in enumerate(STRUCTURES.items()):
        y = 5 - place
        box(panel, X["structure"], y, f"{name} {words}")
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
    kinds = "solid supported; dashes with two dots contradicted; dashed negligible; dashes with one dot undetermined; dotted not run"
    panel.text(-0.35, -2.55, f"Numbers: effect ± half-width (means over a proposition's primary verdicts; 4a–4c in log-odds).\nLines: {kinds}.", fontsize=7)
    return figure, values


def strength(name: str, judged) -> dict[str, object]:
    """The mean effect over a proposition's primary verdicts, and its headline's kind."""
    mine = [f for f in judged.findings if f.proposition == name and f.role == PRIMARY and f.draws == judged.main and not math.isnan(f.mean)]
    headline = next((h.verdict for h in judged.headlines if h.proposition == name), "not run: not asked")
    if not mine:
        return {"mean": math.nan, "half_width": math.nan, "n": math.nan, "against_sesoi": math.nan, "verdict": headline, "beside": ""}
    mean = sum(f.mean for f in mine) / len(mine)
    return {
        "mean": mean, "half_width": sum(half_width(f) for f in mine) / len(mine), "n": min(f.n for f in mine),
        "against_sesoi": mean / mine[0].sesoi, "verdict": headline, "beside": _through_awareness(name, judged),
    }  # fmt: skip


def _through_awareness(name: str, judged) -> str:
    """Beside a total effect of 2a–2c, what of it runs through awareness."""
    mine = [f.mean for f in judged.findings if f.proposition == name and f.draws == judged.main and f.part == "indirect, mean of both orders"]
    return f"\nvia awareness {sum(mine) / len(mine):+.2f}" if mine else ""


def half_width(finding: Finding) -> float:
    """Half an interval."""
    return (finding.high - finding.low) / 2


def arrow(panel, start, end, measured: dict, at: float) -> None:
    """An arrow as wide as its effect, in the line of its verdict, with its number."""
    verdict = str(measured["verdict"])
    kind = next((each for each in LINES if verdict.startswith(each)), "undetermined")
    strong = abs(measured["against_sesoi"]) if not math.isnan(measured["mean"]) else 0.0
    panel.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, lw=0.8 + min(strong, 6) * 0.5,
                                    ls=LINES[kind], color="black", shrinkA=0, shrinkB=0))  # fmt: skip
    half = measured["half_width"]
    words = "not run" if math.isnan(measured["mean"]) else f"{measured['mean']:+.2f}" + (f" ± {half:.2f}" if math.isfinite(half) else "")
    in_part = " in part" if "in part" in verdict else ""
    words += measured.get("beside", "")
    words += "" if kind == "not run" else f"\n{kind}{in_part}"
    x, y = (start[0] + at * (end[0] - start[0]), start[1] + at * (end[1] - start[1]))
    panel.text(x, y, words, fontsize=6.5, ha="center", va="center", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})


def box(panel, x: float, y: float, words: str) -> None:
    """A box of the theory."""
    panel.add_patch(FancyBboxPatch((x - 0.29, y - 0.34), 0.58, 0.68, boxstyle="round,pad=0.02", facecolor="#F2F2F2", edgecolor="black", lw=0.8))
    panel.text(x, y, words, fontsize=7.5, ha="center", va="center")


def frame(panel, x: float, y: float, width: float, height: float, words: str) -> None:
    """What holds several boxes together."""
    panel.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, boxstyle="square,pad=0", facecolor="none", edgecolor="black", lw=1.2))
    panel.text(x, y + height / 2 - 0.26, words, fontsize=7, ha="center", va="center", weight="bold", fontstretch="condensed")
