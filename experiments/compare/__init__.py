"""The forms side by side, when few leave and when nearly everybody does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.configuration_files import conf_names
from sim.parameter import describe, parameter
from sim.parameter_check import nearest
from sim.parameters import Parameters

if TYPE_CHECKING:
    from experiments.command_line.request import Request

VARIED = [
    "environment.customer_rate", "environment.colleague_rate", "environment.uncertainty", "environment.novelty",
    "environment.coupling", "environment.marked", "environment.subject_only",
    "environment.deadline_hours", "environment.particular_days",
]  # fmt: skip


class Options(StudyOptions):
    """What to compare over which environments."""

    forms: list[str] = parameter(
        ["relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid", "baseline"], "forms to compare"
    )
    exits: list[float] = parameter(
        [0.05, 0.94], "values of turnover.worker, exits per position and year",
        source="calibration pattern 6: an airline (recalled) and the median nursing home (seen)", status="estimated",
    )  # fmt: skip
    draws: int = parameter(5, "environments drawn, each with a seed of its own, shared by all forms", low=2, high=100000)
    vary: list[str] = parameter(VARIED, "parameters drawn anew for each environment, each over its own range")
    reference: str = parameter("relational_bureaucracy", "the form from which the others' paired differences are shown")
    common_norms: bool = parameter(True, "whether to run every form at the baseline's norms as well")


def check(request: Request) -> Iterator[Problem]:
    """Yield what is wrong between this experiment's options and the rest of the request."""
    options = request.options
    known = {parameter.key: parameter for parameter in describe(Parameters)}
    numbers = [key for key, found in known.items() if found.kind in (int, float)]
    if "form" in request.chosen:
        yield Problem("form", request.form, f"left out: compare runs several, forms=[{request.form},…]")
    if "turnover.worker" in request.given:
        value = request.parameters.turnover.worker
        yield Problem("turnover.worker", value, f"left out: compare runs several, exits=[{value},…]")
    for name in options.forms:
        if name not in conf_names("form"):
            yield Problem("forms", name, " | ".join(conf_names("form")))
    if options.reference not in conf_names("form"):
        yield Problem("reference", options.reference, " | ".join(conf_names("form")))
    if not options.forms:
        yield Problem("forms", [], "at least one form")
    exits = known["turnover.worker"]
    for value in options.exits:
        if not exits.low <= value <= exits.high:
            yield Problem("exits", value, exits.allowed)
    if not options.exits:
        yield Problem("exits", [], "at least one value")
    for key in options.vary:
        if key not in known:
            yield Problem("vary", key, f"keys of parameters; {nearest(key, known) or '--help lists them'}")
        elif key not in numbers or not key.startswith(("environment.", "scenario.", "traits.", "attention.", "minutes.")):
            yield Problem("vary", key, "numbers that no form chooses, such as environment.coupling")
        elif key in request.given and "vary" in request.given:
            yield Problem(f"vary, {key}", key, "either one value or a range, not both")
    for name, values in (("forms", options.forms), ("exits", options.exits), ("vary", options.vary)):
        if len(set(values)) < len(values):
            yield Problem(name, values, "each value once")


def run(request: Request) -> int:
    """Run all forms in all environments; print and write what they do."""
    from experiments.compare.comparison import compare

    return compare(request)
