"""Caseloads, by hand: who gets a spanner, who waits, and what happens when one of them leaves."""

from __future__ import annotations

from sim.draws import Decision
from sim.people.caseloads import find_spanners, let_cases_go, somebody_lacks_spanner
from sim.people.exits import come_and_go
from sim.people.next_event import NEVER
from sim.state import NONE, Kind
from tests.sim.by_hand import a_situation, by_hand, know
from tests.sim.structures.test_job_design import CUSTOMERS, SPANNERS, designed


def cases(world):
    return [int(world.person[who].spanner) for who in CUSTOMERS]


def test_a_caseload_is_full_and_the_others_wait():
    """Six customers, two spanners with two cases each: four have one, two wait."""
    world = designed(caseload=2)
    assert sorted(cases(world)) == [NONE, NONE, 9, 9, 10, 10]
    assert world.person.cases[list(SPANNERS)].tolist() == [2, 2]


def test_turns_are_keyed_and_the_lowest_draw_chooses():
    world = designed(caseload=2)
    for who in CUSTOMERS:
        let_go = by_hand(let_cases_go)
        let_go(world, who)
    assert cases(world) == [NONE] * 6 and world.person.cases.sum() == 0
    slot = {int(world.person[who].identity): who for who in range(17)}
    draws = {Decision.ORDER: lambda tick, who, whom: -slot[who], Decision.SPANNER: lambda tick, who, whom: slot[whom] / 20}
    by_hand(find_spanners, draws)(world)
    assert cases(world) == [NONE, NONE, 10, 10, 9, 9]  # the last row's turn is first, and spanner 9 is the lowest


def test_only_a_customer_who_is_there_lacks_a_spanner():
    world = designed(caseload=6)
    assert not by_hand(somebody_lacks_spanner)(world)
    by_hand(let_cases_go)(world, CUSTOMERS[3])
    assert by_hand(somebody_lacks_spanner)(world)
    world.person[CUSTOMERS[3]].present = 0
    assert not by_hand(somebody_lacks_spanner)(world)


def test_an_absent_spanner_gets_no_cases():
    world = designed(caseload=6)
    for who in CUSTOMERS:
        by_hand(let_cases_go)(world, who)
    world.person[9].present = 0
    by_hand(find_spanners, 0.5)(world)
    assert cases(world) == [10] * 6


def with_a_situation():
    """The first customer's spanner is aware of a situation that needs worker 0; nobody is due to leave."""
    world = designed(caseload=3)
    s = a_situation(world, CUSTOMERS[0], [0, world.person[CUSTOMERS[0]].spanner])
    world.part[s, 2].column, world.part[s, 2].needed = world.rates[0].spanner_role, 0
    know(world, s, 2)
    world.person.changes = NEVER
    return world, s


def test_what_is_open_passes_to_the_next_spanner_unaware():
    """Three cases each: nobody has room when one leaves; when a customer of the other leaves as well, somebody has."""
    world, s = with_a_situation()
    leaver = int(world.part[s, 2].holder)
    (other,) = set(SPANNERS) - {leaver}
    world.person[leaver].changes = world.clock[0].tick = 16
    by_hand(come_and_go, 0.5)(world)
    assert (world.part[s, 2].holder, world.part[s, 2].aware) == (NONE, 0)
    assert cases(world).count(NONE) == 3 and world.person[leaver].cases == 0
    gone = next(who for who in CUSTOMERS if world.person[who].spanner == other)
    world.person[gone].changes = world.clock[0].tick = 17
    first = {Decision.ORDER: lambda tick, who, whom: 0.1 if who == world.person[CUSTOMERS[0]].identity else 0.5}
    by_hand(come_and_go, first)(world)
    assert world.person[CUSTOMERS[0]].spanner == world.part[s, 2].holder == other
    assert world.part[s, 2].aware == 0 and world.person[other].cases == 3


def test_a_successor_gets_new_cases_and_knows_nothing():
    world, s = with_a_situation()
    leaver = int(world.part[s, 2].holder)
    world.person[leaver].changes = world.clock[0].tick = 16
    by_hand(come_and_go, 0.5)(world)
    world.person[leaver].changes = world.clock[0].tick = 24
    by_hand(come_and_go, 0.5)(world)
    assert world.person[leaver].incumbency == 1 and world.person[leaver].cases == 3
    part = world.part[s, 2]
    assert (part.holder, part.incumbency, part.aware) == (leaver, 1, 0)


def test_parts_of_the_task_never_pass_to_spanners():
    world, s = with_a_situation()
    world.person[0].changes = world.clock[0].tick = 16
    by_hand(come_and_go, 0.5)(world)
    assert world.part[s, 1].holder == 1 and world.person[1].kind == Kind.WORKER
