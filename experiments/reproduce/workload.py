"""How much each part computes, told before it is computed: runs, and years of a unit of sixty; how long that takes, about.

What differs little is left out: the baseline's recorded runs, double substitution, relearning times, and what a draw changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.engine import Compute
from experiments.engine.configuration import changed
from experiments.running import flat_parameters
from experiments.settled import key_of

UNIT = 60.0  # heads
SECONDS = 0.55  # of one core for a year of a unit of sixty, before anything is measured: the forms need 0.3 to 0.7
OF_A_TRIAL, OF_A_CONFIRMATION = 5, 7  # organisations that one row of a calibration takes while settings are tried, and afterwards


@dataclass(frozen=True)
class Work:
    """Runs, and years of a unit of sixty, warm-ups that are shared once; at least, and at most where Stein's rule decides."""

    runs: int = 0
    years: float = 0.0
    most_runs: int = 0
    most_years: float = 0.0

    def __add__(self, other: Work) -> Work:
        return Work(self.runs + other.runs, self.years + other.years, self.most_runs + other.most_runs, self.most_years + other.most_years)


def work_of(request: Request) -> Work:
    """What an experiment's request asks for, its store being empty."""
    return _PARTS[request.experiment](request)


def cores_of(request: Request) -> int:
    """How many runs are computed at once."""
    compute = Compute.asked(request.settings.compute.model_dump(mode="json"))
    return 1 if compute.kind == "serial" else compute.count


def of(configurations: Iterable[Mapping[str, Any]], times: int) -> Work:
    """Each of these organisations so many times, those in a row with one warm-up sharing it."""
    runs, years, warm_ups = 0, 0.0, set()
    known: set[str] = set()
    for each in configurations:
        if repr(each) in known:  # two arms that are one organisation are run once
            continue
        known.add(repr(each))
        heads, warm_up = each["size"]["workers"] / UNIT, key_of(each, 0)
        years += heads * (each["years"] + (each["years_warm_up"] if warm_up not in warm_ups else 0.0))
        warm_ups.add(warm_up)
        runs += 1
    return Work(times * runs, times * years, times * runs, times * years)


def _room(request: Request) -> Work:
    from experiments.room.search import study

    found = study(request)
    return of([changed(found.parameters, arm) for arm in found.arms.values()], len(found.points) * found.replicates)


def _warm_up(request: Request) -> Work:
    from experiments.compare.figure import STYLES

    return of([flat_parameters(under_form(request, form)) for form in STYLES], request.options.replicates)


def _calibrate(request: Request) -> Work:
    from experiments.calibrate.heterogeneity import TRIED
    from experiments.calibrate.printing import AS_SET
    from experiments.calibrate.telling import base_of, sizes_of, study_of_sites

    (points, replicates, confirm, sites), base = sizes_of(request), base_of(request)
    years = of([base], 1).years * (OF_A_TRIAL * points * replicates + OF_A_CONFIRMATION * 2 * confirm)
    at_sites = of([changed(base, place) for place in study_of_sites(request, base, {AS_SET: {}}, sites).draws], 2 + 2 * len(TRIED))
    runs = points * replicates + 2 * confirm + (2 + 2 * len(TRIED)) * sites
    return Work(runs, years + at_sites.years, runs, years + at_sites.years)


def _compare(request: Request) -> Work:
    from experiments.compare.design import study

    found = study(request)
    return of([changed(found.parameters, arm) for arm in found.arms.values()], len(found.draws))


def _propositions(request: Request) -> Work:
    from experiments.propositions.families import all_arms
    from experiments.propositions.finding import PRIMARY
    from experiments.propositions.hypotheses import read_hypotheses
    from experiments.propositions.judging import names_of
    from experiments.propositions.sampling import of_roles
    from experiments.propositions.setting import Setting

    setting = Setting(request, read_hypotheses())
    arms = all_arms(setting, names_of(request))
    pilot = _pilot(setting, arms) + _of_arms(setting, of_roles(arms, PRIMARY), setting.reference)
    more = max(0, request.options.most - setting.draws) if setting.is_full else 0
    second = _of_arms(setting, of_roles(arms, PRIMARY), more)
    return pilot + Work(0, 0.0, second.runs, second.years)


def _controls(request: Request) -> Work:
    from experiments.controls.controlling import arms_with_controls
    from experiments.controls.trimmed import trimmed
    from experiments.harm import STRUCTURES
    from experiments.harm.search import LEVELS, POLES, Plan, base, looking
    from experiments.propositions import NAMES
    from experiments.propositions.families import all_arms
    from experiments.propositions.hypotheses import read_hypotheses
    from experiments.propositions.setting import Setting

    hypotheses, plan = read_hypotheses(), Plan.of(request, request.options.harm_points)
    setting = Setting(request, trimmed(hypotheses))
    names = [name for name in NAMES if name in (request.options.only or NAMES)]
    shared = all_arms(Setting(request, hypotheses), names) if request.options.runs else {}
    arms = {arm: each for name in names for arm, each in arms_with_controls(setting, name).items() if arm not in shared}
    structures = sum(name in STRUCTURES for name in names)
    look = of([looking(request)], structures * len(LEVELS) * plan.points * plan.replicates)
    return _pilot(setting, arms) + look + of([base(request)], structures * len(LEVELS) * len(POLES) * plan.worst * plan.confirm)


def _assumptions(request: Request) -> Work:
    from experiments.assumptions.telling import study_of_all
    from experiments.propositions.hypotheses import read_hypotheses
    from experiments.propositions.setting import Setting

    found = study_of_all(Setting(request, read_hypotheses()))
    return of([changed(found.parameters, arm) for arm in found.arms.values()], len(found.draws))


def _discretion(request: Request) -> Work:
    from experiments.discretion.design import study

    found = study(request)
    return of([changed(found.parameters, arm) for arm in found.arms.values()], len(found.draws))


def _pilot(setting, arms) -> Work:
    from experiments.propositions.finding import DESCRIPTION
    from experiments.propositions.sampling import DESCRIBED

    first, judged = min(setting.draws, DESCRIBED), {name: arm for name, arm in arms.items() if arm.role != DESCRIPTION}
    return _of_arms(setting, arms, first) + _of_arms(setting, judged, setting.draws - first)


def _of_arms(setting, arms, draws: int) -> Work:
    row = _StandIn()
    return of([changed(setting.base, {**arm.changes, **arm.last, **(arm.given(row) if arm.given else {})}) for arm in arms.values()], draws)


class _StandIn(dict):
    """The baseline's row before it was run: only which arms differ matters here."""

    def __missing__(self, column: str) -> float:
        return 0.01


_PARTS: Mapping[str, Callable[[Request], Work]] = {
    "room": _room, "warm_up": _warm_up, "calibrate": _calibrate, "compare": _compare, "propositions": _propositions, "controls": _controls,
    "assumptions": _assumptions, "discretion": _discretion,
}  # fmt: skip
