"""Practice, by hand: a curriculum informs or misleads, and growth closes a share of what is missing."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.episodes.encounter import Encounter
from sim.episodes.practice import grow_competence, grow_skill, practised
from sim.state import EpisodeKind
from tests.sim.by_hand import by_hand, small_world


@pytest.mark.parametrize(
    "written, right, met_accurately, held, number, expected",
    [
        (0, 1, 0, None, 0.0, 0),  # nothing written: as in any encounter
        (0, 0, 1, None, 0.0, 1),
        (1, 1, 0, None, 0.99, 1),  # written: as right as it is
        (1, 0, 1, None, 0.99, 0),
        (1, 0, 1, 0.4, 0.39, 0),  # read in four of ten cases
        (1, 0, 1, 0.4, 0.4, 1),
    ],
)
def test_what_is_written_informs_or_misleads(written, right, met_accurately, held, number, expected):
    """Worker 0 of the first function practises with worker 2 of the second."""
    world = small_world()
    chapter = world.curriculum[0, 1]
    chapter.written, chapter.accurate = written, right
    world.curriculum[1, 0].written, world.curriculum[1, 0].accurate = 1, 1 - expected  # the other's is not looked at
    if held is not None:
        world.held[Arrow.CURRICULUM] = held
    episode = world.episode[0]
    episode.kind, episode.initiator, episode.receiver = EpisodeKind.PRACTICE, 0, 2
    result = Encounter(1, 1, 1, 1, met_accurately, 0, 1, 1, 0)
    found = by_hand(practised, {Decision.READS_CURRICULUM: number})(world, episode, result)
    assert found == result._replace(accurate=expected)


def test_growth():
    """Two hundredths of what is missing of competence, one hundredth of what is missing of skill."""
    world = small_world()
    person = world.person[0]
    person.skill = person.competence = 0.5
    by_hand(grow_competence)(person, world.rates[0])
    assert (person.competence, person.skill) == pytest.approx((0.51, 0.5))
    for _ in range(2):
        by_hand(grow_skill)(person, world.rates[0])
    assert person.skill == pytest.approx(0.505 + 0.01 * 0.495)
    person.skill = 1.0
    by_hand(grow_skill)(person, world.rates[0])
    assert person.skill == 1.0
