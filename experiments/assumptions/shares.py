"""The share of defensible models in which each proposition holds, explored and held back; and what each option does to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from experiments.assumptions.combinations import FIRST, Factor, combination
from experiments.assumptions.contrasts import Contrast
from experiments.assumptions.mixed_model import Fit, design_of, fit
from experiments.engine.precision import CONFIDENCE
from experiments.propositions.hypotheses import Hypotheses

EXPLORED, HELD_BACK = "explored", "held back"


@dataclass(frozen=True)
class Share:
    """What was found of one proposition."""

    name: str
    contrast: Contrast
    fitted: Fit
    rows: list[dict]
    options: list[dict]

    @property
    def flips(self) -> list[str]:
        """Options by which the mean effect comes to lie on the other side of the smallest of interest than by the default."""
        return [row["option"] for row in self.options if row["flips"]]


def share_of(name: str, contrast: Contrast, values: pd.Series, factors: Sequence[Factor], hypotheses: Hypotheses, seed: int, replicates: int) -> Share | None:
    """Fit to the combinations explored, read there and on those held back; None where too few finished."""
    table = per_combination(values, replicates)
    back = np.array([hypotheses.is_held_back(number) for number in table.index])
    explored = table[~back]
    if len(explored) < 2:
        return None
    options = {number: combination(factors, seed, number) for number in table.index}
    fitted = fit(factors, [options[number] for number in explored.index], explored.to_numpy())
    rows = [_row(name, kind, part, fitted, options, contrast) for kind, part in ((EXPLORED, explored), (HELD_BACK, table[back])) if len(part)]
    return Share(name, contrast, fitted, rows, _options(name, fitted, factors, contrast.sesoi))


def per_combination(values: pd.Series, replicates: int) -> pd.DataFrame:
    """One row a combination, one column a replicate; combinations of which a run is missing are left out."""
    values = values.dropna()
    place = np.asarray(values.index) - FIRST
    table = pd.DataFrame({"combination": place // replicates, "replicate": place % replicates, "value": values.to_numpy()})
    return table.pivot(index="combination", columns="replicate", values="value").reindex(columns=range(replicates)).dropna()


def _row(name: str, kind: str, part: pd.DataFrame, fitted: Fit, options: dict, contrast: Contrast) -> dict:
    means = part.mean(axis=1).to_numpy()
    design = design_of([options[number] for number in part.index], fitted.columns)
    held = fitted.held(design, means, contrast.sesoi)
    half = _half_width(held)
    fixed = design @ fitted.beta
    told = float(np.corrcoef(fixed, means)[0, 1]) if len(means) > 2 and fixed.std() > 0 and means.std() > 0 else math.nan
    return {
        "proposition": name, "combinations": kind, "n": len(part), "replicates": fitted.replicates, "share": float(held.mean()), "half_width": half,
        "share_of_means": float((means > contrast.sesoi).mean()), "mean": float(means.mean()), "sesoi": contrast.sesoi,
        "between": fitted.between, "noise": fitted.noise, "correlation_with_options": told,
    }  # fmt: skip


def _half_width(held: np.ndarray) -> float:
    """Of the mean over combinations drawn at random."""
    if len(held) < 2:
        return math.inf
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, len(held) - 1) * held.std(ddof=1) / math.sqrt(len(held)))


def _options(name: str, fitted: Fit, factors: Sequence[Factor], sesoi: float) -> list[dict]:
    """Each option but the defaults: the mean effect with it and with the default, and the difference with its half-width."""
    if not fitted.columns:
        return []
    rows = []
    by_key = {factor.key: factor for factor in factors}
    for place, (factor, option) in enumerate(fitted.columns):
        default = fitted.at(by_key[factor.key], factor.options[0])
        here = fitted.at(factor, option)
        half = float(stats.t.ppf(0.5 + CONFIDENCE / 2, fitted.freedom) * math.sqrt(fitted.covariance[place + 1, place + 1]))
        surely = abs(fitted.beta[place + 1]) > half
        rows.append({"proposition": name, "option": factor.named(option), "effect": here, "effect_with_default": default,
                     "difference": float(fitted.beta[place + 1]), "half_width": half, "n": fitted.freedom,
                     "flips": bool(surely and (here > sesoi) != (default > sesoi))})  # fmt: skip
    return sorted(rows, key=lambda row: -abs(row["difference"]))
