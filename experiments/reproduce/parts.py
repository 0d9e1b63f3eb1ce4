"""Which experiments make the project's figures and tables, and what each is told in either profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from experiments.command_line.loading import load_request
from experiments.command_line.request import Request
from experiments.command_line.settings import Profile

OWN = ("experiment", "output", "resume", "only")  # words that are not passed on
SHORT = ("years=0.4", "years_warm_up=0.4")


@dataclass(frozen=True)
class Part:
    """What an experiment is told beside the request's own words, which come first; the tables that it leaves.

    `runs` names the part with which it keeps its runs: the same organisations, so that none is run twice.
    """

    quick: tuple[str, ...]
    full: tuple[str, ...]
    tables: tuple[str, ...]
    runs: str = ""


PARTS: Mapping[str, Part] = {
    "room": Part(("replicates=2", *SHORT), ("replicates=20",), ("levels",)),
    "warm_up": Part(("replicates=2", "years=2"), ("replicates=8",), ()),
    "calibrate": Part(("replicates=2", "confirm=3"), (), ("patterns",)),
    "compare": Part(("draws=3", *SHORT), ("draws=20",), ("levels", "differences")),
    # Before the propositions: their report reads the shares that lie beside it.
    "assumptions": Part(("combinations=4",), (), ("shares", "options")),
    "propositions": Part(("reference=0",), (), ("verdicts", "headlines")),
    "controls": Part(("only=[2b,3f]", "draws=2", "repetitions=500"), (), ("controls", "calibration", "harm"), runs="propositions"),
    "discretion": Part(("draws=4", *SHORT), ("draws=15",), ("levels", "gains", "answers")),
}


def request_of(request: Request, name: str) -> Request:
    """The request of one experiment: the words given, and for what they leave open the part's own."""
    part = PARTS[name]
    words = [word for word in request.words if key_of(word) not in OWN]
    given = {key_of(word) for word in words}
    words += [word for word in (part.full if is_full(request) else part.quick) if key_of(word) not in given]
    if part.runs and "runs" not in given:
        words.append(f"runs='{request.output / part.runs}'")
    folder = request.output / name
    words += [f"experiment={name}", f"output='{folder}'", *(["resume=true"] if folder.exists() else [])]
    return load_request(words)


def is_full(request: Request) -> bool:
    """Whether everything is computed to the precision that a verdict may rest on."""
    return request.settings.profile == Profile.FULL


def key_of(word: str) -> str:
    """The key that a word sets."""
    return word.partition("=")[0].lstrip("+")
