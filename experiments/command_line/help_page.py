"""`--help`: what can be asked, and every key with its range, unit, meaning, default, source and status.

Read from the parameter objects. It must answer at once, so nothing heavy is
imported here: no Hydra, no Mesa, no pandas, no rich.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby

from pydantic import BaseModel

from experiments.command_line.columns import columns
from experiments.command_line.registry import experiment, experiment_names
from experiments.command_line.settings import Settings
from sim.configuration_files import conf_names, conf_summary
from sim.parameter import ParameterObject, describe
from sim.parameters import Parameters

WIDTH_OF_A_FILE = 150

USAGE = "python -m experiments experiment=NAME form=NAME scenario=NAME key=value …"
INTRODUCTION = """
Simulates organisations of the forms in Gittell and Douglass (2012). A form and a scenario are files of values in
conf/; any value can be changed by its key. Later wins: defaults, scenario, form, experiment, your words. Words follow
Hydra's override grammar: a list is written [a,b], and text with blanks or other characters is quoted twice, "key='some
text'". Equal requests give equal results.
"""
EXAMPLES = (
    ("python -m experiments", "compare the five forms: the default experiment"),
    ("python -m experiments experiment=single form=relational turnover.worker=0.94", "exits of 0.94 per position and year"),
    ("python -m experiments experiment=single environment.coupling=0 years=2", "nobody's answer depends on another's"),
    ("python -m experiments experiment=single output=my_run", "results in a new folder of your own"),
    ("python -m experiments experiment=single --help", "what one experiment can be asked"),
    ("python -m experiments --help | grep turnover", "one group of keys"),
)
FILES = (
    ("experiment", "Experiments: the question asked"),
    ("form", "Forms: which structures and norms an organisation has"),
    ("scenario", "Scenarios: who there is and what work they do"),
    ("compute", "Compute: where runs are computed"),
)
HEAD = ("KEY", "DEFAULT", "ALLOWED", "UNIT", "MEANING", "STATUS: SOURCE")
STATUSES = (
    ("theory", "the paper says so"),
    ("estimated", "read from published data"),
    ("calibrated", "fitted on the baseline organisation"),
    ("assumption", "chosen by us: vary it before you believe a result"),
)


def show_help(words: Sequence[str]) -> None:
    """Print the page; `experiment=NAME` among the words narrows it to that experiment's own keys."""
    width = shutil.get_terminal_size((WIDTH_OF_A_FILE, 50)).columns
    named = [word.partition("=")[2] for word in words if word.startswith("experiment=")]
    lines = _experiment(named[-1], width) if named and named[-1] in experiment_names() else _page(width)
    text = "\n".join(lines)
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))


def _page(width: int) -> Iterator[str]:
    yield _bold(USAGE)
    yield from ("", *textwrap.wrap(" ".join(INTRODUCTION.split()), width), "")
    yield from columns(EXAMPLES, width, share=(1,))
    for kind, title in FILES:
        yield from ("", _bold(title))
        yield from columns([(f"{kind}={name}", conf_summary(kind, name)) for name in conf_names(kind)], width, share=(1,))
    yield from _keys("Settings of every experiment", describe(Settings), width)
    for name in experiment_names():
        yield from _keys(f"Keys of experiment={name}", describe(experiment(name).options), width)
    yield from ("", _bold("Parameters of the model; each has a status"))
    yield from columns(STATUSES, width, share=(1,))
    for group, objects in groupby(describe(Parameters), key=lambda known: known.key.rpartition(".")[0]):
        yield from _keys(f"{group}: {_doc(Parameters, group)}" if group else "The horizon", objects, width)


def _experiment(name: str, width: int) -> Iterator[str]:
    chosen = experiment(name)
    yield _bold(f"experiment={name}: {chosen.summary}")
    yield from _keys("Its own keys", describe(chosen.options), width)
    yield from _keys("Settings of every experiment", describe(Settings), width)
    yield from ("", "Every key of the model can be set too: python -m experiments --help lists them.")


def _doc(root: type[BaseModel], group: str) -> str:
    annotation = root
    for step in group.split("."):
        annotation = annotation.model_fields[step].annotation
    return (annotation.__doc__ or "").strip().splitlines()[0]


def _keys(title: str, objects: Iterable[ParameterObject], width: int) -> Iterator[str]:
    rows = list(_rows(objects))
    yield from ("", _bold(title))
    if not rows:
        yield "  none"
    else:
        yield from columns([HEAD, *rows], width, share=(20, 13, 40, 27))


def _rows(objects: Iterable[ParameterObject]) -> Iterator[tuple[str, ...]]:
    for known in objects:
        source = f"{known.status}: {known.source}" if known.source else known.status
        yield (known.key, _default(known.default), known.allowed, known.unit, known.meaning, source)
        if isinstance(known.default, list) and known.default and isinstance(known.default[0], BaseModel):
            yield from _rows(describe(type(known.default[0]), prefix=f"{known.key}.0."))


def _default(value: object) -> str:
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"{len(value)} of them"
    if value is None:
        return "unset"
    return f"{value:g}" if isinstance(value, float) else str(value) or "empty"


def _bold(text: str) -> str:
    return f"\033[1m{text}\033[0m" if sys.stdout.isatty() else text
