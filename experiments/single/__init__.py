"""One organisation, looked at closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Group

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(Group):
    """A single run needs nothing beyond the settings."""


def run(request: Request) -> int:
    """Run one organisation; print and write what became of it."""
    from experiments.single.account import give_account

    return give_account(request)
