"""3a–3f, beside the poles: either direction by itself, what the hours alone cost, and the difference at each dose."""

from __future__ import annotations

from dataclasses import replace

from experiments.propositions.contrast import Runs
from experiments.propositions.finding import DESCRIPTION, Finding
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import OWN, Setting

DOSED = "bureaucratic"  # the context in which doses are varied, one at a time; the full profile only
WAYS = {
    "coproduction": ("worker_to_customer", "customer_to_worker"),
    "coordination": ("upward", "downward"),
    "leadership": ("worker_to_manager", "manager_to_worker"),
}


def dose_name(hypothesis: Hypothesis, key: str, value: float, pole: str) -> str:
    """The arm's name in tables."""
    return f"{DOSED}, {key} {value:g}, {hypothesis.manipulation['structure']} {pole}"


def arm_name(hypothesis: Hypothesis, context: str, norms: str, level: str) -> str:
    """The arm's name in tables."""
    return f"{context}, {norms} norms, {hypothesis.manipulation['structure']} {level}"


def directions(hypothesis: Hypothesis, runs: Runs, relationship: str) -> list[Finding]:
    """Either direction of the probe by itself, since reciprocity is only as good as the lesser."""
    found = []
    for context in hypothesis.contexts:
        relational, impersonal = (arm_name(hypothesis, context, OWN, pole) for pole in hypothesis.manipulation["poles"])
        ways = {}
        for way in WAYS[relationship]:
            outcome = f"probe.{relationship}.{way}.heard"
            ways[way] = runs.interval(runs.combined({relational: 1.0, impersonal: -1.0}, outcome))
            found.append(
                Finding(
                    hypothesis.name, outcome, f"{way.replace('_', ' ')}", DESCRIPTION, relationship, context,
                    draws=runs.kind, sesoi=hypothesis.sesoi,
                ).measured(ways[way])
            )  # fmt: skip
        if relationship == "coproduction":
            found[-1] = replace(found[-1], notes=limits(ways, hypothesis.sesoi))
    return found


def limits(ways, sesoi: float) -> tuple[str, ...]:
    """Say when the customers' stay, and not the structure, keeps coproduction from being reciprocal.

    Workers' ties with the customer role outlast every customer; a customer's own ties are lost with the stay.
    """
    outward, inward = ways["worker_to_customer"], ways["customer_to_worker"]
    if outward.lower > sesoi and inward.upper < outward.lower:
        return ("workers relate, customers hardly: their stay limits reciprocity, not the structure",)
    return ()


def costs(hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """What the hours alone cost or buy: the time-only twin minus the impersonal pole, and content net of it."""
    relational, impersonal = hypothesis.manipulation["poles"]
    twin = hypothesis.manipulation["twin"]
    parts = {"cost of the hours: time-only twin minus impersonal": (twin, impersonal),
             "content: relational minus time-only twin": (relational, twin)}  # fmt: skip
    found = []
    for context in hypothesis.contexts:
        for part, (one, other) in parts.items():
            names = [arm_name(hypothesis, context, OWN, level) for level in (one, other)]
            values = runs.combined({names[0]: 1.0, names[1]: -1.0}, "joint")
            if len(values):
                finding = Finding(hypothesis.name, "joint", part, DESCRIPTION, "", context, draws=runs.kind, sesoi=hypothesis.sesoi)
                found.append(finding.measured(runs.interval(values)))
    return found


def doses_of(setting: Setting, hypothesis: Hypothesis, runs: Runs) -> list[Finding]:
    """The poles' difference at each dose, both poles spending its hours: described, not judged."""
    if not setting.is_full:
        return []
    relational, impersonal = hypothesis.manipulation["poles"]
    found = []
    for key, values in hypothesis.manipulation.get("dose", {}).items():
        for value in values:
            weights = {dose_name(hypothesis, key, value, relational): 1.0, dose_name(hypothesis, key, value, impersonal): -1.0}
            for relationship in hypothesis.decisions["relationships"]:
                outcome = f"probe.{relationship}.heard"
                finding = Finding(hypothesis.name, outcome, f"dose {key} {value:g}", DESCRIPTION, relationship, DOSED,
                                  draws=runs.kind, sesoi=hypothesis.sesoi)  # fmt: skip
                found.append(finding.measured(runs.interval(runs.combined(weights, outcome))))
    return found
