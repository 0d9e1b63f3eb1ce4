"""Particularity: whether an answer fits because it was made for this person or because it suits most (model §5)."""

from __future__ import annotations

import numpy as np

from sim.measures.share import share


def particularity(tally: np.record, rates: np.record) -> dict[str, float]:
    """Return the share of fitting answers that would not have fitted another customer, less what one manner for all yields.

    Equation: a fitting answer in the commonest manner would not suit another with
    probability 1 − c (c → environment.commonest), one in any other manner with 1 − q,
    q = (1 − c)/(K − 1), K → environment.particulars. Giving everybody the commonest manner
    yields 1 − c, so that `particularity` = (share of the uncommon among fitting answers)·(c − q).
    `particularity.attainable` is what fitting everybody yields.
    """
    common = float(rates.environment_commonest)
    other = (1.0 - common) / (int(rates.environment_particulars) - 1)
    return {
        "particularity": share(tally.fitting_uncommon, tally.fitting) * (common - other),
        "particularity.attainable": (1.0 - common) * (common - other),
    }
