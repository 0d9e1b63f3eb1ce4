"""Universalism, particularity, favouritism and efficiency, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measures.efficiency import efficiency
from sim.measures.exchanges import SINCE_WARM_UP
from sim.measures.favouritism import favouritism
from sim.measures.particularity import particularity
from sim.measures.responses import judge_response
from sim.measures.universalism import lowest_quarter, universalism
from sim.state import MOST_CLOSED, Kind, Outcome
from tests.sim.by_hand import CUSTOMERS, a_situation, acquaint, by_hand, set_tie, small_world

SUBJECT = CUSTOMERS[0]
judge = by_hand(judge_response)


def closed(world, caring=True, marked=(1,), manner=4, subject=SUBJECT, **fields):
    """Close a situation of a customer whose particular is 4, held by persons 0 and 2, and judge it."""
    s = a_situation(world, subject, [0, 2], outcome=Outcome.ANSWERED, closed=15, **fields)
    world.person[subject].particular = 4
    for position in (1, 2):
        part = world.part[s, position]
        part.answered, part.answer, part.manner = 1, 2, manner
        part.marked, part.knew_at_act = int(position in marked), int(caring)
    judge(world, s)
    return world.responses[Kind.CUSTOMER]


@pytest.mark.parametrize("experience, tied", [(0.99, 0), (1.0, 1)])
@pytest.mark.parametrize("caring", [True, False])
def test_tied_or_not(experience, tied, caring):
    """Whether the one who holds the marked part has an episode or more behind a personal tie with the subject."""
    world = small_world()
    set_tie(acquaint(world, 0, SUBJECT, 3), 0.5, experience)  # customers stand behind three colleagues
    tally = closed(world, caring)
    assert (tally.tied, tally.tied_caring) == (tied, tied * caring)
    assert (tally.untied, tally.untied_caring) == (1 - tied, (1 - tied) * caring)


def test_all_who_hold_a_marked_part_count():
    """Person 2, of another group, has no tie: with both parts marked it is neither tied nor similar."""
    world = small_world()
    world.person.group = 0
    world.person[2].group = 1
    set_tie(acquaint(world, 0, SUBJECT, 3), 0.5, 9.0)
    tally = closed(world, marked=(1, 2))
    assert (tally.tied, tally.untied, tally.similar, tally.dissimilar, tally.dissimilar_caring) == (0, 1, 0, 1, 1)
    tally = closed(world, marked=(1,))
    assert (tally.tied, tally.untied, tally.similar, tally.similar_caring, tally.dissimilar) == (1, 1, 1, 1, 1)
    tally = closed(world, marked=())
    assert tally.tied + tally.untied == 2, "without a marked part there is nobody to be tied to"


def test_fitting_answers():
    """Particular 4 and manner 4 fit and are uncommon; particular 4 and the commonest manner do not fit."""
    world = small_world()
    tally = closed(world, marked=(1, 2))
    assert (tally.fitting, tally.fitting_uncommon) == (2, 2)
    tally = closed(world, manner=0)
    assert (tally.fitting, tally.fitting_uncommon) == (2, 2)


def test_before_observing_nothing_is_counted():
    tally = closed(small_world(), counted=0)
    assert tally.untied == tally.fitting == 0


def test_care_by_customer():
    """A new incumbent sends the old one's tally to the spread, and so does a stay of very many situations."""
    world = small_world()
    for caring in (True, False, False):
        closed(world, caring)
    assert tuple(world.care[SUBJECT])[1:] == (3, 1)
    world.person[SUBJECT].incumbency += 1
    closed(world, True)
    assert world.care_spread[3, 1] == 1 and tuple(world.care[SUBJECT])[1:] == (1, 1)
    world.care[SUBJECT].closed, world.care[SUBJECT].caring = MOST_CLOSED, 7
    closed(world, False)
    assert world.care_spread[MOST_CLOSED, 7] == 1 and tuple(world.care[SUBJECT])[1:] == (1, 0)
    assert world.care_spread[1:].sum() == 2


def test_the_lowest_quarter():
    """Of six customers, one and a half: 0 and half of 0.2, over 1.5."""
    assert lowest_quarter(np.array([0.9, 0.2, 0.0, 0.5, 0.5, 0.5]), np.ones(6)) == pytest.approx((0.0 + 0.5 * 0.2) / 1.5)
    assert lowest_quarter(np.array([0.4]), np.array([8.0])) == pytest.approx(0.4)


def test_the_worst_off_quarter():
    """Eight customers of ten situations: two never cared for, six always. By chance at 0.75 the lowest would have 0.56."""
    world = small_world()
    world.care_spread[10, 0], world.care_spread[10, 10], world.care_spread[4, 0] = 2, 6, 99  # too few to be looked at
    row = universalism(world)
    assert (row["universalism.n_customers"], row["universalism.worst_quarter"]) == (8, 0.0)
    # P(X ≤ 6) = 0.2241 for X ~ B(10, 0.75); the quarter is filled up with 7
    below = [math.comb(10, k) * 0.75**k * 0.25 ** (10 - k) for k in range(7)]
    expected = (sum(p * k / 10 for k, p in enumerate(below)) + (0.25 - sum(below)) * 0.7) / 0.25
    assert row["universalism.worst_quarter_by_chance"] == pytest.approx(expected)
    assert math.isnan(row["universalism.tied_gap"]) and math.isnan(universalism(small_world())["universalism.worst_quarter"])


@pytest.mark.parametrize("uncommon, expected", [(0, 0.0), (10, 0.1 * (0.6 - 0.08)), (40, 0.4 * (0.6 - 0.08))])
def test_uniformly_impersonal_treatment_is_not_particular(uncommon, expected):
    """Of 100 fitting answers none, 10 or 40 were in other than the commonest manner; whoever fits everybody has 40."""
    world = small_world(environment={"commonest": 0.6})
    tally = world.responses[Kind.CUSTOMER]
    tally.fitting, tally.fitting_uncommon = 100, uncommon
    row = particularity(tally, world.rates[0])
    assert row["particularity"] == pytest.approx(expected)
    assert row["particularity.attainable"] == pytest.approx(0.4 * 0.52)


def test_favouritism_is_not_who_asks_whom():
    """In both pairs of roles ties make no difference, though those with ties ask mostly where all is granted."""
    world = small_world()
    for (role, other), (of_tied, granted_tied, of_others, granted_others) in {
        (0, 1): (90, 90, 10, 10), (1, 2): (10, 2, 90, 18), (2, 3): (50, 50, 0, 0),
    }.items():  # fmt: skip
        exchange = world.exchange[SINCE_WARM_UP, role, other]
        exchange.of_tied, exchange.granted_tied, exchange.of_others, exchange.granted_others = (
            of_tied, granted_tied, of_others, granted_others,
        )  # fmt: skip
    row = favouritism(world)
    assert row["favouritism"] == 0.0
    assert row["favouritism.granted_tied"] - row["favouritism.granted_others"] == pytest.approx(142 / 150 - 0.28)
    world.exchange[SINCE_WARM_UP, 1, 2].granted_tied = 10  # now + 0.8 in one of two pairs of equal weight
    assert favouritism(world)["favouritism"] == pytest.approx(0.4)


def test_efficiency():
    """600 hours: 100 answered of 120 closed, 30 of them caring, none wholly good."""
    row = efficiency({"n_paid_minutes": 36_000, "n_answered": 100, "n_abandoned": 20, "caring": 0.25, "joint": 0.0})
    assert row["efficiency.hours_per_answered"] == 6.0 and row["efficiency.hours_per_caring"] == 20.0
    assert math.isnan(row["efficiency.hours_per_joint"])
