"""The story of a situation: its events in order, where the time went, and why it was not caring, timely or knowledgeable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.measures.story.causes import Link
from sim.measures.story.events import EVENT, events_of
from sim.measures.story.history import OUTCOMES, History
from sim.measures.story.joint_cause import broken_links, ways
from sim.measures.story.time_budget import Wait, critical_part, time_budget
from sim.state import NONE, Kind

FOOTING = EVENT.names[EVENT.names.index("goals") : EVENT.names.index("other_respect") + 1]


@dataclass(frozen=True)
class Story:
    """One situation told: `events` (a record array; `pandas.DataFrame(story.events)`), `budget`, `causes`, and the text."""

    history: History
    events: np.ndarray
    budget: dict[Wait, int]  # ticks of the part for which all others waited
    causes: dict[str, list[Link]]  # by outcome that failed: the links that were broken; of several ways the cause jointly
    name: Callable[[int], str]
    hours_per_tick: float

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def cause(self, outcome: str) -> Link | None:
        """The cause for which an outcome failed, of a joint one the first link; None if it did not, or if nothing recorded explains it."""
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
                *(event[name] for name in FOOTING)
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
        if not links:
            yield f"It was not {outcome}; nothing recorded says why."
        for first, *alike in ways(links):
            if first == links[0]:
                yield f"It was not {outcome}, {self.sentence(first)}."
            else:
                yield f"  Had that held it would have failed all the same, {self.sentence(first)}."
            for link in alike:
                yield f"  In the same way, {self.sentence(link)}."


def tell(history: History, name_of: Callable[[int, int], str], hours_per_tick: float) -> Story:
    """Tell a closed situation; `name_of(row, position's column)` names who holds a place."""

    def name(position: int) -> str:
        return name_of(int(history.final(position)["holder"]), history.fixed[position]["column"])

    def person(row: int) -> str:
        return name_of(row, NONE)

    causes = {outcome: broken_links(history, outcome) for outcome in OUTCOMES if not history.outcomes[outcome]}
    budget = dict(time_budget(history, critical_part(history)))
    return Story(history, events_of(history, name, person, hours_per_tick), budget, causes, name, hours_per_tick)
