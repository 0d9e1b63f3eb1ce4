"""Where results go: a folder that is new, or one that is explicitly resumed."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from experiments.problems import BadRequest, Problem


def output_folder(
    text: str, *, given: bool, resume: bool, name: str, reads: bool = False, now: datetime | None = None
) -> tuple[Path, list[Problem]]:
    """Return the folder that a request names and what is wrong with it; nothing is created.

    `given` says whether the user named it; `reads` whether the experiment reads
    what another has written there.
    """
    if not given:
        problems = []
        if resume or reads:
            key, value = ("resume", True) if resume else ("output", "")
            problems = [Problem(key, value, "together with output=DIR, the folder of an earlier run")]
        return _default(name, now or datetime.now()), problems
    if not text.strip() or "\0" in text:
        return Path(), [Problem("output", text, "the name of a folder")]
    folder = Path(text).expanduser()
    try:
        return folder, [Problem("output", text, why) for why in _wrong(folder, resume, reads)]
    except (OSError, ValueError) as error:
        return folder, [Problem("output", text, f"a folder that can be looked at ({_reason(error)})")]


def create(folder: Path) -> Path:
    """Create the output folder; raise BadRequest where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise BadRequest(Problem("output", str(folder), f"a folder that can be created ({_reason(error)})")) from None
    return folder


def _default(name: str, now: datetime) -> Path:
    stem = Path("outputs") / name / now.strftime("%Y-%m-%dT%H-%M-%S")
    folder, number = stem, 1
    while folder.exists():
        number += 1
        folder = stem.with_name(f"{stem.name}-{number}")
    return folder


def _wrong(folder: Path, resume: bool, reads: bool) -> list[str]:
    exists = folder.exists() or folder.is_symlink()
    if exists and not folder.is_dir():
        return ["a folder; this is a file"]
    if reads:
        return [] if exists else ["an existing folder of an earlier run"]
    if exists and not resume:
        return ["a folder that does not exist yet, or resume=true to go on in it"]
    if not exists and resume:
        return ["with resume=true, the existing folder of an earlier run"]
    nearest = folder.absolute()
    while not nearest.exists():
        nearest = nearest.parent
    if not nearest.is_dir():
        return [f"a folder; {nearest} is a file"]
    if not os.access(nearest, os.W_OK | os.X_OK):
        return [f"a folder that can be written; {nearest} cannot"]
    return []


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
