"""One organisation, looked at closely; or the same one with each arrow of the theory cut alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(StudyOptions):
    """Whether to cut, and how often to repeat that."""

    cuts: bool = parameter(False, "cut each arrow alone and print what changes")
    replicates: int = parameter(4, "with cuts=true: seeds, shared by all cuts", low=2, high=10_000, unit="runs")


def run(request: Request) -> int:
    """Run one organisation, or one for each cut; print and write what became of it."""
    from experiments.single.account import give_account
    from experiments.single.cuts import cut_each

    return cut_each(request) if request.options.cuts else give_account(request)
