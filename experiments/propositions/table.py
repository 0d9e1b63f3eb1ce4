"""The verdicts on a terminal: premises, headlines, every primary verdict, and what the scenario alone says."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from experiments.propositions import PREMISES
from experiments.propositions.dose_response import why_not_predicted
from experiments.propositions.finding import NOT_RUN, PRIMARY, Finding
from experiments.propositions.headline import multiplicity
from experiments.propositions.stages import REFERENCE

WIDTH_OF_A_FILE = 170


def show(judged) -> None:
    """Print everything that a reader needs before opening the report."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    main = [each for each in judged.findings if each.draws == judged.main or each.verdict == "refused"]
    console.print(f"\n{status_of(judged)}")
    if held := [each for each in main if each.proposition == PREMISES]:
        console.print(table_of("premises of 4a–4c", ["premise", "comparison", "norms", "outcome", "difference", "n", "verdict"], (
            (each.context, each.part, each.norms, each.outcome, effect(each), str(each.n), each.label) for each in held
        )))  # fmt: skip
    heads = ((each.proposition, each.verdict, each.n, each.plain) for each in judged.headlines)
    if judged.headlines:
        console.print(table_of("the propositions", ["", "verdict", "n", "in plain English"], heads))
    claims = [each for each in main if each.proposition != PREMISES and each.role == PRIMARY]
    if claims:
        head = ["", "where", "outcome", "effect", "n", "of interest", "verdict", "mechanical", "gain"]
        console.print(table_of("each primary verdict", head, map(row_of, claims)))
    if shares := [each for each in main if each.part.startswith("Shapley")]:
        outcomes = list(dict.fromkeys(each.outcome for each in shares))
        cells = ((name, *(next(f"{effect(e)} {' '.join(e.notes)}" for e in shares if (e.proposition, e.outcome) == (name, outcome)) for outcome in outcomes))
                 for name in dict.fromkeys(each.proposition for each in shares))  # fmt: skip
        console.print(table_of("the structures as a bundle: Shapley values and their shares of it", ["", *outcomes], cells))
    for each in main:
        if each.notes and (each.role == PRIMARY or "stay" in each.notes[0]):
            console.print(f"{each.proposition} {where(each)}: {'; '.join(each.notes)}")
    apart = [each for each in judged.findings if each.draws == REFERENCE and each.role == PRIMARY and each.verdict != NOT_RUN]
    if apart:
        cells = ((e.proposition, where(e), e.outcome, effect(e), str(e.n), e.label) for e in apart)
        console.print(table_of("the scenario itself, reported apart: its own environment, only seeds vary", ["", "where", "outcome", "effect", "n seeds", "verdict"], cells))
    if judged.failing_premises:
        console.print(f"\nPremises that do not surely hold: {', '.join(judged.failing_premises)}. Verdicts on 4a–4c rest on them.")
    console.print(f"\n{multiplicity(main)}")


def status_of(judged) -> str:
    """What kind of study the verdicts come from, and of which sites where these are not alike."""
    return " ".join(filter(None, (_kind_of(judged), judged.setting.sites)))


def _kind_of(judged) -> str:
    if judged.setting.is_full:
        most, capped = judged.setting.request.options.most, [name for name, each in judged.sizes().items() if each["asked"] > each["run"]]
        bound = f" It asked for more of {', '.join(capped)}: their intervals are wider than that, and say so." if capped else ""
        return (
            f"Confirmatory: verdicts rest on environment draws that were held back; {judged.setting.draws} to begin with, then as many as Stein's "
            f"rule asks for at a half-width of half the smallest effect of interest, at most {most} (most={most}).{bound}"
        )
    return (
        "EXPLORATORY as a whole (profile=quick): few draws, short runs, none of the held-back environments. "
        "profile=full judges on those."
    )


def row_of(finding: Finding) -> tuple[str, ...]:
    """One verdict as cells."""
    return (
        finding.proposition, where(finding), finding.outcome, effect(finding), str(finding.n or ""),
        number(finding.sesoi), finding.label if finding.verdict != NOT_RUN else f"not run: {finding.reason}",
        mechanical(finding), number(finding.pairing_gain),
    )  # fmt: skip


def where(finding: Finding) -> str:
    """In which relationship and context, under which norms."""
    norms = "" if finding.norms == "own" else f"{finding.norms} norms"
    return ", ".join(filter(None, (finding.relationship, finding.context.replace("_", " "), norms)))


def effect(finding: Finding) -> str:
    """Mean and half-width."""
    if math.isnan(finding.mean):
        return ""
    half = (finding.high - finding.low) / 2
    return f"{finding.mean:+.3f} ± {half:.3f}" if math.isfinite(half) else f"{finding.mean:+.3f}"


def mechanical(finding: Finding) -> str:
    """What tie arithmetic alone predicts, and its share of an effect that is surely there."""
    if finding.verdict == NOT_RUN:
        return ""
    if finding.proposition[0] == "1":
        return "is the curve"
    if math.isnan(finding.predicted):
        return why_not_predicted(finding.outcome)
    return f"{finding.predicted:+.2f}" + ("" if math.isnan(finding.mechanical) else f" ({finding.mechanical:.0%})")


def emergent(finding: Finding) -> str:
    """What of an effect tie arithmetic does not predict; no share is made of an effect that may be none."""
    if finding.verdict == NOT_RUN or math.isnan(finding.predicted):
        return ""
    return "no sure effect" if math.isnan(finding.mechanical) else f"{1 - finding.mechanical:.0%}"


def number(value: float) -> str:
    """A number where there is one."""
    return "" if math.isnan(value) else f"{value:.3g}"


def table_of(title: str, head: Sequence[str], rows) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in head:
        table.add_column(name, justify="right" if name in ("effect", "difference", "n", "n seeds", "of interest", "gain") else "left")
    for row in rows:
        table.add_row(*row)
    return table
