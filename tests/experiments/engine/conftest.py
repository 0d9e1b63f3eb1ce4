"""What the engine's tests share: toy tasks that workers can import, and drivers that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
for _path in (str(HERE), str(ROOT)):
    if _path not in sys.path:
        sys.path.insert(0, _path)


@pytest.fixture(autouse=True)
def importable_toy_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes that a test starts import the toy tasks and the project."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(HERE), str(ROOT))))


@pytest.fixture
def start_driver() -> Callable[..., subprocess.Popen]:
    """Start a study in a process of its own; whatever is still running at the end is killed."""
    started: list[subprocess.Popen] = []

    def start(**request: object) -> subprocess.Popen:
        command = [sys.executable, str(HERE / "driver.py"), json.dumps(request, default=str)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
