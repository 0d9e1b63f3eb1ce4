"""What each level of discretion gains of either kind since the lowest, and from which on favouritism outruns particular care.

The gain in favouritism minus the gain in particular care is one paired difference a draw. Its interval is widened for the
number of levels compared, so that all of them hold at once with 95 %.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from experiments.discretion.design import Arm
from experiments.engine.precision import CONFIDENCE, t_interval
from experiments.engine.statistics import paired_differences

CARE, FAVOUR, BEYOND, BEYOND_ATTAINABLE = "particularity", "favouritism", "beyond", "beyond_attainable"
ATTAINABLE = "particularity.attainable"
OUTRUNS, NOWHERE, CANNOT_TELL = "outruns", "at none of these levels", "cannot tell"
NOT = "does not outrun"


def with_beyond(runs: pd.DataFrame) -> pd.DataFrame:
    """Favouritism minus particular care, in points of either's share, and with care as a share of what is attainable."""
    attainable = runs[ATTAINABLE].where(runs[ATTAINABLE] > 0)
    return runs.assign(**{BEYOND: runs[FAVOUR] - runs[CARE], BEYOND_ATTAINABLE: runs[FAVOUR] - runs[CARE] / attainable})


def levels(runs: pd.DataFrame, arms: Mapping[str, Arm]) -> pd.DataFrame:
    """One row an arm and measure: the mean over environments with its own 95 % interval; without a script no level."""
    rows = []
    for name, arm in arms.items():
        for outcome in (CARE, FAVOUR):
            values = runs.loc[runs["arm"] == name].groupby("draw")[outcome].mean().dropna()
            rows.append({**_about(arm), "outcome": outcome, **_interval(values, CONFIDENCE)})
    return pd.DataFrame(rows)


def gains(runs: pd.DataFrame, arms: Mapping[str, Arm]) -> pd.DataFrame:
    """One row a level above the lowest and measure: the paired difference from the lowest, over environments."""
    runs, rows = with_beyond(runs), []
    for lowest, others in _ladders(arms):
        confidence = 1.0 - (1.0 - CONFIDENCE) / len(others)
        for arm in others:
            both = runs[runs["arm"].isin([arm.name, lowest.name])]
            for outcome in (CARE, FAVOUR, BEYOND, BEYOND_ATTAINABLE):
                paired = paired_differences(both, outcome, arm.name, lowest.name) if both["arm"].nunique() == 2 else []
                found = _interval(paired, confidence)
                said = verdict(found["low"], found["high"]) if outcome in (BEYOND, BEYOND_ATTAINABLE) else ""
                rows.append({**_about(arm), "outcome": outcome, **found, "verdict": said})
    return pd.DataFrame(rows)


def verdict(low: float, high: float) -> str:
    """Favouritism outruns particular care where the whole interval lies above 0, and does not where it lies below."""
    return OUTRUNS if low > 0 else NOT if high < 0 else CANNOT_TELL


def answers(gains: pd.DataFrame) -> pd.DataFrame:
    """One row a form, norms and unit of care: whether favouritism outruns it, from which level, and up to the highest or not."""
    rows = []
    judged = gains[gains["outcome"].isin([BEYOND, BEYOND_ATTAINABLE])]
    for (form, norms, outcome), mine in judged.groupby(["form", "norms", "outcome"], sort=False):
        mine = mine.sort_values("level")
        said, level, stays = answer(list(mine["level"]), list(mine["verdict"]))
        undecided, surely_not = (", ".join(f"{each:g}" for each in mine["level"][mine["verdict"] == one]) for one in (CANNOT_TELL, NOT))
        rows.append({"form": form, "norms": norms, "outcome": outcome, "answer": said, "level": level, "stays": stays, "undecided": undecided,
                     "surely_not": surely_not, "half_width": mine["half_width"].max(), "n": mine["n"].min()})  # fmt: skip
    return pd.DataFrame(rows)


def answer(levels: Sequence[float], verdicts: Sequence[str]) -> tuple[str, float, bool]:
    """The lowest level at which favouritism outruns, and whether it does at every level above; else nowhere, or unknown."""
    if OUTRUNS in verdicts:
        first = verdicts.index(OUTRUNS)
        return OUTRUNS, levels[first], set(verdicts[first:]) == {OUTRUNS}
    return NOWHERE if set(verdicts) == {NOT} else CANNOT_TELL, math.nan, False


def _ladders(arms: Mapping[str, Arm]) -> Iterator[tuple[Arm, list[Arm]]]:
    """For each form and norms the lowest level and those above it."""
    scripted = sorted((arm for arm in arms.values() if arm.level is not None), key=lambda arm: (arm.form, arm.norms, arm.level))
    ladders = {key: list(found) for key, found in groupby(scripted, key=lambda arm: (arm.form, arm.norms))}
    for key in dict.fromkeys((arm.form, arm.norms) for arm in arms.values() if arm.level is not None):
        lowest, *others = ladders[key]
        yield lowest, others


def _about(arm: Arm) -> dict[str, object]:
    return {"form": arm.form, "norms": arm.norms, "level": math.nan if arm.level is None else arm.level}


def _interval(values: Sequence[float], confidence: float) -> dict[str, float]:
    """Mean and t interval; a single environment has none."""
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        mean = float(values.mean()) if len(values) else math.nan
        return {"mean": mean, "low": math.nan, "high": math.nan, "half_width": math.nan, "n": len(values)}
    found = t_interval(values, confidence)
    return {"mean": found.mean, "low": found.lower, "high": found.upper, "half_width": found.half_width, "n": found.n}
