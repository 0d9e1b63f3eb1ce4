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
from sim.parameters import Parameters

ROOT = Path(__file__).parents[1]
STANDARD = set(sys.stdlib_module_names)
RULES_MAY_IMPORT = STANDARD | {"numpy", "numba", "pydantic", "pydantic_core", "yaml", "sim"}
FRONT_DOOR = {"sim/model.py", "sim/agents.py"}
# What every layer of the rules stands on: draws, records, compilation, the parameter object.
FOUNDATIONS = {
    "sim.arrows", "sim.arrow", "sim.assumptions", "sim.compilation", "sim.draws", "sim.parameter", "sim.race", "sim.rates", "sim.state",
}  # fmt: skip

# What a structure does with episodes is to convene them: how they go, and what they do, is not at its disposal.
CONVENING = {"sim.episodes.calendar", "sim.episodes.matters", "sim.episodes.participants", "sim.episodes.queue"}
STRUCTURES_WRITE = {
    # terms of roles, written at founding
    "credit_weight", "joint_credit", "discretion", "slack", "buffers", "buffer_minutes", "caseload", "joins_cases",
    # what an episode is about, and whether standing keeps anybody from speaking up in it
    "situation", "position", "target", "about", "space",
    # who writes what next, and who has read it
    "writer", "next_entry", "author", "next_chapter", "protocol_version", "next_revision", "next_curriculum", "read",
    # matters that wait to be gone over, and time still due
    "n_reviews", "n_conflicts", "failures", "told", "review", "conflict", "meeting", "practice_left", "screened",
}  # fmt: skip
OWN_ARRAYS = {"meets", "passed", "seated", "seats", "turns", "used", "workers"}  # of structures, made anew every tick
STRUCTURES = ("selection_training", "performance_measures", "conflict_resolution", "job_design", "protocols", "meetings")
# Outside its own file a structure's parameters are read where what it wrote is kept or used; by nobody else.
READ_ELSEWHERE = {
    "sim/processes/conflicts.py": {"conflict_resolution"},  # which conflicts are taken up
    "sim/processes/script.py": {"protocols"},  # acting by what is written
    "sim/processes/address.py": {"protocols"},  # addressing by what is written
    "sim/episodes/solitary.py": {"protocols"},  # writing it
    "sim/structures/screening.py": {"selection_training"},  # its other half
    # no rules: how large arrays are, how many roles there are, which requests contradict themselves
    "sim/schedule.py": {"meetings"},
    "sim/people/founding.py": {"performance_measures", "conflict_resolution"},
    "sim/rates.py": {"job_design"},
    "sim/contradictions.py": set(STRUCTURES),
}


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


def written(file: str) -> Iterator[ast.expr]:
    """Yield whatever a file assigns to, except plain names."""
    for node in ast.walk(tree(file)):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node


def structures_read(file: str) -> set[str]:
    """Name the structures of which a file reads a parameter, as `rates.meetings_space` or as `parameters.meetings`."""
    words = {node.attr for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute)}
    words |= {node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    fields = {s: {f"{s}_{name}" for name in Parameters.model_fields[s].annotation.model_fields} for s in STRUCTURES}
    return {structure for structure, names in fields.items() if words & (names | {structure})}


@pytest.mark.parametrize("file", files("sim/structures"))
def test_structures_know_only_episodes_and_state(file):
    """A structure convenes episodes; it reaches no tie, no awareness, no outcome and no other structure."""
    own = {"sim.structures.parameters", "sim.structures.level"}  # the same for all
    for name in imports(file):
        module = name.rpartition(".")[0]
        if name.startswith("sim."):
            other_half = (file, module) == ("sim/structures/screening.py", "sim.structures.selection_training")
            fine = other_half or module in CONVENING or module in FOUNDATIONS | own or name in FOUNDATIONS
            assert fine, f"{file} imports {name}"


@pytest.mark.parametrize("file", files("sim/structures"))
def test_structures_write_no_outcome(file):
    """A structure writes terms, episodes that may happen and its own calendar: no tie, no awareness, no answer, no tally."""
    for target in written(file):
        if isinstance(target, ast.Attribute):
            name, fine = target.attr, target.attr in STRUCTURES_WRITE
        else:  # a whole record, or a place in an array
            array = target.value
            name = array.attr if isinstance(array, ast.Attribute) else getattr(array, "id", ast.unparse(array))
            fine = name in (STRUCTURES_WRITE if isinstance(array, ast.Attribute) else OWN_ARRAYS)
        assert fine, f"{file}:{target.lineno} writes {ast.unparse(target)}"


@pytest.mark.parametrize("file", files("sim"))
def test_a_structures_parameters_are_read_by_its_own_rules(file):
    """How an encounter goes, what is learned and what is answered is the same rule under any structure, at any strength."""
    name = Path(file).stem
    own = {name} if file.startswith("sim/structures/") and name in STRUCTURES else set()
    wrong = structures_read(file) - own - READ_ELSEWHERE.get(file, set())
    if file != "sim/parameters.py":  # there they are declared
        assert not wrong, f"{file} reads parameters of {sorted(wrong)}"


@pytest.mark.parametrize("file", files("sim"))
def test_no_rule_asks_whether_an_episode_was_convened(file):
    """Convening gives no bonus: only a measure tells convened episodes from private ones, and the option of a bonus."""
    read = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Attribute) and n.attr == "convened" and isinstance(n.ctx, ast.Load)]
    assert not read or file.startswith("sim/measures/") or file == "sim/relations/attribution.py", f"{file}:{read[0].lineno} asks whether an episode was convened"


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
    """Only sim/compilation.py, with the five that change how numba goes about it, compiles: what runs before the cache directory is set runs stale code."""
    names = set(imports(file))
    if file not in {f"sim/{name}.py" for name in ("borrowing", "compilation", "compiling", "linking", "remembering", "widening")} and any(name.split(".")[0] == "numba" for name in names):
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
    assert {structure for structure in STRUCTURES if structures_read(f"sim/structures/{structure}.py") == {structure}} == set(STRUCTURES)
    assert all(structures_read(file) for file in READ_ELSEWHERE)
