"""The comparison on a terminal: forms in rows, outcomes in columns, a block for each number of exits and set of norms."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table

WIDTH_OF_A_FILE = 150


def show_levels(levels: pd.DataFrame, outcomes: dict[str, str]) -> None:
    """Print means with the half-width of their interval."""
    for (norms, exits), block in levels.groupby(["norms", "exits"], sort=False):
        title = f"exits {exits:g} per position and year, {norms} norms (n = {_range(block['n'])} environments)"
        table = _table(title, ["form", *outcomes.values()])
        for form, rows in block.groupby("form", sort=False):
            table.add_row(form, *_cells(rows.set_index("outcome"), list(outcomes)))
        _console().print(table)


def show_exits(differences: pd.DataFrame, outcomes: dict[str, str]) -> None:
    """Print what more exits do within each form; an interval that leaves out 0 is marked."""
    mine = differences[differences["contrast"] == "exits"]
    for (norms, more, fewer), block in mine.groupby(["norms", "exits", "minus_exits"], sort=False):
        _show_block(block, outcomes, f"exits {more:g} minus {fewer:g}, {norms} norms: paired differences within a form")


def show_forms(differences: pd.DataFrame, outcomes: dict[str, str], reference: str) -> None:
    """Print each form minus the reference form; an interval that leaves out 0 is marked."""
    mine = differences[(differences["contrast"] == "form") & (differences["minus_form"] == reference)]
    for (norms, exits), block in mine.groupby(["norms", "exits"], sort=False):
        _show_block(block, outcomes, f"each form minus {reference}, exits {exits:g}, {norms} norms: paired differences")


def _show_block(block: pd.DataFrame, outcomes: dict[str, str], title: str) -> None:
    table = _table(f"{title} (* leaves out 0)", ["form", *outcomes.values()])
    for form, rows in block.groupby("form", sort=False):
        table.add_row(form, *_cells(rows.set_index("outcome"), list(outcomes), signed=True))
    _console().print(table)


def _cells(rows: pd.DataFrame, outcomes: Sequence[str], signed: bool = False) -> list[str]:
    cells = []
    for outcome in outcomes:
        row = rows.loc[outcome]
        half = (row["high"] - row["low"]) / 2
        sign = "+" if signed else ""
        mark = "*" if signed and (row["low"] > 0 or row["high"] < 0) else ""
        cells.append(f"{row['mean']:{sign}.3f} ± {half:.3f}{mark}")
    return cells


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right")
    return table


def _range(counts: pd.Series) -> str:
    low, high = int(counts.min()), int(counts.max())
    return str(low) if low == high else f"{low}–{high}"


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
