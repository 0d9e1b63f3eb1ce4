"""What passes between two who have heard each other, by hand: awareness, clues, circumstances, growth."""

from __future__ import annotations

import pytest

from sim.assumptions import Relaying
from sim.draws import Decision
from sim.episodes.encounter import Encounter
from sim.episodes.informing import inform, is_relayed
from sim.relations.contacts import find_contact
from sim.state import NONE, EpisodeKind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, couple, know, small_world

WELL = Encounter(1, 1, 1, 1, 1, 0, 1, 1, 1)
SUBJECT = CUSTOMERS[0]


def passed_on(kind, result, set_up=lambda world, s: None, initiator=0, receiver=2, position=1, target=2, **draws):
    """Worker 0 holds part 1 and knows of it; worker 2 holds part 2, with a clue of 3. Returns the world and the parts."""
    world = small_world()
    s = a_situation(world, SUBJECT, [0, 2])
    know(world, s, 1)
    world.part[s, 2].clue = 3
    set_up(world, s)
    episode = world.episode[0]
    episode.kind, episode.initiator, episode.receiver, episode.tick, episode.key = kind, initiator, receiver, 12, 5
    episode.situation, episode.position, episode.target = s, position, target
    given = {Decision.GARBLED_AS: 0.0} | {Decision[name.upper()]: number for name, number in draws.items()}
    by_hand(inform, given)(world, episode, result)
    return world, world.part[s, 1], world.part[s, 2]


def each_hangs_on_the_other(world, s):
    couple(world, s, 1, 2)
    couple(world, s, 2, 1)


@pytest.mark.parametrize(
    "result, aware, accurate, second_holds, first_holds",
    [
        # (held, clue, accurately); the clue of part 1 is 2, of part 2 it is 3; garbled: the next one
        (WELL, 1, 1, (1, 2, 1), (0, NONE, 0)),
        (WELL._replace(accurate=0), 1, 0, (1, 3, 0), (0, NONE, 0)),
        (WELL._replace(reversed=1), 1, 1, (1, 2, 1), (1, 3, 1)),
        (WELL._replace(reversed=1, accurate_back=0), 1, 1, (1, 2, 1), (1, 0, 0)),
        (WELL._replace(grasped=0), 0, 0, (0, NONE, 0), (0, NONE, 0)),
    ],
)
def test_a_teller_brings_the_own_clue_and_may_get_the_others(result, aware, accurate, second_holds, first_holds):
    _, first, second = passed_on(EpisodeKind.TELL, result, each_hangs_on_the_other)
    assert (second.aware, second.accurate) == (aware, accurate)
    assert (second.partner_held, second.partner_clue, second.partner_accurate) == second_holds
    assert (first.partner_held, first.partner_clue, first.partner_accurate) == first_holds


def test_clues_come_along_only_where_parts_hang_together():
    _, first, second = passed_on(EpisodeKind.TELL, WELL._replace(reversed=1))
    assert (second.aware, second.partner_held, first.partner_held) == (1, 0, 0)


def test_who_misunderstood_passes_the_misunderstanding_on():
    _, _, second = passed_on(EpisodeKind.TELL, WELL, lambda world, s: world.part[s, 1].__setattr__("accurate", 0))
    assert (second.aware, second.accurate) == (1, 0)


@pytest.mark.parametrize("garbled, accurate", [(0, 1), (1, 0)])
def test_an_order_is_as_right_as_what_came_up(garbled, accurate):
    def garble(world, s):
        world.part[s, 2].referral_garbled = garbled

    _, first, second = passed_on(EpisodeKind.DIRECT, WELL, garble, initiator=MANAGER, position=NONE)
    assert (second.aware, second.accurate, second.partner_held) == (1, accurate, 0)


@pytest.mark.parametrize("number, accurate, tells_of_oneself", [(0.2, 1, True), (0.19, 1, False), (0.2, 0, False)])
def test_a_subject_speaks_of_the_own_circumstances_unless_detached(number, accurate, tells_of_oneself):
    result = WELL._replace(accurate=accurate)
    world, _, _ = passed_on(EpisodeKind.TELL, result, initiator=SUBJECT, receiver=2, position=0, detached=number)
    where = by_hand(find_contact)(world, 2, SUBJECT)
    assert (where != NONE) == tells_of_oneself
    if tells_of_oneself:
        assert world.contact[2, where].seen == world.person[SUBJECT].particular


def test_asking_gets_the_clue_and_lets_the_other_know():
    _, first, second = passed_on(EpisodeKind.ASK_CLUE, WELL, each_hangs_on_the_other)
    assert (first.partner_clue, first.partner_accurate, second.aware, second.accurate) == (3, 1, 1, 1)
    assert second.partner_held == 0
    _, first, second = passed_on(EpisodeKind.ASK_CLUE, WELL._replace(accurate=0, reversed=1), each_hangs_on_the_other)
    assert (first.partner_clue, first.partner_accurate, second.accurate) == (0, 0, 0)
    assert (second.partner_clue, second.partner_accurate) == (2, 1)
    _, first, second = passed_on(EpisodeKind.ASK_CLUE, WELL._replace(heard=0), each_hangs_on_the_other)
    assert (first.partner_held, second.aware) == (0, 1)  # held to be grasped unheard


@pytest.mark.parametrize("accurate, back, knows, is_known", [(1, None, True, False), (0, None, False, False), (1, 1, True, True), (1, 0, True, False)])
def test_attending_to_one_another(accurate, back, knows, is_known):
    """Who is attended to feels it, whether or not the other understood."""
    result = WELL._replace(accurate=accurate, reversed=int(back is not None), accurate_back=int(back == 1))
    world, _, _ = passed_on(EpisodeKind.ASK_PARTICULAR, result)
    mine, theirs = world.contact[0, 0], world.contact[2, 0]
    assert (mine.whom, theirs.whom, mine.seen_tick) == (2, 0, 12)
    assert (mine.seen_version == world.person[2].version) == knows
    assert (theirs.attended_version, theirs.attended_tick) == (world.person[2].version, 12)
    assert (theirs.seen_version == world.person[0].version) == is_known
    assert (mine.attended_tick == 12) == (back is not None)


def test_what_is_not_heard_says_nothing_of_circumstances():
    world, _, _ = passed_on(EpisodeKind.ASK_PARTICULAR, WELL._replace(heard=0))
    assert (world.contact[0].whom == NONE).all()


@pytest.mark.parametrize("partner, skill, competence", [(1, 0.505, 0.5), (2, 0.5, 0.51)])
def test_practice_with_the_own_role_or_another(partner, skill, competence):
    def middling(world, s):
        world.person.skill, world.person.competence = 0.5, 0.5

    world, _, _ = passed_on(EpisodeKind.PRACTICE, WELL, middling, receiver=partner)
    assert (world.person[0].skill, world.person[0].competence) == pytest.approx((skill, competence))
    assert (world.person[partner].skill, world.person[partner].competence) == (0.5, 0.5)


@pytest.mark.parametrize("option, garbled, expected", [(Relaying.CONTENT, 0, True), (Relaying.CONTENT, 1, False), (Relaying.EXISTENCE, 0, False), (Relaying.EXISTENCE, 1, False)])
def test_what_an_order_tells(option, garbled, expected):
    rates = small_world(assumptions={"relaying": option}).rates[0]
    assert by_hand(is_relayed)(garbled, rates) == expected
