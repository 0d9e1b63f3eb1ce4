"""How far a study is; may be asked while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Group

if TYPE_CHECKING:
    from experiments.command_line.request import Request

READS_OUTPUT = True


class Options(Group):
    """Nothing but output=DIR."""


def run(request: Request) -> int:
    """Print where the study stands; 1 if any run failed."""
    from experiments.engine import status

    standing = status(request.output)
    print(standing)
    return 1 if standing.failed else 0
