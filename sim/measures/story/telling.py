"""The story of a situation: its events in order, where the time went, and why it was not caring, timely or knowledgeable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.measures.story.causes import Link
from sim.measures.story.chain import broken_links
from sim.measures.story.history import OUTCOMES, Encounter, History
from sim.measures.story.obstacles import Obstacle
from sim.measures.story.time_budget import Wait, critical_part, time_budget
from sim.state import NONE, Answered, EpisodeKind, Kind

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


@dataclass(frozen=True)
class Story:
    """One situation told: `events` (a record array; `pandas.DataFrame(story.events)`), `budget`, `causes`, and the text."""

    history: History
    events: np.ndarray
    budget: dict[Wait, int]  # ticks of the part for which all others waited
    causes: dict[str, list[Link]]  # by outcome that failed: the cause, then what else was broken
    name: Callable[[int], str]
    hours_per_tick: float

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def cause(self, outcome: str) -> Link | None:
        """The one cause for which an outcome failed; None if it did not fail, or if nothing recorded explains it."""
        links = self.causes.get(outcome)
        return links[0] if links else None

    def sentence(self, link: Link) -> str:
        """A broken link as a sentence."""
        hour = (link.tick - self.history.emerged) * self.hours_per_tick
        other = self.name(link.other) if link.other != NONE else "nobody"
        text = link.cause.words.format(one=self.name(link.one), other=other)
        return f"for want {link.want.value} at hour {hour:g}: {text} ({link.cause.quality})"

    def _lines(self) -> Iterator[str]:
        h = self.history
        hours = (h.closed - h.emerged) * self.hours_per_tick
        subject = Kind(h.subject_kind).name.lower()
        yield f"Situation {h.number}, of a {subject}, {'novel' if h.novel else 'of a known type'}: it needed {self._needed()}."
        end = "answered" if h.answered else "abandoned, for its subject had left" if h.subject_left else "abandoned"
        yield f"It emerged at tick {h.emerged}, was due within {(h.deadline - h.emerged) * self.hours_per_tick:g} hours, and was {end} after {hours:g}."
        yield ""
        yield "  hour  what happened [goals, knowledge, respect of the one; of the other]"
        for event in self.events:
            footing = "" if np.isnan(event["goals"]) else " [{:.2f} {:.2f} {:.2f}; {:.2f} {:.2f} {:.2f}]".format(
                *(event[name] for name in EVENT.names[8:14])
            )  # fmt: skip
            yield f"{event['hour']:6g}  {event['text']}{footing}"
        yield ""
        yield f"Where {self.name(critical_part(h))}'s part was, in hours; all others waited for it:"
        for wait, ticks in sorted(self.budget.items(), key=lambda item: -item[1]):
            yield f"{ticks * self.hours_per_tick:6g}  {wait.value}"
        yield f"{hours:6g}  in all"
        for outcome in OUTCOMES:
            yield ""
            yield from self._verdict(outcome)

    def _needed(self) -> str:
        names = [self.name(p) for p in self.history.needed]
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else "nobody"]))

    def _verdict(self, outcome: str) -> Iterator[str]:
        if self.history.outcomes[outcome]:
            yield f"It was {outcome}."
            return
        links = self.causes[outcome]
        yield f"It was not {outcome}" + (", " + self.sentence(links[0]) if links else "; nothing recorded says why") + "."
        for link in links[1:]:
            yield f"  Broken as well, {self.sentence(link)}."


def tell(history: History, name_of: Callable[[int, int], str], hours_per_tick: float) -> Story:
    """Tell a closed situation; `name_of(row, position's column)` names who holds a place."""

    def name(position: int) -> str:
        return name_of(int(history.final(position)["holder"]), history.fixed[position]["column"])

    def person(row: int) -> str:
        return name_of(row, NONE)

    found = sorted([*_encounters(history, person), *_steps(history, name)], key=lambda event: event[:2])
    rows = [
        (history.number, tick, (tick - history.emerged) * hours_per_tick, what, one, other, position, result, *footing, text)
        for tick, _, what, one, other, position, result, footing, text in found
    ]
    causes = {outcome: broken_links(history, outcome) for outcome in OUTCOMES if not history.outcomes[outcome]}
    budget = dict(time_budget(history, critical_part(history)))
    return Story(history, np.array(rows, EVENT), budget, causes, name, hours_per_tick)


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
