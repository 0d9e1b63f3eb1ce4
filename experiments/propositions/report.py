"""The report: verdicts, failures in the same type as successes, each with a line in plain English; figures."""

from __future__ import annotations

import math
from pathlib import Path

from experiments.propositions import PREMISES
from experiments.propositions.finding import PRIMARY, SECONDARY
from experiments.propositions.headline import multiplicity
from experiments.propositions.shares_beside import in_words, shares_beside
from experiments.propositions.stages import REFERENCE
from experiments.propositions.table import effect, emergent, mechanical, number, status_of, where


def write_report(judged, folder: Path, identity: dict) -> Path:
    """Write report.md with its figures beside it."""
    main = [each for each in judged.findings if each.draws == judged.main or each.verdict == "refused"]
    lines = ["# The propositions, judged", "", status_of(judged), "", _how(judged, identity), ""]
    if held := [each for each in main if each.proposition == PREMISES]:
        lines += ["## Premises of 4a–4c", ""]
        lines += markdown_table(["premise", "comparison", "norms", "outcome", "difference", "n", "verdict"],
                        [(e.context, e.part, e.norms, e.outcome, effect(e), str(e.n), e.label) for e in held])  # fmt: skip
        if judged.failing_premises:
            lines += [f"Do not surely hold: {', '.join(judged.failing_premises)}. Verdicts on 4a–4c rest on them.", ""]
    lines += ["## Headlines", "", "A headline needs every primary verdict of a proposition: all its relationships, contexts and loads.", ""]
    lines += _headlines(judged, shares_beside(folder, identity))
    lines += [multiplicity(main), ""]
    for name in dict.fromkeys(each.proposition for each in main if each.proposition != PREMISES):
        lines += _proposition(name, judged, [each for each in main if each.proposition == name])
    lines += _reference(judged)
    lines += _figures(judged, folder, identity)
    path = folder / "report.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _how(judged, identity: dict) -> str:
    hours = "not reached within the run" if judged.relearning != judged.relearning else f"{judged.relearning:,.0f} working hours"
    return (
        f"Rules `{identity['rules_hash'][:12]}`, seed {identity['seed']}, commit `{identity['commit']}`, runs of "
        f"{judged.setting.base['years_warm_up']:g} + {judged.setting.base['years']:g} years. One environment draw and one seed are shared by all "
        f"arms; intervals are 95 % over draws. Relearning time of role ties in the relational bureaucracy: {hours}."
    )


def _headlines(judged, shares) -> list[str]:
    """The headlines; with the share of defensible models in which each changes, where that was found out."""
    head = ["", "verdict", "n", "in plain English"]
    if not shares:
        told = "In which share of defensible models each changes is told by `experiment=assumptions`, and here once its results lie in `../assumptions`."
        return [*markdown_table(head, [(h.proposition, h.verdict, h.n, h.plain) for h in judged.headlines]), told, ""]
    rows = [(h.proposition, h.verdict, h.n, in_words(shares.get(h.proposition), h.verdict), h.plain) for h in judged.headlines]
    note = "Defensible models: `../assumptions`, by a contrast that stands in for each proposition in small, short runs (decision 654)."
    return [*markdown_table([*head[:3], "in defensible models", head[3]], rows), note, ""]


def _proposition(name: str, judged, findings) -> list[str]:
    hypothesis = judged.setting.hypotheses.each[name]
    lines = [f"## {name}", "", f"{hypothesis.sentence} (hash `{hypothesis.hash}`)", ""]
    if size := judged.sizes().get(name):
        lines += [f"Draws: {size['pilot']} in the pilot; Stein's rule asks for {size['asked']}; {size['run']} were run.", ""]
    judged_here = [each for each in findings if each.verdict]
    lines += markdown_table(
        ["where", "outcome", "part", "role", "effect", "n", "of interest", "verdict", "mechanical", "emergent", "pairing gain", "reason"],
        [(where(e), e.outcome, e.part, e.role, effect(e), str(e.n or ""), number(e.sesoi), e.label, mechanical(e),
          emergent(e), number(e.pairing_gain), e.reason)
         for e in judged_here],
    )  # fmt: skip
    lines += [f"- {e.plain}" for e in judged_here if e.role in (PRIMARY, SECONDARY)] + [""]
    lines += [f"- Note, {where(e)}, {e.outcome}: {'; '.join(e.notes)}." for e in findings if e.notes] + [""]
    described = [each for each in findings if not each.verdict]
    if described:
        lines += ["Described, not judged:", ""]
        lines += markdown_table(["where", "outcome", "part", "effect", "n"], [(where(e), e.outcome, e.part, effect(e), str(e.n)) for e in described])
    if name[0] == "4":
        lines += [closed_form(judged), ""]
    return lines


def closed_form(judged) -> str:
    """What follows from arithmetic alone, so that nobody takes it for a finding."""
    ties = judged.setting.base["ties"]
    return (
        "Arithmetic, not a finding: at τ exits per position and year a personal tie between two workers is lost at 2τ (either "
        f"end), a role tie at τ, so they halve in {math.log(2) / 2:.2f}/τ and {math.log(2):.2f}/τ years; experience that is not "
        f"renewed halves in {ties['half_life_days']:g} working days, shared knowledge in {ties['knowledge_half_life_days']:g}, "
        "also while structures are suspended."
    )


def _reference(judged) -> list[str]:
    apart = [each for each in judged.findings if each.draws == REFERENCE and each.role == PRIMARY and each.verdict]
    if not apart:
        return []
    rows = [(e.proposition, where(e), e.outcome, effect(e), str(e.n), e.label) for e in apart]
    title = "## The scenario itself, reported apart"
    return [title, "", "Its own environment; only seeds vary.", "", *markdown_table(["", "where", "outcome", "effect", "n seeds", "verdict"], rows)]


def _figures(judged, folder: Path, identity: dict) -> list[str]:
    from experiments.propositions.figures import draw_all

    lines = ["## Figures", ""]
    for name, caption in draw_all(judged, folder, identity):
        lines += [f"![{caption}](figures/{name}.png)", "", f"*{caption}* Values: `figures/{name}.csv`.", ""]
    return lines


def markdown_table(head, rows) -> list[str]:
    cells = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in cells] + [""]
