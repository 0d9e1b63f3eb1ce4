"""The real command in a real process: exit codes, streams, nothing written, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEADER = "# @package _global_\n"


def command(folder, *words, code_in=ROOT, **environment):
    paths = {"PYTHONPATH": str(code_in), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "experiments", *words],
        cwd=folder, env={**os.environ, **paths, **environment}, capture_output=True, text=True, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def assert_refused(done, *parts):
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "Nothing was run" in done.stderr
    for part in parts:
        assert part in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["form=relationl", "norms.detachmnt=1", "seed=-1"], ["relationl", "did you mean relational?", "norms.detachment?", "seed"]),
        (["--multirun", "seed=1,2"], ["--multirun", "one study per call", "seed"]),
        (["experiment=nope"], ["experiment", "nope", "single"]),
        (["a=é", "ü=1", "norms.detachment='☃'"], ["☃" if sys.stdout.encoding == "utf-8" else "norms.detachment"]),
        (["environment={", "size.workers="], ["environment", "size.workers", "a whole number in [1, 200000]"]),
        (["line.span=0", "size.workers=2"], ["line.span", "in [1, 100]", "2 heads, 6 functions"]),
    ],
)
def test_bad_words(tmp_path, words, parts):
    assert_refused(command(tmp_path, *words, PYTHONIOENCODING="utf-8"), *parts)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_output_folder(tmp_path):
    (tmp_path / "there").mkdir()
    assert_refused(command(tmp_path, "output=there"), "output", "there", "resume=true")
    assert list((tmp_path / "there").iterdir()) == []


def test_a_file_where_the_output_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert_refused(command(tmp_path, "output=file"), "this is a file")
    assert_refused(command(tmp_path, "output=file/inside"), "is a file")
    assert_refused(command(tmp_path, "output=file", "resume=true"), "this is a file")
    assert (tmp_path / "file").read_text() == "mine"


def test_an_output_folder_that_cannot_be_written(tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    target = "/proc/1/results" if os.access(locked, os.W_OK) else str(locked / "results")  # root writes everywhere
    assert_refused(command(tmp_path, f"output={target}"), "output", target)


def test_an_output_folder_that_is_not_there_to_resume(tmp_path):
    assert_refused(command(tmp_path, "output=nowhere", "resume=true"), "output", "nowhere", "existing folder")
    assert_refused(command(tmp_path, "resume=true"), "resume", "output=DIR")


@pytest.fixture
def copy(tmp_path):
    """A copy of the code and of conf/, to be spoilt."""
    folder = tmp_path / "copy"
    for name in ("sim", "experiments", "conf"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "empty").mkdir()
    return folder


@pytest.mark.parametrize(
    ("file", "text", "parts"),
    [
        ("form/relational.yaml", "norms: {detachment: 0.1\n  x: [", ["conf/form/relational.yaml", "a valid YAML file"]),
        ("form/relational.yaml", HEADER + "norms:\n  detachment: 7\n  wobble: 1\n", ["norms.detachment", "7", "norms.wobble"]),
        ("form/relational.yaml", "norms:\n  detachment: 0.1\n", ["conf/form/relational.yaml", "# @package _global_"]),
        ("form/relational.yaml", "- 1\n- 2\n", ["conf/form/relational.yaml", "keys with values"]),
        ("scenario/patient_care.yaml", "\x00\x01", ["conf/scenario/patient_care.yaml", "a valid YAML file"]),
        ("config.yaml", "defaults: [", ["conf/config.yaml", "a valid YAML file"]),
    ],
)
def test_a_corrupt_file(copy, file, text, parts):
    (copy / "conf" / file).write_text(text)
    done = command(copy.parent / "empty", "form=relational", code_in=copy)
    assert_refused(done, *parts)
    assert list((copy.parent / "empty").iterdir()) == []


def test_help_goes_to_stdout_and_survives_a_closed_pipe(tmp_path):
    done = command(tmp_path, "--help")
    assert done.returncode == 0 and done.stderr == "" and "environment.coupling" in done.stdout
    shell = f"{sys.executable} -m experiments --help | head -1"
    piped = subprocess.run(shell, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert piped.stdout.startswith("python -m experiments") and piped.stderr == ""
