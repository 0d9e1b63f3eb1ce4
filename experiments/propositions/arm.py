"""An arm: one intervention, which may have to be worked out for each draw from what the baseline did there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from experiments.propositions.finding import PRIMARY

Changes = Mapping[str, object]
Recorded = Mapping[str, float]  # the baseline's row in the same draw


@dataclass(frozen=True)
class Arm:
    """What an arm changes in the baseline; `last`, what it sets whatever the draw says; `given` the baseline's own run.

    `role` is that of the weightiest verdict that reads the arm: it decides in how many draws the arm is run (decision 691).
    """

    changes: Changes = field(default_factory=dict)
    last: Changes = field(default_factory=dict)
    given: Callable[[Recorded], Changes] | None = None
    role: str = PRIMARY
