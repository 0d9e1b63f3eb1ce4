"""Nothing after the fact: a verdict is refused where the hypothesis, a form or the scenario is not what the first runs had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments.conf_hashes import conf_hashes
from experiments.engine.manifest import is_store, read_manifest
from experiments.engine.parts import part_paths
from experiments.problems import BadRequest, Problem

ANEW = "a new output folder takes the new one"


def changed_since(folder: Path, hashes: Mapping[str, str]) -> dict[str, str]:
    """Which hypotheses cannot be judged in this folder, each with the reason; none in a new one."""
    if not is_store(folder):
        return {}
    if reason := nothing_recorded(folder) or files_moved(folder):
        return dict.fromkeys(hashes, reason)
    reasons = {}
    for name, first in first_recorded(folder).items():
        if name in hashes and hashes[name] != first["hash"]:
            reasons[name] = (
                f"the hypothesis is not the one recorded before the first {first['draws']} run, at {first['started']} "
                f"(then {first['hash']}, now {hashes[name]}); {ANEW}"
            )
    return reasons


def refuse_other_sites(folder: Path, heterogeneity: float) -> None:
    """Raise BadRequest where the folder's runs are of sites of another heterogeneity: they would lie in one store and answer two questions."""
    for _, study in _sessions(folder):
        then = (study.get("options") or {}).get("heterogeneity", 0.0)  # before decision 741 there was none
        if study.get("hypotheses") and then != heterogeneity:
            raise BadRequest(Problem("heterogeneity", heterogeneity, f"{then:g}, with which {folder} was made, or a new output folder"))


def first_recorded(folder: Path) -> dict[str, dict[str, str]]:
    """For each hypothesis, the hash and time of the first session that ran it."""
    found: dict[str, dict[str, str]] = {}
    for session, study in _sessions(folder):
        for name, hash_then in (study.get("hypotheses") or {}).items():
            found.setdefault(name, {"hash": hash_then, "started": session["started"], "draws": study.get("draws", "")})
    return found


def nothing_recorded(folder: Path) -> str:
    """Why nobody can say which hypotheses the folder's runs were made for; empty where it is known."""
    if rewritten := read_manifest(folder).get("rewritten") if is_store(folder) else "":
        return f"the manifest was written anew at {rewritten}: which hypotheses its runs were made for is not known; only a new output folder can judge"
    if part_paths(folder) and not first_recorded(folder):
        return "the folder has runs, and no record of the hypotheses that they were made for; only a new output folder can judge"
    return ""


def files_moved(folder: Path, now: Mapping[str, str] | None = None) -> str:
    """Which form, or the scenario, is not as the first session that noted them had it; empty where none has moved."""
    now = conf_hashes() if now is None else now
    for session, study in _sessions(folder):
        if then := study.get("conf"):
            moved = [name for name in then if _sets_parameters(name, study.get("scenario")) and now.get(name) != then[name]]
            return f"{', '.join(moved)}: not as recorded before the first {study.get('draws', '')} run, at {session['started']}; {ANEW}" if moved else ""
    return ""


def _sets_parameters(name: str, scenario: str | None) -> bool:
    return name.startswith("conf/form/") or name == f"conf/scenario/{scenario}.yaml"


def _sessions(folder: Path) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The sessions that worked on a folder, each with what its study says of itself."""
    for session in read_manifest(folder)["sessions"] if is_store(folder) else ():
        yield session, session.get("study") or {}
