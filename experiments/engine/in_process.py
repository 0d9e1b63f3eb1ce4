"""Computing in the driver's own process: one run after the other, or several threads at once."""

from __future__ import annotations

import concurrent.futures as futures
from collections.abc import Iterator

from experiments.engine.attempt import Attempt, attempt, find_task
from experiments.engine.study import Run

SECONDS_BETWEEN_LOOKS = 0.5


def serial(runs: Iterator[Run], task_path: str) -> Iterator[tuple[Run, Attempt]]:
    """One run after the other."""
    task = find_task(task_path)
    for run in runs:
        yield run, attempt(task, run.parameters, run.seed)


def threads(runs: Iterator[Run], task_path: str, workers: int) -> Iterator[tuple[Run, Attempt] | None]:
    """Several runs at once in threads; worth it because the compiled core lets go of the interpreter's lock.

    Yields None when nothing has finished for a moment, so that the caller can look at its clock.
    """
    task = find_task(task_path)
    under_way: dict[futures.Future, Run] = {}
    with futures.ThreadPoolExecutor(workers, thread_name_prefix="run") as pool:
        try:
            exhausted = False
            while True:
                while not exhausted and len(under_way) < 2 * workers:
                    run = next(runs, None)
                    if run is None:
                        exhausted = True
                    else:
                        under_way[pool.submit(attempt, task, run.parameters, run.seed)] = run
                if not under_way:
                    return
                done, _ = futures.wait(under_way, SECONDS_BETWEEN_LOOKS, futures.FIRST_COMPLETED)
                for future in done:
                    yield under_way.pop(future), future.result()
                if not done:
                    yield None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
