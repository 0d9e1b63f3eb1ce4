"""What an organisation has to set beside the published patterns: run as it is, and again with one thing changed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from experiments.calibrate.patterns import HOURS, MINUTES
from sim.state import Outcome

SITUATION_PURPOSES = ("tell", "ask", "line", "act", "script", "revise", "give_up", "aftermath", "refused")
NO_TURNOVER = {"turnover": {"worker": 0.0, "manager": 0.0}}
TOGETHER, APART = ({"scenario": {"pod_share": share}} for share in (1.0, 0.0))
FEW, MANY = 2, 4
LOOK_HOURS = 4


def fitted_to(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run an organisation as it is, and four times with one thing changed; return the counterpart of each pattern."""
    from sim.measures.survey import survey_columns

    as_it_is = _run(parameters, seed)
    rates, columns = as_it_is.rates(), survey_columns(as_it_is.survey(), as_it_is.world)
    joint = _needing(parameters, FEW)
    together, apart, few, many = (
        minutes_per_answer(_run(parameters, seed, changes).rates())
        for changes in (joint | NO_TURNOVER | TOGETHER, joint | NO_TURNOVER | APART, joint, _needing(parameters, MANY))
    )
    return {
        MINUTES: _over(together, apart),
        **{name: columns[name] for name in ("survey.between", "survey.within", "survey.within_minus_between")},
        "person_time": _over(many, few),
        "unnoticed_per_misread": _over(1.0 - rates["noticed"], rates["noticed"] - rates["understood"]),
    }


def all_told(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """The same, and beside it the counterpart of familiarity that came first."""
    together, apart = (hours_until_answered(parameters, seed, NO_TURNOVER | changes) for changes in (TOGETHER, APART))
    return {HOURS: _over(together, apart)} | fitted_to(parameters, seed)


def hours_until_answered(parameters: Mapping[str, Any], seed: int, changes: Mapping[str, Any]) -> float:
    """Run an organisation; mean hours from emergence to the answer, of what was answered within its deadline.

    What is answered stays on file until its deadline, so a look every few hours misses next to nothing.
    """
    from sim.enlarging import enlarged
    from sim.schedule import advance
    from sim.world import reference_to

    organization = _founded(parameters, seed, changes)
    world, per_hour, horizon = organization.world, int(organization.world.rates[0].ticks_per_hour), organization.horizon
    found: dict[int, int] = {}
    for until in (*range(LOOK_HOURS * per_hour, horizon, LOOK_HOURS * per_hour), horizon):
        while advance(reference_to(world), until) < until:  # the world alone: agents would be told of newcomers at every look
            world = enlarged(world)
        situation = world.situation
        timely = (situation.outcome == Outcome.ANSWERED) & (situation.closed <= situation.deadline)
        seen = situation[timely & (situation.counted == 1)]
        found |= zip(seen.identity.tolist(), (seen.closed - seen.emerged).tolist())
    return _over(sum(found.values()) / per_hour, len(found))


def minutes_per_answer(rates: Mapping[str, float]) -> float:
    """Paid minutes spent on situations, over situations answered."""
    minutes = sum(rates[f"minutes.{purpose}"] for purpose in SITUATION_PURPOSES) * rates["n_paid_minutes"]
    return _over(minutes, rates["n_answered"])


def _needing(parameters: Mapping[str, Any], functions: int) -> dict[str, Any]:
    """Situations of so many functions and nobody else; as many parts an hour whatever that number."""
    rate = parameters["environment"]["customer_rate"] * FEW / functions
    needs = {"parts_fewest": functions, "parts_most": functions, "subject_part": 0.0, "manager_part": 0.0}
    return {"environment": {"customer_rate": rate, **needs}}


def _run(parameters: Mapping[str, Any], seed: int, changes: Mapping[str, Any] | None = None):
    organization = _founded(parameters, seed, changes or {})
    organization.run()
    return organization


def _founded(parameters: Mapping[str, Any], seed: int, changes: Mapping[str, Any]):
    from sim.model import Organization
    from sim.parameters import Parameters

    changed = {group: {**parameters[group], **words} for group, words in changes.items()}
    return Organization(Parameters.model_validate({**parameters, **changed}), seed)


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan
