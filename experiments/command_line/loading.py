"""From the words of a command line to a checked request, or to every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from experiments.command_line.composition import compose_files, lay_over
from experiments.command_line.registry import Experiment, experiment, experiment_names
from experiments.command_line.request import Request
from experiments.command_line.settings import ComputeKind, Settings
from experiments.command_line.words import FILES, Words, read_words
from experiments.output_folder import output_folder
from experiments.problems import BadRequest, Problem
from sim.configuration_files import conf_names
from sim.parameter import Group
from sim.parameter_check import check, nearest, parameter_objects, unknown
from sim.parameters import Parameters, merge
from sim.problem import BadParameters


def load_request(arguments: Sequence[str]) -> Request:
    """Return the request; raise BadRequest naming every problem. Writes nothing."""
    words = read_words(arguments)
    problems = [*words.problems, *_unknown_files(words)]
    choices = {kind: name for kind, name in words.choices.items() if name in conf_names(kind)}
    chosen = experiment(choices["experiment"]) if "experiment" in choices else None
    if chosen is None and "experiment" not in words.choices:
        chosen = experiment(compose_files(choices)[1]["experiment"])
    groups = _groups(chosen)
    given = _known(words.values, groups, problems)
    composed, files, failures = _values(choices, groups, given)
    problems += failures
    checked = {group: _checked(group, _part(group, composed), problems) for group in groups}
    output, failures = _output(chosen, composed, "output" in given)
    problems += failures
    if chosen is None or None in checked.values():
        raise BadRequest(*problems)
    settings, options, parameters = checked.values()
    request = Request(
        experiment=chosen.name,
        form=files["form"],
        scenario=files["scenario"],
        settings=settings,
        options=options,
        parameters=parameters,
        output=output,
        chosen=frozenset(words.choices),
        given=frozenset(given),
        words=tuple(arguments),
    )
    problems += [*_installed(settings), *chosen.check(request)]
    if problems:
        raise BadRequest(*problems)
    return request


def _output(chosen: Experiment | None, composed: Mapping[str, Any], given: bool) -> tuple[Path, list[Problem]]:
    """Look at the output folder even where other settings are wrong, so that both are said at once."""
    text, resume = composed.get("output"), composed.get("resume")
    if not isinstance(text, str) or not isinstance(resume, bool):
        return Path(), []  # already a problem of its own kind
    name, reads = (chosen.name, chosen.reads_output) if chosen else ("", False)
    return output_folder(text, given=given, resume=resume, name=name, reads=reads)


def _installed(settings: Settings) -> Iterable[Problem]:
    """A run installs no cluster; who asks for one is told what to add."""
    kind = settings.compute.kind
    if kind in (ComputeKind.LOCAL, ComputeKind.CLUSTER) and find_spec("distributed") is None:
        allowed = 'serial | threads here; others after: pip install "relational-bureaucracy[cluster]"'
        yield Problem("compute.kind", kind.name.lower(), allowed)


def under_form(request: Request, form: str) -> Request:
    """Return the same request under another form: whatever the user set stays set."""
    return _again(request, "form", form)


def in_scenario(request: Request, scenario: str) -> Request:
    """Return the same request in another scenario."""
    return _again(request, "scenario", scenario)


def _again(request: Request, kind: str, name: str) -> Request:
    words = read_words(request.words)
    groups = _groups(experiment(request.experiment))
    choices = {**words.choices, "experiment": request.experiment, kind: name}
    composed, files, _ = _values(choices, groups, words.values)
    parameters = check(Parameters, _part(Parameters, composed))
    return replace(request, form=files["form"], scenario=files["scenario"], parameters=parameters)


def _groups(chosen: Experiment | None) -> tuple[type[Group], ...]:
    """The groups that share the top level: settings, the experiment's options, parameters."""
    if chosen is not None:
        return (Settings, chosen.options, Parameters)
    # No experiment to ask: a key of any experiment is left alone, so that only what is surely wrong is named.
    return (Settings, *(experiment(name).options for name in experiment_names()), Parameters)


def _values(
    choices: Mapping[str, str], groups: Sequence[type[Group]], given: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str], list[Problem]]:
    """Defaults, files, words: later wins. Return nested values, the files' names, and what went wrong."""
    content, files = compose_files(choices)
    base = {key: value for group in groups for key, value in group().model_dump(mode="json").items()}
    merge(base, content)
    nested, failures = lay_over(base, given)
    return nested, files, failures


def _unknown_files(words: Words) -> Iterable[Problem]:
    for kind, name in words.choices.items():
        names = conf_names(kind)
        if name not in names:
            meant = nearest(str(name), names)
            yield Problem(kind, name, " | ".join(names) + (f"; {meant}" if meant else ""))


def _known(given: Mapping[str, Any], groups: Sequence[type[Group]], problems: list[Problem]) -> dict[str, Any]:
    """Keep the values whose first step exists; name the others. What lies deeper is checked with its group."""
    first = {name for group in groups for name in group.model_fields}
    keys = [*(key for group in groups for key in parameter_objects(group)), *first, *FILES]
    for key, value in given.items():
        if key.split(".")[0] not in first:
            problems.append(unknown(key, value, keys))
    return {key: value for key, value in given.items() if key.split(".")[0] in first}


def _part(group: type[Group], composed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: composed[name] for name in group.model_fields if name in composed}


def _checked(group: type[Group], given: Mapping[str, Any], problems: list[Problem]) -> Group | None:
    try:
        return check(group, given)
    except BadParameters as bad:
        problems += bad.problems
        return None
