"""The documents say what is so: blocks, names, links, code and commands in them are checked against the code."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import subprocess
import sys
import textwrap
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from experiments.__main__ import main
from experiments.command_line.loading import load_request
from experiments.command_line.registry import experiment
from sim import state
from sim.parameter_check import parameter_objects
from sim.parameters import Parameters

ROOT = Path(__file__).parents[1]
KEYS = set(parameter_objects(Parameters))
GROUPS = {key.partition(".")[0] for key in KEYS if "." in key}
HOW_TOS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/how-to").glob("*.md"))
DECISIONS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/decisions").glob("*.md"))
RUNNABLE = ["README.md", "CONTRIBUTING.md", "docs/ODD.md", *HOW_TOS]
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE)
PRINTED = re.compile(r"<!-- printed: \w+ -->.*?<!-- end -->", re.DOTALL)
NAMED = re.compile(r"`([^`\n]+)`")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of a document in one language."""
    found = FENCE.finditer(read(name))
    return [textwrap.dedent(block["code"]) for block in found if block["language"] == language]


def without_code(text: str) -> str:
    return FENCE.sub("", text)


def rows(text: str) -> list[list[str]]:
    """The cells of every row of a Markdown table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines[2:]]


# printed blocks


def printer():
    spec = importlib.util.spec_from_file_location("printed", ROOT / "docs/printed.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PRINTER = printer()


@pytest.mark.parametrize("name", PRINTER.DOCUMENTS)
def test_printed_blocks_are_what_the_code_says(name):
    text = read(name)
    assert PRINTED.search(text), f"{name} has no printed block"
    assert text == PRINTER.printed(text), f"{name} is out of date: python docs/printed.py"


def test_the_printed_schedule_is_the_one_that_runs():
    """Phase by phase, in order, with the functions that a tick calls."""
    from sim.schedule import FUNCTIONS, SCHEDULE

    printed = rows(PRINTER.schedule())
    assert [row[1] for row in printed] == [phase.name for phase in SCHEDULE]
    called = [getattr(function, "py_func", function).__name__ for function in FUNCTIONS]
    assert [name for row in printed for name in NAMED.findall(row[2])] == called


# the ODD is complete, and what it names exists


def odd() -> str:
    return PRINTED.sub("", read("docs/ODD.md"))


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_parameter_has_its_place_in_the_odd(key):
    """In the text, not only in the printed tables: somebody has said what it does."""
    text = read("docs/ODD.md") if key.startswith("held.") else odd()
    if key == "scenario.functions":
        assert "`scenario.functions`" in text or "in the scenario's order" in text
    else:
        assert f"`{key}`" in text


RECORDS = ("PERSON", "ROLE", "CONTACT", "ARTEFACT", "CURRICULUM", "TYPE_PART", "SITUATION", "PART", "ADDRESS", "EPISODE", "CLOCK", "DAILY", "EXCHANGE", "CARE")


@pytest.mark.parametrize("record", RECORDS)
def test_every_state_variable_is_in_the_odd(record):
    named = set(NAMED.findall(odd()))
    missing = set(getattr(state, record).names) - named
    assert not missing, f"{record}: {sorted(missing)}"


def test_every_measure_is_in_the_odd():
    """Every rate of a run is explained in section 8, with its denominator."""
    from sim import Organization, load_parameters

    rates = Organization(load_parameters("baseline", "generic", {"size.workers": 8})).measures()
    observation = odd().split("## 8. ")[1].split("## 9. ")[0]
    named = set(NAMED.findall(observation))
    assert not {name for name in rates if "." not in name} - named


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/ODD.md", "docs/glossary.md", *HOW_TOS, *DECISIONS])
def test_no_document_names_a_key_that_does_not_exist(name):
    """Whatever looks like `group.word` is a parameter."""
    for word in NAMED.findall(without_code(read(name))):
        found = re.fullmatch(r"([a-z_]+)\.([a-z_]+)(=.*)?", word)
        if found and found[1] in GROUPS and not word.endswith((".py", ".md")):
            assert f"{found[1]}.{found[2]}" in KEYS | {"minutes.routine"}, f"{name}: {word}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/ODD.md", "docs/glossary.md"])
def test_paths_in_documents_exist(name):
    for word in NAMED.findall(without_code(read(name))):
        path = word.partition("::")[0]
        if re.fullmatch(r"(sim|experiments|conf|tests|docs|notebooks)(/[\w.-]+)*/?", path):
            assert (ROOT / path).exists(), f"{name}: {word}"


# the trace table


def trace() -> list[list[str]]:
    return rows(read("docs/ODD.md").split("<!-- trace -->")[1].split("<!-- end trace -->")[0])


@pytest.mark.parametrize("row", trace(), ids=lambda row: row[0][:40])
def test_the_trace_names_what_exists(row):
    claim, mechanism, parameters, modules, tests, status = row
    assert claim and mechanism
    assert status.partition(":")[0] in {"assumed", "emergent", "both", "constraint"}, f"{claim}: {status}"
    if status.startswith("both"):
        assert status.partition(": ")[2], f"{claim}: say what is assumed and what emergent"
    assert set(NAMED.findall(parameters)) <= KEYS, claim
    assert NAMED.findall(modules) and all((ROOT / module).is_file() for module in NAMED.findall(modules)), claim
    assert NAMED.findall(tests), f"{claim}: names no test"
    for test in NAMED.findall(tests):
        file, _, function = test.partition("::")
        assert function in functions(ROOT / file), f"{claim}: {test}"


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_all_fifteen_propositions_are_traced_once():
    """Each with a test of its mechanism beside the test of its verdict."""
    from experiments.propositions import NAMES

    found = {name: [row for row in trace() if f"({name})" in row[0]] for name in NAMES}
    assert {name: len(rows) for name, rows in found.items()} == dict.fromkeys(NAMES, 1)
    for name, ((_, _, parameters, _, tests, status),) in found.items():
        assert NAMED.findall(parameters) and "(its verdict)" in tests and len(NAMED.findall(tests)) > 1, name
        assert not status.startswith("constraint"), name


@pytest.mark.parametrize("spoilt", ["tests/sim/test_race.py::test_walking", "tests/sim/test_walking.py::test_race"])
def test_a_test_that_is_not_there_is_noticed(spoilt):
    file, _, function = spoilt.partition("::")
    assert not (ROOT / file).is_file() or function not in functions(ROOT / file)


# the glossary


def glossary() -> list[list[str]]:
    parts = read("docs/glossary.md").split("\n## ")[1:]
    return [row for part in parts for row in rows(part)]


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row[0])
def test_the_glossarys_code_names_exist(row):
    word, code, meaning = row
    assert word and meaning and meaning[0].islower()
    names = NAMED.findall(code)
    assert len(names) == 1 and exists(names[0]), f"{word}: {code}"


def test_the_glossary_has_each_word_once():
    words = [row[0] for row in glossary()]
    assert len(words) > 50 and len(set(words)) == len(words)


def exists(name: str) -> bool:
    """Whether a name is a parameter, a path, a field of a record, or something inside a module."""
    if name in KEYS or "/" in name:
        return name in KEYS or (ROOT / name).exists()
    first, *rest = name.split(".")
    if first.isupper():
        return rest[0] in getattr(state, first).names
    for end in range(len(rest), 0, -1):
        try:
            found = import_module(".".join([first, *rest[:end]]))
        except ModuleNotFoundError:
            continue
        for step in rest[end:]:
            if not hasattr(found, step):
                return False
            found = getattr(found, step)
        return True
    return False


@pytest.mark.parametrize("name", ["PERSON.mood", "sim.episodes.enact.enacted", "ties.strength", "conf/form/ideal.yaml"])
def test_a_name_that_is_not_there_is_noticed(name):
    assert not exists(name)


# code and commands in the documents


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A folder in which the how-tos' sweep has been run, much smaller."""
    folder = tmp_path_factory.mktemp("how_to")
    small = ["size.workers=12", "years=0.02", "years_warm_up=0.01", "points=2", "replicates=2", "compute=serial"]
    sweep = ["experiment=sweep", "vary=[turnover.worker]", "forms=[relational,bureaucratic]", *small]
    done = command(folder, *sweep, "output=results/first")
    assert done.returncode == 0, done.stderr
    done = command(folder, "experiment=export", "output=results/first", "format=parquet")
    assert done.returncode == 0, done.stderr
    return folder


