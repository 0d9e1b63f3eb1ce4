"""Compiled code lies in a directory of its own for each state of the rules, and falls back where nothing is writable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.compilation import LINKED_ONCE, cache_directory, compiled
from sim.rules_hash import rules_hash

ROOT = Path(__file__).parents[2]
RULE = "from sim.compilation import compiled\n\n\n@compiled\ndef double(x):\n    return 2 * x\n"
ASK = "import sim.compilation, numba; from numba.core import config; print(config.CACHE_DIR)"


def python(code, folder=ROOT, **environment):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env={**clean, **environment}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_an_existing_cache_directory_is_the_parent(monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert tmp_path in cache_directory().parents
    assert rules_hash() in cache_directory().name


def test_an_unwritable_cache_directory_is_passed_over(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(blocked))
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert cache_directory().is_dir()
    assert blocked not in cache_directory().parents


def test_a_child_does_not_nest_its_cache_in_ours(tmp_path):
    done = python(f"{ASK}; import os; print(os.environ['NUMBA_CACHE_DIR'])", NUMBA_CACHE_DIR=str(tmp_path))
    ours, parent = done.stdout.split()
    assert Path(parent) == tmp_path and Path(ours).parents[1] == tmp_path


@pytest.fixture
def copied_model(tmp_path):
    """A model of one rule beside copies of the modules under test."""
    folder = tmp_path / "copy" / "sim"
    folder.mkdir(parents=True)
    for name in ("borrowing.py", "compilation.py", "compiling.py", "linking.py", "remembering.py", "rules_hash.py", "widening.py"):
        (folder / name).write_text((ROOT / "sim" / name).read_text())
    (folder / "__init__.py").write_text("")
    (folder / "rule.py").write_text(RULE)
    (folder / "caller.py").write_text(
        "from sim.compilation import compiled\nfrom sim.rule import double\n\n\n"
        "@compiled\ndef call(x):\n    return double(x)\n"
    )
    return folder.parent


def test_compiling_is_announced_once_and_then_cached(copied_model, tmp_path):
    run = lambda: python("from sim.caller import call; print(call(2.0))", copied_model, NUMBA_CACHE_DIR=str(tmp_path))  # noqa: E731
    first, second = run(), run()
    assert first.stdout == second.stdout == "4.0\n", first.stderr
    assert first.stderr.count("compiling the rules") == 1
    assert second.stderr == ""


def test_a_changed_callee_is_noticed(copied_model, tmp_path):
    """Numba's own cache would go on with the old callee."""
    run = lambda: python("from sim.caller import call; print(call(2.0))", copied_model, NUMBA_CACHE_DIR=str(tmp_path)).stdout  # noqa: E731
    assert run() == "4.0\n"
    (copied_model / "sim" / "rule.py").write_text(RULE.replace("2 *", "3 *"))
    assert run() == "6.0\n"


@pytest.mark.interpreted
def test_compilation_can_be_switched_off(copied_model):
    done = python("from sim.caller import call; print(call(2.0), type(call).__name__)", copied_model, NUMBA_DISABLE_JIT="1")
    assert done.stdout == "4.0 function\n" and done.stderr == ""


def test_compiled_code_keeps_numpy_arithmetic():
    @compiled
    def divide(x, y):
        return x / y

    assert divide(1.0, 0.0) == float("inf")


@compiled
def halve(x, by=2):
    return x / by


@compiled
def halve_whole(x):
    if x < 0:
        raise ValueError("less than nothing")
    return halve(x, 2) + halve(x, by=2) + halve(x, 4)


@compiled
def first_of(numbers, place):
    return numbers[place]


@compiled
def first_two(numbers, place):
    return first_of(numbers, 0) + first_of(numbers, place)


def test_a_rule_answers_rules_and_python():
    assert halve_whole(8) == 10.0
    assert halve(8) == 4.0 and halve(8, by=4) == 2.0
    assert halve_whole.py_func(8) == 10.0


def test_an_error_of_an_inner_rule_reaches_python():
    @compiled
    def call(x):
        return halve_whole(x)

    for _ in range(2):
        with pytest.raises(ValueError, match="less than nothing"):
            call(-1)
    assert call(8) == 10.0


