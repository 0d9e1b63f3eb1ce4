"""Combinations of assumptions, each an independent draw of one option for every gap, as the parameters list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from experiments.engine.designs import independent
from sim.parameter import describe
from sim.parameters import Parameters

GROUP = "assumptions"
FIRST = 2_000_000  # numbers of draws: no other study shares a seed with one


@dataclass(frozen=True)
class Factor:
    """One gap and its options; the first is the default."""

    key: str
    options: tuple[Any, ...]

    def named(self, option: Any) -> str:
        """An option as the tables call it."""
        return f"{self.key.partition('.')[2]}={option:g}" if isinstance(option, float) else f"{self.key.partition('.')[2]}={str(option).lower()}"


def factors(given: frozenset[str] = frozenset()) -> list[Factor]:
    """Every assumption with its options, found by looking: a new one takes part by itself; what the request sets stays as set."""
    found = []
    for each in describe(Parameters):
        if each.key.startswith(f"{GROUP}.") and each.key not in given:
            options = _options(each)
            if len(options) > 1:
                found.append(Factor(each.key, options))
    return found


def _options(known) -> tuple[Any, ...]:
    """Named options; of a number the default and both ends of its usual range."""
    if known.kind is bool:
        return (known.default, not known.default)
    if isinstance(known.kind, type) and issubclass(known.kind, IntEnum):
        names = [option.name.lower() for option in known.kind]
        default = known.default.name.lower()
        return (default, *(name for name in names if name != default))
    return tuple(dict.fromkeys([known.default, *known.range]))


def combination(all_factors: Sequence[Factor], seed: int, number: int) -> dict[str, Any]:
    """The options of one combination: a function of seed, number and key alone."""
    ranges = {factor.key: (0, len(factor.options) - 1, True) for factor in all_factors}
    places = independent(ranges, 1, seed, number)[0]
    return {factor.key: factor.options[places[factor.key]] for factor in all_factors}


def draws(all_factors: Sequence[Factor], ranges, seed: int, count: int, replicates: int) -> tuple[list[int], list[Mapping[str, Any]]]:
    """For each combination as many environments, each of its own: numbers and what they change."""
    numbers, changes = [], []
    for number in range(count):
        options = combination(all_factors, seed, number)
        for replicate in range(replicates):
            place = number * replicates + replicate
            numbers.append(FIRST + place)
            changes.append({**(independent(ranges, 1, seed, FIRST + place)[0] if ranges else {}), **options})
    return numbers, changes
