"""One organisation, looked at closely; or the same one with each arrow of the theory cut alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import Record, StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(StudyOptions):
    """Whether to cut, and how often to repeat that; what is kept."""

    cuts: bool = parameter(False, "cut each arrow alone and print what changes")
    replicates: int = parameter(4, "with cuts=true: seeds, shared by all cuts", low=2, high=10_000, unit="runs")
    record: Record = parameter(Record.NOTHING, "episodes: write every episode of the run as a table too (experiment=story tells them)")


def check(request: Request) -> Iterable[Problem]:
    """Episodes are of one run."""
    if request.options.cuts and request.options.record != Record.NOTHING:
        yield Problem("record", request.options.record.name.lower(), "nothing together with cuts=true: episodes are written of one run")


def run(request: Request) -> int:
    """Run one organisation, or one for each cut; print and write what became of it."""
    from experiments.single.account import give_account
    from experiments.single.cuts import cut_each

    return cut_each(request) if request.options.cuts else give_account(request)
