"""Which module judges which proposition."""

from __future__ import annotations

import math
from collections.abc import Mapping

from experiments.propositions import attentiveness, bundle, curves, premises, responses, role_memory, structures
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.dose_response import DoseResponse
from experiments.propositions.finding import Finding, not_run
from experiments.propositions.setting import Setting

MODULES = {"1": attentiveness, "2": responses, "3": structures, "4": role_memory}
ON_PREMISES = "4"


def arms_of(setting: Setting, name: str) -> dict[str, Arm]:
    """The arms of one proposition, or of the premises; none where its mechanism is missing."""
    if name == premises.NAME:
        return premises.arms(setting)
    return {} if why_not(setting, name) else MODULES[name[0]].arms(setting, setting.hypotheses.each[name])


def why_not(setting: Setting, name: str) -> str:
    """Why a proposition cannot be put to the test at all; empty where it can."""
    if name in setting.hypotheses.each and MODULES[name[0]] is structures:
        if missing := structures.lacking(setting, setting.hypotheses.each[name]):
            return f"the model has no {', '.join(missing)} yet"
    return ""


def findings_of(
    setting: Setting, name: str, runs: Runs, relearning: float = math.nan, doses: DoseResponse | None = None
) -> list[Finding]:
    """What was found of one proposition, or of the premises."""
    if name == premises.NAME:
        return premises.findings(setting, runs)
    hypothesis = setting.hypotheses.each[name]
    if reason := why_not(setting, name):
        return [not_run(name, reason, draws=runs.kind)]
    if name[0] == ON_PREMISES:
        return role_memory.findings(setting, hypothesis, runs, relearning, doses)
    if MODULES[name[0]] is attentiveness:  # the dose–response itself: nothing else predicts it
        return attentiveness.findings(setting, hypothesis, runs)
    return MODULES[name[0]].findings(setting, hypothesis, runs, doses)


def all_arms(setting: Setting, names) -> Mapping[str, Arm]:
    """The arms of several propositions; one that two of them name is one arm."""
    found = {name: arm for each in names for name, arm in arms_of(setting, each).items()}
    found |= curves.arms(setting, names)
    together = bundle.structures_of(setting, names)
    return found | (bundle.arms(setting, list(together.values())) if len(together) > 1 else {})
