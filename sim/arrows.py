"""The arrows of the theory, each of which can be held or cut.

An arrow is read at exactly one place, through `through`; a test counts the
places. NaN means free. What a held value means stands with each arrow.
"""

import numpy as np

from sim.arrow import Arrow
from sim.compilation import compiled


N_ARROWS = len(Arrow)


@compiled
def through(arrow, value, held):
    """Return the held value of an arrow, or the free one where it is not held (NaN)."""
    return value if np.isnan(held[arrow]) else held[arrow]


def held_array(requested):
    """Build the array of held values from a mapping of arrow names to values; NaN where there is None."""
    held = np.full(N_ARROWS, np.nan)
    for name, value in requested.items():
        if value is not None:
            held[Arrow[name.upper()]] = value
    return held
