"""One headline contrast for each proposition, chosen so that it needs few runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from experiments.propositions import bundle, responses
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import LOG_ODDS, RATE, Runs
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import Setting
from experiments.propositions.stress_design import CALM, CUT, ON, STRESSED, Cell, changes_of, interaction

STRESSES = {"4a": "size", "4b": "turnover", "4c": "wave"}


@dataclass(frozen=True)
class Contrast:
    """Arms and the weights with which they are summed; of several outcomes the mean is taken."""

    arms: Mapping[str, Arm]
    weights: Mapping[str, float]
    outcomes: tuple[str, ...]
    scale: str
    sesoi: float
    words: str

    def values(self, runs: Runs) -> pd.Series:
        """One number a draw."""
        return pd.concat([runs.combined(self.weights, outcome, self.scale) for outcome in self.outcomes], axis=1).mean(axis=1, skipna=False)


def contrast_of(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    """The contrast of one proposition."""
    return {"1": _clamped, "2": _all_clamped, "3": _alone_in_the_bundle, "4": _role_memory}[hypothesis.name[0]](setting, hypothesis)


def _clamped(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    process, levels = hypothesis.manipulation["process"], hypothesis.manipulation["levels"]
    high, low = (f"{process} held at {level:g}" for level in (levels[-1], levels[0]))
    arms = {high: Arm({f"held.{process}": levels[-1]}), low: Arm({f"held.{process}": levels[0]})}
    words = "one process held high minus low, the others free; attentiveness to the situation"
    return Contrast(arms, {high: 1.0, low: -1.0}, ("understood_unscripted",), RATE, hypothesis.sesoi, words)


def _all_clamped(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    context = hypothesis.contexts[0]
    high, low = (responses.arm_name(context, world, world) for world in ("high", "low"))
    known = responses.arms(setting, hypothesis)
    words = f"all processes held high minus low, in {context.replace('_', ' ')}: the total effect, not its path"
    return Contrast({name: known[name] for name in (high, low)}, {high: 1.0, low: -1.0}, tuple(hypothesis.outcomes), RATE, hypothesis.sesoi, words)


def _alone_in_the_bundle(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    structures = list(bundle.structures_of(setting, setting.hypotheses.each).values())
    mine = frozenset({hypothesis.manipulation["structure"]})
    known = bundle.arms(setting, structures)
    one, none = bundle.arm_name(mine), bundle.arm_name(frozenset())
    outcomes = tuple(f"probe.{relationship}.heard" for relationship in hypothesis.decisions["relationships"])
    words = "this structure relational minus all impersonal, in the bureaucratic setting; strangers heard both ways, mean of the relationships"
    return Contrast({name: known[name] for name in (one, none)}, {one: 1.0, none: -1.0}, outcomes, RATE, hypothesis.sesoi, words)


def _role_memory(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    stress = STRESSES[hypothesis.name]
    cells = [Cell(stress, state, roles) for state in (CALM, STRESSED) for roles in (ON, CUT)]
    arms = {cell.name: Arm({key: value for key, value in changes_of(setting, hypothesis, cell).items() if key != "years"}) for cell in cells}
    words = f"role stores × stress ({stress}), direct paths cut, log-odds of the joint rate"
    return Contrast(arms, interaction(stress), ("joint",), LOG_ODDS, hypothesis.sesoi, words)
