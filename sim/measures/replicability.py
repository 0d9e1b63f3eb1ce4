"""Replicability: how far responses differ between sites in excess of chance, and between substitutes and regulars (model §8)."""

from __future__ import annotations

import math

import numpy as np

from sim.state import Kind, World

RESPONSES_TOLD = ("caring", "timely", "knowledgeable", "joint")


def replicability(world: World) -> dict[str, float]:
    """Return the spread of each response between sites, and each response where somebody stood in for a holder.

    `site_spread.*`: standard deviation between sites, 0 to 0.5, of what chance alone
    does not explain (NaN at one site). `substituted.*`: the rate among closed
    situations of which a part had passed to another since they emerged;
    `regular.*`: among all others; `n_substituted`: how many those were.
    """
    closed = (world.by_site.answered + world.by_site.abandoned).astype(float)
    row = {f"site_spread.{name}": excess_spread(world.by_site[name], closed) for name in RESPONSES_TOLD}
    kinds = world.responses[: len(Kind)]
    n_all, n_substituted = int((kinds.answered + kinds.abandoned).sum()), int(kinds.substituted.sum())
    row["n_substituted"] = n_substituted
    for name in RESPONSES_TOLD:
        among, of_all = int(kinds[f"substituted_{name}"].sum()), int(kinds[name].sum())
        row[f"substituted.{name}"] = among / n_substituted if n_substituted else math.nan
        regular = n_all - n_substituted
        row[f"regular.{name}"] = (of_all - among) / regular if regular else math.nan
    return row


def excess_spread(counts: np.ndarray, closed: np.ndarray) -> float:
    """Take from the variance of rates between sites what binomial chance gives, and return the root of the rest.

    Reads counts, closed [sites]. Negative differences are 0; sites without closed situations are left out.

    >>> excess_spread(np.array([10, 30]), np.array([100.0, 100.0]))  # doctest: +ELLIPSIS
    0.135...
    """
    there = closed > 0
    if there.sum() < 2:
        return math.nan
    rate = counts[there] / closed[there]
    overall = counts[there].sum() / closed[there].sum()
    by_chance = float(np.mean(overall * (1.0 - overall) / closed[there]))
    return math.sqrt(max(0.0, float(rate.var(ddof=1)) - by_chance))
