"""Role ties by relationship: how good the ties with roles are, as they stand and as footing acts on them (model §9).

Columns are `role_tie.<relationship>.<direction>.<quality>`; a quality is one of
the three or `all` (their mean). As footing acts on them, ties are drawn towards
what one expects of a stranger: w·q + (1 − w)·s with w = n/(n + k) (model §3);
`raw` in a column's name leaves the weight out. `role_tie.<relationship>.all` is
the lesser of the two directions. Means are over owners present and, where an
owner faces several such roles, over these.
"""

from __future__ import annotations

import math

import numpy as np

from sim.measures.directions import DIRECTIONS, facing
from sim.state import World

QUALITIES = ("shared_goals", "shared_knowledge", "mutual_respect")


def role_ties(world: World) -> dict[str, float]:
    """Return mean qualities of role ties at present by relationship and direction, as one flat row; NaN without owners."""
    row, ways = {}, facing(world)
    for relationship, directions in DIRECTIONS.items():
        for direction in directions:
            name = f"role_tie.{relationship}.{direction}"
            row |= _qualities(name, _ties(world, ways[direction]), world.rates[0])
        for word in ("all", "raw.all"):
            lesser = np.minimum(*(row[f"role_tie.{relationship}.{direction}.{word}"] for direction in directions))
            row[f"role_tie.{relationship}.{word}"] = float(lesser)  # NaN where either direction is
    return row


def _ties(world: World, pairs: list[tuple[int, int]]) -> np.ndarray:
    """Gather the ties of everybody present with the roles that theirs faces, where such a role has places at all."""
    person, found = world.person, [world.role_tie[:0, 0]]
    for owner_role, role in pairs:
        if world.role[role].last > world.role[role].first:
            owners = np.flatnonzero((person.role == owner_role) & (person.present == 1))
            found.append(world.role_tie[owners, role])
    return np.concatenate(found)


def _qualities(name: str, ties: np.ndarray, rates: np.record) -> dict[str, float]:
    """Average each quality over ties, weighted against the prior and raw."""
    row = {}
    weights = {"": ties["experience"] / (ties["experience"] + rates.ties_half_weight), "raw.": np.ones(ties.size)}
    for raw, weight in weights.items():
        acted_on = [weight * ties[quality] + (1.0 - weight) * rates.ties_prior for quality in QUALITIES]
        means = [float(values.mean()) if values.size else math.nan for values in acted_on]
        row |= {f"{name}.{raw}{quality}": mean for quality, mean in zip(QUALITIES, means, strict=True)}
        row[f"{name}.{raw}all"] = sum(means) / len(means)
    return row
