"""Which organisations are run: forms × norms × levels of discretion, in environments that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.compare.design import COMMON, OWN
from experiments.discretion import KEYS, SCRIPT
from experiments.engine import Study, independent
from experiments.engine.configuration import differences
from experiments.passport import passport
from experiments.running import flat_parameters
from experiments.sweep.varied import read_vary
from sim.structures.parameters import Level

RIGID = Level.IMPERSONAL.name.lower()


@dataclass(frozen=True)
class Arm:
    """One organisation's form, norms and level of discretion under a rigid script; without a level: the form as it is."""

    form: str
    norms: str
    level: float | None

    @property
    def name(self) -> str:
        """The arm's name in tables."""
        return f"{self.form}, {self.norms} norms, " + ("no script" if self.level is None else f"discretion {self.level:g}")


def arms(request: Request) -> dict[str, Arm]:
    """All arms by name, levels upwards; a form that has a rigid script of its own has no arm without one."""
    options, found = request.options, []
    for norms in [OWN, COMMON] if options.common_norms else [OWN]:
        for form in options.forms:
            found += [Arm(form, norms, level) for level in sorted(options.levels)]
            if flat_parameters(under_form(request, form))["protocols"]["level"] != RIGID:
                found.append(Arm(form, norms, None))
    return {arm.name: arm for arm in found}


def study(request: Request) -> Study:
    """One replicate is one environment and one seed, shared by all arms."""
    baseline = flat_parameters(under_form(request, "baseline"))
    _, varied = read_vary([word for word in request.options.vary if word.partition(":")[0] not in request.given])
    return Study(
        parameters=baseline,
        arms={name: _changes(request, arm, baseline) for name, arm in arms(request).items()},
        draws=[varied.named(draw) for draw in independent(varied.ranges, request.options.draws, request.settings.seed)],
        seed=request.settings.seed,
        description=passport(request),
    )


def _changes(request: Request, arm: Arm, baseline: dict[str, Any]) -> dict[str, Any]:
    """What an arm changes in the baseline, by dotted key."""
    changes = differences(baseline, flat_parameters(under_form(request, arm.form)))
    if arm.norms == COMMON:
        changes = {key: value for key, value in changes.items() if not key.startswith("norms.")}
    return changes if arm.level is None else {**changes, **dict.fromkeys(KEYS, arm.level), SCRIPT: RIGID}
