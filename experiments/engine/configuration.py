"""Configurations: nested parameters, changed and looked up by dotted keys, and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

import numpy as np

Overrides = Mapping[str, object]


def configuration_hash(parameters: Mapping, ignored: Sequence[str] = ()) -> str:
    """A hash of the parameters that matter; 2 and 2.0 are the same value."""
    return Hashing({}, ignored).hash(parameters)


class Hashing:
    """Hashes the many configurations of a study; a group that no point has changed is put into words once."""

    def __init__(self, base: Mapping, ignored: Sequence[str] = ()):
        """``base`` is what the configurations were made from with ``changed``, which copies only what it changes."""
        self._ignored = [key.split(".") for key in ignored]
        self._base = self._matter(base)
        self._words = {name: _words(value) for name, value in self._base.items()}

    def hash(self, parameters: Mapping) -> str:
        """The hash of one configuration."""
        matter = self._matter(parameters)
        inside = [f"{_words(str(name))}:{self._group(name, matter[name])}" for name in sorted(matter, key=str)]
        return hashlib.sha256(f"{{{','.join(inside)}}}".encode()).hexdigest()

    def _group(self, name: str, value: object) -> str:
        return self._words[name] if name in self._base and value is self._base[name] else _words(value)

    def _matter(self, parameters: Mapping) -> Mapping:
        for path in self._ignored:
            parameters = without(parameters, path)
        return parameters


def _words(value: object) -> str:
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)


def changed(parameters: Mapping, changes: Overrides) -> dict:
    """A copy of nested parameters with some dotted keys set; nothing given is modified.

    A step that is a number goes into a list: ``scenario.functions.0.minutes``.
    """
    result = dict(parameters)
    copied: dict[str, dict | list] = {"": result}
    for key, value in changes.items():
        *groups, name = key.split(".")
        inner, path = result, ""
        for group in groups:
            path = f"{path}.{group}"
            if path not in copied:
                copied[path] = _copy(_step(inner, group))
                _set(inner, group, copied[path])
            inner = copied[path]
        _set(inner, name, value.item() if isinstance(value, np.generic) else value)
    return result


def value_at(parameters: Mapping, key: str) -> object:
    """The value of a dotted key, or None where there is none."""
    inner: object = parameters
    for name in key.split("."):
        inner = _step(inner, name)
    return inner


def differences(parameters: Mapping, others: Mapping, prefix: str = "") -> dict[str, object]:
    """The changes, by dotted key, that turn one configuration into another that has the same keys or more."""
    found: dict[str, object] = {}
    for name, value in others.items():
        before = parameters.get(name)
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            found |= differences(before, value, f"{prefix}{name}.")
        elif plain(value) != plain(before):
            found[f"{prefix}{name}"] = value
    return found


def _step(inner: object, name: str) -> object:
    if isinstance(inner, Mapping):
        return inner.get(name)
    if isinstance(inner, (list, tuple)) and name.isdigit() and int(name) < len(inner):
        return inner[int(name)]
    return None


def _set(inner: dict | list, name: str, value: object) -> None:
    inner[int(name) if isinstance(inner, list) else name] = value


def _copy(inner: object) -> dict | list:
    return list(inner) if isinstance(inner, (list, tuple)) else dict(inner or {})


def without(parameters: Mapping, path: list[str]) -> dict:
    """A copy of nested parameters that lacks one key."""
    name, *rest = path
    result = dict(parameters)
    if rest and isinstance(result.get(name), Mapping):
        result[name] = without(result[name], rest)
    elif not rest:
        result.pop(name, None)
    return result


def plain(value: object) -> object:
    """Nested parameters in the one form that is hashed."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
