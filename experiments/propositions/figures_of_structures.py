"""3a–3f as figures: each structure's poles, and the structures as a bundle."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure

from experiments.propositions import bundle, structures
from experiments.propositions.drawing import STYLES, Drawn, asked, bars, finite, legend, runs_of

OUTCOMES = {
    "probe.coproduction.heard": "strangers heard:\ncustomers and workers", "probe.coordination.heard": "strangers heard:\nworkers",
    "probe.leadership.heard": "strangers heard:\nworkers and managers", "joint": "caring, timely and\nknowledgeable",
}  # fmt: skip


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


def in_the_bundle(judged) -> Drawn | None:
    """3a–3f together: every bundle run, by how many of its structures are relational; below, Shapley values and shares."""
    shares = [f for f in judged.findings if f.draws == judged.main and f.part.startswith("Shapley")]
    together = bundle.structures_of(judged.setting, [h.name for h in asked(judged, "3")])
    if not shares or len(together) < 2:
        return None
    runs, all_of_them = judged.runs[judged.main][bundle.NAME], list(together.values())
    rows = []
    for chosen in bundle.combinations_of(all_of_them, judged.setting.is_full):
        for outcome in OUTCOMES:
            found = runs.interval(runs.level(bundle.arm_name(chosen), outcome))
            names = [name for name, structure in together.items() if structure in chosen]
            rows.append({"panel": "level", "outcome": outcome, "relational": " ".join(names), "number": len(chosen), "mean": found.mean,
                         "half_width": found.half_width, "n": found.n, "share": math.nan})  # fmt: skip
    for f in shares:
        share = float(f.notes[0].partition("%")[0]) / 100 if f.notes else math.nan
        rows.append({"panel": "Shapley value", "outcome": f.outcome, "relational": f.proposition, "number": 1, "mean": f.mean,
                     "half_width": (f.high - f.low) / 2, "n": f.n, "share": share})  # fmt: skip
    values = pd.DataFrame(rows)
    figure = Figure(figsize=(3.1 * len(OUTCOMES), 5.8), layout="constrained")
    panels = figure.subplots(2, len(OUTCOMES), sharey="row")
    for column, (outcome, words) in enumerate(OUTCOMES.items()):
        _levels(panels[0][column], values[(values.panel == "level") & (values.outcome == outcome)], words)
        _shapley(panels[1][column], values[(values.panel != "level") & (values.outcome == outcome)])
    panels[0][0].set_ylabel("level (share)", fontsize=8)
    panels[1][0].set_ylabel("Shapley value (share);\nprinted: its part of the bundle", fontsize=8)
    return figure, values


def _levels(panel, mine: pd.DataFrame, words: str) -> None:
    panel.scatter(mine.number, mine["mean"], s=14, color=STYLES[0][0], marker="o", alpha=0.6)
    by_number = mine.groupby("number")["mean"].mean()
    panel.plot(by_number.index, by_number, color="black", lw=1, ls="--")
    panel.set_title(words, fontsize=9)
    panel.set_xlabel("structures at the relational pole (count)", fontsize=8)
    panel.grid(alpha=0.3)


def _shapley(panel, mine: pd.DataFrame) -> None:
    panel.bar(mine.relational, mine["mean"], 0.65, yerr=finite(mine.half_width), color="#999999", hatch="///", edgecolor="black", lw=0.5, capsize=2)
    names = [name if math.isnan(share) else f"{name}\n{share:.0%}" for name, share in zip(mine.relational, mine.share)]
    panel.set_xticks(range(len(names)), names, fontsize=8)
    panel.axhline(0, color="black", lw=0.8)
    panel.grid(axis="y", alpha=0.3)
