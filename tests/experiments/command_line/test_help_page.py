"""--help teaches, and imports nothing that would make it wait."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from experiments.__main__ import main
from experiments.command_line.registry import experiment, experiment_names
from experiments.command_line.settings import Settings
from sim.configuration_files import conf_names
from sim.parameter import describe
from sim.parameters import Parameters

ROOT = Path(__file__).parents[3]
HEAVY = ("mesa", "pandas", "matplotlib", "numba", "hydra", "numpy", "scipy", "pyarrow", "dask", "omegaconf")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], ["experiment=single", "--help"]])
def test_help_imports_nothing_heavy(words):
    code = (
        "import sys; from experiments.__main__ import main; code = main(sys.argv[1:]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def page(capsys, *words):
    assert main(list(words)) == 0
    return " ".join(capsys.readouterr().out.split())


def test_every_key_is_there(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")  # so wide that no meaning is wrapped
    text = page(capsys, "--help")
    objects = [*describe(Settings), *describe(Parameters)]
    objects += [known for name in experiment_names() for known in describe(experiment(name).options)]
    for known in objects:
        assert known.key in text and known.status in text, known.key
        assert all(option in text for option in known.allowed.split(" | ")), known.key  # a long list is wrapped
        assert " ".join(known.meaning.split()) in text and known.unit in text, known.key


def test_every_file_is_there_with_a_line(capsys):
    text = page(capsys, "--help")
    for kind in ("experiment", "form", "scenario", "compute"):
        for name in conf_names(kind):
            assert f"{kind}={name} " in text


def test_one_experiments_own_page(capsys):
    text = page(capsys, "experiment=single", "--help")
    assert text.startswith("experiment=single: One organisation") and "environment.coupling" not in text


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_lines_fit_the_width(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 100
    if int(width) >= 200:
        assert max(map(len, lines)) <= int(width)
