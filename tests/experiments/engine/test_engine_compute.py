"""Wherever a study is computed, its tables are the same, and a run that goes wrong goes wrong alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import toy_tasks

from experiments.engine import Compute, Stopped, Study, clusters, export, grid, run_study, slurm_job_script
from experiments.problems import BadRequest

STUDY = Study(
    {"walk": {"drift": 0.0, "steps": 20}},
    arms={"off": {}, "on": {"walk.drift": 0.5}},
    points=grid({"walk.steps": [5, 10, 20], "walk.name": ["a", "b"]}),
    replicates=10,
)
TRAPS = Study({"walk": {}}, points=grid({"walk.drift": [0.1, -0.1, 0.2, 0.3, -0.3, 0.4]}), replicates=5)


def run(directory, compute, study=STUDY, task="toy_tasks:walk"):
    tables = run_study(study, directory, task, "rules-1", compute=compute, progress=False)
    return tables, export(directory, "parquet")[0].read_bytes()


@pytest.fixture(scope="module")
def serial_bytes(tmp_path_factory):
    return run(tmp_path_factory.mktemp("serial") / "store", "serial")[1]


@pytest.mark.parametrize(
    "compute",
    [Compute("threads", 1), Compute("threads", 3), Compute("local", 1), Compute("local", 2)],
    ids=lambda compute: f"{compute.kind}-{compute.workers}",
)
def test_every_way_of_computing_gives_the_same_table(tmp_path, compute, serial_bytes):
    assert run(tmp_path / "store", compute)[1] == serial_bytes


def test_a_scheduler_with_two_worker_processes_gives_the_same_table(tmp_path, serial_bytes):
    with loopback_scheduler(tmp_path, workers=2) as address:
        assert run(tmp_path / "store", Compute("cluster", scheduler=address))[1] == serial_bytes


class loopback_scheduler:
    """A scheduler and worker processes started by hand, as the how-to does it, but only on loopback."""

    def __init__(self, tmp_path, workers):
        self.file, self.workers, self.processes = tmp_path / "scheduler.json", workers, []
        self.scratch = tmp_path / "scratch"

    def start(self, *words):
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        self.processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def __enter__(self):
        where = ["--scheduler-file", str(self.file)]
        self.start("dask_scheduler", *where, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        for _ in range(self.workers):
            options = ["--host", "127.0.0.1", "--no-dashboard", "--nthreads", "1", "--no-nanny"]
            self.start("dask_worker", *where, *options, "--local-directory", str(self.scratch))
        while not self.file.exists() or not self.file.read_text().strip():
            time.sleep(0.05)
        return json.loads(self.file.read_text())["address"]

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.mark.parametrize("compute", ["serial", "threads"])
def test_an_exception_is_a_failure_row_and_the_study_goes_on(tmp_path, compute):
    tables, _ = run(tmp_path / "store", compute, TRAPS, "toy_tasks:sometimes_raises")
    assert len(tables.runs) == 20 and (tables.runs["walk.drift"] > 0).all()
    failures = tables.failures
    assert len(failures) == 10 and (failures["walk.drift"] < 0).all()
    first = failures.iloc[0]
    assert first["exception"] == "ValueError" and first["message"] == "no way down"
    assert "sometimes_raises" in first["traceback"]
    assert json.loads(first["configuration"]) == {"walk": {"drift": -0.1}}
    assert first["seed"] == next(run.seed for run in TRAPS.runs("rules-1") if run.parameters["walk"]["drift"] == -0.1)


def test_a_scheduler_without_workers_is_a_bad_request(tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "SECONDS_TO_CONNECT", 1)
    with loopback_scheduler(tmp_path, workers=0) as address, pytest.raises(BadRequest, match="has workers"):
        run(tmp_path / "store", Compute("cluster", scheduler=address))


def test_a_worker_with_other_rules_stops_the_study(tmp_path):
    with pytest.raises(Stopped, match="install the same version"):
        run_study(
            STUDY,
            tmp_path / "store",
            "toy_tasks:walk",
            str(os.getpid()),
            Compute("local", 1),
            progress=False,
            rules_function="toy_tasks:rules_of_this_process",
        )


@pytest.mark.long
def test_slurm_jobs_are_submitted_by_a_stand_in_for_sbatch(tmp_path, monkeypatch, serial_bytes):
    """Not Slurm: the job script is run on this machine, which shows that it starts workers that do the work."""
    for name, script in {"sbatch": 'job=$(mktemp)\ncp "$1" "$job"  # it is deleted as soon as this returns\nbash "$job" >/dev/null 2>&1 &\necho Submitted batch job 1', "scancel": "exit 0"}.items():
        (tmp_path / name).write_text(f"#!/bin/bash\n{script}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    slurm = {"cores": 2, "memory": "2GB", "interface": "lo", "local_directory": str(tmp_path / "scratch")}
    assert run(tmp_path / "store", Compute("cluster", slurm=slurm))[1] == serial_bytes


@pytest.mark.long
def test_memory_grows_by_less_than_a_kilobyte_a_run():
    command = [sys.executable, str(Path(__file__).with_name("measure_overhead.py")), "--runs", "10000"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    grown = float(re.search(r"memory: (-?\d+) bytes a run", printed)[1])
    files = int(re.search(r"(\d+) files after compaction", printed)[1])
    assert grown < 1000 and files < 100, printed


def test_a_run_that_kills_its_worker_fails_alone(tmp_path):
    study = Study({"walk": {}}, points=grid({"walk.drift": [n / 100 for n in range(1, 60)] + [-0.5]}), replicates=2)
    tables, _ = run(tmp_path / "store", Compute("local", 2), study, "toy_tasks:sometimes_kills_its_worker")
    assert list(tables.failures["walk.drift"]) == [-0.5, -0.5]
    assert set(tables.failures["exception"]) == {"WorkerDied"}
    assert len(tables.runs) == 2 * 59


def test_failures_are_not_repeated_unless_asked(tmp_path, monkeypatch):
    directory, task = tmp_path / "store", "toy_tasks:sometimes_raises"
    run_study(TRAPS, directory, task, "rules-1", progress=False)
    monkeypatch.setattr(toy_tasks, "sometimes_raises", toy_tasks.walk)
    again = run_study(TRAPS, directory, task, "rules-1", resume=True, progress=False)
    assert len(again.failures) == 10
    healed = run_study(TRAPS, directory, task, "rules-1", resume=True, retry_failures=True, progress=False)
    assert healed.failures.empty and len(healed.runs) == 30


@pytest.mark.parametrize(
    ("task", "parameters", "exception"),
    [
        ("toy_tasks:returns_a_list", {}, "TypeError"),
        ("toy_tasks:mixed_columns", {"value": None}, None),
        ("toy_tasks:mixed_columns", {"value": 2**70}, "TypeError"),
    ],
)
def test_a_row_must_be_flat(tmp_path, task, parameters, exception):
    tables = run_study(Study(parameters), tmp_path / "store", task, "rules-1", progress=False)
    assert list(tables.failures.get("exception", [])) == ([exception] if exception else [])


def test_text_among_numbers_is_a_failure_of_that_run(tmp_path):
    study = Study({}, points=grid({"value": [1, 2.5, "three", 4]}))
    tables = run_study(study, tmp_path / "store", "toy_tasks:mixed_columns", "rules-1", progress=False)
    assert list(tables.runs["value.out"]) == [1.0, 2.5, 4.0]
    assert list(tables.failures["exception"]) == ["MixedColumn"]


def test_works_outside_the_main_thread(tmp_path):
    thread = threading.Thread(target=run, args=(tmp_path / "store", "serial"))
    thread.start()
    thread.join()
    assert len(run_study(STUDY, tmp_path / "store", "toy_tasks:walk", "rules-1", resume=True).runs) == len(STUDY)


@pytest.mark.parametrize(
    ("request_of", "key"),
    [
        (lambda: Compute("mainframe"), "compute"),
        (lambda: Compute("cluster"), "compute.scheduler"),
        (lambda: Compute("local", 0), "compute.workers"),
        (lambda: slurm_job_script({"queue": "short"}), "compute.slurm.cores"),
    ],
)
def test_what_cannot_be_computed_is_a_bad_request(request_of, key):
    with pytest.raises(BadRequest) as refused:
        request_of()
    assert key in [problem.key for problem in refused.value.problems]


def test_zero_and_empty_text_on_a_command_line_mean_not_given():
    settings = {"kind": "local", "workers": 0, "scheduler": "", "jobs": 1, "slurm": {"cores": 0, "memory": ""}}
    assert Compute.asked(settings) == Compute("local")
    settings |= {"kind": "cluster", "slurm": {"cores": 4, "memory": "8GB", "queue": ""}}
    assert Compute.asked(settings).slurm == {"cores": 4, "memory": "8GB"}


def test_an_unknown_task_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(BadRequest, match="no_such_task"):
        run_study(STUDY, tmp_path / "store", "toy_tasks:no_such_task", "rules-1")
    assert not (tmp_path / "store").exists()


def test_the_slurm_script_asks_for_what_was_asked():
    settings = {"queue": "short", "account": "care", "cores": 8, "memory": "16GB", "walltime": "02:00:00"}
    script = slurm_job_script(settings)
    for line in ("#SBATCH -p short", "#SBATCH -A care", "#SBATCH --cpus-per-task=8", "#SBATCH --mem=15G", "-t 02:00:00"):
        assert line in script
    assert "tcp://SCHEDULER:8786" in script and "--nworkers 8" in script and "--nthreads 1" in script
