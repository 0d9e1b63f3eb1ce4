"""The events of a situation, one row each: encounters as they were attempted, and what changed at each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from sim.measures.story.history import Encounter, History
from sim.measures.story.obstacles import Obstacle
from sim.state import NONE, Answered, EpisodeKind

# A row of `Story.events`. hour: since emergence; what: kind of encounter, or of change; one, other: role and place; position:
# of the one's part; result: the obstacle of an encounter, accurate or garbled, right or wrong; goals to respect: the footing
# of the one towards the other when the hour began, then of the other, NaN where nobody was met; text: the row as a sentence.
EVENT = np.dtype(
    [("situation", np.int64), ("tick", np.int64), ("hour", np.float64), ("what", "U24"), ("one", "U32"), ("other", "U32"),
     ("position", np.int64), ("result", "U24")]
    + [(name, np.float64) for name in ("goals", "knowledge", "respect", "other_goals", "other_knowledge", "other_respect")]
    + [("text", "U160")]
)  # fmt: skip
NO_FOOTING = (np.nan,) * 6
RESULTS = {
    Obstacle.NOTHING: "is heard and understood",
    Obstacle.POWER_OVER: "does not get to it: one does not open upwards",
    Obstacle.UNWILLING: "does not get to it: unwilling",
    Obstacle.SILENT: "does not speak up",
    Obstacle.NO_TIME: "does not get to it: no minutes left, or not there",
    Obstacle.REFUSED: "is given no attention",
    Obstacle.BUSY: "is given no attention: no minutes left",
    Obstacle.UNHEARD: "is not heard",
    Obstacle.GARBLED: "is heard and misunderstood",
}
VERBS = {
    EpisodeKind.TELL: "turns to {other} to tell them",
    EpisodeKind.ASK_CLUE: "turns to {other} for their clue",
    EpisodeKind.ASK_PARTICULAR: "turns to {other} to ask how they are",
    EpisodeKind.DECIDE: "takes up the case to decide it with {other}",
    EpisodeKind.HAND_BACK: "takes up the case to hand it back to {other}",
    EpisodeKind.INQUIRE: "turns to {other} to inquire into the case",
    EpisodeKind.CONFER: "takes up the case to call the holders together, with {other}",
    EpisodeKind.DIRECT: "turns to {other} with an order",
    EpisodeKind.AFTERMATH: "goes over the failure with {other}",
}
ALONE = {EpisodeKind.REFER: "refers the case up the line", EpisodeKind.BUFFER: "works the coupled part out alone"}
WAYS = {Answered.AWARE: "answers", Answered.SCRIPT: "follows the script", Answered.HABIT: "answers by habit, unaware"}


def events_of(history: History, name: Callable[[int], str], person: Callable[[int], str], hours_per_tick: float) -> np.ndarray:
    """All events in order; `name` names the holder of a position, `person` who is in a row."""
    found = sorted([*_encounters(history, person), *_steps(history, name)], key=lambda event: event[:2])
    rows = [
        (history.number, tick, (tick - history.emerged) * hours_per_tick, what, one, other, position, result, *footing, text)
        for tick, _, what, one, other, position, result, footing, text in found
    ]
    return np.array(rows, EVENT)


def _encounters(history: History, person: Callable[[int], str]) -> Iterator[tuple]:
    for e in history.encounters:
        one = person(e.initiator)
        if e.kind in ALONE:
            yield e.tick, 1, EpisodeKind(e.kind).name.lower(), one, "", e.position, "", NO_FOOTING, f"{one} {ALONE[e.kind]}"
        else:
            yield _encounter(e, one, person(e.receiver))


def _encounter(e: Encounter, one: str, other: str) -> tuple:
    text = f"{one} {VERBS[e.kind].format(other=other)}"
    text += " in convened time" if e.convened else ""
    misaddressed = e.kind == EpisodeKind.TELL and e.target == NONE
    text += ", who is not needed," if misaddressed else ""
    text += f" and {RESULTS[e.obstacle]}"
    text += "; the other tells in turn" if e.reversed == 1 else ""
    return e.tick, 1, EpisodeKind(e.kind).name.lower(), one, other, e.position, e.obstacle.name.lower(), (*e.footing, *e.back), text


def _steps(history: History, name: Callable[[int], str]) -> Iterator[tuple]:
    for position in history.positions:
        who, before = name(position), None
        for tick, step in history.steps[position]:
            told = any(e.tick == tick and e.target == position and e.heard == 1 for e in history.encounters)
            for order, what, result, text in _changes(history, position, before, step, told):
                yield tick, order, what, who, "", position, result, NO_FOOTING, f"{who} {text}"
            before = step


def _changes(history: History, position: int, before, step, told: bool) -> Iterator[tuple[int, str, str, str]]:
    def turned(field: str, value: int = 1) -> bool:
        return step[field] == value and (before is None or before[field] != value)

    if before is not None and before["holder"] != step["holder"]:
        yield 0, "passed on", "", "has the part from now on"
    if turned("aware"):
        order = 2 if told else 0
        result = "accurate" if step["accurate"] else "mistaken"
        yield order, "aware", result, "knows of it" + ("" if step["accurate"] else ", and takes it for something else")
    elif turned("accurate") and before is not None:
        yield 2, "understood", "accurate", "now understands it"
    if turned("partner_held"):
        result = "accurate" if step["partner_accurate"] else "garbled"
        yield 3, "clue", result, "has the partner's clue" + ("" if step["partner_accurate"] else ", garbled")
    if before is not None and turned("there", 0) and step["holder"] == before["holder"]:
        yield 4, "away", "", "is not there any more"
    if step["answered"] and (before is None or not before["answered"] or before["acted_tick"] != step["acted_tick"]):
        yield 5, *_answer(history, position, before, step)


def _answer(history: History, position: int, before, step) -> tuple[str, str, str]:
    again = before is not None and before["answered"]
    result = "right" if step["answer"] == history.right_answer(position) else "wrong"
    text = ("answers again" if again else WAYS[step["answered"]]) + f": {result}"
    if history.fixed[position]["marked"]:
        text += ", knowing how the subject is" if step["knew_at_act"] else ", not knowing how the subject is"
        text += ", in a manner that suits" if step["manner"] == history.particular else ", in a manner that does not suit"
    return Answered(int(step["answered"])).name.lower(), result, text
