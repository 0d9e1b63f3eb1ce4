"""The hierarchy: how many levels of managers there are follows from size and span, and who answers to whom from both."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.assumptions import Authority
from sim.compilation import compiled
from sim.state import NONE
from sim.structures.job_design import span_of_control

if TYPE_CHECKING:
    from sim.parameters import Parameters


def managers_by_level(parameters: Parameters) -> list[int]:
    """Count managers from the lowest level up: where there are several there is a level above them, as long as heads last.

    Claim: model §1 (levels follow from size and span). No function stays empty.
    Equation: round(heads / (span + 1)) at the lowest, at least 1; above ⌈number below / span⌉, for which a span is at least 2.
    """
    heads, span = parameters.size.workers, span_of_control(parameters)
    most = max(0, heads - len(parameters.scenario.functions))
    levels = [min(max(1, round(heads / (span + 1))), most)]
    while levels[-1] > 1 and sum(levels) < most:
        levels.append(min(math.ceil(levels[-1] / max(2, span)), most - sum(levels)))
    return levels


def standing_of_level(level: int, lowest: float) -> float:
    """Managers stand the higher, the higher their level: what the lowest lack of the highest standing, over the level."""
    return 1.0 - (1.0 - lowest) / level


@compiled
def answers_to(world, who, manager):
    """Somebody answers to a manager if the line of superiors leads there; managers answer to themselves."""
    while who != NONE and who != manager:
        who = world.person[who].supervisor
    return who == manager


@compiled
def is_over_all(world, manager, s):
    """A manager is over a situation if all those employed whose part it needs answer to them; by an option, if asked to settle it."""
    if world.rates[0].assumptions_authority == Authority.WHOEVER_IS_ASKED.value:
        return True
    for position in range(world.situation[s].n_positions):
        part = world.part[s, position]
        if part.needed == 1 and world.person[part.holder].role != world.rates[0].customer_role:
            if not answers_to(world, part.holder, manager):
                return False
    return True
