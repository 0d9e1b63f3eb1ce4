"""The survey, by hand: each item's answer from what was experienced, the index, and who cannot say."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import survey as module
from sim.measures.survey import ITEMS, ask_everybody, survey, survey_columns
from tests.sim.by_hand import CUSTOMER_ROLE, CUSTOMERS, MANAGER, MANAGER_ROLE, WORKERS, acquaint, by_hand, set_tie, small_world

ROLES = ["first", "second", "third", "fourth", "customer", "manager"]
FREQUENT, TIMELY, ACCURATE, PROBLEM_SOLVING, GOALS, KNOWLEDGE, RESPECT = range(7)


@pytest.fixture(autouse=True)
def _in_plain_python(monkeypatch):
    monkeypatch.setattr(module, "ask_everybody", by_hand(ask_everybody))
    monkeypatch.setattr(module, "reference_to", lambda world: world)


def surveyed(world, tick=160):
    world.clock[0].tick = tick  # four weeks
    return survey(world, ROLES)


def test_strangers_who_never_spoke():
    """Never: 1; of nothing can one say whether it was in time; relating as with a stranger: 1 + 4 · 0.3 = 2.2."""
    found = surveyed(small_world())
    answers = found.items[:, 0, 1]
    assert answers[FREQUENT] == 1.0 and np.isnan(answers[[TIMELY, ACCURATE, PROBLEM_SOLVING]]).all()
    assert answers[4:] == pytest.approx([2.2] * 3)
    assert found.matrix[0, 1] == pytest.approx((1 + 3 * 2.2) / 4)
    assert np.isnan(found.matrix[CUSTOMER_ROLE, CUSTOMER_ROLE])
    assert np.isnan(found.matrix[MANAGER_ROLE, MANAGER_ROLE])  # there is one manager only
    assert list(found.answerers) == [2, 2, 2, 2, 4, 1] and len(found.items) == len(ITEMS)


def test_communication():
    """Between two functions of two: 8 encounters in four weeks are one per answerer and week, the middle."""
    world = small_world()
    there, back = world.exchange[0, 0, 1], world.exchange[1, 1, 0]
    there.opened, there.met, there.heard, there.accurate, there.about, there.about_met, there.timely = 6, 3, 2, 1, 4, 2, 1
    back.opened, back.met, back.heard, back.accurate, back.about, back.about_met, back.timely = 7, 5, 2, 2, 6, 3, 2
    there.gone_over, there.solved, back.gone_over, back.solved = 1, 1, 3, 0
    found = surveyed(world)
    assert found.items[:4, 0, 1] == pytest.approx([3.0, 1 + 4 * 3 / (4 + 3), 1 + 4 * 3 / 4, 1 + 4 * 1 / 4])
    # the other function approached six times, of which three were refused
    assert found.items[:4, 1, 0] == pytest.approx([3.0, 1 + 4 * 3 / (6 + 2), 1 + 4 * 3 / 4, 1 + 4 * 1 / 4])
    assert found.matrix[0, 1] == pytest.approx(found.items[:, 0, 1].mean())


def test_within_a_function_every_encounter_is_two_peoples():
    world = small_world()
    world.exchange[0, 2, 2].met = 4
    assert surveyed(world).items[FREQUENT, 2, 2] == pytest.approx(3.0)


def test_weeks_are_those_that_the_windows_cover():
    """After ten months the windows hold two whole months and what has passed of the third."""
    world = small_world()
    world.exchange[0, 2, 2].met = 9
    assert surveyed(world, 9 * 160 + 40).items[FREQUENT, 2, 2] == pytest.approx(3.0)


def test_relating_is_answered_for_those_one_knows_else_for_strangers():
    """Person 0 knows one of the second function well (5 episodes at 0.9 weigh one half), person 1 nobody."""
    world = small_world()
    set_tie(acquaint(world, 0, 2, 0), 0.9, 5.0)
    found = surveyed(world)
    # (0.5 · 0.9 + 0.5 · 0.3) / (0.5 + 0.5) = 0.6 and a stranger's 0.3: 1 + 4 · 0.45
    assert found.items[GOALS:, 0, 1] == pytest.approx([2.8] * 3)
    world.person.present[2] = 0
    world.person.present[3] = 0
    assert np.isnan(surveyed(world).items[:, 0, 1]).all()  # nobody left to be rated


def test_columns():
    world = small_world()
    for who in WORKERS:
        set_tie(world.role_tie[who, CUSTOMER_ROLE], 1.0, 1e12)
        set_tie(world.role_tie[who, world.person[who].role], 1.0, 1e12)
    row = survey_columns(surveyed(world), world)
    assert row["survey.coproduction.worker_to_customer.relating"] == pytest.approx(5.0)
    assert row["survey.coproduction.customer_to_worker.relating"] == row["survey.coproduction.relating"] == pytest.approx(2.2)
    assert row["survey.between"] == pytest.approx((1 + 3 * 2.2) / 4)
    assert row["survey.within"] == pytest.approx((1 + 3 * 5.0) / 4)
    assert row["survey.within_minus_between"] == pytest.approx(3 * 2.8 / 4)
    assert row["survey.between.frequent"] == 1.0 and np.isnan(row["survey.between.timely"])
    world.person.present[[MANAGER, *CUSTOMERS]] = 0
    row = survey_columns(surveyed(world), world)
    assert np.isnan(row["survey.leadership.relating"]) and np.isnan(row["survey.coproduction.worker_to_customer"])
