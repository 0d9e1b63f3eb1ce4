"""Shocks, by hand: when a structure is suspended, who leaves in a wave, how a surge of demand shortens a wait."""

from __future__ import annotations

import math

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.parameters import Parameters
from sim.people.next_event import NEVER, ticks_until_through
from sim.people.parameters import Suspended
from sim.people.shocks import STRUCTURES, is_suspended, undergo_shocks
from sim.problem import BadParameters
from sim.state import NONE, Kind
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, small_world

YEAR = 2000  # hours
WARM_UP = 2000


def test_dates_are_ticks():
    """Half a year after the warm-up; 6 months are half a year; 3 months a quarter."""
    rates = small_world().rates[0]
    assert (rates.suspension_begins, rates.suspension_ends) == (WARM_UP + 1000, WARM_UP + 2000)
    assert (rates.wave_begins, rates.surge_begins, rates.surge_ends) == (WARM_UP + 1000, WARM_UP + 1000, WARM_UP + 1500)


@pytest.mark.parametrize(
    "suspended, arrow, tick, expected",
    [("meetings", Arrow.MEETINGS, 2999, False), ("meetings", Arrow.MEETINGS, 3000, True), ("meetings", Arrow.MEETINGS, 3999, True),
     ("meetings", Arrow.MEETINGS, 4000, False), ("meetings", Arrow.PROTOCOLS, 3500, False), ("none", Arrow.MEETINGS, 3500, False),
     ("all", Arrow.PROTOCOLS, 3500, True)],
)  # fmt: skip
def test_is_suspended(suspended, arrow, tick, expected):
    rates = small_world(shocks={"suspended": suspended}).rates[0]
    assert by_hand(is_suspended)(arrow.value, tick, rates) == expected


def test_every_structures_arrow_can_be_suspended():
    assert {Arrow(number) for number in STRUCTURES} == {Arrow[name] for name in Suspended.__members__ if name not in ("NONE", "ALL")}
    assert all(Arrow(number).name.lower() in Parameters.model_fields for number in STRUCTURES)


def test_a_suspended_structure_resumes_as_requested_and_other_holds_stay():
    world = small_world(shocks={"suspended": "meetings"}, held={"meetings": 0.5, "shared_goals": 0.7})
    world.held[:] = world.requested
    for tick, meetings in [(2999, 0.5), (3000, 0.0), (3500, 0.0), (4000, 0.5)]:
        world.clock[0].tick = tick
        by_hand(undergo_shocks)(world)
        assert (world.held[Arrow.MEETINGS], world.held[Arrow.SHARED_GOALS]) == (meetings, 0.7)
        assert math.isnan(world.held[Arrow.PROTOCOLS]) and world.clock[0].any_held == 0


def wave(share, tick=3000, **changes):
    world = small_world(shocks={"wave_share": share})
    world.person.changes = NEVER
    world.person.changes[1], world.person.present[2] = 3005, 0
    world.clock[0].tick = tick
    number = {Decision.WAVE: lambda tick, who, whom: (who >> 28) / 10, Decision.DAY_OF_WAVE: 0.5}
    by_hand(undergo_shocks, number)(world)
    return world.person.changes.tolist()


def test_a_wave_takes_those_whose_draw_says_so():
    """Slots 0 to 3 of 0.35; on the third of five days; who leaves before leaves before; who is not there cannot leave."""
    changes = wave(0.35)
    assert changes[:5] == [3016, 3005, NEVER, 3016, NEVER]
    assert all(changes[who] == NEVER for who in (MANAGER, *CUSTOMERS))


def test_a_wave_takes_managers_too_and_never_customers():
    changes = wave(1.0)
    assert changes[MANAGER] == 3016 and all(changes[who] == NEVER for who in CUSTOMERS)


def test_no_wave():
    assert set(wave(0.0)) == set(wave(0.35, tick=2999)) == {3005, NEVER}


def wait(ticks, begins, ends, factor, hazard=0.5):
    """The draw that would wait that many ticks (and a bit) at the usual hazard."""
    return by_hand(ticks_until_through)(hazard, 1 - math.exp(-hazard * ticks), begins, ends, factor)


@pytest.mark.parametrize(
    "ticks, begins, ends, factor, expected",
    [
        (4.6, 10, 20, 3.0, 5),  # before the surge: as ever
        (8.9, 10, 20, 3.0, 9),
        (9.6, 10, 20, 3.0, 10),  # nine ticks as ever, then 0.6 in a third of the time
        (15.6, 10, 20, 3.0, 12),  # 9 + 6.6/3 = 11.2
        (38.9, 10, 20, 3.0, 19),  # 9 + 29.9/3 = 18.97: the last tick of the surge
        (39.5, 10, 20, 3.0, 20),  # 9 + 10·3 are used up: 19 + 0.5
        (45.5, 10, 20, 3.0, 26),
        (6.6, -5, 4, 3.0, 3),  # in the surge: 6.6/3 = 2.2
        (6.6, -5, 0, 3.0, 7),  # after it
        (6.6, -5, 1, 3.0, 7),
        (9.6, 10, 20, 0.0, 20),  # nobody comes while it lasts: 9 and then 10 more
        (9.6, 10, 20, 1.0, 10),
    ],
)
def test_wait_through_a_surge(ticks, begins, ends, factor, expected):
    assert wait(ticks, begins, ends, factor) == expected


def test_who_never_comes_never_comes_in_a_surge():
    assert by_hand(ticks_until_through)(0.0, 0.5, 10, 20, 3.0) == NEVER


@pytest.mark.parametrize("shock", [{"suspended": "all", "suspended_from": 1}, {"wave_share": 0.1, "wave_at": 2}, {"surge_factor": 2, "surge_at": 1}])
def test_a_shock_after_the_end_is_refused(shock):
    with pytest.raises((BadParameters, ValueError), match="before the run ends"):
        Parameters(years=1.0, shocks=shock)
    Parameters(years=3.0, shocks=shock)


def test_kinds_and_none_are_what_these_tables_take_them_for():
    assert (Suspended.NONE.value, NONE, Kind.CUSTOMER.value) == (-1, -1, 2)
