"""The layers of the project, kept by reading every import.

rules and measures ← model.py, agents.py ← experiments, notebooks, app.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.configuration_files import conf_names

ROOT = Path(__file__).parents[1]
STANDARD = set(sys.stdlib_module_names)
RULES_MAY_IMPORT = STANDARD | {"numpy", "numba", "pydantic", "pydantic_core", "yaml", "sim"}
FRONT_DOOR = {"sim/model.py", "sim/agents.py"}
# What every layer of the rules stands on: draws, records, compilation, the parameter object.
FOUNDATIONS = {
    "sim.arrows", "sim.arrow", "sim.compilation", "sim.draws", "sim.parameter", "sim.race", "sim.rates", "sim.state",
}  # fmt: skip


def files(folder: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py"))


def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def imports(file: str) -> Iterator[str]:
    """Yield the full name of everything a file imports, also inside functions."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(file: str) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


@pytest.mark.parametrize("file", files("sim"))
def test_rules_import_no_higher_layer(file):
    """Rules know numpy, numba, pydantic and YAML; only the front door knows Mesa; nothing knows an experiment."""
    allowed = RULES_MAY_IMPORT | ({"mesa"} if file in FRONT_DOOR else set())
    wrong = {name for name in imports(file) if name.split(".")[0] not in allowed}
    assert not wrong, f"{file} imports {sorted(wrong)}"


@pytest.mark.parametrize("file", [file for file in files("sim") if file not in FRONT_DOOR])
def test_rules_do_not_import_the_front_door(file):
    wrong = {name for name in imports(file) if name.startswith(("sim.model.", "sim.agents."))}
    assert not wrong, f"{file} imports {sorted(wrong)}"


@pytest.mark.parametrize("file", files("sim/structures"))
def test_structures_know_only_episodes_and_state(file):
    """A structure convenes episodes; it reaches no tie, no awareness, no outcome and no other structure."""
    own = {"sim.structures.parameters", "sim.structures.level"}  # the same for all
    for name in imports(file):
        module = name.rpartition(".")[0]
        if name.startswith("sim."):
            fine = name.startswith("sim.episodes") or module in FOUNDATIONS | own or name in FOUNDATIONS
            assert fine, f"{file} imports {name}"


@pytest.mark.parametrize("file", files("sim"))
def test_only_enact_learns(file):
    """Everything that people learn of each other passes through the one path of episodes."""
    if file not in {"sim/episodes/enact.py", "sim/relations/learning.py"}:
        assert "learn" not in set(calls(file)), f"{file} calls learn"


@pytest.mark.parametrize("file", files("sim"))
def test_no_rule_reads_a_forms_name(file):
    """A form is a file of values; what has no name in the rules cannot be favoured by them."""
    names = set(conf_names("form")) - {"baseline", "relational"}  # words that also mean other things
    texts = {node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not names & texts, f"{file} names {sorted(names & texts)}"
    if file != "sim/parameters.py":
        assert "baseline" not in texts, f"{file} names a form"


@pytest.mark.parametrize("file", files("sim"))
def test_no_draw_that_is_not_keyed(file):
    for name in imports(file):
        assert name.split(".")[0] not in {"random", "secrets"}, f"{file} imports {name}"
    # Mesa wants a generator for its own bookkeeping; a seed sequence draws nothing.
    tree_of_file = tree(file)
    fine = {
        id(node.value)
        for node in ast.walk(tree_of_file)
        if isinstance(node, ast.Attribute) and node.attr == "SeedSequence" and file in FRONT_DOOR
    }
    for node in ast.walk(tree_of_file):
        if isinstance(node, ast.Attribute) and node.attr == "random" and isinstance(node.value, ast.Name):
            drawn = node.value.id in {"np", "numpy"} and id(node) not in fine
            assert not drawn, f"{file}:{node.lineno} draws from numpy"


@pytest.mark.parametrize("file", files("sim"))
def test_one_way_to_compile(file):
    """Only sim/compilation.py, with sim/linking.py, compiles: what runs before the cache directory is set runs stale code."""
    names = set(imports(file))
    if file not in {"sim/compilation.py", "sim/linking.py"} and any(name.split(".")[0] == "numba" for name in names):
        assert not names & {"numba", "numba.njit", "numba.jit", "numba.vectorize"}, file
        assert any(name.startswith("sim.compilation.") for name in names), f"{file} must import sim.compilation too"


@pytest.mark.parametrize("file", files("experiments/engine"))
def test_the_engine_knows_no_experiment(file):
    for name in imports(file):
        if name.startswith("experiments."):
            assert name.startswith(("experiments.engine", "experiments.problems")), f"{file} imports {name}"
        assert not name.startswith("sim"), f"{file} imports {name}"


def test_structures_are_here_to_be_tested():
    assert len(files("sim")) > 20 and len(files("sim/structures")) >= 2