def command(folder: Path, *words: str) -> subprocess.CompletedProcess:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from experiments.__main__ import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *words], cwd=folder, capture_output=True, text=True, timeout=300
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in RUNNABLE if blocks(name, "python")])
def test_python_in_documents_runs(name, results, monkeypatch):
    """The blocks of one document run one after the other, as a reader would run them."""
    monkeypatch.chdir(results)
    namespace = {"__name__": "document"}
    for number, code in enumerate(blocks(name, "python"), 1):
        exec(compile(code, f"{name}, block {number}", "exec"), namespace)  # noqa: S102


def commands(name: str) -> list[str]:
    """Every command of a document's bash blocks, continued lines joined and comments left out."""
    lines = "\n".join(blocks(name, "bash")).replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if shlex.split(line, comments=True)]


COMMANDS = [(name, line) for name in RUNNABLE for line in commands(name)]
OF_THE_MODEL = re.compile(r"^(\.venv/bin/)?python -m experiments(?P<words>.*)$")
OTHERS = {"dask": {"scheduler", "worker"}, "git": {"clone", "commit"}, "pip": {"install"}, "cd": None}


def test_there_are_commands_to_check():
    assert len(COMMANDS) > 15 and any(name == "README.md" for name, _ in COMMANDS)


@pytest.mark.parametrize("name,line", COMMANDS, ids=[f"{name}: {line[:50]}" for name, line in COMMANDS])
def test_commands_in_documents_are_understood(name, line, results, tmp_path, monkeypatch, capsys):
    """Requests are composed and checked as the command line would, without running them."""
    of_the_model = OF_THE_MODEL.match(line)
    first, *rest = shlex.split(line, comments=True)
    if of_the_model:
        words = [word.split("|")[0] for word in shlex.split(of_the_model["words"].split(" | ")[0], comments=True)]
        if "--help" in words:
            assert main(words) == 0 and "KEY" in capsys.readouterr().out
            return
        chosen = next((word.partition("=")[2] for word in words if word.startswith("experiment=")), "compare")
        goes_on = "resume=true" in words or experiment(chosen).reads_output
        monkeypatch.chdir(results if goes_on else tmp_path)
        assert load_request(words).experiment == chosen
    elif first == "make":
        targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
        assert rest[0] in targets, line
    elif first.endswith("python"):
        assert rest[0] == "-m" and rest[1] == "pytest" or (ROOT / rest[0]).is_file(), line
        assert all((ROOT / word).exists() for word in rest if word.startswith(("tests/", "docs/"))), line
    else:
        assert first in OTHERS and (OTHERS[first] is None or rest[0] in OTHERS[first]), f"{name}: {line}"


