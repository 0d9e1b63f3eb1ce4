"""The how-tos' commands are run, one after the other as a reader would, only smaller: fewer people, hours, points and seeds.

What cannot be run here is Slurm: of that command the request is checked (test_documentation.py) and the job script is
read and run by a stand-in (tests/experiments/engine).
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.__main__ import main
from experiments.engine import status, tables

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^ *```bash\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
SMALL = ["size.workers=12", "years=0.02", "years_warm_up=0.01"]
SMALLER = {"points=64": "points=4", "points=128": "points=8", "replicates=8": "replicates=2", "replicates=20": "replicates=3"}
PORT = "8786"
MODEL = ["python", "-m", "experiments"]


# Its commands take minutes at best: they are checked by test_documentation.py and not run.
NOT_RUN = {"judging-the-propositions", "reproducing-everything"}
RUN = {"first-sweep", "adding-replicates", "reading-results", "moving-to-a-cluster", "asking-why"}


def test_no_how_to_is_forgotten():
    """Whatever how-to has commands is run here, or named above with the reason."""
    names = {path.stem for path in (ROOT / "docs/how-to").glob("*.md")}
    assert {name for name in names if commands(name)} == RUN | NOT_RUN


def commands(name: str) -> list[list[str]]:
    """The commands of a how-to, word by word."""
    text = (ROOT / "docs/how-to" / f"{name}.md").read_text(encoding="utf-8")
    lines = "\n".join(textwrap.dedent(code) for code in BLOCK.findall(text)).replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def run(words: list[str]) -> None:
    """Run a command as it stands, but smaller; it must end well."""
    assert words[:3] == MODEL, words
    request = [SMALLER.get(word, word) for word in words[3:]]
    small = {"experiment=sweep", "experiment=story"} & set(request)
    assert main(request + (SMALL if small else [])) == 0, words


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_first_sweep(capsys):
    """Sweep, look, and after a part was cut short repair and resume."""
    sweep, look, repair = commands("first-sweep")
    run(sweep)
    before = tables("results/first").runs
    assert len(before) == 4 * 2
    run(look)
    assert "8 of 8 runs finished" in capsys.readouterr().out
    part = next(Path("results/first/parts").glob("runs-*.parquet"))
    part.write_bytes(part.read_bytes()[:-100])
    assert main(look[3:]) == 1
    run(repair)
    assert (Path("results/first/damaged") / part.name).is_file() and status("results/first").waiting == 8
    run([*sweep, "resume=true"])
    assert tables("results/first").runs.equals(before)


def test_adding_replicates_and_points():
    """Each command finds what the one before has done: its rows are among the new ones."""
    found = []
    for words in commands("adding-replicates"):
        run(words)
        found.append(tables("results/first").runs)
    assert [len(runs) for runs in found] == [4 * 2, 4 * 3, 8 * 3]
    for fewer, more in zip(found, found[1:]):
        assert set(fewer["key"]) < set(more["key"])


def test_reading_results():
    """After a sweep both exports are written, with a row for each run and a passport."""
    run(commands("first-sweep")[0])
    for words in commands("reading-results"):
        run(words)
    assert {path.name for path in Path("results/first/export").iterdir()} == {"runs.csv", "runs.parquet", "passport.json"}
    assert len(Path("results/first/export/runs.csv").read_text().splitlines()) == 1 + 8


def test_moving_to_a_cluster():
    """A scheduler and two workers started by hand give the table that one process gives."""
    scheduler, *workers, sweep, slurm = commands("moving-to-a-cluster")
    assert len(workers) == 2 and "compute.jobs=4" in slurm
    port = free_port()
    with started([words_at(port, words) for words in (scheduler, *workers)]):
        run(words_at(port, sweep))
    serial = [word for word in sweep if not word.startswith("compute")]
    run([word.replace("results/first", "results/serial") for word in serial])
    assert tables("results/first").runs.equals(tables("results/serial").runs)


def test_asking_why(capsys):
    """A story, its twin without meetings, and the named causes mended; the tables are there."""
    for words in commands("asking-why"):
        run(words)
    printed = capsys.readouterr().out
    assert "It was not caring" in printed and "Side by side" in printed and "repaired by the cause" in printed
    folders = sorted(Path("outputs/story").iterdir())
    assert len(folders) == 3
    assert all({"events.parquet", "diagnosis.parquet", "budget.parquet"} <= {path.name for path in folder.iterdir()} for folder in folders)


def words_at(port: int, words: list[str]) -> list[str]:
    """The same command with another port, for the usual one may be in use."""
    return [word.replace(PORT, str(port)) for word in words]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextlib.contextmanager
def started(all_words: list[list[str]]) -> Iterator[None]:
    """Start processes as in so many terminals; stop them at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = []
    try:
        for words in all_words:
            command = [sys.executable, "-m", f"distributed.cli.dask_{words[1]}", *words[2:]]
            assert words[0] == "dask"
            processes.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            time.sleep(1)
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=60)
