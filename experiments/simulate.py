"""One run as the engine wants it: parameters and a seed in, one row of measures out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation over its whole horizon and return its measures (see `Organization.measures`)."""
    return run(parameters, seed, lambda organization: organization.measures())


def run(parameters: Mapping[str, Any], seed: int, read: Callable[[Any], dict[str, float]]) -> dict[str, float]:
    """Run one organisation over its whole horizon, read it, and let go of it.

    What others have lived through in the same warm-up is not computed again (see `experiments.settled`).
    """
    from experiments.settled import settle
    from sim.model import Organization
    from sim.parameters import Parameters

    organization = Organization(Parameters.model_validate(parameters), seed)
    settle(organization, parameters, seed)
    organization.run()
    row = read(organization)
    _let_go(organization)
    return row


def _let_go(organization: object) -> None:
    """Mesa 3 keeps every model that ever had an agent, to number the agents; a study would fill the memory."""
    import mesa

    getattr(mesa.Agent, "_ids", {}).pop(organization, None)
