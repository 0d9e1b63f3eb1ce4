"""What is done alone, by hand: referring, reading, drill, and what an author or a writer puts down."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.episodes.enact import enact, purpose_of
from sim.episodes.queue import convene, propose_about
from sim.episodes.solitary import typical_answer, write_entry
from sim.state import NONE, EpisodeKind, Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, know, small_world


def referred(number, accurate=1, attention=60):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    world.part[s, 1].accurate, world.person[0].attention = accurate, attention
    world.clock[0].n_episodes = world.clock[0].n_queue = 0
    e = by_hand(propose_about, 0.5)(world, EpisodeKind.REFER, 0, MANAGER, s, 1, NONE, 4, 77)
    by_hand(enact, {Decision.LOSS: number})(world, e)
    return world, s, world.part[s, 1]


@pytest.mark.parametrize("number, accurate, garbled", [(0.11, 1, 0), (0.09, 1, 1), (0.11, 0, 1)])
def test_a_case_goes_up_and_one_in_ten_is_garbled(number, accurate, garbled):
    world, s, part = referred(number, accurate)
    assert (part.referred, part.queued, part.queue_manager, part.referral_garbled) == (1, 12, MANAGER, garbled)
    assert world.clock[0].n_queue == 1 and world.queue[0].tolist() == [s, 1]
    assert world.minutes[Kind.WORKER, Purpose.LINE] == 4 == world.minutes.sum()


def test_nobody_refers_without_time():
    world, _, part = referred(0.5, attention=3)
    assert (part.referred, world.clock[0].n_queue, world.minutes.sum()) == (0, 0, 0)


def alone(kind, target=NONE, **draws):
    """Worker 0, of skill 0.6 and competence 0.4, does something by themself."""
    world = small_world()
    world.clock[0].n_episodes, world.clock[0].protocol_version = 0, 3
    world.person[0].skill, world.person[0].competence = 0.6, 0.4
    e = by_hand(convene, 0.5)(world, kind, 0, NONE, 5)
    world.episode[e].target = target
    by_hand(enact, {Decision[name.upper()]: number for name, number in draws.items()})(world, e)
    return world


def test_reading_and_drill():
    assert alone(EpisodeKind.READ).person.read.tolist() == [3] + [0] * 12
    assert alone(EpisodeKind.DRILL).person[0].skill == pytest.approx(0.604)


@pytest.mark.parametrize("role, chance", [(0, 0.6), (1, 0.4), (5, 0.4)])
def test_a_chapter_on_the_own_role_takes_skill_and_on_another_competence(role, chance):
    for number, right in [(chance - 0.01, 1), (chance + 0.01, 0)]:
        chapter = alone(EpisodeKind.COMPILE, role, written_right=number).curriculum[0, role]
        assert (chapter.written, chapter.accurate) == (1, right)


def test_an_entry_is_written_by_its_writer():
    world = alone(EpisodeKind.WRITE, 2, written_right=0.0)
    assert world.artefact[2, 0].written == 1 or world.type_part[2, 0].needed == 1
    assert (world.artefact[2, 0].needed, world.artefact.needed[:, 1:].sum()) == (world.type_part[2, 0].needed, 0)


@pytest.mark.parametrize("coupled, partner, expected", [(0, 1, 3), (1, 1, 1), (1, NONE, 3)])
def test_what_is_typically_right(coupled, partner, expected):
    """Typical clues 3 and 2: alone 3, coupled (3 + 2) mod 4 = 1."""
    world = small_world()
    first, second = world.type_part[0, 0], world.type_part[0, 1]
    first.typical, first.coupled, first.partner, second.typical = 3, coupled, partner, 2
    assert by_hand(typical_answer)(world, 0, 0) == expected


def test_what_is_not_needed_is_always_written():
    world = small_world(protocols={"coverage": 0.0})
    for needed, written in [(1, 0), (0, 1)]:
        world.type_part[0, 0].needed = needed
        by_hand(write_entry, {Decision.WRITTEN_RIGHT: 0.0})(world, world.person[0], 0, 5)
        assert (world.artefact[0, 0].written, world.artefact[0, 0].needed) == (written, needed)


def test_minutes_have_a_purpose():
    purposes = {kind.name: Purpose(by_hand(purpose_of)(kind)).name for kind in EpisodeKind if kind < EpisodeKind.REFER}
    assert purposes == {
        "TELL": "TELL", "ASK_CLUE": "ASK", "ASK_PARTICULAR": "ASK", "DECIDE": "LINE", "HAND_BACK": "LINE",
        "DIRECT": "LINE", "PRACTICE": "LINE", "AFTERMATH": "AFTERMATH",
    }  # fmt: skip
