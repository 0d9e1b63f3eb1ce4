"""Digests of a CSV at nine significant digits, or of a report: of the whole, of each column, of each row, so that a cell can be named."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from experiments.output import DIGITS

LONG, SHORT = 16, 8  # hexadecimal digits of a column's and of a row's digest
LINE = "line"  # the one column of a report
IDENTITY = re.compile(r"`[0-9a-f]{12,40}(\+changes)?`|`None`")  # rules, commit, hypotheses: who made a report, not what it says


@dataclass(frozen=True)
class Digest:
    """What is kept of a table to notice that one of its cells has changed."""

    whole: str
    columns: dict[str, str]
    rows: list[str]

    def plain(self) -> dict:
        """The digest as JSON keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class Content:
    """A table as it is compared: heads, and cells as text with numbers rounded; in which line of the file its rows begin."""

    heads: list[str]
    rows: list[list[str]]
    first: int = 2


def read(path: Path) -> Content:
    """Read a CSV, whose numbers are rounded to nine significant digits, or the lines of a report without rules and commit."""
    if path.suffix == ".md":
        lines = path.read_text(encoding="utf-8").splitlines()
        return Content([LINE], [[IDENTITY.sub("`…`", line)] for line in lines], first=1)
    with path.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    return Content(heads, [[rounded(cell) for cell in row] for row in rows])


def rounded(cell: str) -> str:
    """A number at nine significant digits, 0 without a sign; anything else as it is."""
    try:
        return f"{float(cell) + 0.0:.{DIGITS}g}"
    except ValueError:
        return cell


def digest(content: Content) -> Digest:
    """The digests of a table."""
    columns = {head: hashed(row[place] for row in content.rows)[:LONG] for place, head in enumerate(content.heads)}
    rows = [hashed(row)[:SHORT] for row in content.rows]
    return Digest(hashed([*columns, *columns.values(), *rows]), columns, rows)


def hashed(cells: Iterable[str]) -> str:
    """One hash of cells in their order."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()
