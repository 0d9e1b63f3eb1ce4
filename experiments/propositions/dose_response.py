"""The mechanical part: what tie arithmetic alone predicts, pushed through the measured dose–response of 1a–1c.

Equation: predicted = Σ_arms weight · Σ_processes f_process(mean footing in the arm), with f the outcome measured at five
held levels of that process's footing. What an effect has beyond it did not come from how good ties are. For 3a–3f the
outcome is being heard by a stranger, f that of the relationship alone, and the footing that of two strangers: role ties.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from experiments.propositions.attentiveness import PROCESSES, arm_name
from experiments.propositions.contrast import RATE, Runs
from experiments.propositions.finding import Finding
from experiments.propositions.hypotheses import Hypotheses

JOINT = "joint"
Curve = tuple[list[float], list[float]]
# Outcomes of which 1a–1c measure no curve, or one that is no finding, by how their names begin (decision 703).
NO_CURVE = {
    "role_tie.": "is the tie itself",  # what the curves start from
    "survey.": "is the footing itself",  # on held footing the answers are 1 + 4 · footing
    "site_spread.": "no curve: one site in 1a–1c",
    "replaced.": "no curve: newcomers of one hour",
    "substitute_gap": "no curve: no substitutes in 1a–1c",
    "months_to_recover": "no curve: no shock in 1a–1c",
}


@dataclass(frozen=True)
class DoseResponse:
    """The arms of 1a–1c at the middle load: for each process, its runs and the arm at each level of footing."""

    runs: Mapping[str, Runs]
    arms: Mapping[str, Mapping[float, str]]
    _known: dict[tuple[str, str, str], Curve | None] = field(default_factory=dict)

    def curve(self, process: str, outcome: str, scale: str = RATE) -> Curve | None:
        """Levels of a process's footing and the outcome at each; None where a level is missing."""
        key = (process, outcome, scale)
        if key not in self._known:
            at = [float(self.runs[process].level(arm, outcome, scale).mean()) for arm in self.arms[process].values()]
            self._known[key] = None if any(map(math.isnan, at)) else (list(self.arms[process]), at)
        return self._known[key]

    def predicted(self, runs: Runs, weights: Mapping[str, float], outcome: str, scale: str = RATE) -> float:
        """The effect that the arms' mean footings alone would have; NaN where a footing or a curve was not measured."""
        return sum(
            weight * self._at(process, runs.level(arm, f"{process}_footing").mean(), outcome, scale)
            for arm, weight in weights.items() for process in PROCESSES
        )  # fmt: skip

    def predicted_between_strangers(self, runs: Runs, weights: Mapping[str, float], relationship: str, outcome: str) -> float:
        """The effect on two strangers that the arms' role ties alone would have."""
        ties = f"role_tie.{relationship}.all"
        return sum(weight * self._at(relationship, runs.level(arm, ties).mean(), outcome, RATE) for arm, weight in weights.items())

    def _at(self, process: str, footing: float, outcome: str, scale: str) -> float:
        curve = self.curve(process, outcome, scale)
        return math.nan if curve is None else float(np.interp(footing, *curve))


def measure(hypotheses: Hypotheses, runs: Mapping[str, Runs]) -> DoseResponse | None:
    """The dose–response at the middle load; None unless all of 1a–1c were run."""
    mine, arms = {}, {}
    for name, hypothesis in hypotheses.each.items():
        process = hypothesis.manipulation.get("process")
        if process in PROCESSES and name in runs and not runs[name].table.empty:
            loads = hypothesis.manipulation["loads"]
            load = sorted(loads)[len(loads) // 2]
            mine[process] = runs[name]
            arms[process] = {level: arm_name(process, level, load) for level in hypothesis.manipulation["levels"]}
    return DoseResponse(mine, arms) if set(mine) == set(PROCESSES) else None


def why_not_predicted(outcome: str) -> str:
    """Why tie arithmetic predicts nothing of an outcome, in one phrase."""
    return next((why for start, why in NO_CURVE.items() if outcome.startswith(start)), "no curve or footing measured")


def with_prediction(finding: Finding, predicted: float) -> Finding:
    """A finding with what tie arithmetic alone predicts of it, and the share of that."""
    return replace(finding, predicted=predicted, mechanical=mechanical_share(predicted, finding.low, finding.high))


def mechanical_share(predicted: float, low: float, high: float) -> float:
    """The predicted effect over the effect; NaN where the effect is not surely other than 0, so that no share is made of noise."""
    if math.isnan(predicted) or not (low > 0 or high < 0):
        return math.nan
    return predicted / ((low + high) / 2)
