"""Assumptions as factors: the share of defensible models in which each proposition holds, and the assumptions that flip it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Options(StudyOptions):
    """How many models."""

    only: list[str] = parameter([], "propositions, such as only=[3d,4a]; empty = all")
    combinations: int = parameter(0, "combinations of assumptions drawn; 0 = by profile: quick 6, full 512", low=0, high=100_000, unit="combinations")
    replicates: int = parameter(2, "environments for each combination, each of its own and with a seed of its own", low=2, high=1000, unit="draws")


def check(request: Request) -> Iterator[Problem]:
    """Name what cannot be asked, and what the study sets itself."""
    from experiments.propositions import NAMES
    from experiments.propositions.hypotheses import keys_set_by_the_study

    options = request.options
    for name in options.only:
        if name not in NAMES:
            yield Problem("only", name, " | ".join(NAMES))
    if len(set(options.only)) < len(options.only):
        yield Problem("only", options.only, "each proposition once")
    if 0 < options.combinations < 2:
        yield Problem("combinations", options.combinations, "at least 2")
    if "form" in request.chosen:
        yield Problem("form", request.form, "left out: every proposition names the forms in which it is judged")
    for key in sorted(request.given & keys_set_by_the_study()):
        yield Problem(key, "a value", "left out: conf/hypotheses.yaml says what it is in each arm")


def run(request: Request) -> int:
    """Run what is lacking, fit, print, write."""
    from experiments.assumptions.telling import tell_shares

    return tell_shares(request)
