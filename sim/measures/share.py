"""A share of a number of cases; without cases there is none."""

import math


def share(part: float, whole: float) -> float:
    """Return part over whole, or NaN if there is no whole."""
    return float(part / whole) if whole else math.nan
