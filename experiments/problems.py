"""What is wrong with a request, collected so that all of it is said at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the key as the user writes it, the value given, and what is allowed."""

    key: str
    value: Any
    allowed: str


class BadRequest(Exception):
    """A request that cannot be run; carries every problem found, in order, each once.

    The command line prints it as one screen and ends with exit code 2.
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        if not found:
            raise ValueError("a bad request needs at least one problem")
        unique = {(problem.key, repr(problem.value), problem.allowed): problem for problem in found}
        self.problems: tuple[Problem, ...] = tuple(unique.values())
        super().__init__("; ".join(f"{p.key}={p.value!r}: {p.allowed}" for p in self.problems))

    def __reduce__(self) -> tuple[type[BadRequest], tuple[tuple[Problem, ...]]]:
        return (BadRequest, (self.problems,))
