"""A design over chosen parameters: many organisations, several replicates each, in one resumable study."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import StudyOptions, flat_parameters, run_requested
from experiments.sweep.varied import read_vary
from sim.configuration_files import conf_names
from sim.parameter import Choice, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request
    from experiments.engine import Study


class Design(Choice):
    """Which points of the space are visited."""

    SOBOL = 0  # a Sobol' sequence: fills the space, and can be extended
    LATIN_HYPERCUBE = 1
    MORRIS = 2  # elementary effects; `points` trajectories
    SOBOL_INDICES = 3  # Saltelli's design for Sobol' indices
    FACTORIAL = 4  # every combination of low and high; `points` is not used


class Options(StudyOptions):
    """What a sweep can be told."""

    design: Design = parameter(Design.SOBOL, "which points are visited")
    points: int = parameter(64, "points, or trajectories of a morris design", low=1, high=2**20, unit="points")
    replicates: int = parameter(4, "seeds at every point, the same at each", low=1, high=100_000, unit="runs")
    vary: list[str] = parameter([], "keys to vary, in their usual range or as key:low:high")
    forms: list[str] = parameter([], "forms to compare at every point with the same seeds; empty = the one form")


def check(request: Request) -> Iterator[Problem]:
    """Name what cannot be varied, and points that the design cannot have."""
    options = request.options
    problems, _ = read_vary(options.vary)
    yield from problems
    if options.design is Design.SOBOL and options.points & (options.points - 1):
        below = 1 << (options.points.bit_length() - 1)
        yield Problem("points", options.points, f"a power of two for design=sobol, such as {below} or {2 * below}")
    for form in options.forms:
        if form not in conf_names("form"):
            yield Problem("forms", form, " | ".join(conf_names("form")))
    if options.forms and "form" in request.chosen:
        yield Problem("forms", options.forms, "either form=NAME or forms=[NAME,NAME]")


def run(request: Request) -> int:
    """Run the sweep; 1 if any run failed."""
    tables = run_requested(request, study_of(request))
    print(f"a table of it: python -m experiments experiment=export output={tables.directory}", file=sys.stderr)
    return 1 if len(tables.failures) else 0


def study_of(request: Request) -> Study:
    """The study that a sweep asks for."""
    from experiments.engine import Study, design
    from experiments.passport import passport

    options = request.options
    _, varied = read_vary(options.vary)
    unit_points = design(options.design.name.lower(), varied.ranges, options.points, request.settings.seed)
    return Study(
        flat_parameters(request),
        arms=_arms(request, varied.ranges.keys()),
        points=[varied.named(point) for point in unit_points],
        replicates=options.replicates,
        seed=request.settings.seed,
        description=passport(request),
    )


def _arms(request: Request, varied_keys) -> dict[str, dict]:
    """One arm a form: what differs from the request's own form, without what the design varies."""
    from experiments.command_line.loading import under_form
    from experiments.engine.configuration import differences

    base = flat_parameters(request)
    arms = {}
    for form in request.options.forms or [request.form]:
        other = base if form == request.form else flat_parameters(under_form(request, form))
        arms[form] = {key: value for key, value in differences(base, other).items() if key not in varied_keys}
    return arms
