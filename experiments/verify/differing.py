"""What differs between tables and reports as they are and digests as committed: file, column, row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.verify.digest import Content, Digest, digest, read

MOST_CELLS = 12  # of one file; more are counted
WIDTH = 120  # characters of a report's line that are shown


@dataclass(frozen=True)
class Difference:
    """One thing that is not as committed."""

    file: str
    column: str
    row: str
    what: str


def differences(folder: Path, committed: Mapping[str, Mapping]) -> Iterator[Difference]:
    """Every difference, file by file; files that are missing or were not expected as well."""
    there = {path.relative_to(folder).as_posix(): path for path in files_in(folder)}
    for name in sorted({*there, *committed}):
        if name not in there:
            yield Difference(name, "", "", "committed, and not rebuilt")
        elif name not in committed:
            yield Difference(name, "", "", "rebuilt, and not committed")
        else:
            yield from in_one_file(name, read(there[name]), committed[name])


def files_in(folder: Path) -> list[Path]:
    """The CSVs and reports below a folder, without what somebody exported."""
    found = (path for ending in ("csv", "md") for path in folder.rglob(f"*.{ending}"))
    return sorted(path for path in found if "export" not in path.relative_to(folder).parts)


def in_one_file(name: str, content: Content, committed: Mapping) -> Iterator[Difference]:
    """Where one file differs from its digests; a file that differs as a whole always yields something."""
    now = digest(content)
    if now.whole == committed["whole"]:
        return
    found = [*_of_shape(name, now, committed)]
    columns = [head for head, value in now.columns.items() if committed["columns"].get(head, value) != value]
    if columns:
        rows = [number for number, (one, other) in enumerate(zip(now.rows, committed["rows"])) if one != other]
        found += _cells(name, content, columns, rows)
    yield from found or [Difference(name, "", "", "the whole differs, though every column and row has the digest committed")]


def _of_shape(name: str, now: Digest, committed: Mapping) -> Iterator[Difference]:
    """Columns that came, went or changed places, and how many rows there are."""
    for head in dict.fromkeys([*committed["columns"], *now.columns]):
        if head not in now.columns or head not in committed["columns"]:
            yield Difference(name, head, "", "a new column" if head in now.columns else "the column is missing")
    kept = [head for head in committed["columns"] if head in now.columns]
    order = [head for head in now.columns if head in committed["columns"]]
    if order != kept:
        yield Difference(name, ", ".join(order), "", f"the columns stand in another order, committed {', '.join(kept)}")
    if len(now.rows) != len(committed["rows"]):
        yield Difference(name, "", "", f"{len(now.rows)} rows, committed {len(committed['rows'])}")


def _cells(name: str, content: Content, columns: list[str], rows: list[int]) -> Iterator[Difference]:
    """The cells at which differing columns and rows meet: the one that differs, where only one column or row does."""
    cells = [(row, column) for row in rows for column in columns]
    surely = len(columns) == 1 or len(rows) == 1
    for row, column in cells[:MOST_CELLS]:
        value = content.rows[row][content.heads.index(column)]
        yield Difference(name, column, f"{row + content.first}: {_label(content, row, column)}", f"{'is' if surely else 'among those that differ: is'} {_shortened(value)} now")
    if len(cells) > MOST_CELLS:
        yield Difference(name, ", ".join(columns), f"{len(rows)} rows", f"{len(cells) - MOST_CELLS} more cells")


def _shortened(value: str) -> str:
    return value if len(value) <= WIDTH else f"{value[:WIDTH]}…"


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
