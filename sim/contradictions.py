"""Settings that are each allowed and together impossible."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.attention.parameters import Minutes
from sim.problem import Problem

if TYPE_CHECKING:
    from sim.parameters import Parameters

TIMED = (
    *(f"minutes.{name}" for name in Minutes.model_fields),
    "meetings.minutes",
    "job_design.buffer_minutes",
    "job_design.round_minutes",
    "job_design.supervision_minutes",
    "performance_measures.minutes",
    "conflict_resolution.minutes",
    "protocols.writing_minutes",
    "protocols.reading_minutes",
    "selection_training.writing_minutes",
    "selection_training.screening_minutes",
)  # what must fit into one tick
MOST_OPENINGS = 200_000  # heads
RESERVED_NAMES = {"customer", "manager", "spanner"}


def contradictions(parameters: Parameters) -> Iterator[Problem]:
    """Yield every contradiction; a key names all the settings that are at odds."""
    yield from _functions(parameters)
    yield from _situations(parameters)
    yield from _time(parameters)
    yield from _minutes(parameters)
    yield from _growth(parameters)
    yield from _shocks(parameters)


def _functions(parameters: Parameters) -> Iterator[Problem]:
    functions = parameters.scenario.functions
    names = [function.name for function in functions]
    if not functions:
        yield Problem("scenario.functions", [], "at least one function")
    if parameters.size.workers < len(functions):
        yield Problem(
            "size.workers, scenario.functions",
            f"{parameters.size.workers} heads, {len(functions)} functions",
            "at least one head for each function",
        )
    if parameters.size.sites > 1 and parameters.size.workers < parameters.size.sites * len(functions):
        yield Problem(
            "size.sites, size.workers, scenario.functions",
            f"{parameters.size.sites} sites, {parameters.size.workers} heads, {len(functions)} functions",
            "at least one head for each function at every site",
        )
    for name, count in Counter(names).items():
        if not name.strip():
            yield Problem("scenario.functions", names, "every function has a name")
        elif name in RESERVED_NAMES:
            yield Problem("scenario.functions", name, f"a name other than {', '.join(sorted(RESERVED_NAMES))}")
        elif count > 1:
            yield Problem("scenario.functions", name, "each function named once")


def _situations(parameters: Parameters) -> Iterator[Problem]:
    environment, functions = parameters.environment, parameters.scenario.functions
    if environment.parts_fewest > environment.parts_most:
        yield Problem(
            "environment.parts_fewest, environment.parts_most",
            f"{environment.parts_fewest}, {environment.parts_most}",
            "the fewest not above the most",
        )
    if functions and environment.parts_most > len(functions):
        yield Problem(
            "environment.parts_most, scenario.functions",
            f"{environment.parts_most} parts, {len(functions)} functions",
            "no more parts than functions: each part is another function's",
        )


def _time(parameters: Parameters) -> Iterator[Problem]:
    scenario = parameters.scenario
    tick = scenario.minutes_per_tick
    if 60 % tick:
        yield Problem("scenario.minutes_per_tick", tick, "a divisor of 60")
    if parameters.selection_training.per_day > scenario.hours_per_day:
        yield Problem(
            "selection_training.per_day, scenario.hours_per_day",
            f"{parameters.selection_training.per_day}, {scenario.hours_per_day}",
            "no more practice a day than working hours",
        )


def _minutes(parameters: Parameters) -> Iterator[Problem]:
    """What takes longer than a tick could never be done: attention is renewed every tick and cannot be saved up."""
    tick = parameters.scenario.minutes_per_tick
    for key in TIMED:
        group, word = key.split(".")
        if (value := getattr(getattr(parameters, group), word)) > tick:
            yield Problem(f"{key}, scenario.minutes_per_tick", f"{value}, {tick}", "no longer than a tick")


def _growth(parameters: Parameters) -> Iterator[Problem]:
    """Places that open later have their room from the start."""
    size = parameters.size
    if (growth := size.workers * math.expm1(parameters.years * math.log1p(size.growth))) > MOST_OPENINGS:
        yield Problem("size.growth, size.workers, years", f"{growth:.0f} heads more", f"no more than {MOST_OPENINGS}")


def _shocks(parameters: Parameters) -> Iterator[Problem]:
    """A shock that would only come after the end of the run is refused: it would pass for one that did no harm."""
    shocks = parameters.shocks
    for key, at, strikes in (
        ("suspended_from", shocks.suspended_from, shocks.suspended.value >= 0),
        ("wave_at", shocks.wave_at, shocks.wave_share > 0.0),
        ("surge_at", shocks.surge_at, shocks.surge_factor != 1.0),
    ):
        if strikes and at >= parameters.years:
            yield Problem(f"shocks.{key}, years", f"{at:g}, {parameters.years:g}", "the shock before the run ends")
