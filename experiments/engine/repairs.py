"""Repair: make a damaged store usable again without losing anything that can still be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from experiments.engine import parts
from experiments.engine.lock import DriverLock
from experiments.engine.manifest import (
    MANIFEST_NAME,
    ManifestMissing,
    is_store,
    new_manifest,
    now,
    read_manifest,
    write_manifest,
)
from experiments.problems import BadRequest, Problem

DAMAGED_NAME = "damaged"


@dataclass(frozen=True)
class Repair:
    """What a repair did: which files it set aside, and whether it wrote the manifest anew."""

    set_aside: tuple[Path, ...]
    manifest_rewritten: bool
    nothing_left: bool = False

    def __str__(self) -> str:
        words = [f"set aside {path}; its runs will be run again" for path in self.set_aside]
        words += ["wrote the manifest anew from the parts"] if self.manifest_rewritten else []
        words += ["no part is left: repeat the study's command with resume=true"] if self.nothing_left else []
        return "\n".join(words or ["nothing was damaged"])


def repair(directory: str | Path) -> Repair:
    """Set unreadable parts aside (into ``damaged/``, never deleting one) and restore a missing manifest."""
    directory = Path(directory)
    if not is_store(directory):
        raise BadRequest(Problem("output", directory, "a directory with a study in it"))
    lock = DriverLock(directory)
    lock.acquire()
    try:
        readable, set_aside = [], []
        for path in parts.part_paths(directory):
            try:
                part = parts.describe(path)
                parts.read_part(part)
                readable.append(part)
            except parts.DamagedPart:
                set_aside.append(_set_aside(path))
        if not readable and not _manifest_is_whole(directory):  # nothing says which rules, so the next study begins anew
            set_aside += [_set_aside(path) for path in directory.glob(MANIFEST_NAME)]
            return Repair(tuple(set_aside), False, nothing_left=True)
        return Repair(tuple(set_aside), _restore_manifest(directory, readable))
    finally:
        lock.release()


def _set_aside(path: Path) -> Path:
    place = (path.parent.parent if path.parent.name == parts.PARTS_NAME else path.parent) / DAMAGED_NAME
    place.mkdir(exist_ok=True)
    target = place / path.name
    while target.exists():
        target = target.with_name(target.name + ".again")
    os.replace(path, target)
    return target


def _manifest_is_whole(directory: Path) -> bool:
    try:
        read_manifest(directory)
    except ManifestMissing:
        return False
    return True


def _restore_manifest(directory: Path, readable: list[parts.Part]) -> bool:
    if _manifest_is_whole(directory):
        return False
    makers = {part.rules_hash for part in readable}
    if len(makers) != 1:
        allowed = f"a store whose parts were made by one set of rules (found: {sorted(makers)})"
        raise BadRequest(Problem("output", directory / MANIFEST_NAME, allowed))
    oldest = min(part.path.stat().st_mtime for part in readable)
    created = datetime.fromtimestamp(oldest).astimezone().isoformat(timespec="seconds")
    write_manifest(directory, {**new_manifest(makers.pop()), "created": created, "rewritten": now()})
    return True
