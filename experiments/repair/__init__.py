"""Make a damaged store usable again; nothing that can be read is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Group

if TYPE_CHECKING:
    from experiments.command_line.request import Request

READS_OUTPUT = True


class Options(Group):
    """Nothing but output=DIR."""


def run(request: Request) -> int:
    """Set unreadable parts aside, write a lost manifest anew, and say so."""
    from experiments.engine import repair

    print(repair(request.output))
    return 0
