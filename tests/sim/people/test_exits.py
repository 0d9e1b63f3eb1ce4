"""Leaving and covering, by hand: whose time has come, who covers, and what is passed on with a part."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import Decision
from sim.people.exits import FILL, cover_for, is_due, leave, let_come, pass_on, start_turnover
from sim.people.next_event import NEVER
from sim.people.settling import settle
from sim.relations.contacts import clear_contact
from sim.state import NONE
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, couple, know, set_tie, small_world

FIRST = [0.9, 0.1]  # of the first function's two workers the second would win a race


def race_between(world, decision):
    """Workers 0 and 1 race with draws of 0.9 and 0.1, whether by identity or by slot."""
    names = {getattr(world.person[who], name): who for who in (0, 1) for name in ("identity", "slot")}
    return {decision: lambda tick, key, whom: FIRST[names[whom]] if whom in names else 0.5}


@pytest.mark.parametrize(
    "who, changes, tick, due",
    [(0, 16, 16, True), (0, 15, 16, True), (0, 17, 16, False), (0, 17, 20, False), (0, 17, 24, True), (CUSTOMERS[0], 17, 17, True),
     (CUSTOMERS[0], 18, 17, False), (MANAGER, 1, 15, False)],
)  # fmt: skip
def test_whose_time_has_come(who, changes, tick, due):
    """The employed at the start of a day of eight hours, customers at any."""
    world = small_world()
    world.person[who].changes = changes
    assert by_hand(is_due)(world.person[who], tick, world.rates[0]) == due


def test_who_covers():
    """Somebody of the role present, of the pod if there is one; not the subject; else the place itself."""
    world = small_world()
    rule = by_hand(cover_for, race_between(world, Decision.COVER))
    world.person.pod[[0, 1]], world.role[0].pods = 0, 0  # pods as this test says, not as places are laid out
    assert rule(world, 0, CUSTOMERS[0], 16, 5) == 1  # the race is among all present, and 0.1 wins
    world.person[0].present = 0
    assert rule(world, 0, CUSTOMERS[0], 16, 5) == 1
    assert rule(world, 0, 1, 16, 5) == 0  # the only cover is the subject
    world.person.pod[1] = 1
    assert rule(world, 0, CUSTOMERS[0], 16, 5) == 1  # nobody in the pod: anybody in the role
    world.person[1].present = 0
    assert rule(world, 0, CUSTOMERS[0], 16, 5) == 0


def test_the_pod_comes_first():
    world = small_world()
    world.person[0].present, world.person.pod[[1, 2, 3]], world.person.role[2] = 0, [0, 0, 1], 0
    world.role[0].last, world.role[0].pods = 3, 0  # three workers in the first function: 0 leaves, 1 of pod 0, 2 of pod 0
    assert by_hand(cover_for, race_between(world, Decision.COVER))(world, 0, CUSTOMERS[0], 16, 5) == 1
    world.person.pod[1] = 1
    assert by_hand(cover_for, race_between(world, Decision.COVER))(world, 0, CUSTOMERS[0], 16, 5) == 2


def test_what_passes_on_with_a_part_is_the_part_alone():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    couple(world, s, 1, 2)
    part = world.part[s, 1]
    for name in ("partner_held", "partner_accurate", "referred", "approved", "particular_attempts", "ready", "told_wrong"):
        part[name] = 1
    for name in ("partner_tick", "partner_clue", "queued", "queue_manager", "directed_by", "discretion", "wants_particular"):
        part[name] = 1
    world.address[s].known[:], world.address[s].attempts[:] = 1, 2
    world.person[1].incumbency = 4
    by_hand(pass_on)(world, s, 1, 1)
    assert (part.holder, part.incumbency, part.clue, part.coupled, part.partner) == (1, 4, 2, 1, 2)
    for name in ("aware", "accurate", "partner_held", "partner_accurate", "referred", "approved", "particular_attempts", "ready", "told_wrong"):  # fmt: skip
        assert part[name] == 0, name
    for name in ("aware_tick", "accurate_tick", "partner_tick", "partner_clue", "queued", "queue_manager", "directed_by", "discretion", "wants_particular"):  # fmt: skip
        assert part[name] == NONE, name
    known, attempts = world.address[s].known[:3, :3], world.address[s].attempts[:3, :3]
    assert known.tolist() == [[1, NONE, 1], [NONE] * 3, [1, NONE, 1]]  # who knew of the leaver, knows of nobody new
    assert attempts.tolist() == [[2, 0, 2], [0] * 3, [2, 0, 2]]


def test_turnover_starts_for_the_employed():
    """Half an exit a year of 2,000 hours: 1 + ⌊ln 2 · 4,000⌋ = 2,773 hours; managers 0.2: 1 + ⌊ln 2 · 10,000⌋ = 6,932."""
    world = small_world(turnover={"worker": 0.5, "manager": 0.2})
    world.clock[0].tick, world.person[1].present = 100, 0
    world.person.changes = NEVER
    by_hand(start_turnover, 0.5)(world)
    assert world.person.changes.tolist() == [2873, NEVER] + [2873] * 6 + [7032] + [NEVER] * 4


def test_founders_are_hired_by_the_same_rule_with_staggered_tenure():
    """Tenure up to four years of 2,000 hours; nobody employed leaves before turnover starts; a first situation for all."""
    world = small_world()
    world.person.incumbency = -1
    by_hand(settle, {Decision.TENURE: 0.25})(world)
    assert (world.person.incumbency == 0).all() and (world.person.present == 1).all()
    assert world.person.hired.tolist() == [-2000] * 9 + [0] * 4
    assert (world.person.changes[:9] == NEVER).all() and (world.person.changes[9:] == 1 + 33).all()  # 48 · ln 2 = 33.3
    assert world.person.next_situation.tolist() == [35] * 9 + [4] * 4
    assert world.clock[0].warm_up == 2000 and world.clock[0].next_drift == 116


def test_an_emptied_contact():
    contact = small_world().contact[0, 0]
    contact.whom = contact.seen = contact.seen_version = contact.seen_tick = contact.attended_version = contact.attended_tick = 3
    set_tie(contact, 0.9, 7.0)
    by_hand(clear_contact)(contact, 0.25)
    assert (contact.whom, contact.seen, contact.seen_version, contact.seen_tick) == (NONE,) * 4
    assert (contact.attended_version, contact.attended_tick, contact.experience) == (NONE, NONE, 0.0)
    assert (contact.shared_goals, contact.shared_knowledge, contact.mutual_respect) == (0.25,) * 3


def test_an_empty_place_has_no_situations_until_a_customer_comes():
    world = small_world()
    world.person.next_situation = 50
    by_hand(leave, 0.5)(world, CUSTOMERS[0], 16)
    by_hand(leave, 0.5)(world, 1, 16)
    assert world.person.next_situation[[CUSTOMERS[0], 1, 2]].tolist() == [NEVER, 50, 50]  # those of paid slots go on


def test_newcomers_among_the_employed_come_before_new_customers():
    """A customer who comes in the same hour as worker 1 finds them: the vacant stand behind everybody present."""
    world = small_world()
    world.person.present[[1, CUSTOMERS[0]]] = 0
    changes = np.zeros(13, np.int64)
    changes[[1, CUSTOMERS[0]]] = FILL
    by_hand(let_come, {**race_between(world, Decision.TEAM_MEMBER), Decision.TEAM_OR_POD: 0.99})(world, changes)
    assert world.person.present.all() and world.team[CUSTOMERS[0], 0] == 1
