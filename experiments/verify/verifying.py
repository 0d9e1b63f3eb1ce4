"""Write the digests of a rebuilt folder, or compare it with those that were committed."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments.command_line.request import Request
from experiments.output import PASSPORT
from experiments.problems import BadRequest, Problem
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of
from experiments.verify.differing import Difference, differences, files_in
from experiments.verify.digest import digest, read
from experiments.verify.sessions import deciding
from sim.rules_hash import rules_hash

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "digests"
REQUESTED = ("profile", "seed", "words")  # what was asked for: another request is not a reproduction, whatever its tables say


def verify(request: Request) -> int:
    """Answer the request: 0 where every table and report is as committed, 1 where one differs or another request made them."""
    about = made_by(request.output)
    file = Path(request.options.digests).expanduser() if request.options.digests else COMMITTED / f"{about['profile']}.json"
    if request.options.write:
        return write(request.output, file, about)
    return 1 if compare(request.output, about, read_committed(file), file) else 0


def compare(folder: Path, about: Mapping[str, Any], committed: Mapping[str, Any], file: Path) -> bool:
    """Print what differs between a folder and committed digests, and tell whether anything does."""
    found = list(differences(folder, committed["files"]))
    others = other_requests(about, committed)
    if found:
        Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False, markup=False).print(table(found))
    for each in [*others, outcome(found, others, about, committed, file)]:
        print(each)
    return bool(found or others)


def table(found: Sequence[Difference]):
    """Everything that differs."""
    return table_of("not as committed", ["file", "column", "row", "what"], [(d.file, d.column, d.row, d.what) for d in found])


def other_requests(about: Mapping[str, Any], committed: Mapping[str, Any]) -> list[str]:
    """What was asked for otherwise than when the committed digests were made, technical words aside."""
    then = {**committed, "words": deciding(committed.get("words", []), *REQUESTED)}
    return [f"made with another {word}: {about[word]}, committed {then.get(word)}" for word in REQUESTED if then.get(word) != about[word]]


def outcome(found: Sequence[Difference], others: Sequence[str], about: Mapping[str, Any], committed: Mapping[str, Any], file: Path) -> str:
    """In one sentence, what the comparison says; green only where the present rules answered the same request."""
    rules, then, now = about["rules_hash"], committed.get("rules_hash"), rules_hash()
    by_others = f"made by other rules (hash {rules}, committed {then})"
    if found:
        return f"not as committed in {file}" + (f"; {by_others}" if rules != then else "")
    files = f"{len(committed['files'])} tables and reports"
    if others:
        return f"{files} say the same as those committed in {file}, which were asked for otherwise: this is no reproduction of them"
    if rules != then:
        return f"{files} are as committed in {file}, though {by_others}; write=true brings the digests up to date"
    if rules != now:
        return f"{files} are as committed in {file}, though made by other rules than the present ones (hash {rules}, now {now}); rebuild the folder"
    return f"{files}, all as committed in {file}, by the same rules ({rules})"


def made_by(folder: Path) -> dict[str, Any]:
    """What a rebuilt folder says of how it was made; raise BadRequest where it is no such folder."""
    try:
        passport = json.loads((folder / PASSPORT).read_text(encoding="utf-8"))
        parts, settings = passport["parts"], passport["settings"]
    except (OSError, ValueError, KeyError):
        raise BadRequest(Problem("output", str(folder), "a folder made by experiment=reproduce, with its passport")) from None
    return {
        "profile": settings["profile"], "seed": settings["seed"], "words": deciding(passport["words"], *REQUESTED), "parts": parts,
        "rules_hash": passport["rules_hash"], "commit": passport["commit"],
    }  # fmt: skip


def write(folder: Path, file: Path, about: dict[str, Any]) -> int:
    """Write the digests of every table and report, one line a file, so that a change is read in a diff."""
    files = {path.relative_to(folder).as_posix(): digest(read(path)).plain() for path in files_in(folder)}
    lines = [f"  {json.dumps(name)}: {json.dumps(each)}" for name, each in files.items()]
    head = json.dumps(about, indent=1, sort_keys=True).rstrip("}").rstrip()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + ',\n "files": {\n' + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")
    print(f"digests of {len(files)} tables and reports written to {file}")
    return 0


def read_committed(file: Path) -> dict[str, Any]:
    """The digests that were committed; raise BadRequest where there are none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        found["files"].items()
    except (OSError, ValueError, KeyError, AttributeError):
        raise BadRequest(Problem("digests", str(file), "a file of digests, written by experiment=verify write=true")) from None
    return found
