"""The share of defensible models in which each proposition's stand-in holds, explored and held back; and what each option does to it.

A claim with several parts holds where each part does: in each combination the least of its parts' probabilities is taken
(intersection–union), which is at most what any part alone has and at least what all have at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from experiments.assumptions.combinations import FIRST, Factor, combination
from experiments.assumptions.contrasts import Contrast, Part
from experiments.assumptions.mixed_model import Fit, design_of, fit
from experiments.engine.precision import CONFIDENCE
from experiments.propositions.contrast import Runs
from experiments.propositions.hypotheses import Hypotheses

EXPLORED, HELD_BACK = "explored", "held back"


@dataclass(frozen=True)
class Share:
    """What was found of one proposition."""

    name: str
    contrast: Contrast
    fitted: Sequence[Fit]  # one for each part
    rows: list[dict]
    options: list[dict]

    @property
    def flips(self) -> list[str]:
        """Options by which the mean effects come to hold together, or no longer do, where by the default it is the other way."""
        return list(dict.fromkeys(row["option"] for row in self.options if row["flips"]))


def share_of(name: str, contrast: Contrast, runs: Runs | None, factors: Sequence[Factor], hypotheses: Hypotheses, seed: int, replicates: int) -> Share | None:
    """Fit to the combinations explored, read there and on those held back; None where too few finished."""
    tables = in_common([per_combination(part.values(runs), replicates) for part in contrast.parts])
    numbers = tables[0].index
    back = np.array([hypotheses.is_held_back(number) for number in numbers], bool)
    if (~back).sum() < 2:
        return None
    options = [combination(factors, seed, number) for number in numbers]
    explored = [each for each, is_back in zip(options, back) if not is_back]
    fitted = [fit(factors, explored, table[~back].to_numpy()) for table in tables]
    design = design_of(options, fitted[0].columns)
    means = [table.mean(axis=1).to_numpy() for table in tables]
    held = np.array([each.held(design, mean, part.bound) for each, mean, part in zip(fitted, means, contrast.parts)])
    weakest = int(held[:, ~back].mean(axis=1).argmin())
    rows = [
        _row(name, kind, contrast, fitted, weakest, design[which], [mean[which] for mean in means], held[:, which])
        for kind, which in ((EXPLORED, ~back), (HELD_BACK, back)) if which.any()
    ]  # fmt: skip
    return Share(name, contrast, fitted, rows, _options(name, contrast.parts, fitted, factors, weakest))


def per_combination(values: pd.Series, replicates: int) -> pd.DataFrame:
    """One row a combination, one column a replicate; combinations of which a run is missing are left out."""
    values = values.dropna()
    place = np.asarray(values.index, int) - FIRST
    table = pd.DataFrame({"combination": place // replicates, "replicate": place % replicates, "value": values.to_numpy()})
    return table.pivot(index="combination", columns="replicate", values="value").reindex(columns=range(replicates)).dropna()


def in_common(tables: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """The combinations that every part has."""
    numbers = tables[0].index
    for table in tables[1:]:
        numbers = numbers.intersection(table.index)
    return [table.loc[numbers] for table in tables]


def _row(name: str, kind: str, contrast: Contrast, fitted: Sequence[Fit], weakest: int, design: np.ndarray, means: list, held: np.ndarray) -> dict:
    """The claim's share, and the part that holds least often with its mean."""
    part, own, mean, each = contrast.parts[weakest], fitted[weakest], means[weakest], held.min(axis=0)
    fixed = design @ own.beta
    told = float(np.corrcoef(fixed, mean)[0, 1]) if len(mean) > 2 and fixed.std() > 0 and mean.std() > 0 else math.nan
    all_above = np.all([values > one.bound for values, one in zip(means, contrast.parts)], axis=0)
    return {
        "proposition": name, "combinations": kind, "n": len(mean), "replicates": own.replicates, "share": float(each.mean()), "half_width": _half_width(each),
        "share_of_means": float(all_above.mean()), "parts": len(contrast.parts), "weakest_part": part.name, "share_of_weakest": float(held[weakest].mean()),
        "mean": float(mean.mean()), "bound": part.bound, "sesoi": contrast.sesoi, "between": own.between, "noise": own.noise, "correlation_with_options": told,
    }  # fmt: skip


def _half_width(held: np.ndarray) -> float:
    """Of the mean over combinations drawn at random."""
    if len(held) < 2:
        return math.inf
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, len(held) - 1) * held.std(ddof=1) / math.sqrt(len(held)))


def _options(name: str, parts: Sequence[Part], fitted: Sequence[Fit], factors: Sequence[Factor], weakest: int) -> list[dict]:
    """Each option but the defaults, on each part: the mean effect with it and with the default, and whether the claim flips."""
    rows = []
    by_key = {factor.key: factor for factor in factors}
    for place, (factor, option) in enumerate(fitted[0].columns):
        mine = []
        for number, (part, own) in enumerate(zip(parts, fitted)):
            default, here = own.at(by_key[factor.key], factor.options[0]), own.at(factor, option)
            half = float(stats.t.ppf(0.5 + CONFIDENCE / 2, own.freedom) * math.sqrt(own.covariance[place + 1, place + 1]))
            crosses = bool(abs(own.beta[place + 1]) > half and (here > part.bound) != (default > part.bound))
            mine.append({"proposition": name, "option": factor.named(option), "part": part.name, "decides": number == weakest, "effect": here,
                         "effect_with_default": default, "difference": float(own.beta[place + 1]), "half_width": half, "n": own.freedom,
                         "bound": part.bound, "crosses": crosses})  # fmt: skip
        holds, held = (all(row[key] > row["bound"] for row in mine) for key in ("effect", "effect_with_default"))
        rows += [{**row, "flips": holds != held and any(each["crosses"] for each in mine)} for row in mine]
    return sorted(rows, key=lambda row: (not row["decides"], row["part"], -abs(row["difference"])))
