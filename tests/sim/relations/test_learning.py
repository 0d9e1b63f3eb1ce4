"""The one learning rule, by hand: each quality by its own evidence."""

from __future__ import annotations

import pytest

from sim.relations.learning import NO_EVIDENCE, Evidence, learn, personal_share
from tests.sim.by_hand import by_hand, set_tie, small_world

NONE = NO_EVIDENCE


@pytest.mark.parametrize(
    "evidence, share, goals, knowledge, respect, experience",
    [
        # from 0.3, gain = 0.2 · share
        (Evidence(1, 1, 1), 1.0, 0.44, 0.44, 0.44, 3.0),
        (Evidence(0, 0, 0), 1.0, 0.24, 0.24, 0.24, 3.0),
        (Evidence(1, NONE, 0), 0.5, 0.37, 0.3, 0.27, 2.5),
        (Evidence(NONE, 0, NONE), 0.5, 0.3, 0.27, 0.3, 2.5),
        (Evidence(NONE, NONE, NONE), 0.5, 0.3, 0.3, 0.3, 2.5),
        (Evidence(1, 1, 1), 0.0, 0.3, 0.3, 0.3, 2.0),
    ],
)
def test_learn(evidence, share, goals, knowledge, respect, experience):
    world = small_world()
    tie = world.role_tie[0, 1]
    set_tie(tie, 0.3, 2.0)
    by_hand(learn)(tie, evidence, share, world.rates[0])
    found = (tie.shared_goals, tie.shared_knowledge, tie.mutual_respect, tie.experience)
    assert found == pytest.approx((goals, knowledge, respect, experience))


def test_less_becomes_personal_between_groups():
    rates = small_world(learning={"attribution": 0.6}, ties={"dissimilar": 0.5}).rates[0]
    assert by_hand(personal_share)(1, 1, True, rates) == pytest.approx(0.4)
    assert by_hand(personal_share)(1, 2, True, rates) == pytest.approx(0.2)
    assert by_hand(personal_share)(1, 1, False, rates) == pytest.approx(0.2)
    assert by_hand(personal_share)(1, 2, False, rates) == pytest.approx(0.1)
