"""Room to move: is every form's rate far enough from floor and ceiling that it could have come out otherwise?

Commitment C7 of the model: in the reference scenario every form's caring, timely
and knowledgeable rates lie between 15 % and 90 %, and the joint rate above 5 %;
and both off-diagonal cells of aware × right above 5 %. This is reached by moving
`environment.*` alone, judged on each form's own level and never on a difference,
with seeds that no other study uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

FORMS = ["baseline", "relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid"]


class Options(StudyOptions):
    """How far to look around."""

    points: int = parameter(0, "other environments to try, drawn from the ranges of environment.*", low=0, high=100_000, unit="points")
    replicates: int = parameter(4, "exploration seeds at every point", low=1, high=1000, unit="runs")


def run(request: Request) -> int:
    """Print each form's levels against their bounds, here and in the roomiest environment found."""
    from experiments.room.search import look_around

    return look_around(request)
