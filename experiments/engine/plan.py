"""The plan: which runs a study asks for, in order, with their labels and the values it varies.

It lies beside the parts, so that status and export need nothing but the directory: the table of a study is its
plan joined with what the parts hold.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.engine.configuration import value_at
from experiments.engine.parts import StoreError, parquet_writer, write_file
from experiments.engine.study import LABELS, Study

KEY, SEED = "key", "seed"


def make_plan(study: Study, rules_hash: str) -> pa.Table:
    """One row a run, in the order of the study: key, seed, labels, and the value of everything varied."""
    columns: dict[str, list] = {name: [] for name in (KEY, SEED, *LABELS, *study.varied)}
    for run in study.runs(rules_hash):
        columns[KEY].append(run.key)
        columns[SEED].append(run.seed)
        for label in LABELS:
            columns[label].append(run.labels[label])
        for key in study.varied:
            columns[key].append(value_at(run.parameters, key))
    return pa.table({name: _column(values) for name, values in columns.items()})


def plan_paths(directory: Path) -> list[Path]:
    """Every plan ever written to a store, oldest first; the last one counts."""
    return sorted(directory.glob("plan-[0-9]*.parquet"))


def latest_plan(directory: Path) -> Path:
    """The plan that counts."""
    paths = plan_paths(directory)
    if not paths:
        raise StoreError(f"{directory} has no plan; repeat the study's command with resume=true to write it again.")
    return paths[-1]


def write_plan(directory: Path, plan: pa.Table) -> str:
    """Keep a plan under a new number, unless it is the one that already counts; returns its file name."""
    earlier = plan_paths(directory)
    if earlier and read_plan(earlier[-1]).equals(plan):
        return earlier[-1].name
    number = int(earlier[-1].stem.rpartition("-")[2]) + 1 if earlier else 1
    path = directory / f"plan-{number:04d}.parquet"
    write_file(path, parquet_writer(plan))
    return path.name


def read_plan(path: Path) -> pa.Table:
    """A plan as a table."""
    try:
        return pq.read_table(path, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise StoreError(
            f"{path} is damaged ({str(error).splitlines()[0]}). The parts are untouched: delete that file and "
            "repeat the study's command with resume=true; finished runs are not run again."
        ) from error


def _column(values: list) -> pa.Array:
    """One column; whatever is no plain number, text or truth value, or mixes them, becomes JSON text."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {int, float}:
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    if len(kinds) > 1 or (kinds and not kinds <= {int, float, str, bool}):
        return pa.array([None if value is None else json.dumps(value, default=str) for value in values])
    return pa.array(values)
