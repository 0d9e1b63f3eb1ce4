"""One run as the shares of models need it: what happened, and what two strangers would do; nothing that no contrast reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation; return its rates and the probe of strangers."""
    from experiments.simulate import run

    return run(parameters, seed, lambda organization: organization.rates() | organization.stranger_probe())
