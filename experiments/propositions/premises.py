"""The premises of 4a–4c: what the argument for role memory takes for granted of the pure forms (model §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from experiments.engine.verdict import not_worse
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import PRIMARY, REFUSED, SECONDARY, Finding
from experiments.propositions.setting import COMMON, OWN, Setting

NAME = "premises"
HOLDS, FAILS, OPEN = "holds", "fails", "cannot be told"


@dataclass(frozen=True)
class Comparison:
    """One "not worse": an arm against another under a premise."""

    premise: str
    sentence: str
    one: str
    other: str
    norms: str
    outcome: str
    scale: str
    part: str


def arms(setting: Setting) -> dict[str, Arm]:
    """Every arm that some premise compares."""
    found = {}
    for name, premise in setting.hypotheses.premises.items():
        for norms in _norms(premise):
            if "better" in premise:
                for form in [premise["better"], *premise["others"]]:
                    found[_name(name, form, norms)] = Arm(setting.form(form, norms), last=premise["setting"], role=_role(norms))
            else:
                for state in ("calm", "stressed"):
                    found[_name(name, state, norms)] = Arm(setting.form(premise["form"], norms), last=premise[state], role=_role(norms))
    return found


def _norms(premise: Mapping[str, Any]) -> tuple[str, ...]:
    """Forms are compared at their own and at common norms; one form with itself needs its own only."""
    return (OWN, COMMON) if "better" in premise else (OWN,)


def _role(norms: str) -> str:
    return PRIMARY if norms == OWN else SECONDARY


def _name(premise: str, which: str, norms: str) -> str:
    return f"premise {premise}: {which}, {norms} norms"


def comparisons(premises: Mapping[str, Any]) -> Iterator[Comparison]:
    """Every comparison of every premise."""
    for name, premise in premises.items():
        for norms in _norms(premise):
            for outcome, scale in premise["outcomes"].items():
                if "better" in premise:
                    for other in premise["others"]:
                        ends = (_name(name, premise["better"], norms), _name(name, other, norms))
                        part = f"{premise['better']} minus {other}"
                        yield Comparison(name, premise["sentence"], *ends, norms, outcome, scale, part)
                else:
                    ends = (_name(name, "stressed", norms), _name(name, "calm", norms))
                    yield Comparison(name, premise["sentence"], *ends, norms, outcome, scale, "stressed minus calm")


def findings(setting: Setting, runs: Runs) -> list[Finding]:
    """Each comparison with whether it holds: its lower bound lies above the negative smallest effect of interest."""
    return [_finding(setting, runs, each) for each in comparisons(setting.hypotheses.premises)]


def _finding(setting: Setting, runs: Runs, each: Comparison) -> Finding:
    sesoi = setting.hypotheses.premise_sesoi[each.scale]
    interval = runs.interval(runs.combined({each.one: 1.0, each.other: -1.0}, each.outcome, each.scale))
    verdict = HOLDS if not_worse(interval, sesoi) else FAILS if interval.upper < -sesoi else OPEN
    finding = Finding(NAME, each.outcome, each.part, _role(each.norms), context=each.premise, norms=each.norms, draws=runs.kind,
                      scale=each.scale, sesoi=sesoi).measured(interval)  # fmt: skip
    return replace(finding, verdict=verdict, plain=f"{each.sentence} {verdict.capitalize()}.",
                   reason=f"{interval.mean:+.3g} [{interval.lower:+.3g}, {interval.upper:+.3g}] against {-sesoi:g}")  # fmt: skip


def failing(findings: list[Finding]) -> list[str]:
    """Premises that do not surely hold, each with how, and at which norms: verdicts that rest on them are marked (decision 702)."""
    found: dict[str, dict[str, set[str]]] = {}
    for each in findings:
        found.setdefault(each.context or each.proposition, {}).setdefault(each.norms, set()).add(each.verdict)
    worst = {name: {norms: _worst(verdicts) for norms, verdicts in by_norms.items()} for name, by_norms in found.items()}
    return [f"{name} ({_how(by_norms)})" for name, by_norms in worst.items() if set(by_norms.values()) != {HOLDS}]


def _worst(verdicts: set[str]) -> str:
    """A premise at some norms is as good as the worst of its comparisons."""
    return min(verdicts, key=(FAILS, REFUSED, OPEN, HOLDS).index)


def _how(by_norms: Mapping[str, str]) -> str:
    """How a premise does not hold: at all of its norms alike, or at which."""
    if len(set(by_norms.values())) == 1:
        return next(iter(by_norms.values()))
    return ", ".join(f"{how} at {norms} norms" for norms, how in by_norms.items() if how != HOLDS)
