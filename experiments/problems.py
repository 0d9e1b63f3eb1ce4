"""What is wrong with a request, collected so that all of it is said at once."""

from __future__ import annotations

from sim.problem import Problem

__all__ = ["BadRequest", "Problem"]


class BadRequest(Exception):
    """A request that cannot be run; carries every problem found, in order, each once.

    The command line prints it as one screen and ends with exit code 2.
    """

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("a bad request needs at least one problem")
        self.problems: tuple[Problem, ...] = tuple({str(problem): problem for problem in problems}.values())
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)
