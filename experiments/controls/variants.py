"""Variants of a proposition: its own arms once more with something cut or turned round, in the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from experiments.controls.arrows import CONTROLS, Cut, Reversal
from experiments.propositions.arm import Arm, Changes, Recorded
from experiments.propositions.contrast import Runs
from experiments.propositions.families import arms_of, findings_of
from experiments.propositions.finding import DESCRIPTION, PRIMARY, Finding
from experiments.propositions.setting import Setting
from experiments.single.cuts import cut_value
from sim.arrow import Arrow

STANDS, CUT, SHAM, REVERSED = "as it stands", "cut", "sham", "reversed"
BOUND = "personal cut"  # arms that say what is possible at most: with an arrow cut that is nothing, and the cut is to be judged
BETWEEN = " | "


@dataclass(frozen=True)
class Variant:
    """A proposition under one control."""

    proposition: str
    kind: str
    name: str
    changes: Mapping[str, Any]
    why: str = ""

    def arm(self, name: str) -> str:
        """An arm's name under this control."""
        return name if self.kind == STANDS else BETWEEN.join((self.kind, self.name, name))


def variants_of(setting: Setting, proposition: str) -> list[Variant]:
    """As it stands, each arrow cut alone, the sham, the reversal."""
    controls = CONTROLS[proposition]
    return [
        Variant(proposition, STANDS, "", {}),
        *(Variant(proposition, CUT, cut.name, cut_changes(setting, cut), cut.why) for cut in controls.cuts),
        Variant(proposition, SHAM, controls.sham.name, cut_changes(setting, controls.sham), controls.sham.why),
        Variant(proposition, REVERSED, controls.reversal.name, reversed_changes(setting, controls.reversal)),
    ]


def cut_changes(setting: Setting, cut: Cut) -> dict[str, float]:
    """Every arrow of a cut at what cutting it means."""
    return {f"held.{arrow}": cut_value(setting.request, Arrow[arrow.upper()]) for arrow in cut.arrows}


def reversed_changes(setting: Setting, reversal: Reversal) -> dict[str, Any]:
    """Either end of a rule at the other's value."""
    return {reversal.low: _value(setting.base, reversal.high), reversal.high: _value(setting.base, reversal.low)}


def _value(base: Mapping[str, Any], key: str) -> Any:
    group, word = key.split(".")
    return base[group][word]


def arms(setting: Setting, variant: Variant) -> dict[str, Arm]:
    """The proposition's arms on which a primary verdict rests, each with what the control changes; a reversal is described.

    What an arm takes from the baseline's record gives way to the control; what the arm itself sets never meets one.
    """
    role = DESCRIPTION if variant.kind == REVERSED else PRIMARY
    return {
        variant.arm(name): replace(arm, changes={**arm.changes, **variant.changes}, given=_given(arm, variant), role=role)
        for name, arm in arms_of(setting, variant.proposition).items()
        if arm.role == PRIMARY and not (variant.kind == CUT and BOUND in name)
    }


def _given(arm: Arm, variant: Variant) -> Callable[[Recorded], Changes] | None:
    def given(recorded: Recorded) -> Changes:
        return {key: variant.changes.get(key, value) for key, value in arm.given(recorded).items()}

    return given if arm.given else None


def primary_findings(setting: Setting, variant: Variant, runs: Runs) -> list[Finding]:
    """The proposition's primary verdicts by its own rules, as if the variant's arms were its own."""
    own = {variant.arm(name): name for name in arms_of(setting, variant.proposition)}
    table = runs.table[runs.table["arm"].isin(list(own))]
    renamed = replace(runs, table=table.assign(arm=table["arm"].map(own)))
    return [each for each in findings_of(setting, variant.proposition, renamed) if each.role == PRIMARY]
