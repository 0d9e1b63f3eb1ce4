"""Compaction: many small parts become few large ones.

The large part names the small ones it replaces. It appears by one rename; the small ones are deleted after it. A
kill in between leaves both, and whoever reads next believes the large one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pyarrow as pa

from experiments.engine.parts import Part, row_groups, schema_of
from experiments.engine.rows import together

MANY_PARTS = 64  # each compaction writes all small parts anew: rarely, but long before there are a hundred files
ROWS_OF_A_LARGE_PART = 50_000
ROWS_AT_A_TIME = 1_000


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Which parts of one kind to gather: neighbours, up to the size of a large part."""
    gathered: list[list[Part]] = []
    open_group: list[Part] = []
    for part in parts:
        if part.rows >= ROWS_OF_A_LARGE_PART:
            continue
        open_group.append(part)
        if sum(each.rows for each in open_group) >= ROWS_OF_A_LARGE_PART:
            gathered.append(open_group)
            open_group = []
    gathered.append(open_group)
    return [group for group in gathered if len(group) > 1]


def joined_schema(group: Sequence[Part]) -> pa.Schema:
    """The columns of several parts taken together."""
    return together([schema_of(part).empty_table() for part in group]).schema


def gathered(group: Sequence[Part], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows of several parts, a few thousand at a time, so that memory does not grow with the store."""
    waiting = [schema.empty_table()]
    for piece in itertools.chain.from_iterable(map(row_groups, group)):
        waiting.append(piece)
        if sum(table.num_rows for table in waiting) >= ROWS_AT_A_TIME:
            yield together(waiting).select(schema.names)
            waiting = [schema.empty_table()]
    yield together(waiting).select(schema.names)
