"""Read the words of a command line in Hydra's override grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException

from experiments.problems import Problem

FILES = ("experiment", "form", "scenario", "compute")


@dataclass
class Words:
    """What the words say: files chosen, values set, and what could not be read."""

    choices: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_words(arguments: Sequence[str]) -> Words:
    """Sort every word into choices, values and problems; nothing is raised."""
    words, parser = Words(), OverridesParser.create()
    for argument in arguments:
        if problem := _refused(argument):
            words.problems.append(problem)
            continue
        try:
            override = parser.parse_override(argument)
            value = None if override.is_delete() or override.is_sweep_override() else override.value()
        except HydraException as error:
            words.problems.append(_unreadable(argument, error))
            continue
        except (ValueError, RecursionError) as error:  # from the grammar's own functions, such as int('x')
            words.problems.append(Problem(_key(argument), argument, f"key=value ({error})"))
            continue
        _sort(words, argument, override, value)
    return words


def _refused(argument: str) -> Problem | None:
    """Name what Hydra would understand and this command line does not offer."""
    key = _key(argument)
    if argument in ("-m", "--multirun"):
        return Problem(argument, "", "one study per call; experiments repeat and vary runs themselves (vary=[…])")
    if argument.startswith("-"):
        return Problem(argument, "", "key=value, or --help")
    if key == "hydra" or key.startswith(("hydra.", "hydra/", "hydra@")):
        return Problem(key, argument, "keys of the model and of the experiment; Hydra's own settings are fixed")
    return None


def _sort(words: Words, argument: str, override: Override, value: Any) -> None:
    key = override.key_or_group
    if override.is_delete():
        words.problems.append(Problem(argument, "", "key=value; a key cannot be removed"))
    elif override.package is not None or "/" in key or not key:
        words.problems.append(Problem(_key(argument), argument, "key=value, without @ or /"))
    elif override.is_sweep_override():
        words.problems.append(Problem(key, _text(argument), "one value; a list is written [a,b]"))
    else:
        place = words.choices if key in FILES else words.values
        if key == "output" and not isinstance(value, str):
            value = _text(argument)  # a folder may be named 2026
        if key in place and place[key] != value:
            words.problems.append(Problem(key, f"{place[key]} and {value}", "one value"))
        place[key] = value


def _unreadable(argument: str, error: HydraException) -> Problem:
    lines = [line for line in str(error).splitlines() if line and not line.startswith("See https")]
    reason = lines[0] if lines else "not readable"
    if "=" not in argument:
        return Problem(argument.strip() or "(empty word)", "", "key=value, or --help")
    if "token recognition" in reason or "input" in reason:
        reason += "; put a value with other characters in quotes inside quotes: \"key='a value'\""
    return Problem(_key(argument), _text(argument), f"a value that can be read ({reason})")


def _key(argument: str) -> str:
    return re.split("=", argument, maxsplit=1)[0].lstrip("+~").strip() or "(no key)"


def _text(argument: str) -> str:
    return argument.split("=", 1)[1] if "=" in argument else argument
