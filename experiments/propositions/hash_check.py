"""No hypothesis after the fact: a verdict is refused where the hypothesis is not the one that the first runs were made for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from experiments.engine.manifest import is_store, read_manifest


def changed_since(folder: Path, hashes: Mapping[str, str]) -> dict[str, str]:
    """Which hypotheses differ from those that the folder's manifest recorded first, each with the reason."""
    reasons = {}
    for name, first in first_recorded(folder).items():
        if name in hashes and hashes[name] != first["hash"]:
            reasons[name] = (
                f"the hypothesis is not the one recorded before the first {first['draws']} run, at {first['started']} "
                f"(then {first['hash']}, now {hashes[name]}); a new output folder takes the new one"
            )
    return reasons


def first_recorded(folder: Path) -> dict[str, dict[str, str]]:
    """For each hypothesis, the hash and time of the first session that ran it."""
    if not is_store(folder):
        return {}
    found: dict[str, dict[str, str]] = {}
    for session in read_manifest(folder)["sessions"]:
        study = session.get("study") or {}
        for name, hash_then in (study.get("hypotheses") or {}).items():
            found.setdefault(name, {"hash": hash_then, "started": session["started"], "draws": study.get("draws", "")})
    return found
