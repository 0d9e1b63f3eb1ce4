"""The engine: studies of many runs, computed anywhere, stored so that a kill costs nothing.

It knows no proposition and nothing of the model: a run is ``simulate(parameters, seed) -> row``.

>>> from experiments.engine import Study, run_study
>>> study = Study(parameters, arms={"off": {}, "on": {"meetings.cadence": 2}}, points=sobol(ranges, 64), replicates=8)
... # doctest: +SKIP
>>> run_study(study, "outputs/first", "experiments.simulate:simulate", rules_hash).runs  # doctest: +SKIP
"""

from __future__ import annotations

import os
from importlib import import_module

# Arrow's own allocators keep what they once had, some megabytes at every compaction; the system's gives it back. Arrow
# reads this once, when it is first imported: if that has happened already, only memory is lost.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

_WHERE = {
    "Study": "study",
    "Run": "study",
    "replicate_seed": "study",
    "Compute": "clusters",
    "slurm_job_script": "clusters",
    "run_study": "runner",
    "ComputeLost": "on_dask",
    "StudyInterrupted": "interruption",
    "StoreError": "parts",
    "Stopped": "stopped",
    "Tables": "reports",
    "Status": "reports",
    "tables": "reports",
    "status": "reports",
    "export": "reports",
    "repair": "repairs",
    "design": "designs",
    "grid": "designs",
    "listed": "designs",
    "factorial": "designs",
    "latin_hypercube": "designs",
    "independent": "designs",
    "sobol": "designs",
    "sobol_indices": "designs",
    "morris": "designs",
    "Interval": "precision",
    "t_interval": "precision",
    "stein_interval": "precision",
    "two_stages": "precision",
    "pairing_gain": "precision",
}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a worker or ``--help`` need not pay for tables."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
