"""How long the forms take to settle from a founding among strangers: what justifies `years_warm_up`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.parameter import Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(Group):
    """What is run."""

    replicates: int = parameter(4, "organisations of each form", low=1, high=1000, unit="runs")
    window: int = parameter(20, "days over which responses are averaged", low=1, high=250, unit="working days")


def run(request: Request) -> int:
    """Plot ties and responses by the day; print how far the default warm-up takes each form."""
    from experiments.warm_up.settling import show_settling

    return show_settling(request)
