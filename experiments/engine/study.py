"""A study: which organisations to run, with which seeds, in which order.

A study crosses design points × environment draws × replicates × arms. Arms are innermost, so that a study
stopped half-way holds complete pairs. A replicate's seed is shared by every arm and every point: differences
between arms are paired, and a shared point-to-point seed takes noise out of comparisons between points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from experiments.engine.configuration import Hashing, Overrides, changed
from experiments.problems import BadRequest, Problem

LABELS = ("point", "draw", "replicate", "arm")


@dataclass(frozen=True)
class Run:
    """One organisation to be run: its whole configuration, its seed, and where it stands in the study."""

    key: str
    parameters: dict
    seed: int
    labels: dict


@dataclass(frozen=True)
class Study:
    """Arms × environment draws × seed block at every design point, as an ordered list of runs.

    ``parameters`` is the configuration all runs start from; ``points``, ``draws`` and ``arms`` are changes to it,
    written as ``{"turnover.worker": 0.4}``; no key may be set by an arm and also by a point or draw. ``in_draws`` says,
    for arms whose intervention depends on the draw, what such an arm changes besides in each of the draws; it comes
    last. ``numbers`` names the draws where they are not counted up from ``first_draw``.
    ``ignored`` names parameters that cannot change a result (how a run is reported): they are left out of a run's key.
    ``description`` is whatever the passport should keep about the study's purpose, for instance the hashes of its
    hypotheses.
    """

    parameters: Mapping
    arms: Mapping[str, Overrides] = field(default_factory=lambda: {"only": {}})
    points: Sequence[Overrides] = ({},)
    draws: Sequence[Overrides] = ({},)
    in_draws: Mapping[str, Sequence[Overrides]] = field(default_factory=dict)
    replicates: int = 1
    seed: int = 1
    first_draw: int = 0
    numbers: Sequence[int] = ()
    ignored: Sequence[str] = ()
    description: Mapping = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = "at least one"
        counts = {"arms": self.arms, "points": self.points, "draws": self.draws}
        problems = [Problem(name, len(given), wanted) for name, given in counts.items() if len(given) == 0]
        if self.replicates < 1:
            problems.append(Problem("replicates", self.replicates, "a whole number from 1"))
        problems += [
            Problem(key, "set by an arm and by a point or draw", "set by one of them, so that arms differ as they should")
            for key in dict.fromkeys(_keys(self.arms.values())) if key in set(_keys([*self.points, *self.draws]))
        ]
        problems += [
            Problem(f"in_draws, {arm}", len(changes), f"one change for each of {len(self.draws)} draws of an arm of the study")
            for arm, changes in self.in_draws.items() if arm not in self.arms or len(changes) != len(self.draws)
        ]
        if self.numbers and (len(self.numbers) != len(self.draws) or len(set(self.numbers)) < len(self.numbers)):
            problems.append(Problem("numbers", list(self.numbers), f"one number, each its own, for each of {len(self.draws)} draws"))
        if problems:
            raise BadRequest(*problems)

    def __len__(self) -> int:
        return len(self.points) * len(self.draws) * self.replicates * len(self.arms)

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """Every parameter that some point, draw or arm sets, in the order of first mention."""
        in_draws = [change for changes in self.in_draws.values() for change in changes]
        return tuple(dict.fromkeys(_keys([*self.points, *self.draws, *self.arms.values(), *in_draws])))

    @cached_property
    def _draw_numbers(self) -> tuple[int, ...]:
        return tuple(self.numbers) or tuple(range(self.first_draw, self.first_draw + len(self.draws)))

    @cached_property
    def _draw_places(self) -> dict[int, int]:
        return {number: place for place, number in enumerate(self._draw_numbers)}

    @cached_property
    def _arm_names(self) -> tuple[str, ...]:
        return tuple(self.arms)

    def labels(self, position: int) -> dict:
        """Which point, draw, replicate and arm the run at this position belongs to."""
        rest, arm = divmod(position, len(self.arms))
        rest, replicate = divmod(rest, self.replicates)
        point, draw = divmod(rest, len(self.draws))
        return {"point": point, "draw": self._draw_numbers[draw], "replicate": replicate, "arm": self._arm_names[arm]}

    def configuration(self, labels: Mapping) -> dict:
        """The whole configuration of the runs with these labels."""
        arm, draw = labels["arm"], self._draw_places[labels["draw"]]
        changes = {**self.points[labels["point"]], **self.draws[draw], **self.arms[arm]}
        if arm in self.in_draws:
            changes |= self.in_draws[arm][draw]
        return changed(self.parameters, changes)

    def runs(self, rules_hash: str, positions: Iterator[int] | Sequence[int] | None = None) -> Iterator[Run]:
        """The runs in order, or those at the given positions; built one at a time, so that a study stays small."""
        known: dict[tuple, tuple[dict, str]] = {}
        hashing = Hashing(self.parameters, self.ignored)
        for position in range(len(self)) if positions is None else positions:
            labels = self.labels(position)
            where = (labels["point"], labels["draw"], labels["arm"])
            if where not in known:
                if len(known) >= 64:
                    known.clear()
                configuration = self.configuration(labels)
                known[where] = (configuration, hashing.hash(configuration))
            configuration, identity = known[where]
            seed = replicate_seed(self.seed, labels["draw"], labels["replicate"])
            yield Run(run_key(identity, seed, rules_hash), configuration, seed, labels)


def _keys(changes: Iterable[Overrides]) -> Iterator[str]:
    return (key for change in changes for key in change)


def replicate_seed(seed: int, draw: int, replicate: int) -> int:
    """The seed of one replicate: the same for all arms and points, and unmoved when replicates are added.

    Hashed rather than counted up, so that two studies with neighbouring seeds share no replicate; below 2**53, so
    that a seed survives a passage through a float.
    """
    return int(np.random.SeedSequence([seed, draw, replicate]).generate_state(1, np.uint64)[0] >> 11)


def run_key(configuration: str, seed: int, rules_hash: str) -> str:
    """What makes two runs the same run: the parameters that matter, the seed, the rules."""
    return hashlib.sha256(f"{configuration}/{seed}/{rules_hash}".encode()).hexdigest()[:32]
