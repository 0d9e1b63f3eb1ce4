"""The structures as a bundle: each at either pole, all combinations or the first and last of each; Shapley shares.

The full profile runs every combination. The quick one runs none, all, each alone and all but each: the mean of what a
structure adds first and what it adds last is its Shapley value exactly where structures interact in pairs only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pandas as pd

from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import DESCRIPTION, Finding
from experiments.propositions.hypotheses import LEVEL
from experiments.propositions.setting import COMMON, Setting

NAME = "bundle"
CONTEXT = "bureaucratic"
OUTCOMES = ("probe.coproduction.heard", "probe.coordination.heard", "probe.leadership.heard", "joint")
Together = frozenset[str]


def structures_of(setting: Setting, names: Iterable[str]) -> dict[str, str]:
    """Which of the asked propositions' structures the model has: name of the proposition → structure."""
    found = {name: setting.hypotheses.each[name].manipulation.get("structure") for name in names if name in setting.hypotheses.each}
    return {name: structure for name, structure in found.items() if structure and f"{structure}.{LEVEL}" in setting.keys}


def arms(setting: Setting, structures: Sequence[str]) -> dict[str, Arm]:
    """Every combination in the full profile; none, all, each alone and all but each in the quick one."""
    ground = setting.form(CONTEXT, COMMON)
    return {
        arm_name(together): Arm(
            ground | {f"{each}.{LEVEL}": "relational" if each in together else "impersonal" for each in structures}, role=DESCRIPTION
        )
        for together in combinations_of(structures, setting.is_full)
    }


def arm_name(together: Together) -> str:
    """The arm's name in tables."""
    return f"bundle of {' + '.join(sorted(together)) or 'none'}"


def combinations_of(structures: Sequence[str], every: bool) -> list[Together]:
    """Which bundles are run."""
    sizes = range(len(structures) + 1) if every else sorted({0, 1, len(structures) - 1, len(structures)})
    return [frozenset(chosen) for size in sizes if size >= 0 for chosen in combinations(structures, size)]


def findings(setting: Setting, structures: Mapping[str, str], runs: Runs) -> list[Finding]:
    """Each structure's Shapley value and how it interacts with the rest, for each outcome; described, not judged."""
    if len(structures) < 2:
        return []
    found, all_of_them = [], list(structures.values())
    for outcome in OUTCOMES:
        values = {together: runs.level(arm_name(together), outcome) for together in combinations_of(all_of_them, setting.is_full)}
        whole = values[frozenset(all_of_them)] - values[frozenset()]
        for name, structure in structures.items():
            first, last = adds(values, structure, frozenset()), adds(values, structure, frozenset(all_of_them) - {structure})
            parts = {
                "Shapley value in the bundle": shapley(values, structure, all_of_them),
                "added last minus added first": last - first,
            }
            if setting.is_full:
                parts |= {f"interaction with {other}": interaction(values, structure, other, all_of_them)
                          for other in all_of_them if other > structure}  # fmt: skip
            for part, each in parts.items():
                share = each.mean() / whole.mean() if len(whole) and whole.mean() else math.nan
                notes = (f"{share:.0%} of the bundle",) if part.startswith("Shapley") and not math.isnan(share) else ()
                finding = Finding(name, outcome, part, DESCRIPTION, "", f"bundle at {COMMON} norms", COMMON, runs.kind, notes=notes)
                found.append(finding.measured(runs.interval(each)))
    return found


def adds(values: Mapping[Together, pd.Series], structure: str, others: Together) -> pd.Series:
    """What a structure adds to others."""
    return values[others | {structure}] - values[others]


def shapley(values: Mapping[Together, pd.Series], structure: str, structures: Sequence[str]) -> pd.Series:
    """The mean of what a structure adds over all orders; over first and last alone where nothing else was run."""
    others = [each for each in structures if each != structure]
    every = len(values) == 2 ** len(structures)
    total = pd.Series(0.0, index=values[frozenset()].index)
    for size in range(len(others) + 1) if every else (0, len(others)):
        chosen = [frozenset(group) for group in combinations(others, size)]
        share = 1.0 / (len(structures) if every else 2) / len(chosen)
        for group in chosen:
            total = total + share * adds(values, structure, group)
    return total


def interaction(values: Mapping[Together, pd.Series], one: str, other: str, structures: Sequence[str]) -> pd.Series:
    """How much more one structure adds where the other is relational, averaged over the rest's combinations."""
    rest = [each for each in structures if each not in (one, other)]
    groups = [frozenset(group) for size in range(len(rest) + 1) for group in combinations(rest, size)]
    return sum(adds(values, one, group | {other}) - adds(values, one, group) for group in groups) / len(groups)
