"""Rules written otherwise that give the same results: shown on every table of a rebuilt folder, and kept in the record.

A rule that runs faster has another hash than the rule that the confirmatory study was made with. Where each table of a
rebuilt folder is the same to nine digits as with the rules before, the study need not be made again: what it found is what
the new rules find. A change that moves a single cell is another study.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.command_line.request import Request
from experiments.engine.manifest import now
from experiments.output import PASSPORT
from experiments.problems import BadRequest, Problem
from experiments.verify.confirmatory import RECORD, as_text, read_record
from experiments.verify.moved import accepted_rules
from experiments.verify.verifying import COMMITTED, compare, made_by, read_committed, write
from sim.rules_hash import rules_hash


def accept(request: Request) -> int:
    """Answer the request: 0 and a longer record where the folder shows the present rules equal to the record's, 1 where a table differs.

    Raises BadRequest where the folder, or a part of it, was made by other rules than the present ones, where the committed
    digests are not those of rules that the record accepts, or where there is no record.
    """
    file = Path(request.options.record).expanduser() if request.options.record else RECORD
    record = read_record(file)
    if record is None:
        raise BadRequest(Problem("record", str(file), "a record written by experiment=verify confirm=true"))
    about = made_by(request.output)
    digests = Path(request.options.digests).expanduser() if request.options.digests else COMMITTED / f"{about['profile']}.json"
    committed = read_committed(digests)
    if about["rules_hash"] != rules_hash():
        raise BadRequest(Problem("output", str(request.output), f"a folder made by the present rules ({rules_hash()}), not by {about['rules_hash']}"))
    if left := made_by_others(request.output):
        allowed = f"a folder whose every part was made by the present rules ({rules_hash()}); by others are {', '.join(left)}"
        raise BadRequest(Problem("output", str(request.output), allowed))
    if committed.get("rules_hash") not in accepted_rules(record):
        allowed = f"digests made by rules of the confirmatory study ({', '.join(accepted_rules(record))}), not by {committed.get('rules_hash')}"
        raise BadRequest(Problem("digests", str(digests), allowed))
    if compare(request.output, about, committed, digests):
        return 1
    if about["rules_hash"] in accepted_rules(record):
        print(f"the rules {about['rules_hash']} are in {file} already")
        return 0
    shown = {"rules_hash": about["rules_hash"], "commit": about["commit"], "written": now(), **_shown(about, committed)}
    file.write_text(as_text({**record, "equal_rules": [*record.get("equal_rules", ()), shown]}), encoding="utf-8")
    print(f"the rules {about['rules_hash']} are recorded in {file} as equal to those of the confirmatory study")
    return write(request.output, digests, about)


def made_by_others(folder: Path) -> list[str]:
    """Passports below a folder of what other rules than the present ones made: a rebuilding that was stopped leaves what was there before."""
    passports = {path.relative_to(folder).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob(f"*{PASSPORT}"))}
    return [name for name, each in passports.items() if each["rules_hash"] != rules_hash()]


def _shown(about: Mapping[str, Any], committed: Mapping[str, Any]) -> dict[str, Any]:
    """On what the equality rests."""
    return {"equal_to": committed["rules_hash"], "shown_on": f"{len(committed['files'])} tables and reports of profile={about['profile']}"}
