"""One run as the propositions need it: its measures, and the joint rate month by month after the warm-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OUTCOME = "joint"
MONTHS = tuple(f"{OUTCOME}.month.{month}" for month in range(1, 13))


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation; return its measures and the monthly rates of its first year observed, NaN where it was shorter."""
    from experiments.simulate import run
    from sim.measures.recovery import monthly_rates

    def with_months(organization) -> dict[str, float]:
        rates = organization.world.rates[0]
        days = organization.tick // int(rates.ticks_per_day)
        first = -(-int(organization.world.clock[0].warm_up) // int(rates.ticks_per_day))
        after = monthly_rates(organization.world.daily[:days], first, organization.parameters.scenario.days_per_year, OUTCOME).after
        months = dict(zip(MONTHS, after.tolist()))
        return organization.measures() | {name: months.get(name, float("nan")) for name in MONTHS}

    return run(parameters, seed, with_months)
