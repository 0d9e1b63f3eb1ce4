"""Calibration: environment, learning rates and heterogeneity of sites fitted to published patterns, on the baseline alone and on exploration seeds.

The patterns say nothing of what structures do to relationships: those findings
are kept for validation. Of what is fitted only the heterogeneity of sites is
adopted, at what is set (decision 740); the rest is printed and written as
values with their status, to be given to a request or put into a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

BASELINE = "baseline"


class Options(StudyOptions):
    """How far to search."""

    points: int = parameter(0, "settings tried, a power of two; 0 = by profile: quick 16, full 64", low=0, high=2**16, unit="points")
    replicates: int = parameter(0, "exploration seeds at each of them; 0 = by profile: quick 2, full 2", low=0, high=1000, unit="runs")
    confirm: int = parameter(0, "fresh seeds at what is set and at what was fitted; 0 = by profile: quick 6, full 12", low=0, high=10_000, unit="runs")
    sites: int = parameter(0, "sites in environments of their own, at what is set and at what was fitted, and as many others for either to fit their heterogeneity; 0 = by profile: quick 12, full 23", low=0, high=10_000, unit="sites")


def check(request: Request) -> Iterator[Problem]:
    """Patterns are fitted on the baseline; an interval needs two values, a Sobol' design a power of two."""
    options = request.options
    if request.form != BASELINE:
        yield Problem("form", request.form, "baseline: what is fitted on a form cannot be tested on it")
    if options.points & (options.points - 1):
        yield Problem("points", options.points, "a power of two")
    if options.confirm == 1:
        yield Problem("confirm", 1, "at least 2: one value has no interval")
    if options.sites in (1, 2):
        yield Problem("sites", options.sites, "at least 3: a spread of fewer has no interval")


def run(request: Request) -> int:
    """Search, fit, confirm, print, write."""
    from experiments.calibrate.telling import tell_fit

    return tell_fit(request)
