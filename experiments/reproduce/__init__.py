"""Every figure and table of the project from one command, through the experiments that make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import BadRequest, Problem
from sim.parameter import Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(Group):
    """What is rebuilt."""

    only: list[str] = parameter([], "experiments to rebuild, such as only=[compare,room]; empty = all")


def check(request: Request) -> Iterator[Problem]:
    """Name what any of the experiments would refuse, before the first of them runs."""
    from experiments.reproduce.parts import PARTS, request_of

    if "form" in request.chosen:
        yield Problem("form", request.form, "left out: every experiment names its forms")
    for name in request.options.only:
        if name not in PARTS:
            yield Problem("only", name, " | ".join(PARTS))
    for name in PARTS:
        if name in (request.options.only or PARTS):
            try:
                request_of(request, name)
            except BadRequest as bad:
                yield from bad.problems


def run(request: Request) -> int:
    """Run each experiment in a folder of its own below the output folder, then list what was made."""
    from experiments.reproduce.rebuilding import rebuild

    return rebuild(request)
