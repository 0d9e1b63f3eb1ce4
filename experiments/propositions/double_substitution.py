"""4b, double substitution: two newcomers in the places of two incumbents; what role memory gives them by and by.

In a study of its own beside the others', since it goes on after a run's end.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from experiments.engine.verdict import judge
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.finding import DESCRIPTION, SECONDARY, Finding
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.replaced import AFTER, BEFORE, RELATIONSHIPS, column
from experiments.propositions.setting import COMMON, OWN, Setting
from experiments.propositions.stress_design import CUT, ON, RELATIONAL
from experiments.propositions.structures import WORDS

NAME = "double substitution"
FOLDER = "double_substitution"
TASK = "experiments.propositions.replaced:simulate"
OF = "4b"


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """The hybrid with role stores on and cut, and beside it the relational form, both also at common norms."""
    form = hypothesis.manipulation["form"]
    cut = {f"held.{arrow}": 0.0 for arrow in hypothesis.manipulation["role_stores"]}
    beside = {named(arm, norms): Arm(setting.form(name, norms)) for norms in (OWN, COMMON) for arm, name in ((ON, form), (RELATIONAL, RELATIONAL))}
    return {**beside, CUT: Arm(setting.form(form) | cut)}


def named(arm: str, norms: str) -> str:
    """The name of an arm that stands at either norms."""
    return arm if norms == OWN else f"{arm}, {norms} norms"


def findings(hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """For each relationship and time: role stores on − cut among newcomers, judged; how far they are from incumbents, described."""
    found = []
    for relationship in RELATIONSHIPS:
        for when in AFTER:
            outcome = column(relationship, when)
            common = Finding(hypothesis.name, outcome, "", DESCRIPTION, relationship, f"both replaced, after {when}", draws=runs.kind,
                             sesoi=float(hypothesis.decisions["sesoi_gap"]))  # fmt: skip
            found.append(_memory(hypothesis, runs, replace(common, part="role stores on − cut, two newcomers", role=SECONDARY)))
            for norms, (arm, words) in product((OWN, COMMON), ((ON, "relational bureaucracy"), (RELATIONAL, "relational form"))):
                values = runs.level(named(arm, norms), outcome) - runs.level(named(arm, norms), column(relationship, BEFORE))
                part = f"two newcomers minus the two incumbents before, {words}"
                found.append(replace(common, part=part, norms=norms).measured(runs.interval(values)))
    return found


def _memory(hypothesis: Hypothesis, runs: Runs, finding: Finding) -> Finding:
    values = runs.combined({ON: 1.0, CUT: -1.0}, finding.outcome)
    interval = runs.interval(values)
    words = f"being asked and heard in both directions between two newcomers, {finding.context.split(', ')[1]}: {WORDS[finding.relationship]}"
    judged = finding.judged(judge(interval, finding.sesoi, runs.means([ON, CUT], finding.outcome)), interval, hypothesis.subject, words)
    return replace(judged, p=p_above(values, finding.sesoi))
