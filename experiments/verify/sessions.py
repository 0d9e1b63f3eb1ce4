"""What the manifests of a folder say of the sessions that worked on hypotheses: when, by which code, with what decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from experiments.conf_hashes import conf_hashes_at
from experiments.engine.manifest import MANIFEST_NAME, read_manifest
from experiments.engine.plan import KEY, read_plan
from experiments.problems import BadRequest, Problem
from experiments.propositions.stages import CONFIRMATORY
from experiments.reproduce.parts import key_of

TECHNICAL = ("experiment", "output", "resume", "compute", "only", "runs", "fork", "retry_failures")  # no result depends on these


def deciding(words: list[str], *also: str) -> list[str]:
    """The words of a request on which results depend, in an order of their own."""
    left_out = (*TECHNICAL, *also)
    return sorted(word for word in words if key_of(word).partition(".")[0] not in left_out)


def sessions_of(folder: Path) -> list[dict[str, Any]]:
    """Every session of profile full that noted hypotheses, in the order of time; raise BadRequest where none was to confirm."""
    found = [each for path in sorted(folder.rglob(MANIFEST_NAME)) for each in _of_a_store(folder, path.parent)]
    found.sort(key=lambda each: datetime.fromisoformat(each["started"]))
    if not any(is_confirmatory(each) for each in found):
        raise BadRequest(Problem("output", str(folder), "a folder in which propositions were run with profile=full, with its manifest"))
    return found


def is_confirmatory(session: Mapping[str, Any]) -> bool:
    """Whether a session ran held-back draws of the propositions' own study."""
    return session["draws"] == CONFIRMATORY and session["experiment"] == "propositions"


def conf_of(session: Mapping[str, Any]) -> tuple[dict[str, str] | None, str]:
    """What the files of conf/ said when a session began, and how that is known."""
    if session["conf"]:
        return session["conf"], "noted by the session"
    return conf_hashes_at(session["commit"] or ""), f"read from commit {session['commit']}"


def _of_a_store(folder: Path, store: Path) -> Iterator[dict[str, Any]]:
    manifest = read_manifest(store)
    for session in manifest["sessions"]:
        study = session.get("study") or {}
        if not study.get("hypotheses") or study["settings"]["profile"] != "full":
            continue
        if manifest.get("rewritten"):
            raise BadRequest(Problem("output", str(store), f"a folder with its first manifest; this one was written anew at {manifest['rewritten']}"))
        yield {
            "started": session["started"], "store": store.relative_to(folder).as_posix(), "experiment": study["experiment"],
            "draws": study.get("draws", ""), "commit": session["commit"], "rules_hash": study["rules_hash"], "seed": study["seed"],
            "scenario": study["scenario"], "words": deciding(study["words"]), **_plan(store / session["plan"]),
            "hypotheses": study["hypotheses"], "conf": study.get("conf"), "versions": {"python": session["python"], **session["versions"]},
        }  # fmt: skip


def _plan(path: Path) -> dict[str, Any]:
    """How many runs a session asked for, and one fingerprint of all their keys: of their parameters, seeds and rules."""
    keys = sorted(read_plan(path).column(KEY).to_pylist())
    return {"runs": len(keys), "keys": hashlib.sha256("\n".join(keys).encode()).hexdigest()}
