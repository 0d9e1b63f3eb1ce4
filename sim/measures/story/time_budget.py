"""The time budget: what a part waited for in every tick from emergence to closing; it sums exactly, for each tick is given once."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from sim.measures.story.chain import lacks_approval
from sim.measures.story.history import History
from sim.state import NONE


class Wait(Enum):
    """Where a part was."""

    UNNOTICED = "nobody knew of it"
    UNTOLD = "others knew, its holder did not"
    SPANNER = "it lay with the boundary spanner alone"
    BEING_TOLD = "others tried to tell its holder"
    ABSENT = "its holder was not there"
    STEPS = "its holder asked, told or referred"
    CLUE = "it waited for a colleague's clue"
    LINE = "it waited in the line"
    APPROVAL = "it waited for approval"
    NO_MINUTES = "its holder had no minutes left"
    ANSWERED = "it was answered, others were not"


def time_budget(history: History, position: int) -> Counter[Wait]:
    """Count the ticks that a part spent in each state; they sum to the ticks from emergence to closing."""
    return Counter(state_of(history, position, tick) for tick in range(history.emerged, history.closed))


def critical_part(history: History) -> int:
    """Find the part for which all others waited: the one answered last, or never; of several, the first."""
    return max(history.needed, key=lambda p: (answered(history, p), -p), default=0)


def answered(history: History, position: int) -> float:
    """When a part was answered; infinitely late if never."""
    tick = history.answered_at(position)
    return float("inf") if tick is None else tick


def state_of(history: History, position: int, tick: int) -> Wait:
    """Say where a part was at the end of a tick."""
    step = history.at(position, tick)
    if step["answered"]:
        return Wait.ANSWERED
    if not step["there"]:
        return Wait.ABSENT
    if not step["aware"]:
        if any(e.tick == tick and e.target == position and e.position != position for e in history.encounters):
            return Wait.BEING_TOLD
        return who_else_knew(history, position, tick)
    if any(e.tick == tick and e.position == position and e.initiator == step["holder"] for e in history.encounters):
        return Wait.STEPS
    return why_not_acting(history, position, step)


def who_else_knew(history: History, position: int, tick: int) -> Wait:
    """An unaware holder's part was with others who knew, with nobody but the spanner, who holds no part, or with nobody."""
    others = [p for p in history.positions if p != position and history.at(p, tick)["aware"]]
    if not others:
        return Wait.UNNOTICED
    spans = all(p != 0 and not history.fixed[p]["needed"] for p in others)
    return Wait.SPANNER if spans else Wait.UNTOLD


def why_not_acting(history: History, position: int, step) -> Wait:
    """An aware holder who took no step waited for a clue, for the line, for approval, or had no minutes."""
    if step["ready"]:
        return Wait.APPROVAL if lacks_approval(history, position, step) else Wait.NO_MINUTES
    if step["waits"] and step["referred"] and step["queue_manager"] != NONE:
        return Wait.LINE
    if step["waits"] and history.fixed[position]["coupled"] and not step["partner_held"]:
        return Wait.CLUE
    return Wait.NO_MINUTES
