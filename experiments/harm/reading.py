"""What the search found: at each setting each pole minus none, and whether the worst is harm on fresh seeds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from scipy import stats

from experiments.engine.precision import Interval, t_interval
from experiments.engine.statistics import paired_differences
from experiments.harm.search import OFF, OUTCOME, POLES, TWIN, Searched

HARMS, NOT_FOUND, NOT_CONFIRMED = "harms", "none found", "seen, not confirmed"
BY_CHANCE = 0.025
TELLING = 0.5  # rank correlation from which a knob is named


@dataclass(frozen=True)
class Harm:
    """What was found of one pole of one structure."""

    proposition: str
    structure: str
    pole: str
    n_points: int
    n_apparent: int
    setting: str
    searched: float
    mean: float
    low: float
    high: float
    n: int
    hours: float
    worse_with: str
    distrust: int
    result: str

    def row(self) -> dict[str, Any]:
        """The finding as a row of a table."""
        return asdict(self)


def points_table(found: Searched) -> pd.DataFrame:
    """One row a setting and contrast: what was set, and the paired difference from none over seeds."""
    rows = []
    for place, point in enumerate(found.points):
        mine = found.runs[found.runs["point"] == place]
        for level in (*POLES, TWIN):
            effect = difference(mine, level)
            rows.append({"proposition": found.proposition, "point": place, "level": level, "mean": effect.mean,
                         "half_width": effect.half_width, "n": effect.n, **_numbers(point)})  # fmt: skip
    return pd.DataFrame(rows)


def difference(runs: pd.DataFrame, level: str) -> Interval:
    """A level minus none on the joint rate, over seeds, each a draw of its own."""
    arms = set(runs["arm"])
    if not {level, OFF} <= arms:
        return Interval(math.nan, math.inf, 0)
    seeds = runs.assign(draw=runs["replicate"])
    values = paired_differences(seeds, OUTCOME, level, OFF).dropna()
    if len(values) < 2:
        return Interval(float(values.mean()) if len(values) else math.nan, math.inf, len(values))
    return t_interval(values)


def worst_points(found: Searched, count: int) -> list[int]:
    """The settings at which either pole does worst, by their means."""
    table = points_table(found)
    worst = [table[table["level"] == pole].dropna(subset="mean").nsmallest(count, "mean")["point"] for pole in POLES]
    return sorted({int(place) for places in worst for place in places})


def harms(found: Searched) -> Iterator[Harm]:
    """For each pole the setting that is worst on fresh seeds, and whether it surely harms there."""
    table = points_table(found)
    for pole in POLES:
        mine = table[table["level"] == pole]
        effects = {place: difference(runs, pole) for place, runs in found.confirming.items()}
        # Every setting run again is a look of its own: the bound holds for the worst of so many.
        known = {place: wider(effect, len(effects)) for place, effect in effects.items() if effect.n > 1}
        apparent = int((mine["mean"] + mine["half_width"] < 0).sum())
        if not known:
            nothing = (math.nan,) * 4
            yield Harm(found.proposition, found.structure, pole, len(mine), apparent, "", *nothing, 0, math.nan, "", 0, NOT_FOUND)
            continue
        place = min(known, key=lambda one: known[one].upper)
        effect = known[place]
        result = HARMS if effect.upper < 0 else NOT_CONFIRMED if apparent else NOT_FOUND
        yield Harm(
            found.proposition, found.structure, pole, len(mine), apparent, words_of(found.points[place]),
            float(mine.set_index("point").loc[place, "mean"]), effect.mean, effect.lower, effect.upper, effect.n,
            difference(found.confirming[place], TWIN).mean, ", ".join(telling_knobs(mine, found)), distrusted(found, pole), result,
        )  # fmt: skip


def wider(effect: Interval, looks: int) -> Interval:
    """The interval for the worst of so many looks (Bonferroni)."""
    if looks < 2 or effect.n < 2:
        return effect
    factor = stats.t.ppf(1.0 - BY_CHANCE / looks, effect.n - 1) / stats.t.ppf(1.0 - BY_CHANCE, effect.n - 1)
    return Interval(effect.mean, effect.half_width * float(factor), effect.n)


def telling_knobs(mine: pd.DataFrame, found: Searched) -> list[str]:
    """The knobs with which effects fall or rise over the settings searched, strongest first; not judged."""
    correlations = {}
    for key in found.varied.ranges:
        values = mine[[key, "mean"]].dropna()
        if len(values) > 3 and values[key].nunique() > 1 and values["mean"].nunique() > 1:
            correlations[key] = float(stats.spearmanr(values[key], values["mean"]).statistic)
    strong = sorted((key for key, value in correlations.items() if abs(value) >= TELLING), key=lambda key: -abs(correlations[key]))
    return [f"{'higher' if correlations[key] < 0 else 'lower'} {key} (ρ = {correlations[key]:+.2f})" for key in strong[:3]]


def distrusted(found: Searched, pole: str) -> int:
    """At how many settings some relationship's role ties lie below what one expects of a stranger: roles are distrusted."""
    mine = found.runs[found.runs["arm"] == pole]
    names = [name for name in mine.columns if name.startswith("role_tie.") and name.count(".") == 2 and name.endswith(".all")]
    lowest = mine.groupby("point")[names].mean().min(axis=1)
    return int((lowest < found.prior).sum())


def _numbers(point) -> dict[str, float]:
    return {key: float(value) if isinstance(value, (int, float)) else value for key, value in point.items()}


def words_of(point) -> str:
    """A setting as words that a request takes."""
    return " ".join(f"{key}={value:.4g}" if isinstance(value, float) else f"{key}={str(value).lower()}" for key, value in point.items())


def range_of(found: Searched) -> str:
    """The range searched."""
    return ", ".join(
        f"{key} {'|'.join(str(name).lower() for name in found.varied.names[key])}" if key in found.varied.names else f"{key} {low:g}–{high:g}"
        for key, (low, high, _) in found.varied.ranges.items()
    )


def all_harms(searched: Sequence[Searched]) -> list[Harm]:
    """Everything found."""
    return [each for found in searched for each in harms(found)]
