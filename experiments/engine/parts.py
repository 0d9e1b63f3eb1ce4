"""Parts: the Parquet files of a store, each written once, whole or not at all, and never changed.

A part says in its own metadata which rules made it, so that a store can be put together again from its parts alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.engine.stopped import Stopped

PARTS_NAME = "parts"
RUNS, FAILURES = "runs", "failures"
_METADATA = b"relational_bureaucracy_part"
_WRITING = {"compression": "zstd", "write_page_checksum": True, "use_dictionary": False}  # checksums, so that a flipped bit is noticed


class StoreError(Stopped):
    """A store that cannot be read or written; the message names the file and says what to do."""


class DamagedPart(StoreError):
    """A part that cannot be read to its end."""

    def __init__(self, path: Path, reason: object):
        super().__init__(
            f"{path} is damaged ({reason}). Every other part is intact. To set this one aside and run its runs "
            f"again: experiment=repair output={path.parent.parent}, then resume=true."
        )
        self.path = path


class WriteFailed(StoreError):
    """A file that could not be written, as on a full disk."""

    def __init__(self, path: Path, reason: object):
        super().__init__(
            f"{path} could not be written ({reason}). What was closed before is intact and nothing half-written is "
            "left behind. Make room (or lift the limit on file sizes) and repeat the command with resume=true."
        )
        self.path = path


@dataclass(frozen=True)
class Part:
    """One closed file: what it holds, who made it, and which parts it replaces (after a compaction)."""

    path: Path
    kind: str
    rules_hash: str
    rows: int
    replaces: tuple[str, ...] = ()


def write_file(path: Path, content: bytes | Callable[[BinaryIO], None]) -> None:
    """Write a file whole or not at all: a temporary name, fsync, then the rename that makes it exist."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        with open(temporary, "wb") as file:
            content(file) if callable(content) else file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_directory(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WriteFailed(path, error.strerror or error) from error


def write_part(
    directory: Path,
    number: int,
    kind: str,
    tables: Iterable[pa.Table],
    schema: pa.Schema,
    rules_hash: str,
    replaces: Iterable[str] = (),
) -> Part:
    """Close tables of one schema, one after the other, as one part of the store."""
    path = directory / PARTS_NAME / f"{kind}-{number:06d}.parquet"
    about = {"kind": kind, "rules_hash": rules_hash, "replaces": list(replaces)}
    rows = 0

    def write(file: BinaryIO) -> None:
        nonlocal rows
        with pq.ParquetWriter(file, schema.with_metadata({_METADATA: json.dumps(about)}), **_WRITING) as writer:
            for table in tables:
                writer.write_table(table)
                rows += table.num_rows

    write_file(path, write)
    return Part(path, kind, rules_hash, rows, tuple(replaces))


def parquet_writer(table: pa.Table) -> Callable[[BinaryIO], None]:
    """What writes a table as a Parquet file."""
    return lambda file: pq.write_table(table, file, **_WRITING)


def describe(path: Path) -> Part:
    """What a part says of itself."""
    try:
        with pq.ParquetFile(path) as file:
            about = json.loads(file.schema_arrow.metadata[_METADATA])
            return Part(path, about["kind"], about["rules_hash"], file.metadata.num_rows, tuple(about["replaces"]))
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise DamagedPart(path, _first_line(error)) from error


def schema_of(part: Part) -> pa.Schema:
    """The columns of a part."""
    return pq.read_schema(part.path).remove_metadata()


def read_part(part: Part, columns: list[str] | None = None) -> pa.Table:
    """The rows of a part, checksums verified."""
    try:
        with pq.ParquetFile(part.path, page_checksum_verification=True) as file:
            return file.read(columns=columns).replace_schema_metadata(None)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise DamagedPart(part.path, _first_line(error)) from error


def row_groups(part: Part) -> Iterator[pa.Table]:
    """The rows of a part, a piece at a time, checksums verified."""
    with pq.ParquetFile(part.path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number).replace_schema_metadata(None)


def part_paths(directory: Path) -> list[Path]:
    """Every file that claims to be a part, oldest first."""
    return sorted((directory / PARTS_NAME).glob("*-[0-9]*.parquet"), key=lambda path: (part_number(path), path.name))


def part_number(path: Path) -> int:
    """The number in a part's name; numbers grow and are never used twice."""
    return int(path.stem.rpartition("-")[2])


def current(parts: Iterable[Part]) -> list[Part]:
    """The parts that count: those that no compacted part has replaced."""
    parts = list(parts)
    replaced = {name for part in parts for name in part.replaces}
    return [part for part in parts if part.path.name not in replaced]


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
