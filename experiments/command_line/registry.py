"""Which experiments there are.

An experiment is one module `experiments.NAME` beside one file
`conf/experiment/NAME.yaml`. The module declares `Options` (a parameter group)
and `run(request)`; it may declare `check(request)`, which yields problems, and
`READS_OUTPUT = True` where it reads the output folder of another experiment.
Imports of pandas, Mesa and the like belong inside its functions or in further
modules: `--help` imports every experiment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from experiments.problems import Problem
from sim.configuration_files import conf_names, conf_summary
from sim.parameter import Group

if TYPE_CHECKING:
    from experiments.command_line.request import Request


@dataclass(frozen=True)
class Experiment:
    """One question that can be asked of the model."""

    name: str
    summary: str
    options: type[Group]
    run: Callable[[Request], int | None]
    check: Callable[[Request], Iterable[Problem]]
    reads_output: bool


def experiment_names() -> tuple[str, ...]:
    """Return the names of all experiments."""
    return conf_names("experiment")


@cache
def experiment(name: str) -> Experiment:
    """Return an experiment by its name."""
    module = import_module(f"experiments.{name}")
    return Experiment(
        name=name,
        summary=conf_summary("experiment", name),
        options=module.Options,
        run=module.run,
        check=getattr(module, "check", lambda request: ()),
        reads_output=getattr(module, "READS_OUTPUT", False),
    )
