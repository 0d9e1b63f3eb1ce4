"""Compaction: many small parts become few large ones.

The large part names the small ones it replaces. It appears by one rename; the small ones are deleted after it. A
kill in between leaves both, and whoever reads next believes the large one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from experiments.engine.parts import Part, read_part
from experiments.engine.rows import together

MANY_PARTS = 80
ROWS_OF_A_LARGE_PART = 50_000


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


def gathered(group: Sequence[Part]) -> pa.Table:
    """The rows of several parts as one table."""
    return together([read_part(part) for part in group])
