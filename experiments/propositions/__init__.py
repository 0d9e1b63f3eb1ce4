"""The fifteen propositions 1a to 4c, each put to a test that it can fail.

What is claimed, by which intervention, on which outcome and by which rule is
written in conf/hypotheses.yaml; one module here for each family of
propositions, none of which the engine knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.heterogeneity import ADOPTED, OF_A_SITE
from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

PREMISES = "premises"
NAMES = ["1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c", "3d", "3e", "3f", "4a", "4b", "4c"]


class DrawnEnvironments(StudyOptions):
    """On how many environments propositions are judged."""

    draws: int = parameter(
        0, "environments drawn; 0 = by profile: quick 3, full 20 to begin with and then as many as Stein's rule asks for",
        low=0, high=100_000, unit="draws",
    )  # fmt: skip
    heterogeneity: float = parameter(
        0.0, f"how far drawn environments differ in {' and '.join(OF_A_SITE)} too; 0 = not, as in the confirmatory study; adopted for baseline sites: {ADOPTED:g}",
        low=0.0, high=1.0, unit="half the admitted range", source="decisions 740 and 741",
    )  # fmt: skip
    most: int = parameter(40, "full: most held-back environments for one proposition", low=2, high=100_000, unit="draws")


class Options(DrawnEnvironments):
    """What to judge, and on how many environments."""

    only: list[str] = parameter([], "propositions to judge, such as only=[3d,4a]; premises too; empty = all")
    reference: int = parameter(
        -1, "runs in the scenario itself, reported apart; -1 = by profile: quick 2, full 6; arms of primary verdicts alone", low=-1, high=100_000, unit="seeds"
    )


def check(request: Request) -> Iterator[Problem]:
    """Name what cannot be judged, and what the study sets itself."""
    yield from what_cannot_be_asked(request, [*NAMES, PREMISES])
    if request.options.reference == 1:
        yield Problem("reference", 1, "at least 2: one value has no interval")


def what_cannot_be_asked(request: Request, names: list[str]) -> Iterator[Problem]:
    """Name what no study of the propositions can be told."""
    options = request.options
    for name in options.only:
        if name not in names:
            yield Problem("only", name, " | ".join(names))
    if len(set(options.only)) < len(options.only):
        yield Problem("only", options.only, "each proposition once")
    if options.draws == 1:
        yield Problem("draws", 1, "at least 2: one value has no interval")
    if options.heterogeneity > 0.0 and request.given.issuperset(OF_A_SITE):
        yield Problem("heterogeneity", options.heterogeneity, f"0, or one of {' and '.join(OF_A_SITE)} left out: both are set, so that sites cannot differ in them")
    if "form" in request.chosen:
        yield Problem("form", request.form, "left out: every proposition names the forms in which it is judged")
    from experiments.propositions.hypotheses import keys_set_by_the_study

    for key in sorted(request.given & keys_set_by_the_study()):
        yield Problem(key, "a value", "left out: conf/hypotheses.yaml says what it is in each arm or draw")


def run(request: Request) -> int:
    """Run what is lacking, judge, print, write."""
    from experiments.propositions.judging import judge_all

    return judge_all(request)