@pytest.mark.parametrize("name", RUNNABLE)
def test_every_block_of_code_says_its_language(name):
    """A block without a language would escape these tests."""
    languages = {block["language"] for block in FENCE.finditer(read(name))}
    assert languages <= {"python", "bash", "text", "yaml"}


# links, decisions, and what a repository owes its readers


@pytest.mark.parametrize("name", [*RUNNABLE, "docs/glossary.md"])
def test_links_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", without_code(read(name))):
        if not target.startswith(("http", "docs/figures/")):  # figures are put there after a release's run
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_map_in_the_readme_has_every_folder_of_the_model():
    named = set(NAMED.findall(read("README.md")))
    folders = {f"sim/{path.parent.name}" for path in (ROOT / "sim").glob("*/__init__.py")}
    assert folders <= named


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions_give_a_reason_and_what_would_change_them(name):
    text = read(name)
    number = Path(name).name[:3]
    assert text.startswith(f"# {number} ")
    assert all(f"**{part}.**" in text for part in ("Decision", "Reason", "What would change it"))
    assert len(text.splitlines()) <= 40, "half a page"


def test_decisions_have_numbers_of_their_own():
    numbers = [Path(name).name[:3] for name in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_the_repository_can_be_cited_and_used():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["title"] and citation["license"] == "MIT" and citation["references"][0]["year"] == 2012
    assert "MIT License" in read("LICENSE")
    changes = read("CHANGELOG.md")
    assert "## Unreleased" in changes and "### Changes results" in changes.split("## Unreleased")[1]


@pytest.mark.parametrize("name", [*RUNNABLE, "docs/glossary.md", *DECISIONS])
def test_no_document_names_a_machine(name):
    assert not re.search(r"/(home|root|tmp|work|Users)/", read(name))
