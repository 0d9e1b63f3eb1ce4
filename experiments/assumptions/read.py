"""One run as the shares of models need it: what happened, and what two strangers would do; nothing that no contrast reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation; return its rates, and the probe of strangers where no arrow is held.

    Contrasts of structures alone read the probe, and hold nothing; it takes an eighth of so short a run.
    """
    from experiments.simulate import run

    is_held = any(value is not None for value in parameters["held"].values())
    return run(parameters, seed, lambda organization: organization.rates() | ({} if is_held else organization.stranger_probe()))
