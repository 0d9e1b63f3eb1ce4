"""What tables that can be checked on paper are made with: rules in plain Python, draws that are set, a world of thirteen.

A rule `by_hand` is the very text that runs compiled (tests/determinism shows
that both give the same, bit for bit), with each draw replaced by a given number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import numpy as np

from sim.draws import Decision
from sim.parameters import Parameters
from sim.people.founding import found
from sim.state import NONE, World

# Rows of the small world: two workers in each of four functions, their manager, four customers.
WORKERS, MANAGER, CUSTOMERS = range(8), 8, range(9, 13)
CUSTOMER_ROLE, MANAGER_ROLE = 4, 5
COMMON = 0.5


class Draws:
    """Draws as given by decision; 0.5 where none is given. A function gets (tick, who, whom)."""

    def __init__(self, given: Mapping[Decision, float | Callable[..., float]] | None = None, common: float = COMMON):
        self.given, self.common, self.asked = dict(given or {}), common, []

    def __call__(self, seed: int, decision: Decision, tick: int, who: int, whom: int) -> float:
        self.asked.append(decision)
        number = self.given.get(decision, self.common)
        return number(tick, who, whom) if callable(number) else number


def by_hand(rule: Any, draws: Mapping | float | None = None, **replaced: Any) -> Callable[..., Any]:
    """Return a rule and all that it calls as plain Python, with draws (and other names) replaced."""
    known: dict[int, Any] = {}
    if draws is not None:
        replaced["draw"] = Draws(common=draws) if isinstance(draws, float) else Draws(draws)

    def plain(thing: Any) -> Any:
        function = getattr(thing, "py_func", None)
        if function is None:
            in_rules = isinstance(thing, FunctionType) and thing.__module__.startswith("sim.")
            function = thing if in_rules else None
        if function is None:
            return thing
        if id(function) not in known:
            names = dict(function.__globals__)
            known[id(function)] = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
            for name in function.__code__.co_names:
                if name in names:
                    names[name] = replaced.get(name, None) or plain(names[name])
        return known[id(function)]

    return plain(rule)


def small_world(**changes: Any) -> World:
    """Found nine paid heads and four customers; groups of parameters are given as keywords."""
    values = {"size": {"workers": 9}, "line": {"span": 8}, "ties": {"personal_capacity": 3}, **changes}
    return found(Parameters(**values), seed=1)


def a_situation(world: World, subject: int, holders: list[int], **fields: Any) -> int:
    """Open a situation at tick 10 that needs these holders; deadline 20, abandoned at 30; every clue 2, typically 1."""
    clock = world.clock[0]
    clock.n_free -= 1
    s = int(world.free[clock.n_free])
    world.opened[clock.n_open] = s
    clock.n_open += 1
    clock.tick = 12
    situation, person = world.situation[s], world.person
    situation.identity, situation.subject, situation.incumbency = 1000 + s, subject, person[subject].incumbency
    situation.subject_kind, situation.type, situation.n_positions = person[subject].kind, 0, 1 + len(holders)
    situation.emerged, situation.deadline, situation.abandons = 10, 20, 30
    situation.noticed, situation.closed, situation.counted, situation.overlooked, situation.to_tell = NONE, NONE, 1, 1, NONE
    for position, holder in enumerate([subject, *holders]):
        part = world.part[s, position]
        for name in part.dtype.names:
            part[name] = 0
        for name in ("aware_tick", "accurate_tick", "partner", "partner_clue", "partner_tick", "wants_particular", "queued",
                     "queue_manager", "found_out", "directed_by", "discretion", "answer", "manner", "acted_tick"):  # fmt: skip
            part[name] = NONE
        part.identity, part.holder, part.incumbency = 10 * s + position + 1, holder, person[holder].incumbency
        part.column = CUSTOMER_ROLE if position == 0 else person[holder].role
        part.needed = int(position > 0)
        part.clue, part.typical, part.habit_tick = 2, 1, 10**6
        world.address[s, position].known[:] = NONE
        world.address[s, position].attempts[:] = 0
    for name, value in fields.items():
        situation[name] = value
    everybody_has(world, 60)
    return s


def know(world: World, s: int, *positions: int, tick: int = 11) -> None:
    """Make the holders at these positions accurately aware, and willing to act on it."""
    for position in positions:
        part = world.part[s, position]
        part.aware, part.accurate, part.acts_on, part.aware_tick, part.accurate_tick = 1, 1, 1, tick, tick


def couple(world: World, s: int, position: int, partner: int) -> None:
    """Let the right answer of one part hang on the clue of another."""
    world.part[s, position].coupled, world.part[s, position].partner = 1, partner


def acquaint(world: World, who: int, other: int, where: int) -> np.record:
    """Let somebody have met another, and return the contact, kept at this place."""
    world.contact[who, where].whom, world.met[who, where] = other, world.person[other].identity
    return world.contact[who, where]


def everybody_has(world: World, minutes: int) -> None:
    """Give everybody that much attention."""
    world.person.attention = minutes


def set_tie(tie: np.record, quality: float, experience: float) -> None:
    """Set all three qualities of a tie, and the experience behind it."""
    tie.shared_goals = tie.shared_knowledge = tie.mutual_respect = quality
    tie.experience = experience
