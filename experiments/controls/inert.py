"""What a control moved: an outcome that is the same with and without a cut, digit for digit, tells nothing of the cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from experiments.controls.outcome import CANNOT_TELL, DESCRIBED, INERT, PASSES
from experiments.controls.variants import Variant, arms
from experiments.propositions.attentiveness import PROCESSES
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import Finding
from experiments.propositions.setting import Setting
from experiments.propositions.stress_design import CALM, STRESSED

SAYS = f"{INERT}: every arm's outcome is the same, digit for digit"


@dataclass(frozen=True)
class Moved:
    """By how much a control moved the judged outcome: the arm that it moved most, in its mean; whether anything at all."""

    most: float
    anything: bool


def moved_by(setting: Setting, variant: Variant, finding: Finding, runs: Runs) -> Moved | None:
    """Compare each arm that a verdict reads with itself under the control, draw by draw; None where neither has runs."""
    changes = [change for arm in read_by(arms(setting, variant), variant, finding.context) for change in _changes(runs, *arm, finding)]
    return Moved(max(most for most, _ in changes), any(differs for _, differs in changes)) if changes else None


def read_by(names: Iterable[str], variant: Variant, context: str) -> list[tuple[str, str]]:
    """The arms that a verdict in this context reads, each plain and under the control: a part of their names says so."""
    own = [name.removeprefix(variant.arm("")) for name in names]
    here = {context, f"{context} {CALM}", f"{context} {STRESSED}"}
    return [(name, variant.arm(name)) for name in own if here & set(name.split(", "))]


def _changes(runs: Runs, plain: str, controlled: str, finding: Finding):
    """For each column that the outcome is made of, the change of its mean, and whether any draw differs."""
    for column in [finding.outcome] if runs.has(finding.outcome) else [f"{process}_pairs_attended" for process in PROCESSES]:
        one, other = runs.level(plain, column), runs.level(controlled, column)
        both = one.index.intersection(other.index)
        if len(both):
            one, other = one[both], other[both]
            yield abs(float(other.mean() - one.mean())), not one.equals(other)


def with_what_moved(result: str, reason: str, moved: Moved | None) -> tuple[str, str]:
    """Nothing that is inert is a pass, or is wanting draws; a claim supported with its arrow cut stays a failure."""
    if moved is None:
        return result, reason
    if result == DESCRIBED:
        return result, reason if moved.anything else SAYS
    if moved.anything:
        return result, f"{reason}; it moved an arm by up to {moved.most:.2g}"
    return INERT if result in (PASSES, CANNOT_TELL) else result, f"{SAYS}; {reason}"
