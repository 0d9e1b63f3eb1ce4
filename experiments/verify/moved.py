"""What is not as it was when the first confirmatory run began: rules, hypotheses, files of conf/, or a later session's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

HOW_TO = "docs/how-to/reproducing-everything.md"


@dataclass(frozen=True)
class Present:
    """What decides a result, as it is now."""

    rules_hash: str
    hypotheses: Mapping[str, str]
    conf: Mapping[str, str]


def present() -> Present:
    """Rules, hypotheses and files of conf/ as this code has them."""
    from experiments.conf_hashes import conf_hashes
    from experiments.propositions import NAMES, PREMISES
    from experiments.propositions.hypotheses import read_hypotheses
    from sim.rules_hash import rules_hash

    return Present(rules_hash(), read_hypotheses().hashes([*NAMES, PREMISES]), conf_hashes())


def moved(record: Mapping[str, Any], now: Present) -> list[str]:
    """Everything recorded that is otherwise now, or was otherwise in a later session; files and hypotheses that came later are not."""
    return [*_by_now(record, now), *_meanwhile(record)]


def accepted_rules(record: Mapping[str, Any]) -> list[str]:
    """The hashes of the rules that the study was made with, and of those shown since to give the same results."""
    return [record["rules_hash"], *(each["rules_hash"] for each in record.get("equal_rules", ()))]


def _by_now(record: Mapping[str, Any], now: Present) -> Iterator[str]:
    if now.rules_hash not in accepted_rules(record):
        yield f"the rules in sim/ (then {record['rules_hash']}, now {now.rules_hash})"
    for name, then in record["hypotheses"].items():
        if now.hypotheses.get(name) != then:
            yield f"hypothesis {name} (then {then}, now {now.hypotheses.get(name, 'gone')})"
    for name, then in record["conf"].items():
        if now.conf.get(name) != then:
            yield f"{name} (then {then[:12]}, now {now.conf.get(name, 'gone')[:12]})"


def _meanwhile(record: Mapping[str, Any]) -> Iterator[str]:
    for session in record["sessions"]:
        when = f"in the session of {session['store']} at {session['started']}"
        if session["rules_hash"] != record["rules_hash"]:
            yield f"the rules in sim/, {when} (first {record['rules_hash']}, there {session['rules_hash']})"
        for name, then in session["hypotheses"].items():
            if record["hypotheses"].get(name, then) != then:
                yield f"hypothesis {name}, {when} (first {record['hypotheses'][name]}, there {then})"
        for name in session.get("conf_moved", ()):
            yield f"{name}, {when}"


def message(record: Mapping[str, Any], found: list[str]) -> str:
    """What a reader is told who moved something."""
    since = f"since the first confirmatory run, which began at {record['started']} at commit {record['commit']}"
    return f"moved {since}: {'; '.join(found)}. {HOW_TO} says what a later change asks for."
