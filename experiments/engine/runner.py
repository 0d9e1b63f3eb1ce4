"""Running a study: ask for what the store lacks, compute it, keep it, and hand back tidy tables."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from experiments.engine import in_process
from experiments.engine.attempt import Attempt, find_task
from experiments.engine.clusters import Compute, client_of
from experiments.engine.interruption import Interruption, StudyInterrupted
from experiments.engine.manifest import session
from experiments.engine.on_dask import on_dask
from experiments.engine.plan import KEY, make_plan, write_plan
from experiments.engine.progress import Progress
from experiments.engine.reports import Tables
from experiments.engine.store import Store, place_for
from experiments.engine.study import Run, Study
from experiments.problems import BadRequest, Problem

Outcomes = Iterator[tuple[Run, Attempt] | None]


def run_study(
    study: Study,
    store_directory: str | Path,
    task: str,
    rules_hash: str,
    compute: Compute | str = "serial",
    resume: bool = False,
    fork: bool = False,
    retry_failures: bool = False,
    progress: bool = True,
    rules_function: str | None = None,
) -> Tables:
    """Run what is not in the store yet, and return the study's whole tables.

    Claim: however often this is killed and called again with ``resume``, every closed run is run once, and the
    tables are those of an uninterrupted study, whatever ``compute`` is.
    Reads: ``task``, a dotted path ``module:function`` to ``simulate(parameters, seed) -> row``; ``rules_function``, if
    given, one to the function that returned ``rules_hash``, with which worker processes check that theirs are equal.
    Writes: the store in ``store_directory`` (or, with ``fork``, in the directory beside it that belongs to these
    rules; ``Tables.directory`` says which).
    Raises: BadRequest for what can be put right by asking otherwise; StoreError for a store that is damaged or
    cannot be written; StudyInterrupted after Ctrl-C or SIGTERM; ComputeLost when a scheduler goes away.
    Assumes: a run is a function of its parameters and its seed.
    """
    compute = Compute(compute) if isinstance(compute, str) else compute
    find_task(task)
    directory = place_for(Path(store_directory), rules_hash, resume, fork)
    with Interruption() as interruption, Store(directory, rules_hash) as store:
        _same_task(store, task)
        plan = make_plan(study, rules_hash)
        about = {"study": study.description, "parameters": study.parameters, "compute": compute.kind}
        plan_name = write_plan(directory, plan)
        store.begin_session(session(task, about, plan_name))
        positions = _lacking(plan.column(KEY).to_pylist(), store, retry_failures)
        rules = (rules_function, rules_hash) if rules_function else None
        outcomes = _outcomes(study.runs(rules_hash, positions), len(positions), task, compute, rules)
        done = _keep_all(outcomes, Progress(len(positions), len(study) - len(positions)), store, interruption, progress)
        store.close_part()
        if not interruption.asked:
            store.compact()
    if interruption.asked:  # even after the last run: an experiment of several studies must not go on to the next
        raise StudyInterrupted(interruption.signal_number, len(study) - len(positions) + done, len(study), directory)
    return Tables(directory, plan_name)


def _same_task(store: Store, task: str) -> None:
    """Refuse a store that holds what another task measured: a run's key does not say who measured it."""
    others = {session["task"] for session in store.manifest["sessions"]} - {task}
    if others:
        allowed = f"a store whose runs {task} has measured; this one holds those of {', '.join(sorted(others))}"
        raise BadRequest(Problem("output", store.directory, allowed))


def _lacking(keys: list[str], store: Store, retry_failures: bool) -> list[int]:
    """The positions of the runs to be run: each key once, none that is stored."""
    there = set(store.finished) if retry_failures else store.finished | store.failed
    positions = []
    for position, key in enumerate(keys):
        if key not in there:
            there.add(key)
            positions.append(position)
    return positions


def _keep_all(outcomes: Outcomes, watch: Progress, store: Store, interruption: Interruption, show_progress: bool) -> int:
    """Keep each outcome as it comes, until all are there or someone asks to stop; return how many were kept."""
    with contextlib.closing(outcomes):
        for outcome in outcomes:
            if outcome is None:
                store.close_part_if_due()
            else:
                failed = not _keep(store, *outcome)
                watch.count(failed)
            if show_progress:
                watch.look()
            if interruption.asked:
                break
    if show_progress:
        watch.close()
    return watch.done


def _keep(store: Store, run: Run, attempt: Attempt) -> bool:
    """Store how a run ended; True if it ended well."""
    if attempt.row is None:
        store.add_failure(run, attempt.failure)
        return False
    return store.add(run, attempt.row)


def _outcomes(
    runs: Iterator[Run], lacking: int, task: str, compute: Compute, rules: tuple[str, str] | None
) -> Outcomes:
    """The runs' outcomes, as they come, from wherever they are computed."""
    if not lacking:
        return
    if compute.kind == "serial":
        yield from in_process.serial(runs, task)
    elif compute.kind == "threads":
        yield from in_process.threads(runs, task, compute.count)
    else:
        with client_of(compute) as client:
            yield from on_dask(runs, task, client, lacking, rules)
