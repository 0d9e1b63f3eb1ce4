"""One screen that names every key, the value given and what is allowed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from experiments.problems import Problem

LONGEST_VALUE = 60
MOST_ROWS = 40


def show_problems(problems: Sequence[Problem], stream: TextIO | None = None) -> None:
    """Print every problem, on stderr by default."""
    stream = stream or sys.stderr
    console = Console(file=stream, width=None if stream.isatty() else 110, highlight=False, soft_wrap=False)
    count = len(problems)
    console.print(f"Nothing was run: {count} problem{'s' if count > 1 else ''} with the request.\n", style="bold")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("key", "given", "allowed"):
        table.add_column(title, overflow="fold")
    for problem in problems[:MOST_ROWS]:
        table.add_row(_plain(problem.key), _shown(problem.value), _plain(problem.allowed))
    console.print(table)
    if count > MOST_ROWS:
        console.print(f"… and {count - MOST_ROWS} more")
    console.print("\npython -m experiments --help lists every key with its range and meaning.")


def _shown(value: object) -> Text:
    text = value if isinstance(value, str) else _number(value)
    return _plain(text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…")


def _number(value: object) -> str:
    try:
        return {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits cannot be written
        return "a value too large to show"


def _plain(text: object) -> Text:
    """Text as it is: no markup, no control characters, nothing that a terminal cannot encode."""
    encoding = sys.stderr.encoding or "utf-8"
    shown = "".join(character if character.isprintable() else repr(character)[1:-1] for character in str(text))
    return Text(shown.encode(encoding, "backslashreplace").decode(encoding))
