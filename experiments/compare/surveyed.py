"""One run as the comparison needs it: its measures, and the survey's matrix of roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MATRIX = "survey.matrix."


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation; return its measures and how each role rates its work with each other, 1 to 5."""
    from experiments.simulate import run

    def with_matrix(organization) -> dict[str, float]:
        found = organization.survey()
        matrix = {
            f"{MATRIX}{one}.{other}": float(found.matrix[i, j]) for i, one in enumerate(found.roles) for j, other in enumerate(found.roles)
        }
        return organization.measures() | matrix

    return run(parameters, seed, with_matrix)
