"""All parameters of the model, assembled from each folder's groups and read from the files in conf/."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from sim.assumptions import Assumptions
from sim.attention.parameters import Attention, Minutes
from sim.configuration_files import conf_names, read_conf
from sim.contradictions import contradictions
from sim.environment.parameters import Environment, Scenario
from sim.held import Held
from sim.parameter import Group, parameter
from sim.parameter_check import check, nearest
from sim.people.parameters import Absence, Shocks, Size, Traits, Turnover
from sim.problem import BadParameters, Problem
from sim.processes.parameters import Line, Norms, Process
from sim.relations.parameters import Learning, Ties
from sim.structures.parameters import (
    ConflictResolution,
    JobDesign,
    Meetings,
    PerformanceMeasures,
    Protocols,
    SelectionTraining,
)


class Parameters(Group):
    """Every parameter of one run, by group and theory word."""

    years: float = parameter(1.0, "time observed after the warm-up", low=0, high=50, unit="years")
    years_warm_up: float = parameter(
        1.0, "time run and discarded before observing; turnover and cuts start after it", low=0, high=10, unit="years", source="model §1"
    )
    scenario: Scenario = Field(default_factory=Scenario)
    environment: Environment = Field(default_factory=Environment)
    size: Size = Field(default_factory=Size)
    turnover: Turnover = Field(default_factory=Turnover)
    absence: Absence = Field(default_factory=Absence)
    shocks: Shocks = Field(default_factory=Shocks)
    traits: Traits = Field(default_factory=Traits)
    attention: Attention = Field(default_factory=Attention)
    minutes: Minutes = Field(default_factory=Minutes)
    ties: Ties = Field(default_factory=Ties)
    learning: Learning = Field(default_factory=Learning)
    process: Process = Field(default_factory=Process)
    norms: Norms = Field(default_factory=Norms)
    line: Line = Field(default_factory=Line)
    selection_training: SelectionTraining = Field(default_factory=SelectionTraining)
    performance_measures: PerformanceMeasures = Field(default_factory=PerformanceMeasures)
    conflict_resolution: ConflictResolution = Field(default_factory=ConflictResolution)
    job_design: JobDesign = Field(default_factory=JobDesign)
    protocols: Protocols = Field(default_factory=Protocols)
    meetings: Meetings = Field(default_factory=Meetings)
    assumptions: Assumptions = Field(default_factory=Assumptions)
    held: Held = Field(default_factory=Held)

    @model_validator(mode="after")
    def _no_contradictions(self) -> Parameters:
        if found := list(contradictions(self)):
            raise BadParameters(found)
        return self


def load_parameters(
    form: str = "baseline",
    scenario: str = "patient_care",
    changes: Mapping[str, Any] | None = None,
    **more: Any,
) -> Parameters:
    """Read a form and a scenario from conf/ and change single values.

    Later wins: defaults, scenario, form, `changes` (by dotted key), keywords (by
    group). Raises BadParameters naming every problem at once.

    >>> load_parameters("relational", changes={"turnover.worker": 0.94}, years=2).turnover.worker
    0.94
    """
    problems = [
        Problem(kind, name, " | ".join(conf_names(kind)) + f"; {nearest(str(name), conf_names(kind))}".rstrip("; "))
        for kind, name in (("form", form), ("scenario", scenario))
        if name not in conf_names(kind)
    ]
    values: dict[str, Any] = {}
    for kind, name in (("scenario", scenario), ("form", form)):
        if name in conf_names(kind):
            merge(values, read_conf(kind, name))
    for key, value in {**(changes or {}), **more}.items():
        merge(values, nested(key, value))
    try:
        parameters = check(Parameters, values)
    except BadParameters as error:
        raise BadParameters([*problems, *error.problems]) from None
    if problems:
        raise BadParameters(problems)
    return parameters


def merge(values: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Write `changes` over nested `values`; groups are merged, lists are replaced."""
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(values.get(key), dict):
            merge(values[key], value)
        else:
            values[key] = dict(value) if isinstance(value, Mapping) else value


def nested(key: str, value: Any) -> dict[str, Any]:
    """Write a dotted key as nested values: ("a.b", 1) is {"a": {"b": 1}}."""
    for step in reversed(key.split(".")):
        value = {step: value}
    return value


def parameters_hash(parameters: Parameters) -> str:
    """Return 16 hexadecimal digits that are equal exactly when all values are."""
    text = json.dumps(parameters.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
