"""A request that has been checked: all that an experiment is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.command_line.settings import Settings
from sim.parameters import Parameters


@dataclass(frozen=True)
class Request:
    """What was asked for.

    `options` is the experiment's own `Options`; `chosen` names the files that
    the user chose explicitly (form, scenario …) and `given` the dotted keys
    that the user set; `words` is the request as it was written.
    """

    experiment: str
    form: str
    scenario: str
    settings: Settings
    options: Any
    parameters: Parameters
    output: Path
    chosen: frozenset[str]
    given: frozenset[str]
    words: tuple[str, ...]
