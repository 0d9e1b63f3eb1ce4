"""Would the suite notice a cheat? Each is planted in a copy of the repository, where the test named with it must fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAIN = {"NUMBA_DISABLE_JIT": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "500"}  # seconds rather than minutes
COPIED = ("sim", "conf", "experiments", "tests", "pyproject.toml")


@dataclass(frozen=True)
class Change:
    """A text that stands once in a file, and what a cheat makes of it."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Cheat:
    """A way to make a proposition come true by hand, and the test that catches it."""

    name: str
    caught_by: str
    changes: tuple[Change, ...]


FORM = "    for key, value in {**(changes or {}), **more}.items():\n        merge(values, nested(key, value))\n"
LEARNS_OF_THE_ROLE = "        share = role_share(world, episode, owner, other)\n"
CHEATS = (
    Cheat(
        "a rule reads the form's name",
        "tests/test_layers.py::test_no_rule_reads_a_forms_name[sim/parameters.py]",
        (Change(
            "sim/parameters.py", FORM,
            FORM + '    if form == "relational_bureaucracy":\n        merge(values, nested("ties.half_weight", 3.0))\n',
        ),),
    ),
    Cheat(
        "a rule reads the form's name, where the name is also another word",
        "tests/sim/test_parameters.py::test_a_form_by_any_other_name[relational]",
        (Change(
            "sim/parameters.py", FORM,
            FORM + '    if form.startswith("relational"):\n        merge(values, nested("ties.half_weight", 3.0))\n',
        ),),
    ),
    Cheat(
        "a structure writes an outcome: who is told at a table has answered",
        "tests/test_layers.py::test_structures_write_no_outcome[sim/structures/meetings.py]",
        (Change(
            "sim/structures/meetings.py", "    episode.about = world.situation[s].identity\n",
            "    episode.about = world.situation[s].identity\n"
            "    part[target].answered, part[target].answer = 1, part[target].clue\n",
        ),),
    ),
    Cheat(
        "a structure writes an outcome: each review counts as a caring response",
        "tests/test_layers.py::test_structures_write_no_outcome[sim/structures/performance_measures.py]",
        (Change(
            "sim/structures/performance_measures.py", "    clock, kept = world.clock[0], 0\n",
            "    clock, kept = world.clock[0], 0\n    world.responses[0].caring += clock.n_reviews\n",
        ),),
    ),
    Cheat(
        "awareness is sufficient: the aware mean the right answer",
        "tests/sim/processes/test_answers.py::test_what_is_meant_with_and_without_the_partners_clue",
        (Change(
            "sim/processes/answers.py", "    if part.accurate == 0:\n",
            "    if part.aware == 1:\n        return right_answer(world, s, position)\n    if part.accurate == 0:\n",
        ),),
    ),
    Cheat(
        "awareness is sufficient: the aware do not slip",
        "tests/sim/processes/test_answers.py::test_a_slip_is_always_to_another_answer",
        (Change(
            "sim/processes/answers.py", "    holder = world.person[part.holder]\n    chance = slip",
            "    holder = world.person[part.holder]\n    if part.aware == 1:\n        return answer\n    chance = slip",
        ),),
    ),
    Cheat(
        "a tie is copied at onboarding: a newcomer relates as the next colleague does",
        "tests/sim/people/test_people.py::test_a_newcomer_holds_no_ties_whatever_is_written",
        (Change(
            "sim/people/hiring.py", "    forget_everybody(world, who)\n",
            "    forget_everybody(world, who)\n"
            "    for role in range(world.role_tie.shape[1]):\n"
            "        tie, other = world.role_tie[who, role], world.role_tie[(who + 1) % world.person.size, role]\n"
            "        tie.shared_goals, tie.experience = other.shared_goals, other.experience\n",
        ),),
    ),
    Cheat(
        "a tie is copied at onboarding: the structure hands it over",
        "tests/test_layers.py::test_structures_write_no_outcome[sim/structures/selection_training.py]",
        (Change(
            "sim/structures/selection_training.py", "        person[who].practice_left -= 1\n\n\n",
            "        person[who].practice_left -= 1\n        world.role_tie[who] = world.role_tie[partner]\n\n\n",
        ),),
    ),
    Cheat(
        "what is convened teaches more",
        "tests/sim/episodes/test_enact.py::test_convened_and_private_teach_the_same[TELL]",
        (
            Change(
                "sim/episodes/enact.py", LEARNS_OF_THE_ROLE,
                LEARNS_OF_THE_ROLE.replace("other)", "other) * (1.0 + episode.convened)"),
            ),
        ),
    ),
    Cheat(
        "an episode has a success knob: a structure's parameter",
        "tests/test_layers.py::test_a_structures_parameters_are_read_by_its_own_rules[sim/episodes/encounter.py]",
        (Change(
            "sim/episodes/encounter.py", "    heard = number < hearing(back.mutual_respect, receiver.competence, gap, rates)\n",
            "    bonus = 0.2 if rates.meetings_level == 2 else 0.0\n"
            "    heard = number < hearing(back.mutual_respect, receiver.competence, gap, rates) + bonus\n",
        ),),
    ),
    Cheat(
        "an episode has a success knob: who is asked to speak is also heard",
        "tests/sim/episodes/test_encounter.py::test_a_manager_stands_above_and_is_spoken_to_and_heard_the_less",
        (Change(
            "sim/episodes/encounter.py", "    heard = number < hearing(back.mutual_respect, receiver.competence, gap, rates)\n",
            "    heard = number < hearing(back.mutual_respect, receiver.competence, gap * (1.0 - episode.space), rates)\n",
        ),),
    ),
)  # fmt: skip


def run(folder: Path, *tests: str) -> subprocess.CompletedProcess:
    """Run tests of the copy in this folder, in plain Python."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHONPATH"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=folder, env={**inherited, **PLAIN}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> Path:
    """Copy what the tests need."""
    folder = tmp_path_factory.mktemp("honest")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def test_where_nobody_cheats_nothing_fails(honest):
    tests = sorted({cheat.caught_by for cheat in CHEATS})
    done = run(honest, *tests)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(tests)} passed" in done.stdout


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.name)
def test_a_cheat_is_caught(cheat, honest, tmp_path):
    """The named test fails by an assertion of its own: not for want of a module, nor of the test."""
    copy = tmp_path / "copy"
    shutil.copytree(honest, copy)
    for change in cheat.changes:
        file = copy / change.file
        text = file.read_text(encoding="utf-8")
        assert text.count(change.old) == 1, f"no longer once in {change.file}, plant the cheat anew:\n{change.old}"
        file.write_text(text.replace(change.old, change.new), encoding="utf-8")
        compile(file.read_text(encoding="utf-8"), change.file, "exec")
    done = run(copy, cheat.caught_by)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"^FAILED {re.escape(cheat.caught_by)} - (AssertionError|assert )", done.stdout, re.MULTILINE), done.stdout
