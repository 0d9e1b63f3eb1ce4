"""The setting of a request: the baseline that arms change, forms as changes of it, the length of runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from experiments.command_line.settings import Profile
from experiments.engine.configuration import differences
from experiments.heterogeneity import ADOPTED
from experiments.propositions.hypotheses import Hypotheses
from experiments.running import flat_parameters
from sim.parameter import describe
from sim.parameters import Parameters

OWN, COMMON = "own", "common"
BASELINE = "baseline"
QUICK = {"years_warm_up": 0.4, "years": 0.4}  # too short to confirm anything; full takes the model's own
QUICK_DRAWS, PILOT, QUICK_REFERENCE, FULL_REFERENCE = 3, 20, 2, 6


@dataclass(frozen=True)
class Setting:
    """What the families need to know of a request to lay out their arms."""

    request: Request
    hypotheses: Hypotheses

    @property
    def is_full(self) -> bool:
        """Whether verdicts may confirm."""
        return self.request.settings.profile == Profile.FULL

    @cached_property
    def base(self) -> dict[str, Any]:
        """The baseline's parameters; a quick profile shortens runs unless the request says how long they are."""
        base = flat_parameters(under_form(self.request, BASELINE))
        return base if self.is_full else base | {k: v for k, v in QUICK.items() if k not in self.request.given}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the model as it is now."""
        return frozenset(each.key for each in describe(Parameters))

    @cached_property
    def _forms(self) -> dict[str, dict[str, Any]]:
        return {}

    def form(self, name: str, norms: str = OWN) -> dict[str, Any]:
        """What a form changes in the baseline; at common norms all keep the baseline's."""
        if name not in self._forms:
            baseline = flat_parameters(under_form(self.request, BASELINE))
            self._forms[name] = differences(baseline, flat_parameters(under_form(self.request, name)))
        changes = self._forms[name]
        return {key: value for key, value in changes.items() if norms == OWN or not key.startswith("norms.")}

    def lacking(self, keys) -> list[str]:
        """Which of these keys the model does not have."""
        return sorted(set(keys) - self.keys)

    @property
    def draws(self) -> int:
        """How many environments to begin with."""
        return self.request.options.draws or (PILOT if self.is_full else QUICK_DRAWS)

    @property
    def heterogeneity(self) -> float:
        """How far drawn environments differ in their people and in what strangers expect."""
        return self.request.options.heterogeneity

    @property
    def sites(self) -> str:
        """On which sites verdicts are reached, where these are not alike in their people; nothing where they are."""
        if self.heterogeneity == 0.0:
            return ""
        adopted = ", as adopted" if self.heterogeneity == ADOPTED else f" ({ADOPTED:g} is adopted)"
        return (
            f"On heterogeneous sites, not those of the confirmatory study: each drawn environment has people and expectations of strangers of its own, "
            f"heterogeneity {self.heterogeneity:g}{adopted} (decision 741)."
        )

    @property
    def reference(self) -> int:
        """How many runs in the scenario itself."""
        asked = self.request.options.reference
        return asked if asked >= 0 else (FULL_REFERENCE if self.is_full else QUICK_REFERENCE)
