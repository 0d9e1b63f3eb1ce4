"""Every rule that decides for one person, tie or part, and every phase of a tick, is worked out by hand somewhere here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sim.schedule import FUNCTIONS

HERE = Path(__file__).parent
SIM = HERE.parents[1] / "sim"


def scalar_rules() -> set[str]:
    """The compiled functions of `sim/` that take records and numbers, and not the world."""
    found = set()
    for path in SIM.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(getattr(mark, "id", "") == "compiled" for mark in node.decorator_list):
                if "world" not in [argument.arg for argument in node.args.args]:
                    found.add(node.name)
    return found


def phases() -> set[str]:
    """The functions that a tick calls."""
    return {getattr(function, "py_func", function).__name__ for function in FUNCTIONS}


def worked_out() -> set[str]:
    """What some test here takes from `sim/` and uses: names imported from it, and fields of modules imported from it."""
    found = set()
    for path in HERE.rglob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sim.")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in imported:
                found.add(imported[node.id])
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
                found.add(node.attr)
    return found


def test_there_are_rules_to_look_for():
    assert len(scalar_rules()) > 60 and {"learn", "willingness", "draw"} <= scalar_rules()
    assert len(phases()) > 15 and "enact_in_order" in phases()


@pytest.mark.parametrize("kind", [scalar_rules, phases])
def test_each_has_a_table(kind):
    missing = kind() - worked_out()
    assert not missing, f"work out by hand in the mirrored file of tests/sim: {', '.join(sorted(missing))}"
