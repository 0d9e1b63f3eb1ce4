"""A killed study costs nothing: drivers and workers are killed at random moments, then the study is resumed."""

from __future__ import annotations

import collections
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from experiments.engine import Study, export, interruption, run_study, store, tables
from experiments.engine.parts import RUNS, current, describe, part_paths, read_part

TASK = "toy_tasks:noted_walk"


def study_of(notes: Path, runs: int, seconds: float) -> dict:
    """A study of short runs that note themselves."""
    points = [{"walk.drift": n / runs} for n in range(runs // 4)]
    return {
        "parameters": {"walk": {"drift": 0.0}, "notes": str(notes), "seconds": seconds},
        "arms": {"low": {}, "high": {"walk.steps": 40}},
        "points": points,
        "replicates": 2,
        "ignored": ["notes", "seconds"],
    }


def closed(directory: Path) -> set[str]:
    """The keys of every run that is in a closed part."""
    found = current(describe(path) for path in part_paths(directory))
    return {key for part in found if part.kind == RUNS for key in read_part(part, ["key"]).column("key").to_pylist()}


def times_run(notes: Path) -> collections.Counter:
    return collections.Counter(notes.read_text().splitlines()) if notes.exists() else collections.Counter()


def uninterrupted(tmp_path: Path, study: dict) -> list[bytes]:
    """The same study, never stopped, as exported bytes."""
    calm = {**study, "parameters": {**study["parameters"], "notes": str(tmp_path / "calm-notes"), "seconds": 0}}
    run_study(Study(**calm), tmp_path / "calm", TASK, "rules-1", progress=False)
    return exported(tmp_path / "calm")


def exported(directory: Path) -> list[bytes]:
    return [export(directory, file_format)[0].read_bytes() for file_format in ("csv", "parquet")]


def kill_drivers(tmp_path: Path, start_driver, kills: int, study: dict, notes: Path, **request: object) -> Iterator[tuple[set[str], set[str]]]:
    """Kill a driver over and over, then let the last one finish; yields the closed runs that each kill lost, and those run again."""
    chance = random.Random(20120101)
    directory = tmp_path / "killed"
    request = {"study": study, "directory": directory, "task": TASK, **request}
    by_key = {run.key: f"{run.parameters['walk']} {run.seed}" for run in Study(**study).runs("rules-1")}
    killed = 0
    while killed < kills:
        before, already = closed(directory), times_run(notes)
        process = start_driver(**request)
        while times_run(notes) == already and process.poll() is None:  # wait until it is at work
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.35))
        if process.poll() is not None:
            pytest.fail(f"the study ended after {killed} kills: make it longer\n{process.communicate()[1]}")
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
        again = times_run(notes) - already
        yield before - closed(directory), again.keys() & {by_key[key] for key in before}
    last = start_driver(**request)
    if last.wait():
        pytest.fail(f"the last driver did not end well\n{last.communicate()[1]}")


NOTHING = (set(), set())


def test_twenty_killed_drivers_lose_nothing(tmp_path, start_driver):
    notes = tmp_path / "notes"
    study = study_of(notes, runs=2000, seconds=0.001)
    found = list(kill_drivers(tmp_path, start_driver, 20, study, notes, runs_in_a_part=10, many_parts=6))
    assert found == [NOTHING] * 20
    assert exported(tmp_path / "killed") == uninterrupted(tmp_path, study)
    assert not list((tmp_path / "killed").rglob("*.tmp"))


@pytest.mark.long
def test_forty_killed_drivers_with_parts_of_full_size_lose_nothing(tmp_path, start_driver):
    notes = tmp_path / "notes"
    study = study_of(notes, runs=8000, seconds=0.0005)
    found = list(kill_drivers(tmp_path, start_driver, 40, study, notes))
    assert found == [NOTHING] * 40
    assert exported(tmp_path / "killed") == uninterrupted(tmp_path, study)
    assert not list((tmp_path / "killed").rglob("*.tmp"))


@pytest.mark.long
def test_killed_drivers_of_local_workers_lose_nothing(tmp_path, start_driver):
    notes = tmp_path / "notes"
    study = study_of(notes, runs=4000, seconds=0.001)
    compute = {"kind": "local", "workers": 2}
    found = list(kill_drivers(tmp_path, start_driver, 20, study, notes, runs_in_a_part=10, many_parts=6, compute=compute))
    assert found == [NOTHING] * 20
    assert exported(tmp_path / "killed") == uninterrupted(tmp_path, study)
    assert not list((tmp_path / "killed").rglob("*.tmp"))


