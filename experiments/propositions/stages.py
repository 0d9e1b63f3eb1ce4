"""From arms to runs: record the baseline, run every arm in the same draws, add held-back draws by Stein's rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.engine import Study, Tables
from experiments.engine.designs import independent
from experiments.heterogeneity import characters, own
from experiments.passport import passport
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.setting import BASELINE, Setting
from experiments.running import run_requested

EXPLORATORY, CONFIRMATORY, REFERENCE = "exploratory", "confirmatory", "reference"
RECORDED = f"{BASELINE}, recorded"
TASK = "experiments.propositions.months:simulate"
FIRST_REFERENCE = 1_000_000  # reference runs share no seed with any draw


@dataclass
class Stages:
    """The store of one request, to which each stage adds the runs that it lacks."""

    setting: Setting
    hashes: Mapping[str, str]
    folder: Path
    task: str = TASK
    failed: int = 0
    resume: bool = False  # whether the store may be there already, whatever the request says
    tables: list[Tables] = field(default_factory=list)

    def run(self, arms: Mapping[str, Arm], numbers: Sequence[int], kind: str, pilot: int = 0) -> Runs:
        """Run arms in these draws; first the baseline alone, where an arm must know what it did there."""
        draws = self.environments(numbers, kind)
        recorded = pd.DataFrame()
        if any(arm.given for arm in arms.values()):
            recorded = self._study({RECORDED: Arm()}, numbers, draws, kind, {}).set_index("draw")
        given = {
            name: [_besides(arm, recorded, number) for number in numbers]
            for name, arm in arms.items() if arm.given or arm.last
        }  # fmt: skip
        return Runs(self._study(arms, numbers, draws, kind, given), kind, pilot)

    def beside(self, folder: str, task: str) -> Stages:
        """Stages of another task, in a store of their own inside this one's folder."""
        return replace(self, folder=self.folder / folder, task=task, failed=0, tables=[], resume=False)

    def environments(self, numbers: Sequence[int], kind: str) -> list[dict[str, Any]]:
        """The environment of each draw, and what is its own where sites are heterogeneous; reference runs keep the scenario's own."""
        if kind == REFERENCE:
            return [{} for _ in numbers]
        given, seed = self.setting.request.given, self.setting.request.settings.seed
        ranges = self.setting.hypotheses.ranges(given)
        drawn = [independent(ranges, 1, seed, number)[0] if ranges else {} for number in numbers]
        return [environment | self._own(characters(1, seed, given, number)[0]) for environment, number in zip(drawn, numbers, strict=True)]

    def _own(self, character: Mapping[str, float]) -> dict[str, float]:
        return own(self.setting.base, character, self.setting.heterogeneity)

    def _study(self, arms, numbers, draws, kind, given) -> pd.DataFrame:
        request = self.setting.request
        study = Study(
            self.setting.base,
            arms={name: arm.changes for name, arm in arms.items()},
            draws=draws,
            in_draws=given,
            numbers=list(numbers),
            seed=request.settings.seed,
            description=passport(request, hypotheses=dict(self.hashes), draws=kind),
        )
        if self.tables or self.resume:  # the store is there by now
            request = replace(request, settings=request.settings.model_copy(update={"resume": True}))
        tables = run_requested(request, study, self.folder, self.task)
        self.folder = tables.directory
        self.tables.append(tables)
        self.failed += len(tables.failures)
        return tables.runs


def _besides(arm: Arm, recorded: pd.DataFrame, number: int) -> dict[str, Any]:
    """What an arm sets in one draw; where the baseline's run failed, its own intervention alone."""
    worked_out = arm.given(recorded.loc[number].to_dict()) if arm.given and number in recorded.index else {}
    return {**arm.last, **worked_out}
