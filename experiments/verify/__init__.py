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
    equal_rules: bool = parameter(
        False, "record that the present rules, with which the folder was made, give the same results as those of the confirmatory study; renews the digests"
    )
    record: str = parameter("", "file of that record; empty = docs/confirmatory.json")
    notes: list[str] = parameter([], "what else a reader of that record should know, such as notes=['a trial was seen before']; earlier notes stay")


def check(request: Request) -> Iterator[Problem]:
    """Name words that do not go together."""
    options = request.options
    asked = [name for name in ("write", "confirm", "equal_rules") if getattr(options, name)]
    for name in asked[1:]:
        yield Problem(name, True, f"left out with {asked[0]}=true: one file at a time")
    if options.record and not (options.confirm or options.equal_rules):
        yield Problem("record", options.record, "together with confirm=true or equal_rules=true")
    if options.notes and not options.confirm:
        yield Problem("notes", options.notes, "together with confirm=true")


def run(request: Request) -> int:
    """Compare, or write; 1 where anything differs."""
    if request.options.confirm:
        from experiments.verify.confirmatory import confirm

        return confirm(request)
    if request.options.equal_rules:
        from experiments.verify.equal_rules import accept

        return accept(request)
    from experiments.verify.verifying import verify

    return verify(request)
