"""4a–4c, the design: role stores on or cut, direct paths on or cut, calm or stressed; and the weights of contrasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from experiments.propositions.arm import Arm
from experiments.propositions.contrast import LOG_ODDS, RATE
from experiments.propositions.finding import DESCRIPTION, PRIMARY, SECONDARY
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import COMMON, OWN, Setting

CALM, STRESSED, ON, CUT = "calm", "stressed", "on", "cut"
RELATIONAL = "relational"
STRONGEST = {"assumptions.footing": "strongest"}
PERSONAL = ("coproduction_personal", "coordination_personal", "leadership_personal")


@dataclass(frozen=True)
class Cell:
    """One corner of stores × direct paths × stress, under one set of norms and one footing rule."""

    stress: str
    state: str
    roles: str = ON
    direct: str = CUT
    norms: str = OWN
    footing: str = "default"
    form: str = ""
    personal: str = ON

    @property
    def name(self) -> str:
        """The arm's name in tables."""
        parts = [self.form or "relational_bureaucracy", f"{self.stress} {self.state}", f"roles {self.roles}", f"direct {self.direct}"]
        if self.personal == CUT:
            parts.append("personal cut")
        return ", ".join([*parts, f"{self.norms} norms", f"{self.footing} footing"])


def outcomes_of(hypothesis: Hypothesis, stress: str) -> Mapping[str, str]:
    """A stress's own outcomes where it names some, else the hypothesis's."""
    return hypothesis.manipulation["stresses"][stress].get("outcomes", hypothesis.outcomes)


def scale_of(hypothesis: Hypothesis, outcome: str) -> tuple[str, float, float]:
    """An outcome's scale, its smallest effect of interest, and −1 where less of it is better (a spread)."""
    less_is_better = hypothesis.decisions.get("less_is_better", {})
    if outcome in less_is_better:
        return "hours" if "hours" in outcome else RATE, float(less_is_better[outcome]), -1.0
    return LOG_ODDS, hypothesis.sesoi, 1.0


def lacking(setting: Setting, hypothesis: Hypothesis, stress: str) -> list[str]:
    """What the model would need to have for a stress."""
    states = hypothesis.manipulation["stresses"][stress]
    return setting.lacking({*states[CALM], *states[STRESSED]})


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """All corners of every stress that the model has."""
    return {
        cell.name: Arm(changes_of(setting, hypothesis, cell), role=role_of(hypothesis, cell))
        for stress in hypothesis.manipulation["stresses"]
        if not lacking(setting, hypothesis, stress)
        for cell in cells(stress)
    }


def role_of(hypothesis: Hypothesis, cell: Cell) -> str:
    """The weightiest verdict that reads a corner: the stress's own, the same under other norms or footing, or none."""
    if cell.form or cell.direct == ON:
        return DESCRIPTION
    primary = PRIMARY in outcomes_of(hypothesis, cell.stress).values()
    return PRIMARY if primary and cell.norms == OWN and cell.footing == "default" else SECONDARY


def cells(stress: str) -> list[Cell]:
    """The corners that are judged, and those that are described beside them."""
    judged = [Cell(stress, state, roles, direct) for state, roles, direct in product((CALM, STRESSED), (ON, CUT), (CUT, ON))]
    beside = [replace(cell, norms=COMMON) for cell in judged if cell.direct == CUT]
    beside += [replace(cell, footing="strongest") for cell in judged if cell.direct == CUT]
    # With personal ties cut as well, what role memory does where it has no rival: its main effect at its largest.
    alone = [Cell(stress, CALM, roles, personal=CUT) for roles in (ON, CUT)]
    forms = [Cell(stress, state, direct=ON, norms=norms, form=RELATIONAL) for state in (CALM, STRESSED) for norms in (OWN, COMMON)]
    forms += [Cell(stress, state, direct=ON, norms=COMMON) for state in (CALM, STRESSED)]
    return [*judged, *beside, *alone, *forms]


def changes_of(setting: Setting, hypothesis: Hypothesis, cell: Cell) -> dict:
    """What a corner changes in the baseline."""
    manipulation = hypothesis.manipulation
    changes = setting.form(cell.form or manipulation["form"], cell.norms) | manipulation["stresses"][cell.stress][cell.state]
    stores = manipulation["role_stores"] if cell.roles == CUT else []
    paths = manipulation["direct_paths"] if cell.direct == CUT else []
    personal = PERSONAL if cell.personal == CUT else []
    cut = {f"held.{arrow}": 0.0 for arrow in [*stores, *paths, *personal] if f"held.{arrow}" in setting.keys}
    years = {"years": max(hypothesis.decisions["years"], setting.base["years"])} if "years" in hypothesis.decisions else {}
    return changes | cut | (years if "years" not in setting.request.given else {}) | (STRONGEST if cell.footing == "strongest" else {})


def interaction(stress: str, **how: str) -> dict[str, float]:
    """Weights of (role stores on − cut) × (stressed − calm)."""
    return {
        Cell(stress, state, roles, **how).name: sign * side
        for (state, sign), (roles, side) in product(((STRESSED, 1.0), (CALM, -1.0)), ((ON, 1.0), (CUT, -1.0)))
    }


def memory(stress: str, state: str, **how: str) -> dict[str, float]:
    """Weights of role stores on − cut in one state."""
    return {Cell(stress, state, ON, **how).name: 1.0, Cell(stress, state, CUT, **how).name: -1.0}


def stress_on(cell: Cell) -> dict[str, float]:
    """Weights of stressed − calm for one organisation."""
    return {replace(cell, state=STRESSED).name: 1.0, replace(cell, state=CALM).name: -1.0}


def less(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Weights of one contrast minus another."""
    return {**one, **{name: -weight for name, weight in other.items()}}


def against_relational(stress: str, norms: str) -> dict[str, float]:
    """Weights of what stress does to the relational bureaucracy minus what it does to the relational form."""
    mine = stress_on(Cell(stress, CALM, direct=ON, norms=norms))
    return less(mine, stress_on(Cell(stress, CALM, direct=ON, norms=norms, form=RELATIONAL)))
