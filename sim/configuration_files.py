"""The files in conf/: the same that Hydra composes, read without Hydra."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from sim.problem import BadParameters, Problem


@cache
def conf_names(kind: str) -> tuple[str, ...]:
    """Return the names of all files of a kind: form, scenario, experiment or compute."""
    folder = resources.files("conf") / kind
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def conf_text(kind: str, name: str) -> str:
    """Return a file of conf/ as it is written."""
    return (resources.files("conf") / kind / f"{name}.yaml").read_text(encoding="utf-8")


def conf_summary(kind: str, name: str) -> str:
    """Return a file's first comment line that is not an instruction to Hydra: what it is, in one sentence."""
    for line in conf_text(kind, name).splitlines():
        if line.startswith("#") and "@package" not in line:
            return line.lstrip("# ").strip()
    return ""


def read_conf(kind: str, name: str) -> dict[str, Any]:
    """Read a file of conf/; raise BadParameters where it is no valid YAML."""
    import yaml  # late: --help does not need it

    file = "/".join(filter(None, ("conf", kind, f"{name}.yaml")))
    try:
        values = yaml.safe_load(conf_text(kind, name)) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadParameters([Problem(file, " ".join(str(error).split()), "a valid YAML file")]) from None
    if not isinstance(values, dict):
        raise BadParameters([Problem(file, values, "keys with values")])
    return values
