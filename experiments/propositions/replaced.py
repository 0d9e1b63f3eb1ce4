"""One run for double substitution: every fourth person of every role is replaced in one hour; how the newcomers stand with one another.

Two people of whom neither was there before face each other as roles, with nothing else between them. The probe of two
strangers is taken among the same places before, and an hour, a week and a month after, by the model's own rules of
leaving and arriving, without a vacancy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

EVERY = 4
BEFORE = "before"
AFTER = {"an hour": 1, "a week": 40, "a month": 167}  # working hours
RELATIONSHIPS = ("coproduction", "coordination", "leadership")
OUTCOMES = ("asked", "heard", "right")


def column(relationship: str, when: str, outcome: str = "heard") -> str:
    """The column of one reading."""
    return f"replaced.{relationship}.{outcome}.{when.replace(' ', '_')}"


def simulate(parameters: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Run one organisation over its horizon; replace, and read the probe among the places replaced."""
    from experiments.simulate import run

    return run(parameters, seed, replace_and_read)


def replace_and_read(organization: Any) -> dict[str, float]:
    """Take the readings of one organisation, in the order of time."""
    chosen = every_fourth(organization.world)
    row = {"n_replaced": float(chosen.sum()), **reading(organization.world, chosen, BEFORE)}
    replace_all(organization, chosen)
    incumbency = organization.world.person.incumbency.copy()
    passed, per_hour = 0, int(organization.world.rates[0].ticks_per_hour)
    for when, hours in AFTER.items():
        organization.advance((hours - passed) * per_hour)
        passed = hours
        person = organization.world.person
        row |= reading(organization.world, chosen & (person.incumbency == incumbency) & (person.present == 1), when)
    return row


def every_fourth(world: Any) -> np.ndarray:
    """Of everybody present, each fourth of a role, the first included, so that every role is there. Mask over people."""
    person = world.person
    chosen = np.zeros(person.size, bool)
    for role in np.unique(person.role):
        chosen[np.flatnonzero((person.role == role) & (person.present == 1))[::EVERY]] = True
    return chosen


def replace_all(organization: Any, chosen: np.ndarray) -> None:
    """The chosen leave and others take their places, by the rules of turnover."""
    from sim.people.caseloads import find_spanners
    from sim.people.exits import FILL, LEAVE, let_come, let_leave, seat_spanners
    from sim.world import reference_to

    world = reference_to(organization.world)
    changes = np.zeros(chosen.size, np.int64)
    changes[chosen] = LEAVE
    let_leave(world, changes)
    changes[chosen] = FILL
    let_come(world, changes)
    find_spanners(world)
    seat_spanners(world)


def reading(world: Any, chosen: np.ndarray, when: str) -> dict[str, float]:
    """The probe of strangers among the chosen: all others stand aside in its copy of the world."""
    from sim.measures.stranger_probe import stranger_probe

    person = world.person.copy()
    person.present[~chosen] = 0
    found = stranger_probe(world._replace(person=person))
    return {
        column(relationship, when, outcome): found[f"probe.{relationship}.{outcome}"] for relationship in RELATIONSHIPS for outcome in OUTCOMES
    }
