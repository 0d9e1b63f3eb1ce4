"""Computing on the workers of a dask scheduler: batches in flight, and what to do when a worker dies.

When a worker dies, dask blames every batch it held. So blame is settled here: a blamed batch is split into single
runs; a single run that is blamed becomes a suspect; suspects are run one at a time with nothing else in flight,
and only a run that then still kills its worker again and again is a failure. Innocent runs are just run again.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.engine.attempt import Attempt, attempt_batch
from experiments.engine.in_process import SECONDS_BETWEEN_LOOKS
from experiments.engine.stopped import Stopped
from experiments.engine.study import Run

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS_OF_A_BATCH = 0.5
RUNS_IN_A_BATCH = 50
DEATHS_ALLOWED = 4  # at one death, random kills blamed an innocent run in one study of eight
BATCHES_PER_THREAD = 2
_GONE = "the dask scheduler is gone; repeat the command with resume=true once it is back"


class ComputeLost(Stopped):
    """The scheduler is gone; what was finished is closed on disk."""


@dataclass
class _Flight:
    """A batch on its way; ``alone`` when nothing else is in flight, so that a death is this run's own doing."""

    runs: list[Run]
    alone: bool = False


class Batches:
    """Hands runs out in batches that take about half a second, and settles who killed a worker."""

    def __init__(self, runs: Iterator[Run], pending: int):
        self._runs, self._pending = runs, pending
        self._singles: deque[Run] = deque()
        self._suspects: deque[Run] = deque()
        self._deaths: dict[str, int] = {}
        self._seconds_of_a_run = SECONDS_OF_A_BATCH

    def next(self, in_flight: int, threads: int) -> _Flight | None:
        """The next batch to send, or None when none may be sent now."""
        if self._suspects:
            return None if in_flight else _Flight([self._suspects.popleft()], alone=True)
        if in_flight >= BATCHES_PER_THREAD * threads:
            return None
        if self._singles:
            return _Flight([self._singles.popleft()])
        fair = -(-self._pending // (BATCHES_PER_THREAD * threads))
        size = max(1, min(int(SECONDS_OF_A_BATCH / self._seconds_of_a_run), RUNS_IN_A_BATCH, fair))
        batch = [run for _, run in zip(range(size), self._runs)]
        self._pending -= len(batch)
        return _Flight(batch) if batch else None

    def finished(self, attempts: list[Attempt]) -> None:
        """Learn from a finished batch how long a run takes."""
        seconds = sum(each.seconds for each in attempts) / len(attempts)
        self._seconds_of_a_run = max(1e-4, 0.5 * self._seconds_of_a_run + 0.5 * seconds)

    def died(self, flight: _Flight) -> Iterator[tuple[Run, Attempt]]:
        """Split a batch whose worker died; yields the run that is now known to kill its worker, if any."""
        if len(flight.runs) > 1:
            self._singles.extend(flight.runs)
            return
        run = flight.runs[0]
        if flight.alone:
            self._deaths[run.key] = self._deaths.get(run.key, 0) + 1
        if self._deaths.get(run.key, 0) < DEATHS_ALLOWED:
            self._suspects.append(run)
            return
        message = f"the worker process died each of the {DEATHS_ALLOWED} times this run was run with no other beside it"
        yield run, Attempt(None, {"exception": "WorkerDied", "message": message, "traceback": ""})


def on_dask(
    runs: Iterator[Run], task_path: str, client: Client, pending: int, rules: tuple[str, str] | None = None
) -> Iterator[tuple[Run, Attempt] | None]:
    """Run on a dask scheduler's workers; yields None when nothing has finished for a moment."""
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    batches = Batches(runs, pending)
    flights: dict[Future, _Flight] = {}
    landed: queue.SimpleQueue[Future] = queue.SimpleQueue()
    threads = _threads(client)
    while True:
        while flight := batches.next(len(flights), threads):
            work = [(run.parameters, run.seed) for run in flight.runs]
            future = client.submit(attempt_batch, task_path, work, rules, pure=False)
            flights[future] = flight
            future.add_done_callback(landed.put)
        if not flights:
            return
        try:
            future = landed.get(timeout=SECONDS_BETWEEN_LOOKS)
        except queue.Empty:
            threads = _threads(client)
            yield None
            continue
        flight = flights.pop(future)
        try:
            attempts = future.result()  # may itself meet a dead worker: one that finished the batch, then died
        except KilledWorker:
            yield from batches.died(flight)
        except (CancelledError, OSError, TimeoutError) as error:
            raise ComputeLost(_GONE) from error
        except Exception as error:  # not the run's, whose exceptions are caught: the worker lacks something
            raise ComputeLost(f"a worker could not run a batch: {error!r}") from error
        else:
            batches.finished(attempts)
            yield from zip(flight.runs, attempts)


def _threads(client: Client) -> int:
    """How many runs the workers that are there now can run at once."""
    try:
        return max(1, sum(client.nthreads().values()))
    except (OSError, ValueError, RuntimeError) as error:
        raise ComputeLost(_GONE) from error
