"""The schedule is a table that is executed in its order; and the commitments that can be read off the source."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import numpy as np

from sim.arrow import Arrow
from sim.arrows import through
from sim.people.founding import found
from sim.schedule import FUNCTIONS, SCHEDULE, advance, begin_observing
from sim.world import reference_to
from tests.determinism.digest import parameters_of
from tests.sim.by_hand import by_hand, small_world

SIM = Path(__file__).parents[2] / "sim"
# Asks whether a store is held, and reads no value: what is cut is learnt in a shadow.
NO_READING = {("relations/footing.py", "cut_stores")}
STANDS_FOR = {  # a process's arrow is the first of three plus the process
    Arrow.COPRODUCTION: (Arrow.COPRODUCTION, Arrow.COORDINATION, Arrow.LEADERSHIP),
    Arrow.COPRODUCTION_PERSONAL: (Arrow.COPRODUCTION_PERSONAL, Arrow.COORDINATION_PERSONAL, Arrow.LEADERSHIP_PERSONAL),
    Arrow.COPRODUCTION_ROLE: (Arrow.COPRODUCTION_ROLE, Arrow.COORDINATION_ROLE, Arrow.LEADERSHIP_ROLE),
}  # fmt: skip


def test_the_table_is_what_is_executed_in_its_order():
    """Calling the table's functions one after the other is a tick; in any other order it is not."""
    parameters = parameters_of("relational_bureaucracy")
    worlds = [found(parameters, seed=1) for _ in range(3)]
    orders = [FUNCTIONS, FUNCTIONS[:7] + FUNCTIONS[7:][::-1]]
    for world, functions in zip(worlds, orders, strict=False):
        for _ in range(30):
            world.clock[0].n_episodes = 0
            for function in functions:
                function(reference_to(world))
            world.clock[0].tick += 1
    assert advance(reference_to(worlds[2]), 30) == 30
    assert all(mine.tobytes() == theirs.tobytes() for mine, theirs in zip(worlds[0], worlds[2], strict=True))
    assert worlds[1].minutes.tobytes() != worlds[2].minutes.tobytes()
    assert FUNCTIONS == tuple(function for phase in SCHEDULE for function in phase.functions)
    assert all(phase.name and phase.reads and phase.writes for phase in SCHEDULE)


def test_observing_begins_once_with_arrows_held_and_minutes_at_nought():
    world = small_world(held={"meetings": 0.0}, years_warm_up=0.01)
    world.minutes[:] = 7
    begin = by_hand(begin_observing, 0.5)
    begin(world)
    assert (world.clock[0].observing, world.clock[0].any_held, world.minutes.sum()) == (0, 0, 7 * world.minutes.size)
    world.clock[0].tick = world.clock[0].warm_up
    begin(world)
    assert (world.clock[0].observing, world.clock[0].any_held, world.minutes.sum()) == (1, 1, 0)
    assert world.held[Arrow.MEETINGS] == 0.0 and np.isnan(world.held).sum() == len(Arrow) - 1


def test_through():
    held = np.full(len(Arrow), np.nan)
    assert by_hand(through)(Arrow.MEETINGS, 0.7, held) == 0.7
    held[Arrow.MEETINGS] = 0.2
    assert by_hand(through)(Arrow.MEETINGS, 0.7, held) == 0.2
    assert by_hand(through)(Arrow.PROTOCOLS, 0.7, held) == 0.7


def readings() -> dict[Arrow, list[str]]:
    """Find every place in a rule where an arrow is named (`held.py` gives arrows their meanings and reads none)."""
    places = defaultdict(list)
    for path in sorted(SIM.rglob("*.py")):
        file = path.relative_to(SIM).as_posix()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef) or (file, function.name) in NO_READING:
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Arrow":
                    first = Arrow[node.attr]
                    for arrow in STANDS_FOR.get(first, (first,)):
                        places[arrow].append(f"{file}:{node.lineno}")
    return places


def test_each_arrow_is_read_at_exactly_one_place():
    places = readings()
    assert set(places) == set(Arrow)
    assert {arrow.name: where for arrow, where in places.items() if len(where) != 1} == {}


def test_held_values_are_read_through_one_function():
    """`held[...]` is indexed in `through` alone, and set when it is asked for, when the warm-up ends and during a suspension."""
    places = set()
    for path in SIM.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Subscript) and "held" in (getattr(node.value, "id", ""), getattr(node.value, "attr", "")):
                        places.add(function.name)
    assert places == {"through", "held_array", "begin_observing", "suspend_structures"}
