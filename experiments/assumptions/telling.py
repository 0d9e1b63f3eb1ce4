"""Run the combinations, and tell the shares: on the screen, in tables, in a report with figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from experiments.assumptions.combinations import Factor, draws, factors
from experiments.assumptions.contrasts import Contrast, contrast_of
from experiments.assumptions.figure import draw_options, draw_shares
from experiments.assumptions.shares import EXPLORED, HELD_BACK, Share, share_of
from experiments.command_line.request import Request
from experiments.command_line.settings import Profile
from experiments.engine import Study
from experiments.engine.configuration import changed
from experiments.output import write_drawing, write_passport, write_table
from experiments.output_folder import create
from experiments.passport import passport
from experiments.propositions import NAMES
from experiments.propositions.contrast import Runs
from experiments.propositions.families import why_not
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.report import markdown_table
from experiments.propositions.setting import Setting
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of
from experiments.running import run_requested

QUICK_COMBINATIONS, FULL_COMBINATIONS = 6, 512
TASK = "experiments.assumptions.read:simulate"
# Thousands of short runs of small units, in either profile: combinations tell more than hours do (decision 693).
SMALL = {"size.workers": 30, "years_warm_up": 0.35, "years": 0.25}
HEAD = ["", "share with the stand-in contrast", "n", "held back", "n", "share of means (not corrected)", "decided by", "its mean", "must exceed", "flipped by"]
STAND_INS = "The stand-in contrasts, and what they leave out of the propositions:"


def tell_shares(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    setting = Setting(request, read_hypotheses())
    contrasts, found = contrasts_of(setting), factors(request.given)
    tables = run_requested(request, study_of(setting, contrasts, found), task=TASK)
    runs = Runs(tables.runs, "assumptions")
    seed, replicates = request.settings.seed, request.options.replicates
    every = [share_of(name, each, runs, found, setting.hypotheses, seed, replicates) for name, each in contrasts.items()]
    shares = [each for each in every if each is not None]
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    console.print(table_of("shares of defensible models", HEAD, map(cells, shares)))
    console.print("\n".join(["", STAND_INS, *stand_ins(shares)]))
    write(request, setting, shares, found, tables.directory, len(tables.failures))
    return 1 if len(tables.failures) else 0


def contrasts_of(setting: Setting) -> dict[str, Contrast]:
    """The contrast of each proposition that is asked for and that the model has."""
    asked = setting.request.options.only or NAMES
    return {name: contrast_of(setting, setting.hypotheses.each[name]) for name in NAMES if name in asked and not why_not(setting, name)}


def study_of_all(setting: Setting) -> Study:
    """The study that the request asks for."""
    return study_of(setting, contrasts_of(setting), factors(setting.request.given))


def study_of(setting: Setting, contrasts, found: list[Factor]) -> Study:
    """Every arm of every contrast, in each combination's own environments."""
    request, base = setting.request, base_of(setting)
    arms = {name: arm.changes for each in contrasts.values() for name, arm in each.arms.items()}
    ranges = setting.hypotheses.ranges(request.given)
    numbers, changes = draws(found, ranges, request.settings.seed, combinations_of(request), request.options.replicates)
    return Study(base, arms=arms, draws=changes, numbers=numbers, seed=request.settings.seed,
                 description=passport(request, hypotheses=setting.hypotheses.hashes(list(contrasts))))  # fmt: skip


def base_of(setting: Setting) -> dict[str, Any]:
    """The baseline as a small unit in short runs, unless the request says how large and how long."""
    return changed(setting.base, {key: value for key, value in SMALL.items() if key not in setting.request.given})


def combinations_of(request: Request) -> int:
    """How many combinations are drawn."""
    return request.options.combinations or (FULL_COMBINATIONS if request.settings.profile == Profile.FULL else QUICK_COMBINATIONS)


def cells(share: Share) -> tuple[str, ...]:
    """One proposition as cells."""
    by_kind = {row["combinations"]: row for row in share.rows}
    explored, back = by_kind[EXPLORED], by_kind.get(HELD_BACK)
    flips = ", ".join(share.flips) if share.fitted[0].columns else "too few combinations to tell"
    return (share.name, _with_width(explored), str(explored["n"]), _with_width(back) if back else "", str(back["n"]) if back else "0",
            f"{explored['share_of_means']:.0%}", explored["weakest_part"], f"{explored['mean']:+.3f}", f"{explored['bound']:g}", flips or "none")  # fmt: skip


def stand_ins(shares: list[Share]) -> list[str]:
    """What is contrasted, once for all propositions of which the words are the same."""
    words: dict[str, list[str]] = {}
    for each in shares:
        words.setdefault(each.contrast.words, []).append(each.name)
    return [f"{', '.join(names)}: {each}." for each, names in words.items()]


def _with_width(row: dict) -> str:
    return f"{row['share']:.0%} ± {100 * row['half_width']:.0f}" if row["n"] > 1 else f"{row['share']:.0%}"


def write(request: Request, setting: Setting, shares: list[Share], found: list[Factor], folder: Path, failed: int) -> None:
    """Write tables, figures, report."""
    identity = passport(request, failed=failed, factors={factor.key: [str(option) for option in factor.options] for factor in found})
    write_passport(folder, identity)
    rows = pd.DataFrame([row for each in shares for row in each.rows])
    options = pd.DataFrame([row for each in shares for row in each.options])
    write_table(folder, "shares", rows, identity)
    write_table(folder, "options", options, identity)
    place, drawn = create(folder / "figures"), {}
    if len(rows):
        drawn["shares"] = ("Share of defensible models with the stand-in contrast of each proposition, corrected for noise", draw_shares(rows, stand_ins(shares)), rows)
    if len(options):
        drawn["options"] = ("What each option does to each effect, in smallest effects of interest", draw_options(options, rows), options)
    lines = ["# Shares of defensible models", "", _how(request, setting, found), "", *markdown_table(HEAD, map(cells, shares))]
    lines += [STAND_INS, "", *[f"- {each}" for each in stand_ins(shares)], ""]
    lines += ["Gaps and their options, the default first:", "", *[f"- `{each.key}`: {', '.join(str(option) for option in each.options)}" for each in found], ""]
    for name, (caption, figure, values) in drawn.items():
        write_drawing(place, name, figure, values, identity, caption=caption)
        lines += [f"![{caption}](figures/{name}.png)", ""]
    (folder / "report.md").write_text("\n".join(lines), encoding="utf-8")
    if failed:
        print(f"{failed} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}: report.md, shares.parquet, options.parquet, figures")


def _how(request: Request, setting: Setting, found: list[Factor]) -> str:
    base = base_of(setting)
    exploratory = "" if setting.is_full else "EXPLORATORY (profile=quick): a handful of combinations. "
    return (
        f"{exploratory}{combinations_of(request)} combinations of {len(found)} assumptions, each option equally likely; for each "
        f"{request.options.replicates} environments of its own, units of {base['size']['workers']} heads (4a sets its own) over {base['years_warm_up']:g} + {base['years']:g} years. Combinations whose number ends in one of "
        f"{', '.join(map(str, setting.hypotheses.held_back))} are held back: nothing was fitted to them. *Holds* means that the combination's true effect "
        "exceeds the smallest of interest, in a mixed model that takes environments and seeds for noise (decision 654); of a claim with several parts each must, and "
        "in each combination the least likely part counts (decision 712). What is tested is a stand-in for the proposition, said below, and no verdict on it. "
        "*Decided by*: the part that holds least often. An option *flips* a claim where it surely moves the mean effect across what it must exceed."
    )
