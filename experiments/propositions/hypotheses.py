"""The hypotheses as written in conf/hypotheses.yaml, and the hash of what each of them decides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.conf_hashes import HYPOTHESES as FILE
from experiments.conf_hashes import WORDS
from experiments.problems import BadRequest
from sim.configuration_files import read_conf
from sim.parameter import describe
from sim.parameters import Parameters
from sim.problem import BadParameters, Problem

LEVEL, HELD = "level", "held"


@dataclass(frozen=True)
class Hypothesis:
    """One proposition as it is judged."""

    name: str
    sentence: str
    subject: str
    decisions: Mapping[str, Any]
    hash: str

    @property
    def manipulation(self) -> Mapping[str, Any]:
        """What the arms change."""
        return self.decisions["manipulation"]

    @property
    def contexts(self) -> list[str]:
        """The forms in which it is judged."""
        return self.decisions["contexts"]

    @property
    def outcomes(self) -> Mapping[str, str]:
        """Columns of a run, each primary, secondary or description."""
        return self.decisions["outcomes"]

    @property
    def sesoi(self) -> float:
        """The smallest effect of interest."""
        return float(self.decisions["sesoi"])


@dataclass(frozen=True)
class Hypotheses:
    """All of them, with what they share: the ranges of environments, and which draws are held back."""

    each: Mapping[str, Hypothesis]
    environment: Mapping[str, Any]
    held_back: tuple[int, ...]
    premises: Mapping[str, Any]
    premise_sesoi: Mapping[str, float]
    premises_hash: str

    def hashes(self, names: list[str]) -> dict[str, str]:
        """The hash of each of these hypotheses, and of the premises."""
        return {name: self.each[name].hash if name in self.each else self.premises_hash for name in names}

    def is_held_back(self, draw: int) -> bool:
        """Whether a draw is kept for confirmation."""
        return draw % 10 in self.held_back

    def numbers(self, count: int, held_back: bool) -> list[int]:
        """The first draws of a kind."""
        if held_back and not self.held_back:
            raise BadRequest(Problem(f"{FILE}: held_back", [], "at least one digit for a verdict that confirms"))
        found: list[int] = []
        number = 0
        while len(found) < count:
            if self.is_held_back(number) == held_back:
                found.append(number)
            number += 1
        return found

    def ranges(self, given: frozenset[str] = frozenset()) -> dict[str, tuple[float, float, bool]]:
        """The range of every parameter that a draw sets; what the user has set stays as set."""
        known = {each.key: each for each in describe(Parameters)}
        found = {}
        for key, bounds in self.environment.items():
            if key not in given:
                low, high = known[key].range if bounds == "usual" else bounds
                found[key] = (low, high, known[key].kind is int)
        return found


def read_hypotheses(content: Mapping[str, Any] | None = None) -> Hypotheses:
    """Read and check the file (or content given in its place); raise BadRequest naming what is wrong with it."""
    try:
        content = read_conf("", "hypotheses") if content is None else content
    except BadParameters as bad:
        raise BadRequest(*bad.problems) from None
    environment, held_back = content.get("environment") or {}, content.get("held_back") or []
    problems = [*_wrong_ranges(environment), *_wrong_hypotheses(content.get("hypotheses") or {})]
    if problems:
        raise BadRequest(*problems)
    shared = {"environment": environment, "held_back": held_back}
    each = {name: _hypothesis(name, fields, shared) for name, fields in content["hypotheses"].items()}
    premises, sesoi = content.get("premises") or {}, content.get("premise_sesoi") or {}
    decided = {"premises": _without_words(premises), "sesoi": sesoi}
    return Hypotheses(each, environment, tuple(held_back), premises, sesoi, _hash({**shared, **decided}))


def _without_words(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {k: v for k, v in fields.items() if k not in WORDS} for name, fields in content.items()}


def _hash(decisions: Mapping[str, Any]) -> str:
    text = json.dumps(decisions, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _hypothesis(name: str, fields: Mapping[str, Any], shared: Mapping[str, Any]) -> Hypothesis:
    decisions = {key: value for key, value in fields.items() if key not in WORDS}
    return Hypothesis(name, fields["sentence"], fields["subject"], decisions, _hash({**shared, **decisions}))


def _wrong_ranges(environment: Mapping[str, Any]):
    known = {each.key for each in describe(Parameters)}
    for key, bounds in environment.items():
        if key not in known:
            yield Problem(f"{FILE}: environment", key, "a key of the model")
        elif bounds != "usual" and not (isinstance(bounds, list) and len(bounds) == 2 and bounds[0] < bounds[1]):
            yield Problem(f"{FILE}: {key}", bounds, "[low, high] or usual")


def _wrong_hypotheses(hypotheses: Mapping[str, Any]):
    needed = {*WORDS, "manipulation", "contexts", "contrast", "rule", "outcomes", "sesoi"}
    for name, fields in hypotheses.items():
        if missing := sorted(needed - set(fields)):
            yield Problem(f"{FILE}: {name}", f"no {', '.join(missing)}", "all of " + ", ".join(sorted(needed)))
        elif not float(fields["sesoi"]) > 0:
            yield Problem(f"{FILE}: {name}.sesoi", fields["sesoi"], "a number above 0")


def keys_set_by_the_study() -> set[str]:
    """Keys that arms set: a value on the command line would be overwritten without a word."""
    keys = {each.key for each in describe(Parameters) if each.key.endswith(f".{LEVEL}") or each.key.startswith(f"{HELD}.")}
    return keys | {"scenario.routine_minutes"}
