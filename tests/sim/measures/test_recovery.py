"""Recovery, by hand: months around a shock from running totals, and when a rate is what it was."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim import Organization, load_parameters
from sim.measures.recovery import monthly_rates, rate_between, time_to_recover
from sim.state import DAILY


def rows(joint: list[int], answered: list[int], abandoned: list[int] | int = 0) -> np.ndarray:
    """Daily rows in which so many close with each outcome on each day."""
    daily = np.zeros(len(joint), DAILY)
    daily["joint"], daily["answered"] = np.cumsum(joint), np.cumsum(answered)
    daily["abandoned"] = np.cumsum(np.broadcast_to(abandoned, len(joint)))
    return daily


def test_a_rate_is_a_share_of_what_closed_on_those_days():
    daily = rows([1, 2, 0, 3], [4, 4, 0, 4], [1, 0, 0, 2])
    assert rate_between(daily, 0, 1) == 1 / 5
    assert rate_between(daily, 0, 4) == 6 / 15
    assert rate_between(daily, 1, 4) == 5 / 10
    assert rate_between(daily, 3, 4, "answered") == 4 / 6
    assert math.isnan(rate_between(daily, 2, 3)) and math.isnan(rate_between(daily, 1, 1))


@pytest.mark.parametrize("first, end", [(-1, 2), (0, 5), (3, 2)])
def test_days_that_are_not_there_are_refused(first, end):
    with pytest.raises(ValueError, match="recorded"):
        rate_between(rows([1] * 4, [2] * 4), first, end)


def test_months_are_counted_both_ways_from_the_shock():
    """A year of 24 days: months of two. Shock on day 5: days 1–2, 3–4 before; 5–6, 7–8, 9–10 after; 0 and 11 are left over."""
    joint = [9, 1, 1, 2, 2, 0, 0, 1, 0, 2, 1, 9]
    found = monthly_rates(rows(joint, [10] * 12), shock_day=5, days_per_year=24)
    assert found.before.tolist() == [0.1, 0.2] and found.after.tolist() == [0.0, 0.05, 0.15]


def test_months_need_not_have_equally_many_days():
    """250 days: 21, 42, 62 (Python rounds 62.5 to even) … and 250 after twelve months."""
    joint = np.zeros(500, int)
    joint[[250 + 20, 250 + 21, 250 + 42]] = 10
    found = monthly_rates(rows(list(joint), [10] * 500), 250, 250)
    assert (found.before.size, found.after.size) == (12, 12)
    assert found.after[:4].tolist() == [10 / 210, 10 / 210, 10 / 200, 0.0]


def test_a_shock_on_the_first_or_the_last_day():
    daily = rows([1] * 24, [2] * 24)
    assert (monthly_rates(daily, 0, 24).before.size, monthly_rates(daily, 0, 24).after.size) == (0, 12)
    assert (monthly_rates(daily, 24, 24).before.size, monthly_rates(daily, 24, 24).after.size) == (12, 0)


@pytest.mark.parametrize(
    "rates, stays, expected",
    [
        ([0.5, 0.55, 0.45], None, 0),
        ([0.1, 0.5, 0.5], None, 1),
        ([0.1, 0.5, 0.1, 0.5], None, 3),  # a month within the band is not yet recovery
        ([0.1, 0.5, 0.5, 0.1], 2, 1),
        ([0.1, 0.5, 0.1, 0.5], 2, math.inf),
        ([0.5, 0.5, 0.1], None, math.inf),
        ([0.1, 0.7, 0.5], None, 2),  # above the band is outside it
        ([0.1, math.nan, 0.5], None, 2),
        ([], None, math.inf),
        ([0.5], 2, math.inf),
    ],
)
def test_time_to_recover(rates, stays, expected):
    assert time_to_recover(np.array(rates), 0.5, 0.1, stays) == expected


def test_the_level_may_be_the_same_months_without_the_shock():
    rates, spared = np.array([0.3, 0.5, 0.7]), np.array([0.5, 0.6, 0.7])
    assert time_to_recover(rates, spared, 0.05) == 2 and time_to_recover(rates, spared, 0.15) == 1


def test_harm_alone():
    rates = np.array([0.3, 0.9, 0.9])
    assert time_to_recover(rates, 0.5, 0.1) == math.inf and time_to_recover(np.minimum(rates, 0.5), 0.5, 0.1) == 1


def test_months_of_a_run_add_up_to_its_totals():
    """The daily rows of a real run, months of four days: what closed, times the rates, is what was joint."""
    settings = {"size.workers": 8, "years_warm_up": 0, "years": 0.25, "scenario.days_per_year": 48, "environment.customer_rate": 0.2}
    model = Organization(load_parameters("baseline", "generic", changes=settings), seed=1)
    model.run()
    daily = model.world.daily[:12]
    found = monthly_rates(daily, 4, 48)
    assert (found.before.size, found.after.size) == (1, 2)
    closed = [int(daily["answered"][day] + daily["abandoned"][day]) for day in (3, 7, 11)]
    joint = int(daily["joint"][11])
    assert joint > 0 and np.concatenate(found) @ np.diff([0, *closed]) == pytest.approx(joint)
