"""Random configurations of up to twenty people, over the whole parameter space.

Every parameter is drawn: often its default (or, so that a few dozen ticks see
people come and go, a livelier value), else a value from its range, or one of
its bounds. In every second configuration no more than thirty numbers are other than usual. Ranges are narrowed only where the number of people or of rows
would explode. Hypothesis shrinks towards the defaults.
"""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from sim.contradictions import TIMED
from sim.parameter import Choice, ParameterObject, describe
from sim.parameters import Parameters, merge, nested
from sim.people.founding import head_counts

TICKS, MOST_PEOPLE, MOST_WARM_UP, MOST_UNUSUAL = 40, 20, 12, 30

LIVELY = {
    "scenario.hours_per_day": 4,
    "scenario.days_per_year": 100,
    "scenario.case_hours": 24.0,
    "scenario.gap_hours": 2.0,
    "scenario.cross_site_share": 0.4,
    "environment.colleague_rate": 0.2,
    "environment.particular_days": 2.0,
    "environment.drift": 20.0,
    "environment.deadline_hours": 8.0,
    "environment.habit_hours": 20.0,
    "turnover.worker": 20.0,
    "turnover.manager": 20.0,
    "turnover.vacancy_days": 1.0,
    "absence.days": 2.0,
    "shocks.suspended_months": 0.25,
    "shocks.surge_months": 0.25,
    "line.span": 5,
    "job_design.wide_span": 6,
    "job_design.small_span": 3,
    "job_design.spanners": 0.15,
    "job_design.caseload": 2,
    "job_design.round_hours": 2,
    "job_design.supervision_hours": 1,
    "job_design.buffer_minutes": 8,
    "environment.conflict": 0.3,
    "performance_measures.capacity": 10,
    "conflict_resolution.capacity": 10,
    "conflict_resolution.delay_days": 0.5,
    "learning.skill_rate": 0.05,
    "selection_training.revision_days": 5.0,
    "protocols.revision_days": 5.0,
    "protocols.writing_minutes": 3,
    "meetings.interval_hours": 4,
    "environment.types": 4,
}
NARROWED = {  # what would make arrays or histories explode
    "scenario.hours_per_day": (1, 8),
    "scenario.days_per_year": (5, 365),
    "environment.types": (1, 30),
    "scenario.case_hours": (4, 20000),  # a customer who comes and goes every tick brings a situation each time
    "scenario.gap_hours": (1, 2000),
    "ties.personal_capacity": (1, 20),
    "shocks.suspended_months": (0, 1),
    "shocks.surge_months": (0, 1),
}
# Settled together, so that they do not contradict one another:
TOGETHER = {
    "years", "years_warm_up", "size.workers", "size.growth", "size.sites", "scenario.functions", "scenario.customers_per_head", "scenario.minutes_per_tick",
    "environment.parts_fewest", "environment.parts_most", "selection_training.per_day",
    "shocks.suspended_from", "shocks.wave_at", "shocks.surge_at",
}  # fmt: skip


def values_of(known: ParameterObject) -> st.SearchStrategy[Any]:
    """Values of one parameter: its default, its options, or its range and the bounds of that."""
    if issubclass(known.kind, Choice):
        return st.sampled_from([option.name.lower() for option in known.kind])
    if known.kind is bool:
        return st.booleans()
    if known.key.startswith("held."):
        return st.sampled_from([None] * 21 + [0.0, 0.5, 1.0])
    low, high = NARROWED.get(known.key, (known.low, known.high))
    inner_low, inner_high = NARROWED.get(known.key, known.range)
    usual = st.just(LIVELY.get(known.key, known.default))
    if known.kind is int:
        drawn = st.integers(int(inner_low), int(inner_high))
    else:
        drawn = st.floats(float(inner_low), float(inner_high), allow_subnormal=False)
    return st.one_of(usual, usual, usual, drawn, drawn, st.sampled_from([low, high]))


OBJECTS = [known for known in describe(Parameters) if known.key not in TOGETHER]
KEYS = {known.key: values_of(known) for known in OBJECTS}
USUAL = {known.key: LIVELY.get(known.key, known.default) for known in OBJECTS if not issubclass(known.kind, (Choice, bool))}


@st.composite
def functions(draw) -> list[dict[str, Any]]:
    """One to six functions of any standing and need."""
    number = draw(st.integers(1, 6))
    standing, need = st.floats(0, 1, allow_subnormal=False), st.sampled_from([0.01, 0.5, 1.0, 1.0, 2.0, 100.0])
    return [{"name": f"function {i}", "standing": draw(standing), "need": draw(need)} for i in range(number)]


def growth_by(heads: int, workers: int, years: float) -> float:
    """The growth by which so many heads are added by the end of the run, if that is allowed."""
    return min(10.0, math.expm1(min(3.0, math.log1p((heads + 0.5 * (heads > 0)) / workers) / years)))


@st.composite
def configurations(draw) -> tuple[Parameters, int]:
    """Parameters and a seed; the warm-up ends within the first ticks."""
    chosen = {key: draw(values) for key, values in KEYS.items()}
    if draw(st.booleans()):  # where every second value is extreme, little happens between people
        spared = draw(st.sets(st.sampled_from(sorted(USUAL)), max_size=MOST_UNUSUAL))
        chosen |= {key: value for key, value in USUAL.items() if key not in spared}
    chosen["scenario.functions"] = draw(functions())
    n_functions = len(chosen["scenario.functions"])
    workers = draw(st.integers(n_functions, 14))
    most_parts = min(4, n_functions)
    fewest = draw(st.integers(1, most_parts))
    minutes = draw(st.sampled_from([60, 60, 60, 60, 60, 60, 30, 20, 12, 5, 1]))
    for key in TIMED:  # no longer than a tick
        chosen[key] = min(chosen[key], minutes)
    per_year = 60 // minutes * chosen["scenario.hours_per_day"] * chosen["scenario.days_per_year"]
    warm_up = draw(st.integers(0, MOST_WARM_UP))
    chosen |= {
        "size.workers": workers,
        "size.sites": draw(st.integers(1, max(1, min(3, workers // n_functions)))),
        "scenario.customers_per_head": draw(st.integers(0, min(5 * workers, MOST_PEOPLE - workers))) / workers,
        "scenario.minutes_per_tick": minutes,
        "environment.parts_fewest": fewest,
        "environment.parts_most": draw(st.integers(fewest, most_parts)),
        "selection_training.per_day": draw(st.integers(1, min(8, chosen["scenario.hours_per_day"]))),
        "years_warm_up": min(10.0, warm_up / per_year),
        "years": (TICKS - warm_up) / per_year,
        "size.growth": growth_by(draw(st.sampled_from([0, 0, 0, 1, 2, 4])), workers, (TICKS - warm_up) / per_year),
    }
    for key in ("suspended_from", "wave_at", "surge_at"):  # within the run
        chosen[f"shocks.{key}"] = draw(st.integers(0, TICKS - warm_up - 1)) / per_year
    chosen |= {key: min(chosen[key], minutes) for key in TIMED}
    values: dict[str, Any] = {}
    for key, value in chosen.items():
        merge(values, nested(key, value))
    parameters = Parameters.model_validate(values)
    assert sum(head_counts(parameters).by_place) <= MOST_PEOPLE
    return parameters, draw(st.integers(0, 2**31))
