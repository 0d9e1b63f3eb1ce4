"""Of each hypothesis that part on which its controls are run: enough to see whether an effect goes with its arrow (decision 692)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from experiments.propositions.finding import PRIMARY
from experiments.propositions.hypotheses import Hypotheses, Hypothesis


def trimmed(hypotheses: Hypotheses) -> Hypotheses:
    """All hypotheses, each with what its controls need."""
    return replace(hypotheses, each={name: trim(each) for name, each in hypotheses.each.items()})


def trim(hypothesis: Hypothesis) -> Hypothesis:
    """A dose–response keeps its ends at the middle load; role memory the first stress that a primary verdict is given on."""
    manipulation: Mapping[str, Any] = hypothesis.manipulation
    if "levels" in manipulation:
        loads, levels = sorted(manipulation["loads"]), manipulation["levels"]
        kept = {"loads": [loads[len(loads) // 2]], "levels": [levels[0], levels[-1]]}
    elif "stresses" in manipulation:
        stress, how = next(
            (stress, how) for stress, how in manipulation["stresses"].items() if PRIMARY in how.get("outcomes", hypothesis.outcomes).values()
        )
        kept = {"stresses": {stress: how}}
    else:
        return hypothesis
    return replace(hypothesis, decisions={**hypothesis.decisions, "manipulation": {**manipulation, **kept}})
