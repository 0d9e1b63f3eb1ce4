"""Random configurations over the whole parameter space, each named by a number: small people, short time."""

from __future__ import annotations

import math
import random
from typing import Any

from sim.contradictions import TIMED
from sim.held import Held
from sim.parameter import Choice, ParameterObject, describe
from sim.parameters import Parameters, merge, nested

OBJECTS = tuple(describe(Parameters))
DEFAULTS = {known.key: known.default for known in OBJECTS}
LARGEST = {  # what is only a matter of size stays small here
    "size.workers": 20, "environment.types": 20, "ties.personal_capacity": 20, "scenario.customers_per_head": 2,
    "selection_training.hours": 60,
}  # fmt: skip
TICKS = (40, 100)


def a_number(known: ParameterObject, chance: random.Random) -> float:
    """Draw from the sweep, from the whole range (evenly or by magnitude), or take a bound."""
    low, high = known.low, min(known.high, LARGEST.get(known.key, known.high))
    way = chance.randrange(10)
    if way < 4 and known.sweep is not None:
        value = chance.uniform(*(min(max(end, low), high) for end in known.sweep))
    elif way == 4:
        value = low
    elif way == 5:
        value = high
    elif way < 8 and low > 0:
        value = math.exp(chance.uniform(math.log(low), math.log(high)))
    else:
        value = chance.uniform(low, high)
    return round(value) if known.kind is int else value


def functions(chance: random.Random) -> list[dict[str, Any]]:
    """Draw one to six functions, some of them of one standing."""
    return [
        {"name": f"f{number}", "standing": chance.choice([0.0, 0.5, 1.0, chance.random()]), "need": chance.choice([1.0, 0.01, 9.0])}
        for number in range(chance.choice([1, 2, 3, 4, 4, 5, 6]))
    ]  # fmt: skip


def held(chance: random.Random) -> dict[str, float]:
    """Hold none, one or several arrows."""
    share = chance.choice([0.0, 0.05, 0.3])
    return {name: chance.choice([0.0, 1.0, chance.random()]) for name in Held.model_fields if chance.random() < share}


def configuration(number: int) -> tuple[Parameters, int]:
    """Return the parameters of configuration `number`, and how many ticks to run it.

    Half of the parameters stay at their defaults; the rest is drawn. What would
    be a contradiction is made good, and the warm-up ends within the run.
    """
    chance = random.Random(f"configuration {number}")
    values: dict[str, Any] = {}
    changed = chance.choice([0.1, 0.5, 1.0])
    for known in OBJECTS:
        if known.key.startswith("held.") or known.key in {"years", "years_warm_up", "scenario.functions"}:
            continue
        # Structures are always drawn: at their defaults there are none.
        if not known.key.endswith(".level") and chance.random() >= changed:
            continue
        if issubclass(known.kind, Choice):
            value: Any = chance.choice(list(known.kind))
        elif known.kind is bool:
            value = chance.random() < 0.5
        else:
            value = a_number(known, chance)
        merge(values, nested(known.key, value))
    values["held"] = held(chance)
    scenario, environment = values.setdefault("scenario", {}), values.setdefault("environment", {})
    scenario["functions"] = functions(chance)
    n_functions = len(scenario["functions"])
    scenario["minutes_per_tick"] = chance.choice([60, 60, 60, 30, 20, 12, 5])
    for key in TIMED:
        group, word = key.split(".")
        taken = values.setdefault(group, {})
        taken[word] = min(taken.get(word, DEFAULTS[key]), scenario["minutes_per_tick"])
    values.setdefault("size", {})["workers"] = chance.randint(n_functions, 20)
    values["size"]["sites"] = chance.randint(1, max(1, values["size"]["workers"] // n_functions))
    fewest, most = sorted(chance.randint(1, min(4, n_functions)) for _ in range(2))
    environment["parts_fewest"], environment["parts_most"] = fewest, most
    training = values.setdefault("selection_training", {})
    training["per_day"] = min(training.get("per_day", 2), scenario.get("hours_per_day", 8))
    ticks = chance.randint(*TICKS)
    ticks_per_year = 60 // scenario["minutes_per_tick"] * scenario.get("hours_per_day", 8) * scenario.get("days_per_year", 250)
    warm_up = chance.randrange(ticks)
    values["years_warm_up"] = min(10.0, warm_up / ticks_per_year)
    years = (ticks - warm_up) / ticks_per_year
    values["years"] = min(50.0, years)  # a year can be as short as one tick
    values["size"]["growth"] = min(10.0, math.expm1(min(3.0, math.log1p(chance.choice([0, 0, 0.3, 1]) * chance.random()) / years)))
    for key in ("suspended_from", "wave_at", "surge_at"):  # within the run, and before the year is over
        values.setdefault("shocks", {})[key] = min(0.99, chance.randrange(ticks - warm_up) / ticks_per_year)
    return Parameters(**values), ticks
