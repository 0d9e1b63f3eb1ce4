"""Discretion on a terminal, in tables and as a figure; the answer is said in words, also where there is none."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

import pandas as pd
from rich.console import Console

from experiments.command_line.request import Request
from experiments.discretion.design import arms, study
from experiments.discretion.figure import draw
from experiments.discretion.reading import BEYOND, CANNOT_TELL, CARE, FAVOUR, OUTRUNS, answers, gains, levels
from experiments.output import write_drawing, write_passport, write_table
from experiments.passport import passport
from experiments.propositions.table import table_of
from experiments.running import run_requested

WIDTH_OF_A_FILE = 150
HEAD = ["discretion", "particular care", "favouritism", "gain in care", "gain in favouritism", "favouritism's gain − care's", "n", "favouritism outruns"]
CAPTION = "Gains in particular care and in favouritism since the lowest level of discretion"
UNITS = {BEYOND: "in points of either's share", "beyond_attainable": "with care as a share of what is attainable"}


def tell_discretion(request: Request) -> int:
    """Run what is lacking, then tell; 1 where a run failed."""
    tables = run_requested(request, study(request))
    compared = arms(request)
    level, gain = levels(tables.runs, compared), gains(tables.runs, compared)
    answered = answers(gain)
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    for (form, norms), mine in level.groupby(["form", "norms"], sort=False):
        theirs = gain[(gain["form"] == form) & (gain["norms"] == norms)]
        console.print(table_of(f"{form}, {norms} norms, a rigid script in force", HEAD, rows_of(mine, theirs)))
    print("\n" + "\n".join(map(sentence, answered.to_dict("records"))))
    print("mean ± half-width over environments: levels 95 %, gains since the lowest level 95 % for all levels of a form at once")
    print("discretion: share of answers off the script, touching another function, that need no approval; without a script none does")
    identity = passport(request, failed=len(tables.failures))
    folder = tables.directory
    write_passport(folder, identity)
    for name, table in (("runs", tables.runs), ("levels", level), ("gains", gain), ("answers", answered)):
        write_table(folder, name, table, identity)
    write_drawing(folder, "discretion", draw(gain, answered, CAPTION), gain, identity, caption=CAPTION)
    if len(tables.failures):
        print(f"{len(tables.failures)} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}")
    return 1 if len(tables.failures) else 0


def rows_of(level: pd.DataFrame, gain: pd.DataFrame) -> Iterator[list[str]]:
    """One row a level, the form without a script last."""
    for value in level["level"].drop_duplicates():
        here = level[level["level"].isna() if math.isnan(value) else level["level"] == value].set_index("outcome")
        theirs = gain[gain["level"] == value].set_index("outcome")
        name = "no script" if math.isnan(value) else f"{value:g}"
        start = [name, *(shown(here.loc[outcome]) for outcome in (CARE, FAVOUR))]
        if theirs.empty:  # the lowest level itself, or no level
            yield [*start, "", "", "", str(here["n"].min()), ""]
        else:
            last = theirs.loc[BEYOND]
            yield [*start, *(shown(theirs.loc[outcome], "+") for outcome in (CARE, FAVOUR, BEYOND)), str(last["n"]), in_short(last["verdict"])]


def shown(row: pd.Series, sign: str = "") -> str:
    """A mean with its half-width."""
    return f"{row['mean']:{sign}.3f} ± {row['half_width']:.3f}"


def in_short(verdict: str) -> str:
    """A level's verdict in a word or two."""
    return "yes" if verdict == OUTRUNS else verdict if verdict == CANNOT_TELL else "no"


def sentence(found: dict) -> str:
    """One answer in plain English."""
    where = f"{found['form'].replace('_', ' ')}, {found['norms']} norms, {UNITS[found['outcome']]}: "
    return where + f"favouritism outruns particular care {in_words(found)}" if found["answer"] != CANNOT_TELL else where + in_words(found)


def in_words(found: dict) -> str:
    """Where favouritism outruns particular care, as the end of a sentence."""
    if found["answer"] == OUTRUNS:
        return f"from {found['level']:g} on" if found["stays"] else f"at {found['level']:g}, not surely at every level above"
    if found["answer"] == CANNOT_TELL:
        return f"{CANNOT_TELL} at {found['undecided']}" + (f"; surely not at {found['surely_not']}" if found["surely_not"] else "")
    return found["answer"]
