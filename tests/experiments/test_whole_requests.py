"""Whole requests in real processes: what is printed, what is written, and what Ctrl-C leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments.engine import status
from experiments.output import read_passport

ROOT = Path(__file__).parents[2]
SMALL = ["years=0.05", "years_warm_up=0.02", "size.workers=20"]


def command(*words):
    return [sys.executable, "-W", "ignore", "-m", "experiments", *words]


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def run(folder, *words):
    return subprocess.run(
        command(*words), cwd=folder, env=environment(), capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL
    )  # fmt: skip


def test_single_gives_an_account_and_repeats_it(tmp_path):
    first = run(tmp_path, "experiment=single", "form=relational", "output=one", *SMALL)
    assert first.returncode == 0, first.stderr
    for words in ("The four cells", "Attentiveness to one another", "Responses", "Paid hours", "situations arisen"):
        assert words in first.stdout
    second = run(tmp_path, "experiment=single", "form=relational", "output=two", *SMALL)
    one, two = (pd.read_parquet(tmp_path / name / "daily.parquet") for name in ("one", "two"))
    pd.testing.assert_frame_equal(one, two)
    passports = [json.loads((tmp_path / name / "passport.json").read_text()) for name in ("one", "two")]
    assert passports[0]["rates"] == passports[1]["rates"] and passports[0]["form"] == "relational"
    assert first.stdout.replace("one", "") == second.stdout.replace("two", "").replace("one", "")


def test_compare_writes_tables_and_figures_and_can_be_resumed(tmp_path):
    words = ["draws=2", "forms=[relational,bureaucratic]", "reference=relational", "output=forms", "compute=serial", *SMALL]
    done = run(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "forms"
    written = {path.name for path in folder.iterdir()}
    assert written >= {"runs.parquet", "levels.parquet", "differences.parquet", "passport.json", "forms_own_norms.png", "forms_common_norms.pdf"}
    assert written >= {f"{name}.{ending}" for name in ("equal_care", "hours", "survey", "survey_common_norms", "forms_own_norms") for ending in ("png", "pdf", "csv", "passport.json")}
    runs = pd.read_parquet(folder / "runs.parquet")
    assert len(runs) == 2 * 2 * 2 * 2 and "environment.coupling" in runs
    assert read_passport(folder / "levels.parquet")["options"]["forms"] == ["relational", "bureaucratic"]
    assert "exits 0.94 minus 0.05" in done.stdout and "each form minus relational" in done.stdout
    assert run(tmp_path, *words).returncode == 2
    again = run(tmp_path, *words, "resume=true")
    assert again.returncode == 0 and again.stdout == done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_leaves_what_is_finished(tmp_path):
    """Interrupted after some runs: one line, exit code 130, and the finished runs are in the store."""
    words = ["draws=500", "forms=[relational]", "reference=relational", "output=long", "compute=serial", *SMALL]
    process = subprocess.Popen(
        command(*words), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    deadline = time.monotonic() + 400
    while not list((tmp_path / "long").glob("parts/*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 130, messages
    assert "Traceback" not in messages and "resume=true" in messages.splitlines()[-1]
    assert 0 < status(tmp_path / "long").finished < 2000
