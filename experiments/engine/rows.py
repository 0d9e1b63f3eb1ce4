"""Rows to tables and back: what runs return, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

NUMBER, TEXT = "numbers", "text"


class MixedColumn(ValueError):
    """A run returned text where earlier runs returned numbers, or the other way round."""


def check_columns(row: Mapping, known: dict[str, str]) -> None:
    """Refuse a row that disagrees with the columns known so far; otherwise learn the columns it adds."""
    for name, value in row.items():
        if value is None or (type(value) is float and known.get(name) == NUMBER):
            continue
        kind = TEXT if isinstance(value, str) else NUMBER
        if known.setdefault(name, kind) != kind:
            raise MixedColumn(f"column {name!r} holds {known[name]} in this store, but this run returned {value!r}")


def column_kinds(schema: pa.Schema) -> dict[str, str]:
    """Which columns of a table hold numbers and which hold text."""
    known = {}
    for entry in schema:
        if not pa.types.is_null(entry.type):
            known[entry.name] = TEXT if pa.types.is_string(entry.type) else NUMBER
    return known


def to_table(rows: Sequence[Mapping]) -> pa.Table:
    """Rows as a table; a value that a row lacks is null."""
    names = list(rows[0])
    if any(list(row) != names for row in rows):
        names = ordered(row.keys() for row in rows)
    return pa.table({name: _column([row.get(name) for row in rows]) for name in names})


def together(tables: Sequence[pa.Table]) -> pa.Table:
    """Tables one below the other, whole numbers becoming decimal where they meet them."""
    names = tables[0].column_names
    if any(table.column_names != names for table in tables):
        names = ordered(table.column_names for table in tables)
    joined = pa.concat_tables(tables, promote_options="permissive").select(names)
    return joined.combine_chunks()


def ordered(name_lists: Iterable[Iterable[str]]) -> list[str]:
    """All names of rows that differ in their columns: alphabetical, so that who finished first does not matter."""
    names = {name for names in name_lists for name in names}
    leading = [name for name in ("key", "seed") if name in names]
    return leading + sorted(names - set(leading))


def _column(values: list) -> pa.Array:
    if any(isinstance(value, float) for value in values):
        return pa.array([None if value is None else float(value) for value in values], pa.float64(), from_pandas=False)
    return pa.array(values)
