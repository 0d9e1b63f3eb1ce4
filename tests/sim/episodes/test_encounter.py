"""Encounters, by hand: each thing that can happen, just below and just above its chance.

Worker 0 (competence 0.7) addresses worker 2 (competence 0.5) on a footing of goals 0.5, knowledge 0.2, respect 0.5;
the other's footing is 0.25, 0.6 and 1. All other draws say yes.
"""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.episodes.encounter import NOTHING, Encounter, Footing, encounter, opens
from sim.state import EpisodeKind
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, everybody_has, small_world

TOWARDS, BACK = Footing(0.5, 0.2, 0.5), Footing(0.25, 0.6, 1.0)
ALL_WELL = Encounter(1, 1, 1, 1, 1, 1, 1, 1, 1)
YES = {decision: 0.0 for decision in Decision} | {Decision.OPEN: 0.99}


def met(draws=(), initiator=0, receiver=2, minutes=4, space=0.0, attention=60, held=()):
    world = small_world()
    world.person.competence[[initiator, receiver]] = 0.7, 0.5
    everybody_has(world, attention)
    for arrow, value in dict(held).items():
        world.held[arrow] = value
    episode = world.episode[0]
    episode.kind, episode.initiator, episode.receiver = EpisodeKind.TELL, initiator, receiver
    episode.minutes, episode.space, episode.key, episode.tick = minutes, space, 5, 12
    return by_hand(encounter, {**YES, **dict(draws)})(world, episode, TOWARDS, BACK, world.held)


@pytest.mark.parametrize(
    "decision, chance, otherwise",
    [
        (Decision.TELLER_WILLING, 0.5 + 0.48 * 0.5, NOTHING),
        (Decision.SPEAK_UP, 0.7 + 0.3 * 0.5, NOTHING),
        # openness of 0 towards 2: 0.7 · 0.5 + 0.3 · 0.7 = 0.56; of 2 towards 0: 0.7 · 1 + 0.3 · 0.5 = 0.85
        (Decision.MANNER, 0.2 + 0.8 * 0.56, ALL_WELL._replace(mannered=0)),
        (Decision.WILLING, 0.5 + 0.48 * 0.25, Encounter(1, 0, 0, 0, 0, 0, 0, 1, 0)),
        (Decision.HEAR, 0.5 + 0.48 * 0.85, Encounter(1, 1, 0, 0, 0, 0, 0, 1, 0)),
        (Decision.ACCURATE, 0.6 + 0.37 * 0.4, ALL_WELL._replace(accurate=0)),  # the mean of both sides' knowledge
        (Decision.REVERSE, 0.05 + 0.75 * 0.56, ALL_WELL._replace(reversed=0)),
        (Decision.ACCURATE_BACK, 0.6 + 0.37 * 0.4, ALL_WELL._replace(accurate_back=0)),
        (Decision.MANNER_BACK, 0.2 + 0.8 * 0.85, ALL_WELL._replace(mannered_back=0)),
    ],
)
def test_just_below_and_just_above_each_chance(decision, chance, otherwise):
    assert met({decision: chance - 0.001}) == ALL_WELL
    assert met({decision: chance + 0.001}) == otherwise


def test_without_time_nobody_is_met_however_willing():
    assert met(attention=4) == ALL_WELL
    assert met(attention=3) == Encounter(1, 0, 0, 0, 0, 0, 0, 1, 0)
    assert met(attention=0, minutes=0) == ALL_WELL  # the calendar has paid


def test_a_manager_stands_above_and_is_spoken_to_and_heard_the_less():
    """0.4 above: speaking up 0.85 · (1 − 0.5 · 0.4) = 0.68; hearing 0.908 · 0.8 = 0.7264, whatever the space."""
    for space, chance in [(0.0, 0.68), (0.5, 0.85 * 0.9), (1.0, 0.85)]:
        assert met({Decision.SPEAK_UP: chance - 0.001}, receiver=MANAGER, space=space) == ALL_WELL
        assert met({Decision.SPEAK_UP: chance + 0.001}, receiver=MANAGER, space=space) == NOTHING
        assert met({Decision.HEAR: 0.726}, receiver=MANAGER, space=space).heard == 1
        assert met({Decision.HEAR: 0.727}, receiver=MANAGER, space=space).heard == 0
    assert met({Decision.HEAR: 0.907}, receiver=CUSTOMERS[0]).heard == 1  # below: nothing is gained by it


@pytest.mark.parametrize("gap, number, opened", [(0.4, 0.19, False), (0.4, 0.21, True), (0.0, 0.19, True), (-0.4, 0.0, True)])
def test_power_over_keeps_some_from_opening_upwards(gap, number, opened):
    world = small_world()
    rule = by_hand(opens, {**YES, Decision.OPEN: number})
    assert rule(world, world.episode[0], TOWARDS, gap, 7) == opened


def test_becoming_aware_held_apart_from_being_heard():
    """Held at 1 what is said gets through unheard; held at 0 it is heard and does not."""
    unheard = met({Decision.HEAR: 0.95}, held={Arrow.FOOTING_AWARENESS: 1.0})
    assert unheard == ALL_WELL._replace(heard=0)
    assert met(held={Arrow.FOOTING_AWARENESS: 0.0}) == ALL_WELL._replace(grasped=0)
