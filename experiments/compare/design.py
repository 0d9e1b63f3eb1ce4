"""Which organisations are compared: forms × exits × norms, in environments that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.engine import Study, latin_hypercube
from experiments.engine.configuration import differences
from experiments.passport import passport
from experiments.running import flat_parameters
from sim.parameter import describe
from sim.parameters import Parameters

OWN, COMMON = "own", "common"


@dataclass(frozen=True)
class Arm:
    """One organisation's form, exits and norms."""

    form: str
    exits: float
    norms: str

    @property
    def name(self) -> str:
        """The arm's name in tables."""
        return f"{self.form}, exits {self.exits:g}, {self.norms} norms"


def arms(request: Request) -> dict[str, Arm]:
    """Return all arms by name."""
    norms = [OWN, COMMON] if request.options.common_norms else [OWN]
    found = [Arm(form, exits, norm) for norm in norms for exits in request.options.exits for form in request.options.forms]
    return {arm.name: arm for arm in found}


def study(request: Request) -> Study:
    """Return the study: one replicate is one environment and one seed, shared by all arms."""
    baseline = flat_parameters(under_form(request, "baseline"))
    return Study(
        parameters=baseline,
        arms={name: _changes(request, arm, baseline) for name, arm in arms(request).items()},
        draws=latin_hypercube(_ranges(request), request.options.draws, request.settings.seed),
        replicates=1,
        seed=request.settings.seed,
        description=passport(request),
    )


def _ranges(request: Request) -> dict[str, tuple[float, float, bool]]:
    """The ranges of what is varied; what the user has set stays as set."""
    known = {parameter.key: parameter for parameter in describe(Parameters)}
    keys = [key for key in request.options.vary if key not in request.given]
    return {key: (*known[key].range, known[key].kind is int) for key in keys}


def _changes(request: Request, arm: Arm, baseline: dict[str, Any]) -> dict[str, Any]:
    """What an arm changes in the baseline, by dotted key."""
    changes = differences(baseline, flat_parameters(under_form(request, arm.form)))
    if arm.norms == COMMON:
        changes = {key: value for key, value in changes.items() if not key.startswith("norms.")}
    return {**changes, "turnover.worker": arm.exits}
