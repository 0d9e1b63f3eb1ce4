"""From the settings of a request to the engine's own description of where to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.command_line.settings import ComputeSettings
    from experiments.engine.clusters import Compute


def compute_of(settings: ComputeSettings) -> Compute:
    """Translate; raises BadRequest where the settings are at odds, such as a cluster without an address."""
    from experiments.engine.clusters import Compute

    asked = settings.slurm.model_dump()
    slurm = {name: value for name, value in asked.items() if value} if settings.slurm.cores else {}
    return Compute(
        kind=settings.kind.name.lower(),
        workers=settings.workers or None,
        scheduler=settings.scheduler or None,
        slurm=slurm,
        jobs=settings.jobs,
    )
