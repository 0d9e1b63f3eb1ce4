"""The mechanical part: what tie arithmetic alone predicts, pushed through the measured dose–response of 1a–1c.

Equation: predicted = Σ_arms weight · Σ_processes f_process(mean footing in the arm), with f the joint rate's log-odds
measured at five held levels of that process's footing. What an effect has beyond it did not come from how good ties are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.propositions.attentiveness import PROCESSES, arm_name
from experiments.propositions.contrast import LOG_ODDS, Runs
from experiments.propositions.hypotheses import Hypotheses

OUTCOME = "joint"


@dataclass(frozen=True)
class DoseResponse:
    """For each process its levels of footing, and the outcome's log-odds at each."""

    curves: Mapping[str, tuple[list[float], list[float]]]

    def predicted(self, runs: Runs, weights: Mapping[str, float]) -> float:
        """The effect that the arms' mean footings alone would have; NaN where a footing was not measured."""
        return sum(weight * self._at(runs, arm) for arm, weight in weights.items())

    def _at(self, runs: Runs, arm: str) -> float:
        return sum(
            float(np.interp(runs.level(arm, f"{process}_footing").mean(), *curve)) for process, curve in self.curves.items()
        )


def measure(hypotheses: Hypotheses, runs: Mapping[str, Runs]) -> DoseResponse | None:
    """The dose–response at the middle load; None unless all of 1a–1c were run."""
    curves = {}
    for name, hypothesis in hypotheses.each.items():
        process = hypothesis.manipulation.get("process")
        if process not in PROCESSES or name not in runs:
            continue
        levels, loads = hypothesis.manipulation["levels"], hypothesis.manipulation["loads"]
        load = sorted(loads)[len(loads) // 2]
        at = [float(runs[name].level(arm_name(process, level, load), OUTCOME, LOG_ODDS).mean()) for level in levels]
        if not any(math.isnan(value) for value in at):
            curves[process] = (list(levels), at)
    return DoseResponse(curves) if set(curves) == set(PROCESSES) else None


def mechanical_share(predicted: float, low: float, high: float) -> float:
    """The predicted effect over the effect; NaN where the effect is not surely other than 0, so that no share is made of noise."""
    if math.isnan(predicted) or not (low > 0 or high < 0):
        return math.nan
    return predicted / ((low + high) / 2)
