"""The stranger-dyad probe, by hand: each stage refused alone, who stands before whom, and that nothing they lived through counts."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import Decision
from sim.measures.directions import DIRECTIONS
from sim.measures.stranger_probe import OUTCOMES, probe, world_of_strangers
from sim.relations.footing import footing_towards
from sim.state import NONE
from tests.sim.by_hand import CUSTOMER_ROLE, CUSTOMERS, MANAGER, MANAGER_ROLE, acquaint, by_hand, set_tie, small_world

YES, NO = 0.0, 0.999
# Clues are 2 and typically 0: whoever guesses is wrong.
STAGE = {Decision.PROBE_CLUE: 0.5, Decision.PROBE_TYPICAL: 0.0}
COPRODUCTION, COORDINATION, LEADERSHIP = range(3)


def shown(world, draws, n_dyads=2, n_draws=3):
    """Probe by hand; returns the pairs and the shares of draws."""
    pairs = np.full((len(DIRECTIONS), n_dyads, 2), NONE, np.int64)
    counts = np.zeros((len(DIRECTIONS), n_dyads, 2, len(OUTCOMES)), np.int64)
    given = {decision: YES for decision in Decision} | draws
    by_hand(probe, given)(world_of_strangers(world), pairs, counts, n_draws)
    return pairs, counts / n_draws


@pytest.mark.parametrize(
    "refused, asked, told, heard, right",
    [
        (None, 1, 1, 1, 1),
        (Decision.TELLER_WILLING, 0, 0, 0, 0),
        (Decision.SPEAK_UP, 0, 0, 0, 0),
        (Decision.WILLING, 1, 0, 0, 0),
        (Decision.HEAR, 1, 0, 0, 0),
        (Decision.REVERSE, 1, 0, 1, 1),
        (Decision.ACCURATE, 1, 1, 1, 0),  # heard, but garbled: the answer is wrong for certain
        (Decision.ADDRESS, 0, 0, 0, 0),
    ],
)
def test_each_stage_refused_alone(refused, asked, told, heard, right):
    """Between two functions, in both directions and every draw."""
    _, shares = shown(small_world(), STAGE | ({refused: NO} if refused else {}))
    assert (shares[COORDINATION] == [asked, told, heard, right]).all()


def test_a_guess_can_be_right():
    _, shares = shown(small_world(), STAGE | {Decision.TELLER_WILLING: NO, Decision.PROBE_TYPICAL: 0.5})
    assert (shares == [0, 0, 0, 1]).all()


def test_whoever_knows_of_a_situation_knows_whose_it_is():
    """A worker need not know the address of a customer; a customer that of a worker."""
    _, shares = shown(small_world(), STAGE | {Decision.ADDRESS: NO})
    assert (shares[COPRODUCTION, :, 0] == 1).all() and (shares[COPRODUCTION, :, 1] == 0).all()


def test_power_over_works_upwards_only():
    """The norm keeps a customer from asking a worker, and a worker a manager; not the other way round."""
    world = small_world(norms={"power_over": 1.0})
    _, shares = shown(world, STAGE | {Decision.OPEN: 0.5})
    asked = shares[..., 0]
    assert (asked[COPRODUCTION] == [1, 0]).all() and (asked[LEADERSHIP] == [0, 1]).all()


def test_who_stands_before_whom():
    """A worker and a customer, workers of two functions in the order of their standing, a worker and a manager."""
    world = small_world()
    world.role.standing[:4] = [0.9, 0.1, 0.5, 0.5]
    pairs, _ = shown(world, {Decision.PROBE_ONE: lambda r, dyad, who: (dyad * 7 + who / 2**28 * 3) % 8 / 8,
                             Decision.PROBE_OTHER: lambda r, dyad, who: (dyad * 5 + who / 2**28 * 3) % 8 / 8}, n_dyads=16)  # fmt: skip
    role = world.person.role[pairs]
    assert (role[COPRODUCTION, :, 0] < 4).all() and (role[COPRODUCTION, :, 1] == CUSTOMER_ROLE).all()
    assert (role[LEADERSHIP, :, 0] < 4).all() and (role[LEADERSHIP, :, 1] == MANAGER_ROLE).all()
    order = [1, 2, 3, 0]  # functions from the lowest to the highest
    assert all(order.index(lower) < order.index(higher) for lower, higher in role[COORDINATION])
    assert len({tuple(pair) for pair in role[COORDINATION]}) > 2


def test_nobody_there():
    """Without managers and customers there is no pair; one worker alone is none either."""
    world = small_world()
    world.person.present[[MANAGER, *CUSTOMERS]] = 0
    pairs, shares = shown(world, STAGE)
    assert (pairs[[COPRODUCTION, LEADERSHIP], :, 1] == NONE).all() and (pairs[COORDINATION] != NONE).all()
    assert (shares[[COPRODUCTION, LEADERSHIP]] == 0).all()
    world.person.present[1:] = 0
    assert (shown(world, STAGE)[0][:, :, 1] == NONE).all()


def test_what_two_people_lived_through_counts_for_nothing():
    """The best personal ties change no share; role ties do, and the map and a tired hour do not."""

    def halves(world):
        by_tenths = {decision: lambda tick, who, whom: tick / 10 for decision in (Decision.TELLER_WILLING, Decision.ADDRESS)}
        return shown(world, STAGE | by_tenths | {Decision.OPEN: NO}, n_draws=10)[1]

    plain = halves(small_world())
    befriended = small_world()
    for who in range(13):
        for place, other in enumerate((0, 2, MANAGER, *CUSTOMERS[:3])):  # three colleagues, then customers
            set_tie(acquaint(befriended, who, other, place), 1.0, 1000.0)
    for who, other in ((0, 2), (2, 0), (0, MANAGER), (CUSTOMERS[0], 0)):
        assert min(by_hand(footing_towards)(befriended, who, other, befriended.held)) > 0.9
    befriended.person.read, befriended.person.interruptions, befriended.person.attention = 1, 9, 0
    assert (halves(befriended) == plain).all()
    bound = small_world()
    for who in range(13):
        for role in range(6):
            set_tie(bound.role_tie[who, role], 1.0, 1000.0)
    assert (halves(bound)[..., 0] > plain[..., 0]).all()
