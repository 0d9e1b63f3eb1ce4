"""In which draws each proposition is run: explored, held back until intervals are narrow enough, and the scenario itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from experiments.propositions import bundle, curves, double_substitution
from experiments.propositions.contrast import Runs
from experiments.propositions.families import all_arms, arms_of, findings_of
from experiments.propositions.finding import PRIMARY, Finding
from experiments.propositions.setting import QUICK_DRAWS, Setting
from experiments.propositions.stages import CONFIRMATORY, EXPLORATORY, FIRST_REFERENCE, REFERENCE, Stages


def run_all(setting: Setting, stages: Stages, names: Sequence[str]) -> dict[str, dict[str, Runs]]:
    """Exploratory draws always; in the full profile held-back ones, as many as each proposition needs; the scenario itself."""
    arms, told = all_arms(setting, names), [*names, bundle.NAME, curves.NAME]
    if not arms:
        empty = Runs(pd.DataFrame(columns=["arm", "draw"]), EXPLORATORY)
        return {kind: dict.fromkeys(told, empty) for kind in (EXPLORATORY, CONFIRMATORY if setting.is_full else EXPLORATORY)}
    numbers = setting.hypotheses.numbers
    count = QUICK_DRAWS if setting.is_full and not setting.request.options.draws else setting.draws
    runs = {EXPLORATORY: dict.fromkeys(told, stages.run(arms, numbers(count, held_back=False), EXPLORATORY))}
    if setting.is_full:
        pilot = stages.run(arms, numbers(setting.draws, held_back=True), CONFIRMATORY)
        runs[CONFIRMATORY] = {name: _enough(setting, stages, name, pilot) for name in names} | {bundle.NAME: pilot, curves.NAME: pilot}
    if setting.reference:
        reference = range(FIRST_REFERENCE, FIRST_REFERENCE + setting.reference)
        runs[REFERENCE] = dict.fromkeys(told, stages.run(arms, list(reference), REFERENCE))
    return runs


def run_double_substitution(setting: Setting, stages: Stages, runs: dict[str, dict[str, Runs]]) -> None:
    """The same draws once more, for what is read after a run's end; beside the runs of each kind."""
    beside = stages.beside(double_substitution.FOLDER, double_substitution.TASK)
    arms = double_substitution.arms(setting, setting.hypotheses.each[double_substitution.OF])
    for kind, each in runs.items():
        numbers = sorted(int(number) for number in each[double_substitution.OF].table["draw"].unique())[: setting.draws]
        each[double_substitution.NAME] = beside.run(arms, numbers, kind)
    stages.failed += beside.failed


def _enough(setting: Setting, stages: Stages, name: str, pilot: Runs) -> Runs:
    """Stein's second stage for one proposition."""
    n = draws_needed(setting, findings_of(setting, name, pilot))
    if n == setting.draws:
        return pilot
    return stages.run(arms_of(setting, name), setting.hypotheses.numbers(n, held_back=True), CONFIRMATORY, setting.draws)


def draws_needed(setting: Setting, pilot: Sequence[Finding]) -> int:
    """The one number of draws at which the widest primary interval is narrow enough, at most as many as were allowed."""
    n = setting.draws
    for finding in pilot:
        if finding.role == PRIMARY and finding.n > 1 and math.isfinite(finding.high):
            ratio = (finding.high - finding.low) / finding.sesoi  # the half-width over half the smallest effect
            n = max(n, math.ceil(finding.n * ratio * ratio))
    return max(setting.draws, min(n, setting.request.options.most))
