"""Case teams, by hand: of the pod, of the site, of another site; and many places racing in heats."""

from __future__ import annotations

import math

import pytest

from sim.draws import Decision
from sim.people.teams import another_site, assign_team, choose, sits_elsewhere, winning_heat
from sim.race import first_pod, places_of, race_nearby
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, by_hand, small_world


@pytest.mark.parametrize("site, n_pods, n_sites, first", [(0, 2, 2, 0), (1, 2, 2, 1), (2, 2, 2, 2), (1, 5, 2, 3), (1, 10, 3, 4), (2, 10, 3, 7)])
def test_pods_are_shared_out_over_sites_in_order(site, n_pods, n_sites, first):
    """Pod p sits at ⌊p · sites / pods⌋: of five pods at two sites, 0, 1 and 2 at the first."""
    assert by_hand(first_pod)(site, n_pods, n_sites) == first
    assert first == n_pods or first * n_sites // n_pods == site
    assert first == 0 or (first - 1) * n_sites // n_pods == site - 1


def test_where_places_lie():
    """Of two workers in each function, at two sites, one sits at each; customers alternate; managers are looked through."""
    world = small_world(size={"workers": 9, "sites": 2})
    rule = by_hand(places_of)
    assert rule(world.role[1], 1, NONE, 2) == (3, 4, 2)
    assert rule(world.role[1], NONE, 1, 2) == (3, 4, 1)
    assert rule(world.role[1], NONE, NONE, 2) == (2, 4, 1)
    assert rule(world.role[4], 0, NONE, 2) == (9, 13, 2) and rule(world.role[4], NONE, 1, 2) == (9, 13, 1)
    assert rule(world.role[5], 1, NONE, 2) == (8, 9, 1)
    assert world.person.site.tolist() == [0, 1] * 4 + [0] + [0, 1] * 2


def test_near_before_far():
    """Of the function's workers 0 and 1, pod and site go before the lower draw; anybody before nobody."""
    world = small_world(size={"workers": 9, "sites": 2})
    names = {world.person[who].identity: number for who, number in ((0, 0.9), (1, 0.1))}
    near = by_hand(race_nearby, {Decision.COVER: lambda tick, key, whom: names[whom]})
    assert near(world, 0, CUSTOMERS[0], NONE, Decision.COVER, 5, 1) == 0
    world.person[0].present = 0
    assert near(world, 0, CUSTOMERS[0], NONE, Decision.COVER, 5, 1) == 1
    assert near(world, 0, CUSTOMERS[0], 1, Decision.COVER, 5, 1) == NONE


@pytest.mark.parametrize(
    "from_pod, elsewhere, team",
    [(0.4, 0.2, [0, 2, 4, 6]), (0.6, 0.2, [0, 2, 4, 6]), (0.4, 0.1, [1, 3, 5, 7])],
)
def test_a_team(from_pod, elsewhere, team):
    """The first customer's pod and site are 0: one worker of each function there, one at the other site."""
    world = small_world(size={"workers": 9, "sites": 2})
    draws = {Decision.TEAM_OR_POD: from_pod, Decision.CROSS_SITE: elsewhere}
    by_hand(assign_team, draws)(world, CUSTOMERS[0], 5)
    assert world.team[CUSTOMERS[0]].tolist() == team


def test_which_other_site():
    """Of three sites the own is out, though its draw is the lowest; of the others the lower draw wins."""
    world = small_world(size={"workers": 12, "sites": 3})
    numbers = {6: 0.1, 7: 0.3, 8: 0.2}  # for function 2: keys 6, 7 and 8
    rule = by_hand(another_site, {Decision.OTHER_SITE: lambda tick, key, whom: numbers[whom]})
    assert world.person[0].site == 0 and rule(world.person[0], 2, 5, world.rates[0]) == 2


def test_nobody_sits_elsewhere_at_one_site():
    for sites, elsewhere in ((1, False), (2, True)):
        world = small_world(size={"workers": 9, "sites": sites})
        assert by_hand(sits_elsewhere, 0.14)(3, 0, 5, world.rates[0]) == elsewhere


@pytest.mark.parametrize("number, first", [(0.49, 0), (0.51, 1)])
def test_a_case_gets_its_pod_or_a_fresh_team(number, first):
    """The first customer is of pod 0, as worker 0 is; for a fresh team there is a race, and worker 1 wins."""
    world = small_world()
    draws = {Decision.TEAM_OR_POD: number, Decision.TEAM_MEMBER: lambda tick, key, slot: 0.9 if slot == 0 else 0.1}
    by_hand(assign_team, draws)(world, CUSTOMERS[0], 16)
    assert world.team[CUSTOMERS[0], 0] == first


def test_the_vacant_stand_behind_everybody_present():
    world = small_world()
    rule = by_hand(choose, {Decision.TEAM_MEMBER: lambda tick, key, slot: 0.9 if slot == 0 else 0.1})
    assert rule(world, 0, NONE, NONE, CUSTOMERS[0], 16) == 1
    world.person[1].present = 0
    assert rule(world, 0, NONE, NONE, CUSTOMERS[0], 16) == 0
    world.person[0].present = 0
    assert rule(world, 0, NONE, NONE, CUSTOMERS[0], 16) == 1
    assert rule(world, 0, 0, NONE, CUSTOMERS[0], 16) == 0
    assert rule(world, 0, 9, NONE, CUSTOMERS[0], 16) == NONE


def test_heats():
    """Forty places race in heats of 16, 16 and 8; the last, half as large, needs a draw twice as low."""
    rates = small_world().rates[0]
    fast = 1.0 - math.exp(-16.0)  # a large heat finishes at 1
    for slow, winner in ((1.0 - math.exp(-7.9), (132, 140)), (1.0 - math.exp(-8.1), (100, 116))):
        numbers = {0: fast, 1: 1.0 - math.exp(-17.0), 2: slow}
        rule = by_hand(winning_heat, {Decision.TEAM_HEAT: lambda tick, key, whom, numbers=numbers: numbers[whom - (3 << 20)]})
        assert rule(100, 140, 3, 5, 1, rates) == winner
