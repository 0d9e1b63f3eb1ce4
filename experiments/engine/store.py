"""The store: everything a study has run, in one directory, safe against a kill at any moment.

Rows wait in memory until their part closes (after 250 runs or 10 seconds); a closed part is never written again.
Only one driver writes; anyone may read.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from experiments.engine import compaction, parts
from experiments.engine.lock import DriverLock
from experiments.engine.manifest import is_store, new_manifest, read_manifest, write_manifest
from experiments.engine.memory import GivingBack, give_back
from experiments.engine.parts import FAILURES, PARTS_NAME, RUNS, Part
from experiments.engine.rows import MixedColumn, check_columns, column_kinds, to_table
from experiments.engine.study import Run
from experiments.problems import BadRequest, Problem

RUNS_IN_A_PART = 250
SECONDS_OF_A_PART = 10.0


class Store:
    """One directory of finished runs, open for writing. Use it as a context: leaving closes the open part."""

    def __init__(self, directory: Path, rules_hash: str, clock: Callable[[], float] = time.monotonic):
        """Open or create a store; the caller has settled with ``place_for`` that it may."""
        self.directory, self.rules_hash, self._clock = directory, rules_hash, clock
        self._memory = GivingBack(clock)
        self._rows: list[dict] = []
        self._failures: list[dict] = []
        self._columns: dict[str, str] = {}
        self.finished: set[str] = set()
        self.failed: set[str] = set()
        (directory / PARTS_NAME).mkdir(parents=True, exist_ok=True)
        self._lock = DriverLock(directory)
        self._lock.acquire()
        try:
            self.manifest = self._enter(directory)
        except BaseException:
            self._lock.release()
            raise
        self._last_closed = clock()

    def _enter(self, directory: Path) -> dict:
        """Read what is there, clear what a killed driver left half done."""
        if not is_store(directory):
            write_manifest(directory, new_manifest(self.rules_hash))
        manifest = read_manifest(directory)
        for leftover in [*directory.glob("*.tmp"), *(directory / PARTS_NAME).glob("*.tmp")]:
            leftover.unlink()
        described = [parts.describe(path) for path in parts.part_paths(directory)]
        self._number = max((parts.part_number(part.path) for part in described), default=0)
        self._parts = parts.current(described)
        for leftover in {part.path for part in described} - {part.path for part in self._parts}:
            leftover.unlink()
        for part in self._parts:
            if part.rules_hash != self.rules_hash:
                raise parts.DamagedPart(part.path, f"it was made by other rules, {part.rules_hash}")
            table = parts.read_part(part)
            keys = table.column("key").to_pylist()
            if part.kind == RUNS:
                self.finished.update(keys)
                self._columns.update(column_kinds(table.schema))
            else:
                self.failed.update(keys)
        self.failed -= self.finished
        return manifest

    def begin_session(self, session: Mapping) -> None:
        """Note in the manifest that a driver starts to work on this store."""
        self.manifest["sessions"].append(dict(session))
        write_manifest(self.directory, self.manifest)

    def add(self, run: Run, row: Mapping) -> bool:
        """Take the row of a finished run; False if it had to be taken as a failure."""
        try:
            check_columns(row, self._columns)
        except MixedColumn as error:
            self.add_failure(run, {"exception": "MixedColumn", "message": str(error), "traceback": ""})
            return False
        self._rows.append({"key": run.key, "seed": run.seed, **row})
        self.finished.add(run.key)
        self.failed.discard(run.key)
        self.close_part_if_due()
        return True

    def add_failure(self, run: Run, failure: Mapping[str, str]) -> None:
        """Take a run that failed: its configuration, its seed and what went wrong."""
        configuration = json.dumps(run.parameters, sort_keys=True, default=str)
        self._failures.append({"key": run.key, "seed": run.seed, **failure, "configuration": configuration})
        self.failed.add(run.key)
        self.close_part_if_due()

    def close_part_if_due(self) -> None:
        """Close the open part after 250 runs or 10 seconds, whichever comes first."""
        waiting = len(self._rows) + len(self._failures)
        late = self._clock() - self._last_closed >= SECONDS_OF_A_PART
        if waiting >= RUNS_IN_A_PART or (waiting and late):
            self.close_part()

    def close_part(self) -> None:
        """Put every waiting row on disk, now."""
        for kind, waiting in ((RUNS, self._rows), (FAILURES, self._failures)):
            if waiting:
                table = to_table(waiting)
                self._write(kind, [table], table.schema)
                waiting.clear()
        self._memory.if_due()
        self._last_closed = self._clock()
        if len(self._parts) >= compaction.MANY_PARTS:
            self.compact()

    def compact(self) -> None:
        """Gather small parts into few large ones; a kill in between loses nothing and doubles nothing."""
        for kind in (RUNS, FAILURES):
            mine = [part for part in self._parts if part.kind == kind]
            for group in compaction.groups(mine):
                schema = compaction.joined_schema(group)
                self._write(kind, compaction.gathered(group, schema), schema, replaced=group)
        give_back()

    def _write(self, kind: str, tables: Iterable[pa.Table], schema: pa.Schema, replaced: Sequence[Part] = ()) -> None:
        names = [part.path.name for part in replaced]
        part = parts.write_part(self.directory, self._number + 1, kind, tables, schema, self.rules_hash, names)
        self._number += 1
        self._parts = [kept for kept in self._parts if kept not in replaced] + [part]
        for old in replaced:
            old.path.unlink()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, traceback: object) -> None:
        try:
            if not isinstance(error, parts.StoreError):  # what could not be written a moment ago still cannot
                self.close_part()
        finally:
            self._lock.release()


def place_for(directory: Path, rules_hash: str, resume: bool, fork: bool) -> Path:
    """Where a study may write: the directory itself, or its fork if it was made by other rules."""
    if not is_store(directory):
        return directory
    made_by = read_manifest(directory)["rules_hash"]
    if made_by != rules_hash and fork:
        return place_for(directory.with_name(f"{directory.name}-rules-{rules_hash[:8]}"), rules_hash, True, False)
    if made_by != rules_hash:
        allowed = (
            f"a store made by the present rules ({rules_hash[:12]}); this one was made by {made_by[:12]}, and runs "
            "of different rules are never mixed. fork=true starts a store of its own beside it"
        )
        raise BadRequest(Problem("output", directory, allowed))
    if not resume:
        raise BadRequest(Problem("output", directory, "a new directory, or this store with resume=true"))
    return directory
