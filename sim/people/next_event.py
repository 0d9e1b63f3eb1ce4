"""Waiting times: events are drawn once by the time until they happen, not by a coin a tick."""

import math

from sim.compilation import compiled

NEVER = 1 << 50  # later than any run


@compiled
def ticks_until(hazard, number):
    """Turn a draw into whole ticks (≥ 1) until an event of constant hazard.

    Equation: 1 + ⌊−ln(1 − u)/h⌋, so that the event falls in each tick with
    probability 1 − exp(−h). A hazard of 0 never happens.
    """
    if hazard <= 0.0:
        return NEVER
    wait = -math.log(1.0 - number) / hazard
    return NEVER if wait >= NEVER else 1 + int(wait)
