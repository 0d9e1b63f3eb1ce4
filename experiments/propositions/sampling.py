"""In how many draws each arm is run: by the verdict that reads it, by Stein's rule, and in the scenario itself (decision 691)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from experiments.propositions import bundle, curves, double_substitution
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.families import all_arms, arms_of, findings_of
from experiments.propositions.finding import DESCRIPTION, PRIMARY, Finding
from experiments.propositions.setting import Setting
from experiments.propositions.stages import CONFIRMATORY, EXPLORATORY, FIRST_REFERENCE, REFERENCE, Stages

DESCRIBED = 6  # draws of an arm that no verdict reads


def run_all(setting: Setting, stages: Stages, names: Sequence[str]) -> dict[str, dict[str, Runs]]:
    """Explored draws, or in the full profile held-back ones, as many as each proposition needs; the scenario itself."""
    arms, told = all_arms(setting, names), [*names, bundle.NAME, curves.NAME]
    kind = CONFIRMATORY if setting.is_full else EXPLORATORY
    if not arms:
        return {kind: dict.fromkeys(told, Runs(pd.DataFrame(columns=["arm", "draw"]), kind))}
    pilot = run_pilot(setting, stages, arms, kind)
    runs = {kind: dict.fromkeys(told, pilot)}
    if setting.is_full:
        runs[kind] |= run_second_stage(setting, stages, names, pilot)
    if setting.reference:
        reference = range(FIRST_REFERENCE, FIRST_REFERENCE + setting.reference)
        runs[REFERENCE] = dict.fromkeys(told, stages.run(of_roles(arms, PRIMARY), list(reference), REFERENCE))
    return runs


def run_pilot(setting: Setting, stages: Stages, arms: Mapping[str, Arm], kind: str) -> Runs:
    """All arms in the first draws; what some verdict reads in the rest of them as well."""
    numbers = setting.hypotheses.numbers(setting.draws, held_back=kind == CONFIRMATORY)
    parts = [stages.run(arms, numbers[:DESCRIBED], kind).table]
    if rest := numbers[DESCRIBED:]:
        judged = {name: arm for name, arm in arms.items() if arm.role != DESCRIPTION}
        parts += [stages.run(judged, rest, kind).table] if judged else []
    return Runs(pd.concat(parts, ignore_index=True), kind)


def run_second_stage(setting: Setting, stages: Stages, names: Sequence[str], pilot: Runs) -> dict[str, Runs]:
    """For each proposition as many draws as its primary verdicts ask for, and as are allowed; their arms alone."""
    asked = {name: draws_asked(setting, findings_of(setting, name, pilot)) for name in names}
    needed = {name: max(setting.draws, min(n, setting.request.options.most)) for name, n in asked.items()}
    found, tables, reached = {}, [pilot.table], setting.draws
    for n in sorted(set(needed.values())):
        if n > reached:
            arms = {arm: each for name in names if needed[name] >= n for arm, each in of_roles(arms_of(setting, name), PRIMARY).items()}
            tables.append(stages.run(arms, setting.hypotheses.numbers(n, held_back=True)[reached:], CONFIRMATORY).table)
            reached = n
        table = pd.concat(tables, ignore_index=True)
        found |= {name: Runs(table, CONFIRMATORY, setting.draws, asked[name]) for name in names if needed[name] == n}
    return found


def of_roles(arms: Mapping[str, Arm], *roles: str) -> dict[str, Arm]:
    """The arms that verdicts of these roles read."""
    return {name: arm for name, arm in arms.items() if arm.role in roles}


def run_double_substitution(setting: Setting, stages: Stages, runs: dict[str, dict[str, Runs]]) -> None:
    """The same draws once more, for what is read after a run's end; beside the runs of each kind."""
    beside = stages.beside(double_substitution.FOLDER, double_substitution.TASK)
    arms = double_substitution.arms(setting, setting.hypotheses.each[double_substitution.OF])
    for kind, each in runs.items():
        numbers = sorted(int(number) for number in each[double_substitution.OF].table["draw"].unique())[: setting.draws]
        each[double_substitution.NAME] = beside.run(arms, numbers, kind)
    stages.failed += beside.failed


def draws_asked(setting: Setting, pilot: Sequence[Finding]) -> int:
    """The one number of draws at which the widest primary interval is narrow enough, whatever is allowed."""
    n = setting.draws
    for finding in pilot:
        if finding.role == PRIMARY and finding.n > 1 and math.isfinite(finding.high):
            ratio = (finding.high - finding.low) / finding.sesoi  # the half-width over half the smallest effect
            n = max(n, math.ceil(finding.n * ratio * ratio))
    return n
