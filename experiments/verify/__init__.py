"""Are rebuilt figures, tables and reports those that were committed? And what was decided when the confirmatory study began?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from sim.parameter import Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

READS_OUTPUT = True


class Options(Group):
    """What is compared with what."""

    write: bool = parameter(False, "write the digests instead of comparing with them; the file is then to be committed")
    digests: str = parameter("", "file of digests; empty = docs/digests/<profile>.json")
    confirm: bool = parameter(False, "write the record of the confirmatory study in the folder; the file is then to be committed")
    record: str = parameter("", "file of that record; empty = docs/confirmatory.json")
    notes: list[str] = parameter([], "what else a reader of that record should know, such as notes=['a trial was seen before']; earlier notes stay")


def check(request: Request) -> Iterator[Problem]:
    """Name words that do not go together."""
    options = request.options
    if options.confirm and options.write:
        yield Problem("write", True, "left out with confirm=true: one file at a time")
    for name in ("record", "notes"):
        if getattr(options, name) and not options.confirm:
            yield Problem(name, getattr(options, name), "together with confirm=true")


def run(request: Request) -> int:
    """Compare, or write; 1 where anything differs."""
    if request.options.confirm:
        from experiments.verify.confirmatory import confirm

        return confirm(request)
    from experiments.verify.verifying import verify

    return verify(request)
