"""One attempt at a run, in whatever process: call the task, and turn what goes wrong into a failure row."""

from __future__ import annotations

import functools
import importlib
import math
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.engine.memory import GivingBack
from experiments.engine.study import LABELS
from experiments.problems import BadRequest, Problem

Task = Callable[[dict, int], Mapping[str, object]]
RESERVED = ("key", "seed", *LABELS)
_LARGEST = 2**63
_memory = GivingBack()


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a run ended: with a row or with a failure."""

    row: dict | None
    failure: dict[str, str] | None = None
    seconds: float = 0.0


def find_task(path: str) -> Task:
    """The function that a dotted path such as ``experiments.simulate:simulate`` names."""
    module, _, name = path.partition(":")
    try:
        task = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise BadRequest(Problem("task", path, f"module:function that can be imported ({error})")) from error
    return task


def attempt(task: Task, parameters: dict, seed: int) -> Attempt:
    """Run one organisation; whatever it raises is caught, so that the study goes on."""
    began = time.perf_counter()
    try:
        row = checked(task(parameters, seed))
    except (Exception, SystemExit) as error:
        return Attempt(None, failure_of(error), time.perf_counter() - began)
    return Attempt(row, None, time.perf_counter() - began)


class OtherRules(Exception):
    """A worker whose code is not the driver's."""


def attempt_batch(path: str, batch: Sequence[tuple[dict, int]], rules: tuple[str, str] | None = None) -> list[Attempt]:
    """Run several organisations in a worker process.

    ``rules`` names the function that hashes the worker's own rules and says what it must return; a worker with other
    code raises OtherRules instead of returning results that would be filed under the wrong rules.
    """
    if rules is not None and (here := find_task(rules[0])()) != rules[1]:
        raise OtherRules(f"its rules are {here}, the study's are {rules[1]}: install the same version on every worker")
    try:
        task = find_task(path)
    except BadRequest as error:
        return [Attempt(None, failure_of(error)) for _ in batch]
    attempts = [attempt(task, parameters, seed) for parameters, seed in batch]
    _memory.if_due()
    return attempts


def failure_of(error: BaseException) -> dict[str, str]:
    """What is to be remembered of an exception."""
    story = "".join(traceback.format_exception(error))
    return {"exception": type(error).__name__, "message": str(error), "traceback": story}


def checked(row: Mapping[str, object]) -> dict[str, int | float | str | None]:
    """A run's row as plain numbers and text; anything else in it is an error of the task."""
    if not isinstance(row, Mapping):
        raise TypeError(f"a run must return one flat row, not {type(row).__name__}")
    _check_names(tuple(row))
    return {name: _scalar(name, value) for name, value in row.items()}


@functools.lru_cache(64)  # a study's rows have the same columns, or nearly
def _check_names(names: tuple) -> None:
    for name in names:
        if not isinstance(name, str) or name in RESERVED:
            raise TypeError(f"a run may not return a column called {name!r}; these are the study's own: {RESERVED}")


def _scalar(name: str, value: object) -> int | float | str | None:
    if type(value) is float and value == value:  # nearly every value; the rest takes its time
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int) and -_LARGEST <= value < _LARGEST:
        return int(value)
    if value is None or isinstance(value, (float, str)):
        return value if not isinstance(value, float) or not math.isnan(value) else math.nan
    raise TypeError(f"column {name!r} must be a number or text, not {type(value).__name__} {value!r}")