@pytest.mark.skipif(not LINKED_ONCE, reason="this numba is not known to sim.compiling")
def test_a_rule_is_compiled_once_per_type_and_not_per_constant():
    first_two._cache.flush()  # what an earlier test run left on disk would not be compiled at all
    first_of._cache.flush()
    assert first_two(np.arange(3.0), 1) == 1.0
    assert first_two(np.arange(3), 1) == 1
    assert len(first_of.inner.overloads) == 2
    # Python has not called it, so it has neither an address nor a place on disk.
    assert not first_of.overloads
    assert first_of(np.arange(3.0), 2) == 2.0
    assert len(first_of.inner.overloads) == 2 and len(first_of.overloads) == 1


CALL = "from sim.caller import call; print(call(2.0))"


def test_the_second_process_finds_compiled_code(copied_model, tmp_path):
    """What a rule calls is stored inside it, not by itself; called from Python it is stored too."""
    ask = "from sim.caller import call; print(call(2.0), dict(call.stats.cache_hits) != {})"
    run = lambda code: python(code, copied_model, NUMBA_CACHE_DIR=str(tmp_path)).stdout.split()  # noqa: E731
    stored = lambda: sorted(path.name.split("-")[0] for path in tmp_path.rglob("*.nbi"))  # noqa: E731
    assert run(ask) == ["4.0", "False"] and run(ask) == ["4.0", "True"]
    assert stored() == (["caller.call"] if LINKED_ONCE else ["caller.call", "rule.double"])
    assert run("from sim.rule import double; print(double(2.0))") == ["4.0"]
    assert stored() == ["caller.call", "rule.double"]


def test_an_unknown_numba_compiles_the_ordinary_way(copied_model, tmp_path):
    unknown = "import numba; numba.__version__ = '0.99.0'; import sys; "
    done = python(f"{unknown}{CALL}; print('sim.compiling' in sys.modules)", copied_model, NUMBA_CACHE_DIR=str(tmp_path))
    assert done.stdout == "4.0\nFalse\n", done.stderr


ORDERS = """import numba
import numpy as np
from sim.compilation import compiled

@numba.njit
def of_somebody_else(numbers):
    return np.argsort(numbers)

@compiled
def of_a_rule(numbers):
    return np.argsort(numbers)

@compiled
def of_rules(numbers):
    return of_a_rule(numbers)

@compiled
def empty(n):
    return np.empty(n)

@compiled
def empty_inside(n):
    return empty(n).size

@numba.njit
def empty_of_somebody_else(n):
    return np.empty(n).size
"""
ASK_ALL = """import numpy as np, sys, orders
for word in sys.argv[1:]:
    print(getattr(orders, word)(np.array([3.0, 1.0, 2.0])).tolist())
for word in ("empty_inside", "empty_of_somebody_else"):
    try:
        print(getattr(orders, word)(-1))
    except ValueError as error:
        print(error)
"""


@pytest.mark.parametrize("asked", [("of_rules", "of_somebody_else"), ("of_somebody_else", "of_rules")])
def test_what_numba_brings_along_serves_rules_and_others(copied_model, tmp_path, asked):
    """Whoever needs it first: inside rules it has no machine code of its own. And its errors say what they should."""
    (copied_model / "orders.py").write_text(ORDERS)
    code = f"import sys; sys.argv[1:] = {asked!r}\n{ASK_ALL}"
    done = python(code, copied_model, NUMBA_CACHE_DIR=str(tmp_path))
    assert done.stdout.splitlines() == ["[1, 2, 0]"] * len(asked) + ["negative dimensions not allowed"] * 2, done.stderr


def test_bounds_are_checked_in_inner_rules(tmp_path):
    code = "from tests.sim.test_compilation import *; first_two(np.arange(3.0), 3)"
    done = python(code, NUMBA_CACHE_DIR=str(tmp_path), NUMBA_BOUNDSCHECK="1", PYTHONPATH=str(ROOT))
    assert "IndexError" in done.stderr


def test_a_rule_survives_pickling():
    import pickle

    assert pickle.loads(pickle.dumps(halve_whole))(8) == 10.0
