"""Harm: for every structure the settings in which it makes responses worse, or that none was found (commitment C5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

STRUCTURES = {
    "3a": "selection_training", "3b": "performance_measures", "3c": "conflict_resolution", "3d": "job_design", "3e": "protocols",
    "3f": "meetings",
}  # fmt: skip


class Options(StudyOptions):
    """How far to search."""

    only: list[str] = parameter([], "structures to search, such as only=[3c,3e]; empty = all")
    points: int = parameter(0, "settings searched for each structure, a power of two; 0 = by profile: quick 4, full 64", low=0, high=2**16, unit="points")
    replicates: int = parameter(0, "seeds at each of them; 0 = by profile: quick 2, full 4", low=0, high=1000, unit="runs")
    confirm: int = parameter(0, "fresh seeds at the worst; 0 = by profile: quick 3, full 20", low=0, high=10_000, unit="runs")


def check(request: Request) -> Iterator[Problem]:
    """Name what cannot be searched."""
    from experiments.propositions.hypotheses import LEVEL

    options = request.options
    for name in options.only:
        if name not in STRUCTURES:
            yield Problem("only", name, " | ".join(STRUCTURES))
    if len(set(options.only)) < len(options.only):
        yield Problem("only", options.only, "each structure once")
    if options.points & (options.points - 1):
        below = 1 << (options.points.bit_length() - 1)
        yield Problem("points", options.points, f"a power of two, such as {below} or {2 * below}")
    for key in ("replicates", "confirm"):
        if getattr(options, key) == 1:
            yield Problem(key, 1, "at least 2: one value has no interval")
    for structure in STRUCTURES.values():
        if f"{structure}.{LEVEL}" in request.given:
            yield Problem(f"{structure}.{LEVEL}", "a value", "left out: the search runs all levels of one structure at a time")


def run(request: Request) -> int:
    """Search, confirm, print, write."""
    from experiments.harm.telling import tell_harm

    return tell_harm(request)
