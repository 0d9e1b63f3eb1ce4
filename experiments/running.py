"""From a request to the engine: run a study of the model as the request's settings say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.parameter import Choice, Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request
    from experiments.engine import Study, Tables

SIMULATE = "experiments.simulate:simulate"


class Record(Choice):
    """What is kept of a run beside its tallies; it changes nothing in the run."""

    NOTHING = 0
    EPISODES = 1


class StudyOptions(Group):
    """What every experiment that runs a study can be told about its store."""

    fork: bool = parameter(False, "if the output folder was made by other rules, start a new store beside it")
    retry_failures: bool = parameter(False, "with resume=true, run those runs again that failed")


def run_requested(request: Request, study: Study, folder: Path | None = None, task: str = SIMULATE) -> Tables:
    """Run a study into the request's output folder (or a folder inside it), and say on stderr where it stands."""
    from experiments.engine import Compute, run_study, status
    from sim.rules_hash import rules_hash

    settings = request.settings
    tables = run_study(
        study,
        folder or request.output,
        task,
        rules_hash(),
        compute=Compute.asked(settings.compute.model_dump(mode="json")),
        resume=settings.resume,
        fork=getattr(request.options, "fork", False),
        retry_failures=getattr(request.options, "retry_failures", False),
        rules_function="sim.rules_hash:rules_hash",
    )
    print(status(tables.directory), file=sys.stderr)
    return tables


def flat_parameters(request: Request) -> dict[str, Any]:
    """The request's parameters as the engine and the workers get them: nested, plain values."""
    return request.parameters.model_dump(mode="json")
