"""What each side perceives, as a table: attention, information, respect; − is no evidence."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sim.episodes.encounter import Encounter
from sim.episodes.perceiving import evidence_of_initiator, evidence_of_receiver, flipped, is_misaddressed, perceived
from sim.relations.learning import NO_EVIDENCE, Evidence
from sim.state import NONE, EpisodeKind
from tests.sim.by_hand import by_hand, small_world

_ = NO_EVIDENCE
TELL, CLUE, PARTICULAR = EpisodeKind.TELL, EpisodeKind.ASK_CLUE, EpisodeKind.ASK_PARTICULAR
INQUIRE, CONFER = EpisodeKind.INQUIRE, EpisodeKind.CONFER
PRACTICE, BACK, DIRECT, AFTERMATH = EpisodeKind.PRACTICE, EpisodeKind.HAND_BACK, EpisodeKind.DIRECT, EpisodeKind.AFTERMATH
REFUSED = Encounter(1, 0, 0, 0, 0, 0, 0, 1, 0)
UNHEARD = Encounter(1, 1, 0, 0, 0, 0, 0, 1, 0)
HEARD = Encounter(1, 1, 1, 1, accurate=1, reversed=0, accurate_back=0, mannered=1, mannered_back=0)
GARBLED = HEARD._replace(accurate=0, mannered=0, mannered_back=1)
REVERSED = HEARD._replace(reversed=1, accurate_back=1, mannered_back=1)
REVERSED_BADLY = REVERSED._replace(accurate=0, accurate_back=0)

TABLE = [
    # kind, misaddressed, what happened, initiator's evidence, receiver's evidence
    (TELL, False, REFUSED, (0, _, _), (_, _, _)),
    (TELL, False, UNHEARD, (1, _, 0), (1, _, 1)),
    (TELL, False, HEARD, (1, _, 0), (1, 1, 1)),
    (TELL, False, GARBLED, (1, _, 1), (1, 0, 0)),
    (TELL, False, REVERSED, (1, 1, 1), (1, 1, 1)),
    (TELL, False, REVERSED_BADLY, (1, 0, 1), (1, 0, 1)),
    (TELL, True, HEARD, (1, 0, 0), (0, 0, 1)),
    (TELL, True, UNHEARD, (1, _, 0), (1, _, 1)),
    (CLUE, False, HEARD, (1, 1, 0), (_, _, 1)),
    (CLUE, False, GARBLED, (1, 0, 1), (_, _, 0)),
    (CLUE, False, REVERSED, (1, 1, 1), (_, 1, 1)),
    (CLUE, False, UNHEARD, (1, _, 0), (_, _, 1)),
    (PARTICULAR, False, HEARD, (1, 1, 0), (1, _, 1)),
    (PARTICULAR, False, REVERSED_BADLY, (1, 0, 1), (1, 0, 1)),
    (PRACTICE, False, HEARD, (1, 1, 0), (1, 1, 1)),
    (PRACTICE, False, GARBLED, (1, 0, 1), (1, 0, 0)),
    (DIRECT, True, HEARD, (1, _, 0), (1, 1, 1)),
    (BACK, False, HEARD, (1, _, 0), (1, 1, 1)),
    (AFTERMATH, False, REVERSED, (1, 1, 1), (1, 1, 1)),
    (CONFER, False, HEARD, (1, _, 0), (1, 1, 1)),
    (INQUIRE, False, UNHEARD, (1, _, 0), (_, _, 1)),
    (INQUIRE, False, HEARD, (1, 1, 0), (_, _, 1)),
    (INQUIRE, False, REVERSED_BADLY, (1, 0, 1), (_, 0, 1)),
]


@pytest.mark.parametrize("kind, misaddressed, result, initiator, receiver", TABLE)
def test_evidence(kind, misaddressed, result, initiator, receiver):
    episode = SimpleNamespace(kind=kind, position=1, target=NONE if misaddressed else 2)
    assert by_hand(evidence_of_initiator)(episode, result) == Evidence(*initiator)
    assert by_hand(evidence_of_receiver)(episode, result) == Evidence(*receiver)


@pytest.mark.parametrize("result, attention", [(UNHEARD, 1), (HEARD, 1), (REFUSED, _)])
def test_to_be_asked_about_what_one_has_referred_is_attention(result, attention):
    episode = SimpleNamespace(kind=INQUIRE, position=1, target=1)
    assert by_hand(evidence_of_receiver)(episode, result).attention == attention


@pytest.mark.parametrize("kind, target, expected", [(TELL, NONE, True), (TELL, 0, False), (DIRECT, NONE, False), (BACK, NONE, False)])
def test_only_a_telling_can_be_misaddressed(kind, target, expected):
    assert by_hand(is_misaddressed)(SimpleNamespace(kind=kind, target=target)) == expected


@pytest.mark.parametrize("number, expected", [(0.0499, (0, _, 1)), (0.05, (1, _, 0)), (0.9, (1, _, 0))])
def test_now_and_then_the_wrong_way_round(number, expected):
    assert by_hand(perceived)(Evidence(1, _, 0), number, small_world().rates[0]) == Evidence(*expected)


def test_no_evidence_cannot_be_turned_round():
    assert [by_hand(flipped)(bit) for bit in (0, 1, _)] == [1, 0, _]
