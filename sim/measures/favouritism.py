"""Favouritism: whether people grant their attention rather to those with whom they have a personal tie (model §5)."""

from __future__ import annotations

from sim.measures.exchanges import SINCE_WARM_UP
from sim.measures.share import share
from sim.state import World


def favouritism(world: World) -> dict[str, float]:
    """Return the rate at which private approaches are granted to personal ties, minus to others, after the warm-up.

    Compared within ordered pairs of roles and averaged with weights n·m/(n + m), so
    that it does not measure who asks whom. The two rates are also returned as they are.
    """
    found = world.exchange[SINCE_WARM_UP]
    tied, others = found["of_tied"].astype(float), found["of_others"].astype(float)
    both = (tied > 0) & (others > 0)
    weight = tied[both] * others[both] / (tied[both] + others[both])
    gap = found["granted_tied"][both] / tied[both] - found["granted_others"][both] / others[both]
    return {
        "favouritism": share((weight * gap).sum(), weight.sum()),
        "favouritism.granted_tied": share(found["granted_tied"].sum(), found["of_tied"].sum()),
        "favouritism.granted_others": share(found["granted_others"].sum(), found["of_others"].sum()),
    }
