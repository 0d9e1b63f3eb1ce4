"""The record of the confirmatory study, kept with the code: what was decided when its first run began, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.command_line.request import Request
from experiments.conf_hashes import conf_hashes
from experiments.engine.manifest import now
from experiments.output import read_passport
from experiments.problems import BadRequest, Problem
from experiments.verify.moved import moved, present
from experiments.verify.sessions import conf_of, is_confirmatory, sessions_of

RECORD = Path(__file__).resolve().parents[2] / "docs" / "confirmatory.json"
OF_A_SESSION = ("started", "store", "experiment", "draws", "commit", "rules_hash", "words", "runs", "keys", "hypotheses")


def confirm(request: Request) -> int:
    """Write the record of a folder; 1 where something has moved since its first confirmatory run."""
    file = Path(request.options.record).expanduser() if request.options.record else RECORD
    record = record_of(request.output, request.options.notes, read_record(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(as_text(record), encoding="utf-8")
    said = f"{len(record['sessions'])} sessions, {len(record['headlines'])} headlines"
    print(f"the confirmatory study that began at {record['started']} ({said}) is recorded in {file}")
    found = moved(record, present())
    for each in found:
        print(f"moved since: {each}")
    return 1 if found else 0


def record_of(folder: Path, notes: Sequence[str], earlier: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What there is to be kept of a folder, with what was noted before; an earlier study's record is kept whole.

    Raises BadRequest where an earlier study would be followed by another without a note that says why.
    """
    sessions = sessions_of(folder)
    first = next(filter(is_confirmatory, sessions))
    is_same = earlier is not None and (earlier["started"], earlier["commit"]) == (first["started"], first["commit"])
    if earlier and not is_same and not notes:
        raise BadRequest(Problem("notes", list(notes), f"notes=['why a study follows the confirmatory one of {earlier['started']}']"))
    conf, known = conf_of(first)
    if conf is None:
        conf, known = conf_hashes(), "the files as they were when this record was written: the session noted none, and git does not know its commit"
    judged = headlines_of(folder / first["store"])
    return {
        "started": first["started"], "commit": first["commit"], "rules_hash": first["rules_hash"], "seed": first["seed"],
        "scenario": first["scenario"], "words": first["words"], "versions": first["versions"], "hypotheses": hypotheses_of(sessions),
        "conf_known": known, "conf": conf, "sessions": [{**_kept(each), **_conf_moved(each, conf)} for each in sessions],
        **judged, "notes": [*(earlier["notes"] if is_same else []), *({"written": now(), "note": note} for note in notes)],
        "equal_rules": earlier.get("equal_rules", []) if is_same else [],
        "earlier": [] if earlier is None else [*earlier["earlier"], *([] if is_same else [_without(earlier, "earlier")])],
    }  # fmt: skip


def hypotheses_of(sessions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The hash that each hypothesis had in the first confirmatory session that ran it."""
    found: dict[str, str] = {}
    for session in filter(is_confirmatory, sessions):
        for name, hash_then in session["hypotheses"].items():
            found.setdefault(name, hash_then)
    return found


def headlines_of(store: Path) -> dict[str, Any]:
    """The verdict on each proposition, when and by which code it was given; nothing where nobody has judged yet."""
    path = store / "headlines.parquet"
    if not path.is_file():
        return {"judged": None, "headlines": {}}
    import pandas as pd

    about = read_passport(path)
    rows = pd.read_parquet(path).itertuples()
    return {"judged": {"written": about["written"], "commit": about["commit"]}, "headlines": {row.proposition: {"verdict": row.verdict, "n": row.n} for row in rows}}


def read_record(file: Path) -> dict[str, Any] | None:
    """The record as committed; None where there is none; raise BadRequest where it is something else."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        found["started"], found["commit"], found["sessions"], found["conf"].items(), found["hypotheses"].items(), [*found["notes"], *found["earlier"]]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise BadRequest(Problem("record", str(file), "a record written by experiment=verify confirm=true, or no file yet")) from None
    return found


def as_text(record: Mapping[str, Any]) -> str:
    """The record as JSON, one line a file, a session and a verdict, so that a change is read in a diff."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {_lines(value)}" for key, value in record.items()) + "\n}\n"


def _lines(value: Any) -> str:
    if isinstance(value, Mapping) and value:
        return "{\n" + ",\n".join(f"  {_json(key)}: {_json(each)}" for key, each in value.items()) + "\n }"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json(each)}" for each in value) + "\n ]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _kept(session: Mapping[str, Any]) -> dict[str, Any]:
    return {key: session[key] for key in OF_A_SESSION}


def _conf_moved(session: Mapping[str, Any], first: Mapping[str, str]) -> dict[str, list[str]]:
    """Which files a session had otherwise than the first confirmatory one, where that is known."""
    conf, _ = conf_of(session)
    names = [name for name in first if conf is not None and conf.get(name) != first[name]]
    return {"conf_moved": names} if names else {}


def _without(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}
