"""What a sweep varies: `vary=[turnover.worker,environment.coupling:0:0.5]` read against the parameter objects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from experiments.problems import Problem
from sim.parameter import ParameterObject, describe
from sim.parameter_check import nearest

if TYPE_CHECKING:
    from experiments.engine.designs import Ranges


@dataclass(frozen=True)
class Varied:
    """Ranges for a design, and for options their names, since a design counts them."""

    ranges: Ranges = field(default_factory=dict)
    names: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def named(self, point: Mapping[str, object]) -> dict[str, object]:
        """A point with options by their names instead of their numbers."""
        return {key: self.names[key][value] if key in self.names else value for key, value in point.items()}


def read_vary(words: Sequence[str]) -> tuple[list[Problem], Varied]:
    """Read each word; return what is wrong, and the ranges of what is right."""
    from sim.parameters import Parameters

    known = {each.key: each for each in describe(Parameters)}
    problems = [] if words else [Problem("vary", "[]", "at least one key of the model, as in vary=[turnover.worker]")]
    ranges: dict[str, tuple[float, float, bool]] = {}
    names: dict[str, Sequence[object]] = {}
    for word in words:
        key, *bounds = str(word).split(":")
        if key not in known:
            problems.append(Problem("vary", key, f"a key of the model; {nearest(key, known) or '--help lists all'}"))
        elif key in ranges:
            problems.append(Problem("vary", word, "each key once"))
        elif options := _options(known[key]):
            if bounds:
                problems.append(Problem("vary", word, f"{key} without a range: all of {known[key].allowed}"))
            names[key], ranges[key] = options, (0, len(options) - 1, True)
        else:
            found = _range(known[key], bounds)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                ranges[key] = found
    return problems, Varied(ranges, names)


def _options(known: ParameterObject) -> Sequence[object]:
    """What a parameter of few named values can be; nothing for numbers."""
    if known.kind is bool:
        return (False, True)
    if isinstance(known.kind, type) and issubclass(known.kind, IntEnum):
        return tuple(option.name.lower() for option in known.kind)
    return ()


def _range(known: ParameterObject, bounds: Sequence[str]) -> tuple[float, float, bool] | Problem:
    """The range of a number: the one that is given, else the parameter's own."""
    word = ":".join([known.key, *bounds])
    if known.kind not in (int, float):
        return Problem("vary", word, f"a number or a choice; {known.key} is {known.allowed}")
    try:
        low, high = [float(bound) for bound in bounds] if bounds else known.range
    except ValueError:
        return Problem("vary", word, f"{known.key}:low:high, two numbers")
    if not (math.isfinite(low) and math.isfinite(high)):
        return Problem("vary", word, f"{known.key}:low:high, because it has no usual range")
    inside = (known.low is None or low >= known.low) and (known.high is None or high <= known.high)
    whole = known.kind is not int or (float(low).is_integer() and float(high).is_integer())
    if not inside or not whole or not low < high:
        return Problem("vary", word, f"a range from a low to a higher value, each {known.allowed}")
    return (int(low), int(high), True) if known.kind is int else (low, high, False)
