"""Text in columns. Rich would draw the same in half a second; `--help` has less."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

GAP = 2


def columns(rows: Sequence[Sequence[str]], width: int, indent: int = 2, share: Sequence[int] = ()) -> Iterator[str]:
    """Yield the lines of a table.

    The first columns are as wide as their longest cell; the last `len(share)`
    columns divide the rest in these proportions and are wrapped.
    """
    if not rows:
        return
    fixed = len(rows[0]) - len(share)
    widths = [max(len(row[column]) for row in rows) for column in range(fixed)]
    rest = max(width - indent - sum(widths) - GAP * (len(rows[0]) - 1), 12 * len(share))
    widths += [max(rest * part // sum(share), 8) for part in share]
    for row in rows:
        cells = [
            [cell] if column < fixed else textwrap.wrap(cell, widths[column]) or [""]
            for column, cell in enumerate(row)
        ]
        for line in range(max(map(len, cells))):
            parts = [
                (cell[line] if line < len(cell) else "").ljust(room + GAP) for cell, room in zip(cells, widths)
            ]
            yield (" " * indent + "".join(parts)).rstrip()
