"""The mixed model: options as fixed effects, what is left of a combination as a random one, environments and seeds as noise.

Every combination has equally many replicates, so that the model needs no iteration: combinations' means are regressed on
options; what their residuals vary beyond noise is the combinations' own. Each combination's true effect is then
its fixed part and a shrunken residual, and the share of models in which a claim holds is the mean probability that this
exceeds the smallest effect of interest. The plain share of means above it would take noise for models.

Equation: ȳ_c = x_c β + u_c + ē_c; λ = σ_u²/(σ_u² + σ_e²/R); E(true_c) = x_c β + λ (ȳ_c − x_c β), variance λ σ_e²/R.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from experiments.assumptions.combinations import Factor

SPARE = 10  # combinations beyond the number of coefficients, below which options are not told apart


@dataclass(frozen=True)
class Fit:
    """What was estimated from the combinations explored."""

    columns: list[tuple[Factor, Any]]  # one for each coefficient but the intercept
    beta: np.ndarray
    covariance: np.ndarray  # of beta
    between: float  # σ_u
    noise: float  # σ_e
    replicates: int
    freedom: int
    means: np.ndarray  # of each column over the combinations explored

    def held(self, design: np.ndarray, means: np.ndarray, sesoi: float) -> np.ndarray:
        """For each combination the probability that its true effect exceeds the smallest of interest."""
        share = self.noise * self.noise / self.replicates
        own = self.between * self.between
        shrink = own / (own + share) if own + share else 1.0
        fixed = design @ self.beta
        centre = fixed + shrink * (means - fixed)
        leverage = np.einsum("ij,jk,ik->i", design, self.covariance, design)
        spread = np.sqrt(shrink * share + (1.0 - shrink) * (1.0 - shrink) * leverage)
        return np.where(spread > 0, stats.norm.cdf((centre - sesoi) / np.where(spread > 0, spread, 1.0)), centre > sesoi)

    def at(self, factor: Factor, option: Any) -> float:
        """The mean effect where one gap is filled by this option, all else as in the combinations explored."""
        centre = float(np.concatenate([[1.0], self.means]) @ self.beta)
        own = [(place, of) for place, (each, of) in enumerate(self.columns) if each.key == factor.key]
        return centre + sum((float(of == option) - self.means[place]) * self.beta[place + 1] for place, of in own)


def design_of(options: Sequence[Mapping[str, Any]], columns: Sequence[tuple[Factor, Any]]) -> np.ndarray:
    """An intercept, and for each option but the default whether a combination has it."""
    rows = [[1.0, *(float(each[factor.key] == option) for factor, option in columns)] for each in options]
    return np.array(rows, float).reshape(len(rows), 1 + len(columns))


def fit(factors: Sequence[Factor], options: Sequence[Mapping[str, Any]], values: np.ndarray) -> Fit:
    """Fit; where there are too few combinations to tell options apart, an intercept alone. Reads values [combinations, replicates]."""
    columns = [(factor, option) for factor in factors for option in factor.options[1:]]
    design = design_of(options, columns)
    if len(options) < design.shape[1] + SPARE or np.linalg.matrix_rank(design) < design.shape[1]:
        columns, design = [], design[:, :1]
    count, replicates = values.shape
    noise = float(np.mean(values.var(axis=1, ddof=1)))
    means = values.mean(axis=1)
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ (design.T @ means)
    freedom = count - design.shape[1]
    residual = float(((means - design @ beta) ** 2).sum() / freedom)
    between = max(0.0, residual - noise / replicates)
    return Fit(columns, beta, inverse * residual, math.sqrt(between), math.sqrt(noise), replicates, freedom, design[:, 1:].mean(axis=0))
