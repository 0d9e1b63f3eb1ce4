"""Compose the chosen files with Hydra and lay the given values over them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import yaml
from hydra import compose, initialize_config_module
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from experiments.problems import BadRequest, Problem
from sim.configuration_files import conf_text, read_conf
from sim.problem import BadParameters

HEADER = "# @package _global_"


@cache
def composed(choices: tuple[tuple[str, str], ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what Hydra makes of these choices of files, and which file stands for each kind.

    Raises BadRequest naming every file that cannot be read.
    """
    try:
        with initialize_config_module("conf", version_base="1.3"):
            chosen = [f"{kind}={name}" for kind, name in choices]
            config = compose("config", overrides=chosen, return_hydra_config=True)
            files = OmegaConf.to_container(config.hydra.runtime.choices)
            OmegaConf.set_struct(config, False)
            del config["hydra"]
            content = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    except (HydraException, OmegaConfBaseException, yaml.YAMLError, ValueError, AttributeError) as error:
        reason = Problem("conf", "", f"files that Hydra can compose ({_first_line(error)})")
        raise BadRequest(*(_spoilt_files(dict(choices)) or [reason])) from None
    if spoilt := _spoilt_files(dict(choices)):
        raise BadRequest(*spoilt)
    return content, {kind: name for kind, name in files.items() if not kind.startswith("hydra")}


def compose_files(choices: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the nested values of the chosen files (your own copy), and the name of each kind's file."""
    content, files = composed(tuple(sorted(choices.items())))
    return deepcopy(content), files


def lay_over(base: dict[str, Any], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Lay values given by dotted key over nested values; return them resolved, and what could not be laid over."""
    referring = any("${" in str(value) or "???" in str(value) for value in given.values())
    touched = {key.split(".")[0] for key in given}
    # Only what is touched passes through OmegaConf, all of it where a value refers to others: it is slow.
    config = OmegaConf.create({key: value for key, value in base.items() if referring or key in touched})
    problems: list[Problem] = []
    for key, value in given.items():
        try:
            OmegaConf.update(config, key, value, merge=True, force_add=True)
        except (OmegaConfBaseException, TypeError, ValueError, LookupError, AttributeError, AssertionError) as error:
            problems.append(Problem(key, value, f"a value that fits there ({_first_line(error)})"))
    return {**base, **_resolved(config, problems)}, problems


def _resolved(config: DictConfig, problems: list[Problem]) -> dict[str, Any]:
    """Resolve references such as ${size.workers}; one that leads nowhere is a problem and is left out."""
    while True:
        try:
            return OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
        except (OmegaConfBaseException, ValueError, RecursionError) as error:
            key = getattr(error, "full_key", None)
            problems.append(Problem(key or "${…}", "", f"a reference to a key that exists ({_first_line(error)})"))
            if not key or not _left_out(config, key):
                return {}


def _left_out(config: DictConfig, key: str) -> bool:
    group, _, name = key.replace("[", ".").replace("]", "").rpartition(".")
    parent = OmegaConf.select(config, group) if group else config
    if isinstance(parent, DictConfig) and name in parent.keys():
        parent.__delitem__(name)
        return True
    if group and group != key:
        return _left_out(config, group)
    return False


def _spoilt_files(choices: Mapping[str, str]) -> list[Problem]:
    """Name every file that is not YAML, holds no keys, or would be put in the wrong place."""
    found: list[Problem] = []
    names = {"": "config"}
    try:
        for entry in read_conf("", "config").get("defaults", []):
            names.update(entry if isinstance(entry, dict) else {})
    except BadParameters:
        pass  # said again below
    for kind, name in {**names, **choices}.items():
        try:
            read_conf(kind, name)
        except BadParameters as bad:
            found += bad.problems
        else:
            if kind and not conf_text(kind, name).startswith(HEADER):
                found.append(Problem(f"conf/{kind}/{name}.yaml", "", f"a first line {HEADER}; without it nothing is read"))
    return found


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
