"""Assumptions: each is switched in one function, says why, and each of its options makes a difference somewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sim import Organization, load_parameters
from sim.assumptions import Assumptions
from sim.parameter import Choice, describe

SIM = Path(__file__).parents[2] / "sim"
KNOWN = {known.key: known for known in describe(Assumptions)}
ENUMS = {key: known for key, known in KNOWN.items() if issubclass(known.kind, Choice)}
OPTIONS = [(key, option) for key, known in ENUMS.items() for option in known.kind if option != known.default]
TICKS = 400
BUSY = {
    "size.workers": 40, "years_warm_up": 0.0, "turnover.worker": 4.0, "turnover.manager": 4.0, "ties.personal_capacity": 2,
    "ties.half_life_days": 5.0, "environment.parts_most": 4, "environment.coupling": 0.8, "environment.marked": 0.5,
    "environment.slip": 0.2, "environment.interruption_odds": 3.0,
}  # fmt: skip
GROUNDS = ("bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid")


def read_in(key: str) -> set[str]:
    """The functions of sim/ that read an assumption."""
    found = set()
    for path in SIM.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Attribute) and (node.attr == f"assumptions_{key}" or ast.unparse(node).endswith(f".assumptions.{key}")):
                        found.add(f"{path.stem}.{function.name}")
    return found


def run(form: str, **changes: object) -> tuple[bytes, str]:
    """Run a form for a while; returns every episode, and every rate."""
    organization = Organization(load_parameters(form, "patient_care", {**BUSY, **changes}), seed=3, record=True)
    organization.advance(TICKS)
    return organization.episodes().tobytes(), repr(organization.rates())


@pytest.fixture(scope="module")
def by_default():
    return {form: run(form) for form in GROUNDS}


def test_there_are_enough_of_them():
    assert len(ENUMS) >= 12
    assert all(2 <= len(known.kind) <= 4 and known.default == next(iter(known.kind)) for known in ENUMS.values())


@pytest.mark.parametrize("key", KNOWN)
def test_each_says_why_and_is_switched_in_one_function(key):
    assert KNOWN[key].status == "assumption" and KNOWN[key].source and KNOWN[key].meaning
    assert len(read_in(key)) == 1, read_in(key)


@pytest.mark.parametrize("key, option", OPTIONS, ids=[f"{key}={option.name.lower()}" for key, option in OPTIONS])
def test_each_option_makes_a_difference_somewhere(key, option, by_default):
    assert any(run(form, **{f"assumptions.{key}": option}) != by_default[form] for form in GROUNDS)
