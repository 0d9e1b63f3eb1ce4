"""Rates: the parameters as one flat record that compiled rules can read.

A parameter `group.word` is the field `group_word`. What rules would otherwise
work out again at every tick (ticks per day, hazards per tick) is derived here.
"""

from enum import IntEnum

import numpy as np

from sim.parameter import describe
from sim.parameters import Parameters
from sim.people.hierarchy import managers_by_level
from sim.state import HOUR
from sim.structures.parameters import Level

MONTHS = 12
DERIVED = {
    "ticks_per_hour": np.int64,
    "ticks_per_day": np.int64,
    "ticks_per_year": np.int64,
    "paid_minutes": np.int64,  # per person and tick
    "n_functions": np.int64,
    "customer_role": np.int64,  # also the column of the subject's own part
    "manager_role": np.int64,  # of the lowest level; also the column of a manager's context; higher levels follow
    "spanner_role": np.int64,  # of this number there is no role where a form has no boundary spanners
    "n_roles": np.int64,
    "ties_personal_capacity": np.int64,
    "experience_kept": np.float64,  # per day
    "knowledge_kept": np.float64,  # per day
    "evidence_ticks": np.int64,
    "last_call_ticks": np.int64,
    "warm_up_ticks": np.int64,
    "practice_minutes": np.int64,
    "suspension_begins": np.int64,  # these and the next: ticks; a shock has ended at the tick at which it ends
    "suspension_ends": np.int64,
    "wave_begins": np.int64,
    "surge_begins": np.int64,
    "surge_ends": np.int64,
    "seed": np.int64,
}


def rates_record(parameters: Parameters, seed: int) -> np.ndarray:
    """Return a one-row record array of all numeric parameters, and what follows from them."""
    values = {}
    for known in describe(type(parameters)):
        if known.key.startswith("held."):
            continue  # read from `world.held`; the record has the same fields in every run
        value = parameters
        for word in known.key.split("."):
            value = getattr(value, word)
        if isinstance(value, (bool, int, float, IntEnum)):
            values[known.key.replace(".", "_")] = (
                np.float64 if known.kind is float else np.int64,
                value,
            )
    values |= {name: (kind, value) for name, (kind, value) in _derived(parameters, seed).items()}
    record_type = np.dtype((np.record, [(name, kind) for name, (kind, _) in values.items()]))
    rates = np.zeros(1, record_type)
    for name, (_, value) in values.items():
        rates[name] = value
    return rates.view(np.recarray)


def _derived(parameters: Parameters, seed: int) -> dict:
    scenario, ties = parameters.scenario, parameters.ties
    per_hour = HOUR // scenario.minutes_per_tick
    per_day = per_hour * scenario.hours_per_day
    per_year = per_day * scenario.days_per_year
    n_functions, n_levels = len(scenario.functions), len(managers_by_level(parameters))
    values = {
        "ticks_per_hour": per_hour,
        "ticks_per_day": per_day,
        "ticks_per_year": per_year,
        "paid_minutes": scenario.minutes_per_tick,
        "n_functions": n_functions,
        "customer_role": n_functions,
        "manager_role": n_functions + 1,
        "spanner_role": n_functions + 1 + n_levels,
        "n_roles": n_functions + n_levels + (1 if parameters.job_design.level in (Level.NONE, Level.IMPERSONAL) else 2),
        "ties_personal_capacity": parameters.assumptions.capacity.value or ties.personal_capacity,
        "experience_kept": 0.5 ** (1.0 / ties.half_life_days),
        "knowledge_kept": 0.5 ** (1.0 / ties.knowledge_half_life_days),
        "evidence_ticks": round(parameters.attention.evidence_hours * per_hour),
        "last_call_ticks": round(parameters.attention.last_call_hours * per_hour),
        "warm_up_ticks": round(parameters.years_warm_up * per_year),
        "practice_minutes": min(15, scenario.minutes_per_tick),
        "seed": seed,
    }
    values |= _shocks(parameters, values)
    return {name: (DERIVED[name], value) for name, value in values.items()}


def _shocks(parameters: Parameters, values: dict) -> dict:
    """At which ticks shocks begin and end."""
    shocks, per_year, warm_up = parameters.shocks, values["ticks_per_year"], values["warm_up_ticks"]
    begins = {
        "suspension": warm_up + round(shocks.suspended_from * per_year),
        "wave": warm_up + round(shocks.wave_at * per_year),
        "surge": warm_up + round(shocks.surge_at * per_year),
    }
    return {f"{shock}_begins": tick for shock, tick in begins.items()} | {
        "suspension_ends": begins["suspension"] + round(shocks.suspended_months * per_year / MONTHS),
        "surge_ends": begins["surge"] + round(shocks.surge_months * per_year / MONTHS),
    }
