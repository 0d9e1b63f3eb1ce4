"""One stand-in contrast for each proposition: what is judged of it in every combination, cheap enough for thousands of runs.

It tests what the proposition's own verdict tests wherever the runs allow it; where it tests less, `words` says what is left
out. A claim with several parts holds in a combination where each part does, as it does in a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from experiments.propositions import attentiveness, bundle, responses
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import PRIMARY
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import Setting
from experiments.propositions.stress_design import CALM, CUT, ON, STRESSED, Cell, changes_of, interaction, outcomes_of, scale_of

STRESSES = {"4a": "size", "4b": "turnover over sites", "4c": "wave"}


@dataclass(frozen=True)
class Part:
    """One of the things that must be so: a number a draw, and the bound that its true mean must exceed."""

    name: str
    values: Callable[[Runs], pd.Series]
    bound: float


@dataclass(frozen=True)
class Contrast:
    """The arms that are run, the parts of the claim that are read off them, and what stands in for what."""

    arms: Mapping[str, Arm]
    parts: tuple[Part, ...]
    sesoi: float
    words: str


def contrast_of(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    """The contrast of one proposition."""
    return {"1": _clamped, "2": _through_awareness, "3": _alone_in_the_bundle, "4": _role_memory}[hypothesis.name[0]](setting, hypothesis)


def _clamped(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    process, levels = hypothesis.manipulation["process"], hypothesis.manipulation["levels"]
    high, low = (f"{process} held at {level:g}" for level in (levels[-1], levels[0]))
    arms = {high: Arm({f"held.{process}": levels[-1]}), low: Arm({f"held.{process}": levels[0]})}
    parts = tuple(
        Part(outcome, partial(attentiveness.difference, process=process, outcome=outcome, one=high, other=low), hypothesis.sesoi)
        for outcome, role in hypothesis.outcomes.items() if role == PRIMARY
    )  # fmt: skip
    words = "the process held high minus low; attentiveness to the situation, and of own pairs net of what others lose. Left out: the other processes held as the baseline has them, loads, steps between levels"
    return Contrast(arms, parts, hypothesis.sesoi, words)


def _through_awareness(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    """More than half of the total runs through awareness where becoming aware alone does more than everything but becoming aware."""
    context = hypothesis.contexts[0]
    arms = {name: arm for name, arm in responses.arms(setting, hypothesis).items() if name.startswith(f"{context}, ")}
    both, neither, aware_alone, all_but_aware = (
        responses.arm_name(context, own, aware) for own, aware in (("high", "high"), ("low", "low"), ("low", "high"), ("high", "low"))
    )
    parts = tuple(
        part
        for outcome in hypothesis.outcomes
        for part in (
            _sum_of(f"{outcome}, total", {both: 1.0, neither: -1.0}, outcome, hypothesis.sesoi),
            _sum_of(f"{outcome}, indirect minus half of total", {aware_alone: 0.5, all_but_aware: -0.5}, outcome, 0.0),
        )
    )
    words = f"all processes held high minus low, in {context.replace('_', ' ')}; the total effect, and more than half of it through becoming aware. Left out: the other context"
    return Contrast(arms, parts, hypothesis.sesoi, words)


def _alone_in_the_bundle(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    structures = list(bundle.structures_of(setting, setting.hypotheses.each).values())
    mine = frozenset({hypothesis.manipulation["structure"]})
    known = bundle.arms(setting, structures)
    one, none = bundle.arm_name(mine), bundle.arm_name(frozenset())
    parts = tuple(
        _sum_of(relationship, {one: 1.0, none: -1.0}, f"probe.{relationship}.heard", hypothesis.sesoi)
        for relationship in hypothesis.decisions["relationships"]
    )
    words = "the structure relational minus all impersonal, in the bureaucratic setting at common norms; strangers heard both ways in each of the three relationships. Left out: the hybrid setting, own norms"
    return Contrast({name: known[name] for name in (one, none)}, parts, hypothesis.sesoi, words)


def _role_memory(setting: Setting, hypothesis: Hypothesis) -> Contrast:
    stress = STRESSES[hypothesis.name]
    cells = [Cell(stress, state, roles) for state in (CALM, STRESSED) for roles in (ON, CUT)]
    arms = {cell.name: Arm({key: value for key, value in changes_of(setting, hypothesis, cell).items() if key != "years"}) for cell in cells}
    parts = []
    for outcome in (name for name, role in outcomes_of(hypothesis, stress).items() if role == PRIMARY):
        scale, sesoi, sign = scale_of(hypothesis, outcome)
        weights = {name: sign * weight for name, weight in interaction(stress).items()}
        parts.append(_sum_of(outcome, weights, outcome, sesoi, scale))
    others = [other for other in hypothesis.manipulation["stresses"] if other != stress and PRIMARY in outcomes_of(hypothesis, other).values()]
    left_out = f". Left out: {', '.join(others)}" if others else ""
    words = f"role stores × stress ({stress}), direct paths cut; {' and '.join(part.name for part in parts)}{left_out}"
    return Contrast(arms, tuple(parts), parts[0].bound, words)


def _sum_of(name: str, weights: Mapping[str, float], outcome: str, bound: float, scale: str = "rate") -> Part:
    return Part(name, lambda runs: runs.combined(weights, outcome, scale), bound)
