"""Curves for 4a–4c, described and not judged: the joint rate by size, by turnover, and by month after a shock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.endurance import monthly
from experiments.propositions.finding import DESCRIPTION
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import Setting
from experiments.propositions.stress_design import CALM, CUT, ON, STRESSED, Cell, changes_of, lacking

NAME = "curves"
OUTCOME = "joint"


@dataclass(frozen=True)
class Course:
    """A stress by degrees: both ends are the hypothesis's own, what lies between is run in the full profile."""

    proposition: str
    stress: str
    keys: tuple[str, ...]
    between: tuple[float, ...]
    unit: str


COURSES = (
    Course("4a", "size", ("size.workers",), (40, 80), "paid heads"),
    Course("4b", "turnover", ("turnover.worker", "turnover.manager"), (0.5, 1.0), "exits per position and year"),
)
SHOCKS = {"4c": ("wave", "surge", "suspension")}


def arm_name(course: Course, value: float, roles: str) -> str:
    """The arm's name in tables."""
    return f"curve of {course.stress}: {value:g}, roles {roles}, direct cut"


def arms(setting: Setting, names: Sequence[str]) -> dict[str, Arm]:
    """What lies between calm and stressed, with role stores on and cut and direct paths cut; the full profile only."""
    found = {}
    for course in COURSES if setting.is_full else ():
        if course.proposition in names:
            hypothesis = setting.hypotheses.each[course.proposition]
            for roles in (ON, CUT):
                changes = changes_of(setting, hypothesis, Cell(course.stress, CALM, roles))
                for value in course.between:
                    found[arm_name(course, value, roles)] = Arm({**changes, **dict.fromkeys(course.keys, value)}, role=DESCRIPTION)
    return found


def tables(setting: Setting, hypothesis: Hypothesis, runs: Runs, beside: Runs | None) -> Iterator[pd.DataFrame]:
    """The curves of one proposition as tables: x, state, role memory, mean, half-width, n."""
    for course in COURSES:
        if course.proposition == hypothesis.name and not lacking(setting, hypothesis, course.stress):
            yield _by_degrees(setting, hypothesis, course, runs, beside)
    for stress in SHOCKS.get(hypothesis.name, ()):
        table = _by_month(hypothesis, stress, runs)
        if len(table):
            yield table


def _by_degrees(setting: Setting, hypothesis: Hypothesis, course: Course, runs: Runs, beside: Runs | None) -> pd.DataFrame:
    states, rows = hypothesis.manipulation["stresses"][course.stress], []
    for roles in (ON, CUT):
        points = [(float(states[state][course.keys[0]]), runs, Cell(course.stress, state, roles).name) for state in (CALM, STRESSED)]
        if beside is not None and setting.is_full:
            points += [(float(value), beside, arm_name(course, value, roles)) for value in course.between]
        for x, source, arm in sorted(points, key=lambda point: point[0]):
            rows.append(_row(hypothesis, course.stress, course.unit, x, STRESSED, roles, source, source.level(arm, OUTCOME)))
    return pd.DataFrame(rows)


def _by_month(hypothesis: Hypothesis, stress: str, runs: Runs) -> pd.DataFrame:
    rows = []
    for state in (STRESSED, CALM):
        for roles in (ON, CUT):
            for month, values in enumerate(monthly(runs, Cell(stress, state, roles).name).items(), 1):
                rows.append(_row(hypothesis, stress, "months after", float(month), state, roles, runs, values[1]))
    return pd.DataFrame(rows)


def _row(hypothesis: Hypothesis, curve: str, unit: str, x: float, state: str, roles: str, runs: Runs, values: pd.Series) -> dict:
    found = runs.interval(values)
    return {"proposition": hypothesis.name, "curve": curve, "x": x, "unit": unit, "state": state, "roles": roles, "mean": found.mean,
            "half_width": found.half_width, "n": found.n}  # fmt: skip
