"""Controls of the verdicts: what must happen to each of them if it rests on what it is said to rest on.

Which arrow each proposition rests on, which one it does not, and which
assumption is turned round is one table, `experiments.controls.arrows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.propositions import NAMES, DrawnEnvironments, what_cannot_be_asked
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(DrawnEnvironments):
    """What to control, and on how many environments."""

    only: list[str] = parameter([], "propositions to control, such as only=[3d,4a]; empty = all")
    runs: str = parameter("", "folder of experiment=propositions, whose finished runs are used and added to; empty = the output folder")
    repetitions: int = parameter(
        5000, "made-up studies at each known effect, for calibrating the verdicts", low=1, high=1_000_000, unit="studies"
    )
    harm_points: int = parameter(
        0, "settings in which each structure is searched for harm, a power of two; 0 = by profile: quick 4, full 64", low=0, high=2**16, unit="points"
    )


def check(request: Request) -> Iterator[Problem]:
    """Name what cannot be controlled, and what the study sets itself."""
    yield from what_cannot_be_asked(request, NAMES)
    points = request.options.harm_points
    if points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        yield Problem("harm_points", points, f"a power of two, such as {below} or {2 * below}")


def run(request: Request) -> int:
    """Run what is lacking, judge each variant anew, compare, print, write."""
    from experiments.controls.controlling import control_all

    return control_all(request)
