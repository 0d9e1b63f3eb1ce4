"""A fingerprint of every file of conf/: equal as long as none of its values has moved, whatever its comments say."""

from __future__ import annotations

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HYPOTHESES = "conf/hypotheses.yaml"
WORDS = ("sentence", "subject")  # of a hypothesis: a corrected typo in these decides nothing


@cache
def conf_hashes(root: Path = ROOT) -> dict[str, str]:
    """The SHA-256 of what each file says, by its path from the root."""
    found = sorted(path.relative_to(root).as_posix() for path in (root / "conf").rglob("*.yaml"))
    return {name: hash_of(name, (root / name).read_text(encoding="utf-8")) for name in found}


@cache
def conf_hashes_at(commit: str, root: Path = ROOT) -> dict[str, str] | None:
    """The same of the files as they were committed; None where git does not know them, or they differed from the commit."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(root), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout

    if not commit or not commit.isalnum():  # "+changes": other files than the commit's were there
        return None
    try:
        names = [name for name in git("ls-tree", "-r", "--name-only", commit, "conf").splitlines() if name.endswith(".yaml")]
        return {name: hash_of(name, git("show", f"{commit}:./{name}")) for name in sorted(names)} or None
    except (OSError, subprocess.SubprocessError):
        return None


def hash_of(name: str, text: str) -> str:
    """The SHA-256 of the values that a file sets; of the hypotheses without what only readers read."""
    values = yaml.safe_load(text)
    if name == HYPOTHESES:
        values = {key: _without_words(value) for key, value in values.items()}
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()


def _without_words(value: Any) -> Any:
    """Propositions or premises without their sentences; anything else as it is."""
    if not isinstance(value, dict):
        return value
    return {name: {k: v for k, v in each.items() if k not in WORDS} if isinstance(each, dict) else each for name, each in value.items()}