def workers_of(driver: psutil.Process) -> list[psutil.Process]:
    """The worker processes of a driver, without multiprocessing's resource tracker."""
    try:
        return [child for child in driver.children(recursive=True) if "resource_tracker" not in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def kill_workers(tmp_path: Path, start_driver, kills: int, study: dict, notes: Path) -> tuple[int, int, str]:
    """Kill one of two workers over and over while a study runs; returns how many were killed, how the study ended, and what it said."""
    directory, chance = tmp_path / "killed", random.Random(20120102)
    compute = {"kind": "local", "workers": 2}
    process = start_driver(study=study, directory=directory, task=TASK, compute=compute, runs_in_a_part=20)
    driver = psutil.Process(process.pid)
    killed = 0
    while killed < kills and process.poll() is None:
        seen = times_run(notes).total()
        while times_run(notes).total() == seen and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.2))
        if workers := workers_of(driver):
            chance.choice(workers).kill()
            killed += 1
    return killed, process.wait(), process.communicate()[1]


@pytest.mark.parametrize("kills, runs", [(5, 400), pytest.param(25, 3000, marks=pytest.mark.long)])
def test_killed_workers_cost_no_run(tmp_path, start_driver, kills, runs):
    notes = tmp_path / "notes"
    study = study_of(notes, runs=runs, seconds=0.01)
    killed, code, said = kill_workers(tmp_path, start_driver, kills, study, notes)
    assert (killed, code) == (kills, 0), said
    assert exported(tmp_path / "killed") == uninterrupted(tmp_path, study)
    assert tables(tmp_path / "killed").failures.empty


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_study_closes_what_is_finished(tmp_path, start_driver, sent):
    notes = tmp_path / "notes"
    study = study_of(notes, runs=2000, seconds=0.005)
    process = start_driver(study=study, directory=tmp_path / "stopped", task=TASK)
    while times_run(notes).total() < 30:
        time.sleep(0.01)
    process.send_signal(sent)
    assert process.wait() == 128 + sent
    assert "resume=true" in process.communicate()[1]
    assert len(closed(tmp_path / "stopped")) == times_run(notes).total()


@pytest.mark.parametrize("where", ["last run", "compaction"])
def test_a_study_stopped_when_its_last_run_has_ended_does_not_pass_for_an_unasked_end(tmp_path, monkeypatch, where):
    last = {"last run": (store.Store, "add"), "compaction": (store.Store, "compact")}[where]
    done = getattr(*last)

    def and_stop(self, *arguments):
        answer = done(self, *arguments)
        if len(self.finished) == 4:
            os.kill(os.getpid(), signal.SIGINT)
        return answer

    monkeypatch.setattr(*last, and_stop)
    study = study_of(tmp_path / "notes", runs=4, seconds=0)
    with pytest.raises(interruption.StudyInterrupted, match="4 of 4 runs"):
        run_study(Study(**study), tmp_path / "stopped", TASK, "rules", progress=False)
    monkeypatch.undo()
    run_study(Study(**study), tmp_path / "stopped", TASK, "rules", resume=True, progress=False)
    assert times_run(tmp_path / "notes").total() == 4


def test_two_signals_at_once_are_one_request_and_a_later_one_stops_at_once(monkeypatch):
    asking = interruption.Interruption()
    for _ in range(2):
        asking.ask(signal.SIGTERM)
    assert asking.signal_number == signal.SIGTERM
    monkeypatch.setattr(interruption, "SECONDS_OF_ONE_REQUEST", 0.0)
    with pytest.raises(KeyboardInterrupt):
        asking.ask(signal.SIGTERM)


def test_ctrl_c_in_a_terminal_reaches_all_processes_and_only_the_driver_answers(tmp_path, start_driver):
    notes = tmp_path / "notes"
    study, compute = study_of(notes, runs=2000, seconds=0.01), {"kind": "local", "workers": 2}
    process = start_driver(study=study, directory=tmp_path / "stopped", task=TASK, compute=compute)
    while times_run(notes).total() < 30:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait() == 130
    message = process.communicate()[1]
    assert "resume=true" in message and "Traceback" not in message
    assert closed(tmp_path / "stopped")
