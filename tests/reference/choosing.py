"""A choice is a race of keyed draws: who else stands for choice changes nobody else's chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sim.draws import Decision
from sim.state import Kind

Candidate = TypeVar("Candidate")


def lowest_draw(candidates: Iterable[Candidate], number: Callable[[Candidate], float]) -> Candidate | None:
    """The candidate with the lowest number, the first of equals; None if there is nobody."""
    return min(candidates, key=number, default=None)


@dataclass(slots=True, eq=False)
class Role:
    """A function, the customer or the manager; and who holds places in it."""

    model: object
    index: int
    kind: Kind
    standing: float
    need: float
    demand: int  # routine minutes per tick of the whole function
    members: list = field(default_factory=list)
    carry: int = 0  # the rest of these that could not be divided
    writer: object = None  # of the role's lines of the protocols …
    next_entry: int = 0
    author: object = None  # … and of its chapters of the curriculum
    next_chapter: int = 0
    discretion: float = 0.0  # terms: share of off-script answers that need no approval …
    slack: float = 0.0  # … share of the hour that routine work may not take …
    buffers: float = 0.0  # … how often a coupled part can be worked out alone
    credit_weight: float = 0.0  # how far those in it act by what they are credited for …
    joint_credit: float = 0.0  # … and whether that is the joint result

    def race_nearby(self, decision: Decision, key: int, near, but=None):
        """Choose somebody of the same pod if anybody is there, else of the same site, else of any."""
        return (
            self.race(decision, key, pod=near.pod, but=but)
            or self.race(decision, key, site=near.site, but=but)
            or self.race(decision, key, but=but)
        )

    def race(self, decision: Decision, key: int, pod: int | None = None, site: int | None = None, but=None):
        """Choose one of those present, of one pod or site if that is given; None if there is nobody."""
        present = [
            person for person in self.members
            if person.present == 1 and person is not but and pod in (None, person.pod) and site in (None, person.site)
        ]  # fmt: skip
        return lowest_draw(present, lambda person: self.model.draw(decision, key, person.identity))
