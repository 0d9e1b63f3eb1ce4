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


@compiled
def ticks_until_through(hazard, number, begins, ends, factor):
    """Turn a draw into whole ticks until an event whose hazard is multiplied by `factor` for a while.

    Equation: ln(1 − u) is used up at the hazard of each tick, so that the same draw
    gives the same event sooner or later; events before the surge are what they were.
    Reads: `begins`, `ends`, the first tick of the surge and the first after it,
    counted from now; an event k ticks from now takes the hazard of that tick.
    """
    if factor == 1.0 or ends <= 1 or hazard <= 0.0:
        return ticks_until(hazard, number)
    wait = -math.log(1.0 - number) / hazard
    before = max(0, begins - 1)
    during = max(0, ends - 1) - before
    if wait >= before + factor * during:
        wait += during - factor * during
    elif wait > before:
        wait = before + (wait - before) / factor
    return NEVER if wait >= NEVER else 1 + int(wait)
