"""What a store holds: its tables, its status, its export. Reading needs no lock and may go on beside a driver."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import pyarrow as pa
import pyarrow.csv

from experiments.engine import parts
from experiments.engine.manifest import MANIFEST_NAME, is_store, read_manifest
from experiments.engine.parts import FAILURES, RUNS, parquet_writer, write_file
from experiments.engine.plan import KEY, SEED, latest_plan, read_plan
from experiments.engine.rows import together
from experiments.problems import BadRequest, Problem

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "parquet")
T = TypeVar("T")


@dataclass(frozen=True)
class Tables:
    """The results of the study that a store was last asked for; read when first looked at."""

    directory: Path
    plan: str

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a finished run, in the order of the study."""
        return _joined(self.directory, self.plan)[0].to_pandas()

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row a failed run: exception, message, traceback, configuration, seed."""
        return _joined(self.directory, self.plan)[1].to_pandas()


@dataclass(frozen=True)
class Status:
    """How far a study is."""

    directory: Path
    planned: int
    finished: int
    failed: int
    outside_plan: int
    files: int
    rules_hash: str
    created: str

    @property
    def waiting(self) -> int:
        """Runs of the plan that are neither finished nor failed."""
        return self.planned - self.finished - self.failed

    def __str__(self) -> str:
        also = f"; {self.outside_plan:,} more from earlier plans" if self.outside_plan else ""
        return (
            f"{self.directory}: {self.finished:,} of {self.planned:,} runs finished, {self.failed:,} failed, "
            f"{self.waiting:,} waiting{also}; {self.files:,} files; rules {self.rules_hash[:12]}, begun {self.created}"
        )


def tables(directory: str | Path) -> Tables:
    """The tables of the study that the store was last asked for."""
    directory = _store(directory)
    read_manifest(directory)
    return Tables(directory, latest_plan(directory).name)


def status(directory: str | Path) -> Status:
    """How far the study in a directory is; also while it is running."""
    directory = _store(directory)
    manifest = read_manifest(directory)
    planned = read_plan(latest_plan(directory)).column(KEY).to_pylist()
    finished, failed = _patiently(lambda: _keys(directory))
    return Status(
        directory=directory,
        planned=len(planned),
        finished=sum(key in finished for key in planned),
        failed=sum(key in failed for key in planned),
        outside_plan=len((finished | failed) - set(planned)),
        files=sum(1 for path in directory.rglob("*") if path.is_file()),
        rules_hash=manifest["rules_hash"],
        created=manifest["created"],
    )


def export(directory: str | Path, file_format: str = "csv") -> list[Path]:
    """Write the study's runs, its failures if there are any, and the passport to ``export/``; returns the files."""
    if file_format not in FORMATS:
        raise BadRequest(Problem("format", file_format, " | ".join(FORMATS)))
    directory = _store(directory)
    manifest = read_manifest(directory)
    place = directory / "export"
    place.mkdir(exist_ok=True)
    written = []
    for name, table in zip((RUNS, FAILURES), _joined(directory, latest_plan(directory).name)):
        path = place / f"{name}.{file_format}"
        if name == FAILURES and not table.num_rows:
            path.unlink(missing_ok=True)
            continue
        write_file(path, _writer(table, file_format))
        written.append(path)
    passport = place / "passport.json"
    write_file(passport, json.dumps(manifest, indent=1).encode())
    return [*written, passport]


def _joined(directory: Path, plan_name: str) -> tuple[pa.Table, pa.Table]:
    """Finished and failed runs in the order of the plan, each with its labels and what was varied."""
    read_manifest(directory)
    plan = read_plan(directory / plan_name)
    runs, failures = _patiently(lambda: [_rows(directory, kind) for kind in (RUNS, FAILURES)])
    finished = _places(runs)
    failed = {key: place for key, place in _places(failures).items() if key not in finished}
    return _join(plan, runs, finished), _join(plan, failures, failed)


def _join(plan: pa.Table, rows: pa.Table | None, places: dict[str, int]) -> pa.Table:
    """The plan's rows that are among the places, with the columns found there."""
    keys = plan.column(KEY).to_pylist()
    asked = [position for position, key in enumerate(keys) if key in places]
    joined = plan.take(pa.array(asked, pa.int64()))
    if rows is None:
        return joined
    found = rows.take(pa.array([places[keys[position]] for position in asked], pa.int64()))
    for name in found.column_names:
        if name not in (KEY, SEED):
            joined = joined.append_column(name if name not in plan.column_names else f"{name}.out", found.column(name))
    return joined


def _rows(directory: Path, kind: str) -> pa.Table | None:
    mine = [part for part in _parts(directory) if part.kind == kind]
    return together([parts.read_part(part) for part in mine]) if mine else None


def _keys(directory: Path) -> tuple[set[str], set[str]]:
    found: dict[str, set[str]] = {RUNS: set(), FAILURES: set()}
    for part in _parts(directory):
        found[part.kind].update(parts.read_part(part, [KEY]).column(KEY).to_pylist())
    return found[RUNS], found[FAILURES] - found[RUNS]


def _places(rows: pa.Table | None) -> dict[str, int]:
    """Where each key's row is; the last one counts (a failure that was tried again)."""
    keys = [] if rows is None else rows.column(KEY).to_pylist()
    return {key: place for place, key in enumerate(keys)}


def _parts(directory: Path) -> list[parts.Part]:
    return parts.current(parts.describe(path) for path in parts.part_paths(directory))


def _patiently(read: Callable[[], T]) -> T:
    """Read again when a driver compacts the store meanwhile and a small part is gone."""
    for _ in range(20):
        try:
            return read()
        except FileNotFoundError:
            continue
    return read()


def _store(directory: str | Path) -> Path:
    directory = Path(directory)
    if not is_store(directory):
        raise BadRequest(Problem("output", directory, f"a directory with a study in it ({MANIFEST_NAME} and parts)"))
    return directory


def _writer(table: pa.Table, file_format: str) -> Callable[[BinaryIO], None]:
    if file_format == "parquet":
        return parquet_writer(table)
    return lambda file: pyarrow.csv.write_csv(table, file)
