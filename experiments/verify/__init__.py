"""Are rebuilt figures and tables those that were committed? Digests of every CSV, by file, column and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

READS_OUTPUT = True


class Options(Group):
    """What is compared with what."""

    write: bool = parameter(False, "write the digests instead of comparing with them; the file is then to be committed")
    digests: str = parameter("", "file of digests; empty = docs/digests/<profile>.json")


def run(request: Request) -> int:
    """Compare, or write; 1 where anything differs."""
    from experiments.verify.verifying import verify

    return verify(request)
