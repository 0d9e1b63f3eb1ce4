"""Where dask's workers come from: this machine, a scheduler that is already there, or Slurm."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from experiments.problems import BadRequest, Problem

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_CONNECT = 60
SECONDS_TO_RESTART = 10
KINDS = ("serial", "threads", "local", "cluster")
_QUIET = {
    "distributed.scheduler.allowed-failures": 0,  # blame is settled by the engine, which splits batches
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.admin.low-level-log-length": 10,  # else the last thousand messages, with their batches, are kept
    "distributed.logging.distributed": "critical",
}


@dataclass(frozen=True)
class Compute:
    """Where runs are computed.

    ``kind`` is serial, threads, local (worker processes on this machine) or cluster. For cluster give either the
    ``scheduler``'s address or, in ``slurm``, what dask-jobqueue's SLURMCluster is to ask for (queue, account,
    cores, memory, walltime …) and ``jobs``, the number of jobs. ``workers`` is the number of threads or processes.
    """

    kind: str = "serial"
    workers: int | None = None
    scheduler: str | None = None
    slurm: Mapping[str, object] = field(default_factory=dict)
    jobs: int = 1

    def __post_init__(self) -> None:
        problems = []
        if self.kind not in KINDS:
            problems.append(Problem("compute", self.kind, " | ".join(KINDS)))
        if self.workers is not None and self.workers < 1:
            problems.append(Problem("compute.workers", self.workers, "a whole number from 1"))
        if self.jobs < 1:
            problems.append(Problem("compute.jobs", self.jobs, "a whole number from 1"))
        if self.kind == "cluster" and bool(self.scheduler) == bool(self.slurm):
            allowed = "either a scheduler's address (tcp://host:8786) or compute.slurm settings"
            problems.append(Problem("compute.scheduler", self.scheduler, allowed))
        if problems:
            raise BadRequest(*problems)

    @classmethod
    def asked(cls, settings: Mapping) -> Compute:
        """From the settings of a command line, in which 0 and empty text mean: not given."""
        slurm = {name: value for name, value in (settings.get("slurm") or {}).items() if value}
        return cls(
            str(settings.get("kind") or "serial"),
            settings.get("workers") or None,
            settings.get("scheduler") or None,
            slurm,
            settings.get("jobs") or 1,
        )

    @property
    def count(self) -> int:
        """How many workers, by default one a core that this process may use."""
        return self.workers or len(os.sched_getaffinity(0))


@contextlib.contextmanager
def client_of(compute: Compute) -> Iterator[Client]:
    """A client of the scheduler that is asked for; whatever was started here is stopped at the end."""
    import dask
    import distributed  # noqa: F401  before the settings below: it would otherwise lose its own defaults with them

    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(_QUIET))
        stack.enter_context(_silent_logs())
        stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", "Port .* is already in use")  # of dask's web page, which nobody is shown
        if compute.kind == "local":
            client = _connect(stack, stack.enter_context(_local_cluster(compute.count)))
        elif compute.slurm:
            client = _connect(stack, stack.enter_context(_slurm_cluster(compute)))
        else:
            client = _connect(stack, compute.scheduler)
            _wait_for_workers(client, compute.scheduler)
        yield client


def slurm_job_script(settings: Mapping[str, object], scheduler: str = "tcp://SCHEDULER:8786") -> str:
    """The job script that would be submitted to Slurm for one job of workers."""
    from dask_jobqueue.slurm import SLURMJob

    return SLURMJob(scheduler, name="relational-bureaucracy", **_slurm_settings(settings)).job_script()


@contextlib.contextmanager
def _local_cluster(workers: int) -> Iterator[object]:
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory(prefix="runs-", ignore_cleanup_errors=True) as scratch:
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,
            local_directory=scratch,
            preload=["experiments.engine.worker_signals"],
            silence_logs=logging.CRITICAL,
        )
        try:
            yield cluster
        finally:
            # Dask stumbles over a worker that is just being restarted after its death. The runs are over by now and
            # workers end with this process at the latest, so a stumble while closing is no failure of the study.
            with contextlib.suppress(TimeoutError, OSError):
                cluster.wait_for_workers(workers, timeout=SECONDS_TO_RESTART)
            with contextlib.suppress(AssertionError, TimeoutError, OSError):
                cluster.close()


@contextlib.contextmanager
def _slurm_cluster(compute: Compute) -> Iterator[object]:
    from dask_jobqueue import SLURMCluster

    settings = {"scheduler_options": {"dashboard": False}, **_slurm_settings(compute.slurm)}
    with SLURMCluster(**settings) as cluster:
        cluster.scale(jobs=compute.jobs)
        yield cluster


def _slurm_settings(given: Mapping[str, object]) -> dict[str, object]:
    missing = [name for name in ("cores", "memory") if name not in given]
    if missing:
        raise BadRequest(*(Problem(f"compute.slurm.{name}", None, "what one job may use") for name in missing))
    return {"walltime": "01:00:00", "processes": given["cores"], **given}


def _connect(stack: contextlib.ExitStack, where: object) -> Client:
    from distributed import Client

    try:
        client = stack.enter_context(Client(where, timeout=SECONDS_TO_CONNECT, set_as_default=False))
    except (OSError, ValueError) as error:
        raise BadRequest(Problem("compute.scheduler", where, f"the address of a running scheduler ({error})")) from error
    return client


def _wait_for_workers(client: Client, scheduler: str | None) -> None:
    """Refuse a scheduler that nobody works for, rather than wait for ever without a word."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
    except TimeoutError as error:
        allowed = f"a scheduler that has workers; none came within {SECONDS_TO_CONNECT} seconds"
        raise BadRequest(Problem("compute.scheduler", scheduler, allowed)) from error


@contextlib.contextmanager
def _silent_logs() -> Iterator[None]:
    """Dask speaks of every worker that dies; the engine says what matters of it."""
    known = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado.application", "asyncio", *known)]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before):
            logger.setLevel(level)
