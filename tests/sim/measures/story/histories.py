"""Histories written down by hand: what the chain, the budget and the telling are tried on."""

from __future__ import annotations

import numpy as np

from sim.measures.story.history import FIXED, STEP, Encounter, History
from sim.measures.story.obstacles import Obstacle
from sim.state import NONE, EpisodeKind

EMERGED, DEADLINE, CLOSED = 100, 110, 109


def part(**fields: int) -> dict[str, int]:
    """What is fixed of a part; needed, by itself, with clue 2."""
    return dict.fromkeys(FIXED, 0) | {"needed": 1, "clue": 2, "partner": NONE} | fields


def step(**fields: int) -> np.void:
    """How a part stands: held by somebody who is there and knows nothing, unless said otherwise."""
    row = np.zeros((), STEP)
    for name in ("wants_particular", "queue_manager", "discretion", "answer", "manner", "acted_tick"):
        row[name] = NONE
    row["there"], row["knows_address"] = 1, NONE
    for name, value in fields.items():
        row[name] = value
    return row[()]


def a_history(parts: list[dict[str, int]], steps: dict[int, list[tuple[int, np.void]]], encounters=(), **fields) -> History:
    """A customer's situation from tick 100, due at 110, closed at 109; part 0 is the customer's own."""
    defaults = dict(number=7, row=0, answers=4, identity=1, subject=9, subject_kind=2, type=0, novel=0, gives_up=0,
                    emerged=EMERGED, deadline=DEADLINE, counted=1, closed=CLOSED, answered=True, particular=3,
                    outcomes={"timely": False, "knowledgeable": False, "caring": False})  # fmt: skip
    history = History(fixed=parts, **(defaults | fields))
    history.encounters = list(encounters)
    for position in history.positions:
        history.steps[position] = [(EMERGED, step()), *steps.get(position, [])]
        for _, row in history.steps[position]:
            row["holder"] = position
    return history


def an_encounter(tick: int, position: int, target: int, obstacle: Obstacle, kind: EpisodeKind = EpisodeKind.TELL) -> Encounter:
    """One person turns to another."""
    return Encounter(
        tick, kind, position, target, position, target, 0, int(obstacle in (Obstacle.NOTHING, Obstacle.GARBLED)), 0, obstacle,
        (0.1, 0.2, 0.3), (0.4, 0.5, 0.6),
    )  # fmt: skip


def knows(**fields: int) -> np.void:
    """A holder knows of the situation, rightly, and acts on it."""
    return step(**({"aware": 1, "accurate": 1, "acts_on": 1} | fields))


def answers(tick: int, **fields: int) -> tuple[int, np.void]:
    """A holder answers at a tick, deliberately and rightly, knowing and suiting the circumstances, unless said otherwise."""
    given = {"answered": 1, "answer": 2, "manner": 3, "acted_tick": tick, "aware_at_act": 1, "knew_at_act": 1}
    return tick, knows(**(given | fields))
