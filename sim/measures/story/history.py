"""A situation's history: what was fixed when it emerged, how its parts stood hour by hour, who turned to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sim.measures.story.obstacles import Obstacle
from sim.state import MOST_POSITIONS, NONE

OUTCOMES = ("timely", "knowledgeable", "caring")
FIXED = ("identity", "column", "needed", "coupled", "partner", "marked", "shows", "clue", "typical")
WATCHED = (
    "holder", "incumbency", "aware", "accurate", "acts_on", "partner_held", "partner_accurate", "wants_particular",
    "particular_attempts", "ready", "referred", "queue_manager", "approved", "discretion", "answered", "answer", "manner",
    "acted_tick", "aware_at_act", "knew_at_act",
)  # fmt: skip
READ_OFF = ("there", "waits", "out_of_minutes")
STEP = np.dtype([(name, np.int64) for name in (*WATCHED, *READ_OFF)] + [("knows_address", np.int64, MOST_POSITIONS)])


@dataclass(frozen=True)
class Encounter:
    """One attempt of one person to reach another about a situation, on the footing of both."""

    tick: int
    kind: int
    initiator: int
    receiver: int
    position: int
    target: int
    convened: int
    heard: int
    reversed: int
    obstacle: Obstacle
    footing: tuple[float, ...]  # of the one towards the other: goals, knowledge, respect
    back: tuple[float, ...]


@dataclass
class History:
    """One situation from emergence to closing. Parts are named by their position; 0 is the subject's own."""

    number: int
    row: int
    fixed: list[dict[str, int]]
    answers: int
    identity: int
    subject: int
    subject_kind: int
    type: int
    novel: int
    gives_up: int
    emerged: int
    deadline: int
    counted: int
    steps: list[list[tuple[int, np.void]]] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    closed: int = NONE
    answered: bool = False
    subject_left: bool = False
    particular: int = NONE
    outcomes: dict[str, bool] = field(default_factory=dict)
    would_suit: dict[int, bool] = field(default_factory=dict)  # by position, of who acted aware

    def __post_init__(self) -> None:
        self.steps = [[] for _ in self.fixed]

    @property
    def positions(self) -> range:
        """All positions."""
        return range(len(self.fixed))

    @property
    def needed(self) -> list[int]:
        """The positions whose part is needed."""
        return [position for position in self.positions if self.fixed[position]["needed"]]

    def at(self, position: int, tick: int) -> np.void:
        """How a part stood at the end of a tick."""
        found = self.steps[position][0][1]
        for since, step in self.steps[position]:
            if since > tick:
                break
            found = step
        return found

    def final(self, position: int) -> np.void:
        """How a part stood in the end."""
        return self.steps[position][-1][1]

    def first(self, position: int, holds: Callable[[np.void], bool], since: int, until: int) -> int | None:
        """The first tick of a stretch at whose end something held of a part."""
        if since <= until and holds(self.at(position, since)):
            return since
        return next((tick for tick, step in self.steps[position] if since < tick <= until and holds(step)), None)

    def aware_since(self, position: int, until: int) -> int | None:
        """Since when the holder at that time had been aware; None if they were not."""
        found = None
        for tick, step in self.steps[position]:
            if tick > until:
                break
            found = (tick if found is None else found) if step["aware"] else None
        return found

    def answered_at(self, position: int) -> int | None:
        """When a part was first answered; None if never."""
        return next((tick for tick, step in self.steps[position] if step["answered"]), None)

    def right_answer(self, position: int) -> int:
        """What would have been right: the own clue, and the partner's where the part is coupled."""
        part = self.fixed[position]
        return (part["clue"] + (self.fixed[part["partner"]]["clue"] if part["coupled"] else 0)) % self.answers
