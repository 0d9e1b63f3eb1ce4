"""Published patterns and their counterparts in the model: targets for orders of magnitude, not for decimals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.state import Outcome

SITUATION_PURPOSES = ("tell", "ask", "line", "act", "script", "revise", "give_up", "aftermath", "refused")
NO_TURNOVER = {"turnover": {"worker": 0.0, "manager": 0.0}}
FEW, MANY = 2, 4
LOOK_HOURS = 4


class Pattern(NamedTuple):
    """A finding of the field, and the band in which the model's counterpart should lie."""

    name: str
    low: float
    high: float
    counterpart: str
    source: str


PATTERNS = (
    Pattern("familiarity", 0.75, 0.90, "hours until a timely answer, the same people always together over a fresh team each time",
            "Xu et al. 2013, Annals of Surgery 258:953 (seen): joint cases against none"),
    Pattern("survey.between", 2.7, 4.5, "index of the survey between functions",
            "Hustoft 2018; Gittell et al. 2000 (seen)"),
    Pattern("survey.within_minus_between", 0.3, 1.5, "the same within functions, less between them",
            "guidelines of the survey's authors (seen)"),
    Pattern("survey.between_sites", 0.2, 0.5, "standard deviation of that index between organisations",
            "Hustoft 2018; Gittell et al. 2000 (seen)"),
    Pattern("person_time", 2.0, 3.5, "minutes spent per answered situation of four functions over those of two",
            "Staats, Milkman and Fox 2012 (second-hand): 2.9 times the person-time"),
    Pattern("unnoticed_per_misread", 2.0, 6.0, "needed holders who have not noticed over those who have misunderstood, at the deadline",
            "Jones and Endsley 1996 (seen): 76 % not noticed, 20 % misunderstood"),
)  # fmt: skip
OF_ONE_ORGANISATION = tuple(pattern for pattern in PATTERNS if pattern.name != "survey.between_sites")

FITTED = {
    "learning.rate": "familiarity, survey.between",
    "environment.notice": "unnoticed_per_misread",
    "environment.misread": "unnoticed_per_misread",
    "minutes.tell": "person_time",
    "ties.prior": "survey.between",
}


def patterns(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run an organisation as it is, and four times with one thing changed; return the counterpart of each pattern."""
    as_it_is = _run(parameters, seed)
    rates, survey = as_it_is.rates(), as_it_is.survey()
    together, apart = (hours_until_answered(parameters, seed, NO_TURNOVER | {"scenario": {"pod_share": share}}) for share in (1.0, 0.0))
    few, many = (_run(parameters, seed, _needing(parameters, functions)) for functions in (FEW, MANY))
    from sim.measures.survey import survey_columns

    columns = survey_columns(survey, as_it_is.world)
    return {
        "familiarity": _over(together, apart),
        "survey.between": columns["survey.between"],
        "survey.within_minus_between": columns["survey.within_minus_between"],
        "person_time": _over(minutes_per_answer(many.rates()), minutes_per_answer(few.rates())),
        "unnoticed_per_misread": _over(1.0 - rates["noticed"], rates["noticed"] - rates["understood"]),
    }


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
