"""The manifest of a store: its passport. Which rules made it, when, for which studies, with which versions.

The parts are what is true of the runs; the manifest never lists them, so a kill between the two cannot make them
disagree.
"""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import datetime
from importlib import metadata
from pathlib import Path

from experiments.engine.configuration import plain
from experiments.engine.parts import StoreError, part_paths, write_file

MANIFEST_NAME = "manifest.json"
_PACKAGES = ("numpy", "numba", "mesa", "pandas", "pyarrow", "scipy", "distributed")


class ManifestMissing(StoreError):
    """A store without a readable manifest."""

    def __init__(self, path: Path, reason: str):
        super().__init__(
            f"{path} is {reason}. The {len(part_paths(path.parent))} closed parts beside it are untouched. To write "
            f"it anew from what the parts say of themselves: experiment=repair output={path.parent}, then resume=true."
        )
        self.path = path


def is_store(directory: Path) -> bool:
    """Whether a directory holds a store, whole or not."""
    return (directory / MANIFEST_NAME).exists() or bool(part_paths(directory))


def read_manifest(directory: Path) -> dict:
    """The manifest, or an error that says how to get it back."""
    path = directory / MANIFEST_NAME
    try:
        manifest = json.loads(path.read_text())
        manifest["rules_hash"], manifest["sessions"]
        return manifest
    except FileNotFoundError:
        raise ManifestMissing(path, "missing") from None
    except (ValueError, KeyError, TypeError):
        raise ManifestMissing(path, "damaged") from None


def write_manifest(directory: Path, manifest: Mapping) -> None:
    """Replace the manifest, whole."""
    write_file(directory / MANIFEST_NAME, json.dumps(plain(manifest), indent=1, default=str).encode())


def new_manifest(rules_hash: str, **more: object) -> dict:
    """The manifest of a store that has no runs yet."""
    return {"format": 1, "rules_hash": rules_hash, "created": now(), **more, "sessions": []}


def session(task: str, study_passport: Mapping, plan: str) -> dict:
    """What is to be remembered of one driver's work on a store."""
    return {
        "started": now(),
        "task": task,
        "plan": plan,
        "commit": commit(),
        "python": platform.python_version(),
        "versions": versions(),
        **study_passport,
    }


def versions() -> dict[str, str]:
    """The versions of the packages that results may depend on."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            pass
    return found


def commit() -> str | None:
    """The git commit of the code that is running, with ``+changes`` if files differ from it; None outside git."""
    here = Path(__file__).resolve().parent

    def git(*words: str) -> str:
        command = ["git", "-C", str(here), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()

    try:
        return git("rev-parse", "HEAD") + ("+changes" if git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.SubprocessError):
        return None


def now() -> str:
    """This moment, with its time zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
