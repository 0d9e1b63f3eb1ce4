"""Designs: which points of a parameter space a study visits.

Every design returns a list of points, each ``{"turnover.worker": 0.4, …}``. Ranges come from the caller as
``{key: (low, high, is_integer)}``; whole-number parameters get each whole value from low to high equally often.
The sequences are scipy's and SALib's.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from experiments.problems import BadRequest, Problem

Ranges = Mapping[str, tuple[float, float, bool]]
Points = list[dict[str, object]]


def listed(points: Sequence[Mapping[str, object]]) -> Points:
    """The points as given."""
    return [dict(point) for point in points]


def grid(levels: Mapping[str, Sequence[object]]) -> Points:
    """Every combination of the given levels; the last key changes fastest."""
    return [dict(zip(levels, values)) for values in itertools.product(*levels.values())]


def factorial(ranges: Ranges) -> Points:
    """Every combination of low and high (2ᵏ points)."""
    return grid({key: (low, high) for key, (low, high, _) in _checked(ranges).items()})


def latin_hypercube(ranges: Ranges, points: int, seed: int = 1) -> Points:
    """A Latin hypercube. More points are a new design: only Sobol' points stay when points are added."""
    from scipy.stats import qmc

    _at_least("points", points, 1)
    return _scaled(qmc.LatinHypercube(len(_checked(ranges)), rng=seed).random(points), ranges)


def independent(ranges: Ranges, points: int, seed: int = 1, first: int = 0) -> Points:
    """Points drawn independently, from number ``first`` on: an interval over them is that of a sample.

    Each is a function of seed, number and key alone: more points, or more keys, leave the others as they were.
    """
    _at_least("points", points, 1)
    return [
        {key: _value(_even(seed, number, key), *within) for key, within in _checked(ranges).items()}
        for number in range(first, first + points)
    ]


def _even(seed: int, number: int, key: str) -> float:
    """A number in [0, 1) for one key of one point."""
    digest = hashlib.sha256(f"{seed}/{number}/{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def sobol(ranges: Ranges, points: int, seed: int = 1) -> Points:
    """The first points of a scrambled Sobol' sequence; 2,048 points begin with the 1,024 of the smaller design."""
    from scipy.stats import qmc

    if points < 1 or points & (points - 1):
        near = 2 ** max(0, round(math.log2(max(points, 1))))
        raise BadRequest(Problem("points", points, f"a power of two for a Sobol' design, such as {near}"))
    return _scaled(qmc.Sobol(len(_checked(ranges)), rng=seed).random(points), ranges)


def sobol_indices(ranges: Ranges, points: int, seed: int = 1) -> Points:
    """Saltelli's design for Sobol' indices: points × (keys + 2) points, in the order SALib analyses them."""
    from SALib.sample import sobol as saltelli

    _at_least("points", points, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sample = saltelli.sample(unit_problem(ranges), points, calc_second_order=False, seed=seed)
    return _scaled(sample, ranges)


def morris(ranges: Ranges, points: int, seed: int = 1, levels: int = 4) -> Points:
    """Morris' elementary effects: points trajectories of keys + 1 points, in the order SALib analyses them."""
    from SALib.sample import morris as trajectories

    _at_least("points", points, 1)
    return _scaled(trajectories.sample(unit_problem(ranges), points, num_levels=levels, seed=seed), ranges)


DESIGNS: Mapping[str, Callable[..., Points]] = {
    "latin_hypercube": latin_hypercube,
    "sobol": sobol,
    "sobol_indices": sobol_indices,
    "morris": morris,
}


def design(name: str, ranges: Ranges, points: int, seed: int = 1) -> Points:
    """A design by its name: factorial, latin_hypercube, sobol, sobol_indices or morris."""
    if name == "factorial":
        return factorial(ranges)
    if name not in DESIGNS:
        raise BadRequest(Problem("design", name, " | ".join(["factorial", *DESIGNS])))
    return DESIGNS[name](ranges, points, seed)


def unit_problem(ranges: Ranges) -> dict:
    """The problem as SALib wants it, on the unit cube, so that whole-number parameters can be scaled here."""
    names = list(_checked(ranges))
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _scaled(unit: np.ndarray, ranges: Ranges) -> Points:
    """Points of the unit cube as parameter values."""
    return [{key: _value(u, *ranges[key]) for key, u in zip(ranges, row)} for row in unit]


def _value(u: float, low: float, high: float, is_integer: bool) -> int | float:
    """Where u in [0, 1] lies in a range."""
    if is_integer:
        return int(min(high, math.floor(low + u * (high - low + 1))))
    return float(low + u * (high - low))


def _checked(ranges: Ranges) -> Ranges:
    """The ranges, if there are any and each goes upwards."""
    problems = [
        Problem(key, f"{low}…{high}", "a range whose low end is below its high end")
        for key, (low, high, _) in ranges.items()
        if not low < high
    ]
    if not ranges:
        problems.append(Problem("vary", "nothing", "at least one parameter"))
    if problems:
        raise BadRequest(*problems)
    return ranges


def _at_least(key: str, value: int, least: int) -> None:
    if value < least:
        raise BadRequest(Problem(key, value, f"a whole number from {least}"))
