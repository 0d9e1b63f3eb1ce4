"""The search: a space-filling design over a structure's own knobs and three of the environment; the worst settings once more.

In the worst of many settings an effect is the worst in part by chance. Harm is therefore judged on fresh seeds, at the
settings that a first round found worst; the first round only says where to look.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.command_line.request import Request
from experiments.command_line.settings import Profile
from experiments.engine import Study, design
from experiments.harm import STRUCTURES
from experiments.passport import passport
from experiments.propositions.hypotheses import LEVEL
from experiments.propositions.setting import QUICK
from experiments.running import flat_parameters, run_requested
from experiments.sweep.varied import Varied, read_vary
from sim.parameter import describe
from sim.parameters import Parameters

ENVIRONMENT = ("environment.coupling", "environment.uncertainty", "scenario.routine_minutes")
OFF, TWIN = "none", "time_only"
POLES = ("relational", "impersonal")
LEVELS = (OFF, *POLES, TWIN)
OUTCOME = "joint"
LOOKING = {"years_warm_up": 0.5, "years": 0.5}  # full: the first round only says where to look; the worst again runs for as long as is asked
SEARCH, CONFIRM = 800_000, 900_000  # added to the seed: no other study draws from these blocks


@dataclass(frozen=True)
class Plan:
    """How many settings, seeds at each, fresh seeds at the worst; and how many of the worst, for each pole."""

    points: int
    replicates: int
    confirm: int
    worst: int

    @staticmethod
    def of(request: Request, points: int = 0, replicates: int = 0, confirm: int = 0) -> Plan:
        """What is asked, and else what the profile says."""
        usual = Plan(64, 2, 12, 1) if request.settings.profile == Profile.FULL else Plan(4, 2, 3, 1)
        return Plan(points or usual.points, replicates or usual.replicates, confirm or usual.confirm, usual.worst)


@dataclass
class Searched:
    """The runs of one structure: the first round's and the confirming ones', and the settings visited."""

    proposition: str
    varied: Varied
    points: Sequence[Mapping[str, object]]
    runs: pd.DataFrame
    confirming: Mapping[int, pd.DataFrame] = field(default_factory=dict)
    failed: int = 0
    prior: float = math.nan  # what one expects of a stranger

    @property
    def structure(self) -> str:
        """The structure's group of parameters."""
        return STRUCTURES[self.proposition]


def knobs(structure: str, given: frozenset[str] = frozenset()) -> list[str]:
    """A structure's own parameters that have a range or options, and those of the environment; what was set stays as set."""
    own = [each.key for each in describe(Parameters) if each.key.startswith(f"{structure}.") and each.key != f"{structure}.{LEVEL}"]
    return [key for key in [*own, *ENVIRONMENT] if key not in given and not read_vary([key])[0]]


def search(request: Request, proposition: str, plan: Plan, folder: Path) -> Searched:
    """Run the first round, and the worst settings of either pole with fresh seeds."""
    from experiments.harm.reading import worst_points

    _, varied = read_vary(knobs(STRUCTURES[proposition], request.given))
    points = [varied.named(point) for point in design("sobol", varied.ranges, plan.points, request.settings.seed)]
    tables = _run(request, proposition, looking(request), points, plan.replicates, SEARCH, folder)
    found = Searched(proposition, varied, points, tables.runs, failed=len(tables.failures), prior=base(request)["ties"]["prior"])
    confirming = {}
    for place in worst_points(found, plan.worst):
        again = _run(request, proposition, base(request), [points[place]], plan.confirm, CONFIRM, folder)
        confirming[place] = again.runs
        found.failed += len(again.failures)
    return replace(found, confirming=confirming)


def _run(request: Request, proposition: str, parameters: Mapping[str, Any], points, replicates: int, block: int, folder: Path):
    structure = STRUCTURES[proposition]
    study = Study(
        parameters, arms={level: {f"{structure}.{LEVEL}": level} for level in LEVELS}, points=points, replicates=replicates,
        seed=request.settings.seed + block, description=passport(request, searched=proposition),
    )  # fmt: skip
    if folder.exists():  # the store is there by now
        request = replace(request, settings=request.settings.model_copy(update={"resume": True}))
    return run_requested(request, study, folder)


def looking(request: Request) -> dict[str, Any]:
    """The first round's parameters: runs as short as a look allows, unless the request says how long they are."""
    return base(request) | {key: value for key, value in LOOKING.items() if key not in request.given and value < base(request)[key]}


def base(request: Request) -> dict[str, Any]:
    """The request's own form; a quick profile shortens runs unless the request says how long they are."""
    found = flat_parameters(request)
    if request.settings.profile == Profile.FULL:
        return found
    return found | {key: value for key, value in QUICK.items() if key not in request.given}
