"""Write the digests of a rebuilt folder, or compare it with those that were committed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments.command_line.request import Request
from experiments.output import PASSPORT
from experiments.problems import BadRequest, Problem
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of
from experiments.verify.differing import csv_files, differences
from experiments.verify.digest import digest, read

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "digests"
SAME = ("profile", "seed", "words", "rules_hash")  # what both sides should have in common


def verify(request: Request) -> int:
    """Answer the request: 0 where every table is as committed, 1 where anything differs."""
    about = made_by(request.output)
    file = Path(request.options.digests).expanduser() if request.options.digests else COMMITTED / f"{about['profile']}.json"
    if request.options.write:
        return write(request.output, file, about)
    committed = read_committed(file)
    found = list(differences(request.output, committed["files"]))
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(
        table_of("not as committed", ["file", "column", "row", "what"], [(d.file, d.column, d.row, d.what) for d in found])
        if found else f"{len(committed['files'])} tables, all as committed in {file}", soft_wrap=not found
    )  # fmt: skip
    for word in SAME:
        if committed.get(word) != about[word]:
            print(f"made with another {word.replace('_', ' ')}: {about[word]}, committed {committed.get(word)}")
    return 1 if found else 0


def made_by(folder: Path) -> dict[str, Any]:
    """What a rebuilt folder says of how it was made; raise BadRequest where it is no such folder."""
    try:
        passport = json.loads((folder / PASSPORT).read_text(encoding="utf-8"))
        parts, settings = passport["parts"], passport["settings"]
    except (OSError, ValueError, KeyError):
        raise BadRequest(Problem("output", str(folder), "a folder made by experiment=reproduce, with its passport")) from None
    words = [word for word in passport["words"] if word.partition("=")[0] not in ("output", "resume", "compute", "experiment")]
    return {
        "profile": settings["profile"], "seed": settings["seed"], "words": words, "parts": parts,
        "rules_hash": passport["rules_hash"], "commit": passport["commit"],
    }  # fmt: skip


def write(folder: Path, file: Path, about: dict[str, Any]) -> int:
    """Write the digests of every table, one line a file, so that a change is read in a diff."""
    files = {path.relative_to(folder).as_posix(): digest(read(path)).plain() for path in csv_files(folder)}
    lines = [f"  {json.dumps(name)}: {json.dumps(each)}" for name, each in files.items()]
    head = json.dumps(about, indent=1, sort_keys=True).rstrip("}").rstrip()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + ',\n "files": {\n' + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")
    print(f"digests of {len(files)} tables written to {file}")
    return 0


def read_committed(file: Path) -> dict[str, Any]:
    """The digests that were committed; raise BadRequest where there are none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        found["files"].items()
    except (OSError, ValueError, KeyError, AttributeError):
        raise BadRequest(Problem("digests", str(file), "a file of digests, written by experiment=verify write=true")) from None
    return found
