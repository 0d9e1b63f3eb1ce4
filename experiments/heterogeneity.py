"""Heterogeneity of sites: how far baseline sites differ in whom they can hire and in what strangers there expect of one another.

One number for both (decision 732). What is adopted was fitted by `experiment=calibrate`, at the values as set, to how far
the survey spreads between sites and to nothing else (decision 740). It belongs to a population of organisations and is
no parameter of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.parameter import Group, describe, parameter
from sim.parameters import Parameters

NAME = "heterogeneity of sites"
OF_A_SITE = ("traits.competence", "ties.prior")


class Sites(Group):
    """What a population of baseline sites is like."""

    heterogeneity: float = parameter(
        0.48, "how far sites lie apart in traits.competence and ties.prior", low=0.0, high=1.0, unit="half the admitted range",
        source="calibration pattern 2, Hustoft 2018 and Gittell et al. 2000 (seen): the survey spreads by 0.35 between sites, the middle of its band (decision 740)",
        status="calibrated",
    )  # fmt: skip


ADOPTED = Sites().heterogeneity


def characters(count: int, seed: int, given: frozenset[str] = frozenset(), first: int = 0) -> list[dict[str, Any]]:
    """Where each site lies among sites, even in [−1, 1] for either parameter; what the request sets stays as set."""
    from experiments.engine.designs import independent

    ranges = {key: (-1.0, 1.0, False) for key in OF_A_SITE if key not in given}
    return independent(ranges, count, seed, first) if ranges else [{}] * count


def own(base: Mapping[str, Any], character: Mapping[str, float], heterogeneity: float) -> dict[str, float]:
    """What a site changes in what is the same for all; nothing where sites are not heterogeneous.

    Equation: base + heterogeneity · character · half the admitted range, cut at the range.
    """
    if heterogeneity == 0.0:
        return {}
    known = {each.key: each for each in describe(Parameters)}
    changes = {}
    for key, place in character.items():
        (group, word), low, high = key.split("."), known[key].low, known[key].high
        changes[key] = float(min(max(base[group][word] + heterogeneity * place * (high - low) / 2, low), high))
    return changes
