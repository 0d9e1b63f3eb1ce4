"""The daily row, by hand: what is counted, what is averaged, and only at the end of a day."""

from __future__ import annotations

import pytest

from sim.measures.daily import observe, observe_ties, quality
from sim.state import EVERYTHING, MILLION
from tests.sim.by_hand import CUSTOMERS, MANAGER, acquaint, by_hand, set_tie, small_world


def test_quality_is_the_mean_of_three():
    tie = small_world().role_tie[0, 1]
    tie.shared_goals, tie.shared_knowledge, tie.mutual_respect = 0.9, 0.5, 0.1
    assert by_hand(quality)(tie) == pytest.approx(MILLION / 2, abs=1)


@pytest.mark.parametrize("tick, day", [(6, None), (7, 0), (8, None), (23, 2)])
def test_at_the_end_of_a_day_of_eight_hours(tick, day):
    world = small_world()
    world.daily.open = -1
    clock, total = world.clock[0], world.responses[EVERYTHING]
    clock.tick, clock.n_open, clock.n_queue = tick, 5, 3
    world.person[[0, CUSTOMERS[0]]].present = 0
    world.person.present[[0, CUSTOMERS[0]]] = 0
    world.person.backlog[[1, MANAGER, CUSTOMERS[1]]] = 10, 20, 40
    for number, name in enumerate(("arisen", "answered", "abandoned", "timely", "knowledgeable", "caring", "joint", "judged", "understood", "pairs", "pairs_mutual"), 1):  # fmt: skip
        total[name] = number
    by_hand(observe)(world)
    assert world.daily.open.tolist() == [5 if row == day else -1 for row in range(world.daily.size)]
    if day is not None:
        row = world.daily[day]
        assert (row.day, row.waiting, row.present, row.backlog) == (day, 3, 8, 30)  # of nine paid heads one is gone
        assert (row.arisen, row.answered, row.abandoned, row.timely, row.knowledgeable, row.caring) == (1, 2, 3, 4, 5, 6)
        assert (row.joint, row.judged, row.understood, row.pairs, row.pairs_mutual) == (7, 8, 9, 10, 11)


def test_role_ties_of_workers_to_other_roles_and_ties_with_those_still_there():
    """Two workers with five other roles each; one role tie of 0.9 and experience 10 among nine of 0.3 and none."""
    world = small_world()
    world.person.present[2:9] = 0
    set_tie(world.role_tie[0, 1], 0.9, 10.0)
    set_tie(world.role_tie[0, 0], 1.0, 99.0)  # the own role does not count
    set_tie(world.role_tie[MANAGER, 1], 1.0, 99.0)  # nor do managers'
    for where, whom, experience in [(0, 1, 4.0), (1, CUSTOMERS[0], 2.0), (2, 3, 9.0), (3, CUSTOMERS[1], 0.0)]:
        contact = acquaint(world, 0, whom, where)  # 3 has left; nothing has happened with the last one
        set_tie(contact, 0.5 + 0.1 * where, experience)
    row = world.daily[0]
    by_hand(observe_ties)(world, row)
    assert (row.role_quality, row.role_experience) == pytest.approx((360_000, 1_000_000), abs=1)
    assert (row.personal_quality, row.personal_experience) == pytest.approx((550_000, 3_000_000), abs=1)
