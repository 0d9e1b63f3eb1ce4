"""What differs between tables as they are and digests as committed: file, column, row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.verify.digest import Content, digest, read

MOST_CELLS = 12  # of one file; more are counted


@dataclass(frozen=True)
class Difference:
    """One thing that is not as committed."""

    file: str
    column: str
    row: str
    what: str


def differences(folder: Path, committed: Mapping[str, Mapping]) -> Iterator[Difference]:
    """Every difference, file by file; files that are missing or were not expected as well."""
    there = {path.relative_to(folder).as_posix(): path for path in csv_files(folder)}
    for name in sorted({*there, *committed}):
        if name not in there:
            yield Difference(name, "", "", "committed, and not rebuilt")
        elif name not in committed:
            yield Difference(name, "", "", "rebuilt, and not committed")
        else:
            yield from in_one_file(name, read(there[name]), committed[name])


def csv_files(folder: Path) -> list[Path]:
    """The CSVs below a folder, without those that somebody exported."""
    return sorted(path for path in folder.rglob("*.csv") if "export" not in path.relative_to(folder).parts)


def in_one_file(name: str, content: Content, committed: Mapping) -> Iterator[Difference]:
    """Where one table differs from its digests."""
    now = digest(content)
    if now.whole == committed["whole"]:
        return
    for head in [*committed["columns"], *now.columns]:
        if head not in now.columns or head not in committed["columns"]:
            yield Difference(name, head, "", "a new column" if head in now.columns else "the column is missing")
    if len(now.rows) != len(committed["rows"]):
        yield Difference(name, "", "", f"{len(now.rows)} rows, committed {len(committed['rows'])}")
    columns = [head for head, value in now.columns.items() if committed["columns"].get(head, value) != value]
    if not columns:
        return
    rows = [number for number, (one, other) in enumerate(zip(now.rows, committed["rows"])) if one != other]
    yield from _cells(name, content, columns, rows)


def _cells(name: str, content: Content, columns: list[str], rows: list[int]) -> Iterator[Difference]:
    """The cells at which differing columns and rows meet: the one that differs, where only one column or row does."""
    cells = [(row, column) for row in rows for column in columns]
    surely = len(columns) == 1 or len(rows) == 1
    for row, column in cells[:MOST_CELLS]:
        value = content.rows[row][content.heads.index(column)]
        yield Difference(name, column, f"{row + 2}: {_label(content, row, column)}", f"{'is' if surely else 'among those that differ: is'} {value} now")
    if len(cells) > MOST_CELLS:
        yield Difference(name, ", ".join(columns), f"{len(rows)} rows", f"{len(cells) - MOST_CELLS} more cells")


def _label(content: Content, row: int, column: str) -> str:
    """What a row is about: its cells that are no numbers."""
    words = [cell for head, cell in zip(content.heads, content.rows[row]) if head != column and cell and not _is_number(cell)]
    return ", ".join(word[:40] for word in words[:4])


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
