"""Discretion: the level from which on favouritism gains more than particular care does.

Discretion is what the terms of a role say: the share of answers off the script, touching another function, that need no
approval. It is room to treat a person as this person, and room to treat some better than others. Every form is run at
every level with a rigid script in force, because without one nothing is departed from and no rule reads discretion
(decision 715); beside them stands the form as it is. All share their environments, so that gains are paired.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.compare import VARIED
from experiments.problems import Problem
from experiments.running import StudyOptions
from sim.configuration_files import conf_names
from sim.parameter import parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request

KEYS = ("line.discretion", "job_design.narrow_discretion", "job_design.wide_discretion")  # which one is read, job design decides
SCRIPT = "protocols.level"


class Options(StudyOptions):
    """At which levels of discretion, in which forms and environments."""

    forms: list[str] = parameter(["relational_bureaucracy", "relational"], "forms, each judged by itself")
    levels: list[float] = parameter(
        [0.0, 0.2, 0.4, 0.6, 0.8, 1.0], "levels of discretion (answers off the script, touching another function, that need no approval), "
        "each in [0, 1]; gains are counted from the lowest", unit="share",
    )  # fmt: skip
    draws: int = parameter(5, "environments drawn, each with a seed of its own, shared by all forms and levels", low=2, high=100000, unit="environments")
    vary: list[str] = parameter(VARIED, "parameters of the environment drawn anew for each of them, over their own range or as in environment.coupling:0.2:0.6")
    common_norms: bool = parameter(True, "whether to run every form at the baseline's norms as well")


def check(request: Request) -> Iterator[Problem]:
    """Yield what is wrong between this experiment's options and the rest of the request."""
    from experiments.sweep.varied import read_vary

    options = request.options
    if "form" in request.chosen:
        yield Problem("form", request.form, f"left out: discretion runs several, forms=[{request.form},…]")
    for key in (*KEYS, SCRIPT):
        if key in request.given:
            yield Problem(key, "a value", "left out: discretion sets it, in every form alike; levels=[0,0.5,1] says at which levels")
    for name in options.forms:
        if name not in conf_names("form"):
            yield Problem("forms", name, " | ".join(conf_names("form")))
    for level in options.levels:
        if not 0 <= level <= 1:
            yield Problem("levels", level, "a number in [0, 1]")
    for name, values, least in (("forms", options.forms, 1), ("levels", options.levels, 2)):
        if len(values) < least:
            yield Problem(name, values, f"at least {least}")
        if len(set(values)) < len(values):
            yield Problem(name, values, "each value once")
    yield from read_vary(options.vary)[0]
    for word in options.vary:
        key = word.partition(":")[0]
        if not key.startswith("environment."):
            yield Problem("vary", word, "numbers of the environment, such as environment.coupling")
        elif key in request.given and "vary" in request.given:
            yield Problem(f"vary, {key}", key, "either one value or a range, not both")


def run(request: Request) -> int:
    """Run all forms at all levels; print and write from which level on favouritism outruns particular care."""
    from experiments.discretion.telling import tell_discretion

    return tell_discretion(request)
