"""The plan of a reproduction, printed before it begins, and after each part how long the rest takes at the rate so far."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from experiments.command_line.request import Request
from experiments.reproduce.parts import request_of
from experiments.reproduce.workload import SECONDS, Work, cores_of, work_of


@dataclass
class Clock:
    """What each part computes, on so many cores; which parts are over, and how long those took that were begun here."""

    work: dict[str, Work]
    cores: int
    now: Callable[[], float] = time.monotonic
    over: set[str] = field(default_factory=set)
    taken: dict[str, float] = field(default_factory=dict)

    @staticmethod
    def of(request: Request, names: Sequence[str]) -> Clock:
        """The clock of a request."""
        return Clock({name: work_of(request_of(request, name)) for name in names}, cores_of(request))

    @contextlib.contextmanager
    def timing(self, name: str, is_new: bool) -> Iterator[None]:
        """Time a part; one that was begun before tells nothing about the rate."""
        began = self.now()
        yield
        self.over.add(name)
        if is_new:
            self.taken[name] = self.now() - began

    def rate(self) -> float:
        """Seconds of one core for a year of a unit of sixty, as measured here; before that, as on the machine where it was set."""
        years = sum(self.work[name].years for name in self.taken)
        return self.cores * sum(self.taken.values()) / years if years else SECONDS

    def minutes(self, work: Work) -> str:
        """How long this takes, at least and at most."""
        low, high = (max(1, round(self.rate() * years / self.cores / 60)) for years in (work.years, work.most_years))
        return f"{low}" if low == high else f"{low}–{high}"

    def plan(self) -> str:
        """All parts with their runs, as Stein's rule may have it, and about how many minutes."""
        whole = sum(self.work.values(), Work())
        rows = [("part", "runs", "years of 60 heads", "minutes, about")]
        rows += [(name, _between(each.runs, each.most_runs), _between(round(each.years), round(each.most_years)), self.minutes(each))
                 for name, each in [*self.work.items(), ("all", whole)]]  # fmt: skip
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        lines = ["  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]) for row in rows]
        cores = "one core" if self.cores == 1 else f"{self.cores} cores"
        return "\n".join([*lines, f"on {cores}, at {SECONDS:g} s of a core for a year of 60 heads; what is stored already is not run again"])

    def left(self) -> str:
        """What is still to come, at the rate so far."""
        rest = sum((each for name, each in self.work.items() if name not in self.over), Work())
        if not rest.runs:
            return "\nall parts are over"
        return f"\n{len(self.over)} of {len(self.work)} parts over; about {self.minutes(rest)} min left at {self.rate():.2f} s of a core for a year of 60 heads"


def _between(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
