"""Check given values against a group of parameters and name everything that is wrong at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sim.parameter import ParameterObject, describe
from sim.problem import BadParameters, Problem

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[int | str, ...]


def check(group: type[Model], values: Mapping[str, Any]) -> Model:
    """Return the group with these values; raise BadParameters naming every problem.

    Contradictions between parameters are looked for among the values that are
    good, so that they are reported beside the bad ones and not after them.
    """
    values, problems = _without_truth_values_for_numbers(group, values)
    try:
        checked = group.model_validate(values)
    except ValidationError as error:
        problems += _problems(group, error)
        if not any(_contradictions(detail) for detail in error.errors()):
            problems += _contradictions_among_the_rest(group, values, error)
        raise BadParameters(problems) from None
    if problems:
        raise BadParameters(problems)
    return checked


@cache
def parameter_objects(group: type[BaseModel]) -> Mapping[str, ParameterObject]:
    """Return what is known of every parameter below a group, by dotted key."""
    return {known.key: known for known in describe(group)}


def nearest(key: str, known: Iterable[str]) -> str:
    """Say which known key the user may have meant; empty where none is near."""
    known = list(known)
    found = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if not found and "." not in key:
        found = [other for other in known if other.rsplit(".", 1)[-1] == key][:3]
    return f"did you mean {' or '.join(found)}?" if found else ""


def unknown(key: str, value: Any, known: Iterable[str]) -> Problem:
    """The problem of a key that does not exist."""
    return Problem(key, value, f"no such key; {nearest(key, known) or '--help lists all keys'}")


def dotted(place: Place) -> str:
    """Write a place inside nested values as the user writes it: a.b[0].c."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _problems(group: type[BaseModel], error: ValidationError) -> list[Problem]:
    objects = parameter_objects(group)
    found = []
    for detail in error.errors():
        if inner := _contradictions(detail):
            found += inner
        else:
            found.append(_problem(group, objects, detail))
    return found


def _problem(group: type[BaseModel], objects: Mapping[str, ParameterObject], detail: ErrorDetails) -> Problem:
    key, value = dotted(detail["loc"]), detail["input"]
    if detail["type"] == "extra_forbidden":
        groups = {known.rpartition(".")[0] for known in objects} - {""}
        return unknown(key, value, [*objects, *groups])
    if key in objects:
        return Problem(key, value, objects[key].allowed)
    inside = [known.key for known in objects.values() if known.key.startswith(f"{key}.")]
    if inside:
        return Problem(key, value, f"a group, with the keys {', '.join(inside)}")
    entry = _entry(group, detail["loc"])
    return Problem(key, value, entry.allowed if entry else detail["msg"].removeprefix("Input should be "))


def _entry(group: type[BaseModel], place: Place) -> ParameterObject | None:
    """Find the parameter at a place that leads through a list of groups."""
    annotation: Any = group
    for step in place[:-1]:
        if isinstance(step, int):
            annotation = (get_args(annotation) or (None,))[0]
        else:
            fields = getattr(annotation, "model_fields", {})
            annotation = fields[step].annotation if step in fields else None
    if not hasattr(annotation, "model_fields"):
        return None
    return parameter_objects(annotation).get(str(place[-1]))


def _contradictions(detail: ErrorDetails) -> tuple[Problem, ...]:
    error = detail.get("ctx", {}).get("error")
    return error.problems if isinstance(error, BadParameters) else ()


def _contradictions_among_the_rest(
    group: type[BaseModel], values: Mapping[str, Any], error: ValidationError
) -> list[Problem]:
    """Leave out what is bad and validate again: what is then wrong is a contradiction."""
    rest = deepcopy(dict(values))
    bad = [detail["loc"] for detail in error.errors()]
    for place in bad:
        _remove(rest, place)
    try:
        group.model_validate(rest)
    except ValidationError as second:
        left_out = {dotted(place).split("[")[0] for place in bad}
        found = [problem for detail in second.errors() for problem in _contradictions(detail)]
        return [problem for problem in found if not left_out & set(problem.key.split(", "))]
    return []


def _remove(values: Any, place: Place) -> None:
    # Through a list the whole list goes: a list with a hole would only raise new problems.
    for step in place[:-1]:
        if not isinstance(values, dict) or isinstance(values.get(step), list):
            break
        values = values.get(step)
    else:
        step = place[-1]
    if isinstance(values, dict):
        values.pop(step, None)


def _without_truth_values_for_numbers(
    group: type[BaseModel], values: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """`size.workers=true` would pass as 1; nobody means that."""
    rest, found = deepcopy(dict(values)), []
    for known in parameter_objects(group).values():
        place = tuple(known.key.split("."))
        value: Any = rest
        for step in place:
            value = value.get(step) if isinstance(value, Mapping) else None
        if known.kind in (int, float) and isinstance(value, bool):
            found.append(Problem(known.key, value, known.allowed))
            _remove(rest, place)
    return rest, found
