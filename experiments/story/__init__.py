"""Why was it not caring? One situation told, alone or beside the same one in a world with one structure removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from experiments.problems import Problem
from experiments.running import Record
from sim.parameter import Choice, Group, parameter

if TYPE_CHECKING:
    from experiments.command_line.request import Request


class Failed(Choice):
    """What a situation failed to be."""

    CARING = 0
    TIMELY = 1
    KNOWLEDGEABLE = 2


class Twin(Choice):
    """The structure that is removed from the twin world after the warm-up."""

    NONE = 0
    SELECTION_TRAINING = 1
    PERFORMANCE_MEASURES = 2
    CONFLICT_RESOLUTION = 3
    JOB_DESIGN = 4
    PROTOCOLS = 5
    MEETINGS = 6


class Options(Group):
    """Which situation is told, and beside what."""

    situation: int = parameter(
        0, "number of the situation, in the order of emergence since founding; 0 = the first after the warm-up that failed", low=0, high=10**9
    )
    failed: Failed = parameter(Failed.CARING, "with situation=0: what it failed to be")
    twin: Twin = parameter(Twin.NONE, "tell the same situation in a twin world without this structure")
    record: Record = parameter(Record.EPISODES, "stories are told of recorded episodes: nothing else is possible here")
    ablations: int = parameter(
        0, "failures of this run whose named cause is mended in a twin world, to see how often that repairs them", low=0, high=100_000
    )


def check(request: Request) -> Iterable[Problem]:
    """A structure that a form does not have cannot be removed, and what was not recorded cannot be told."""
    from sim.structures.parameters import Level

    twin = request.options.twin
    if request.options.record == Record.NOTHING:
        yield Problem("record", "nothing", "episodes: without them there is nothing to tell")
    if twin != Twin.NONE and getattr(request.parameters, twin.name.lower()).level == Level.NONE:
        yield Problem("twin", twin.name.lower(), f"none, or a structure that {request.form} has")


def run(request: Request) -> int:
    """Tell the situation and count causes, waits and hand-offs over the run."""
    from experiments.story.account import give_account

    return give_account(request)
