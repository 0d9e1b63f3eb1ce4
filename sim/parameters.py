"""All parameters of the model, assembled from each folder's groups."""

from __future__ import annotations

from pydantic import Field

from sim.attention.parameters import Attention, Minutes
from sim.environment.parameters import Environment, Scenario
from sim.parameter import Group, parameter
from sim.people.parameters import Size, Traits, Turnover
from sim.processes.parameters import Line, Norms, Process
from sim.relations.parameters import Assumptions, Learning, Ties
from sim.structures.parameters import Meetings, Protocols, SelectionTraining


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
    traits: Traits = Field(default_factory=Traits)
    attention: Attention = Field(default_factory=Attention)
    minutes: Minutes = Field(default_factory=Minutes)
    ties: Ties = Field(default_factory=Ties)
    learning: Learning = Field(default_factory=Learning)
    process: Process = Field(default_factory=Process)
    norms: Norms = Field(default_factory=Norms)
    line: Line = Field(default_factory=Line)
    selection_training: SelectionTraining = Field(default_factory=SelectionTraining)
    protocols: Protocols = Field(default_factory=Protocols)
    meetings: Meetings = Field(default_factory=Meetings)
    assumptions: Assumptions = Field(default_factory=Assumptions)
