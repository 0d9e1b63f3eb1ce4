"""Writing, reading and practising, by hand: who writes what when, who reads, and with whom newcomers practise."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import NONE, EpisodeKind, Purpose
from sim.structures.parameters import Level
from sim.structures.protocols import begin_revision, convene_protocols, read_news, write_some
from sim.structures.selection_training import cross_role_partner, draw_function, practise, write_curriculum
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, everybody_has, small_world


def ready(**changes):
    world = small_world(**changes)
    everybody_has(world, 60)
    world.clock[0].n_episodes = 0
    return world


def queued(world):
    return [EpisodeKind(e.kind).name for e in world.episode[: world.clock[0].n_episodes]]


def test_a_revision_begins_everywhere_but_with_customers():
    """Sixty days of eight hours later the next one is due."""
    world = ready(protocols={"level": Level.RELATIONAL})
    world.clock[0].tick = 7
    by_hand(begin_revision, 0.5)(world)
    assert (world.clock[0].next_revision, world.clock[0].protocol_version) == (7 + 480, 1)
    assert world.role.next_entry.tolist() == [0, 0, 0, 0, 24, 0]
    assert world.role.writer.tolist()[5] == MANAGER and world.role.writer[4] == NONE
    assert all(world.person[world.role.writer[r]].role == r for r in range(4))


def test_a_writer_stops_when_the_time_is_up_and_another_takes_over():
    world = ready(protocols={"level": Level.RELATIONAL})
    role = world.role[0]
    role.writer, role.next_entry, world.person[0].attention = 0, 20, 13
    assert by_hand(write_some, 0.5)(world, 0) and role.next_entry == 22  # twice five minutes
    assert [int(e.target) for e in world.episode[:2]] == [20, 21]
    world.person[0].present = 0
    assert by_hand(write_some, 0.5)(world, 0) and (role.writer, role.next_entry) == (1, 22)
    assert not by_hand(write_some, 0.5)(world, 0) and role.next_entry == 24
    world.person[1].present = 0
    assert not by_hand(write_some, 0.5)(world, 0) and role.writer == NONE


def test_news_is_read_once_by_those_who_have_the_time():
    world = ready(protocols={"level": Level.RELATIONAL})
    world.clock[0].protocol_version = 2
    world.person.read[:9] = [2, 1, 0, 0, 2, 2, 2, 2, 1]
    world.person.present[2], world.person.attention[3] = 0, 9
    by_hand(read_news, 0.5)(world)
    assert [int(e.initiator) for e in world.episode[: world.clock[0].n_episodes]] == [1, MANAGER]
    assert world.minutes[:, Purpose.READING].sum() == 20


def test_a_suspended_structure_writes_nothing():
    for held, kinds in [(0.4, []), (0.6, ["WRITE"] * 30)]:
        world = ready(protocols={"level": Level.RELATIONAL})
        world.held[Arrow.PROTOCOLS] = held
        by_hand(convene_protocols, 0.5)(world)
        assert queued(world) == kinds


def test_a_curriculum_is_begun_chapter_by_chapter():
    """Five roles write one of six chapters an hour, in paid minutes; every 120 days of eight hours they begin again."""
    world = ready(selection_training={"level": Level.RELATIONAL})
    world.clock[0].tick = 7
    by_hand(write_curriculum, 0.5)(world)
    assert world.clock[0].next_curriculum == 7 + 960
    assert queued(world) == ["COMPILE"] * 5 and world.role.next_chapter.tolist() == [1, 1, 1, 1, 6, 1]
    assert world.minutes[:, Purpose.WRITING].sum() == 5 * 15
    assert [int(e.target) for e in world.episode[:5]] == [0] * 5
    author = world.role[0].author
    world.person[author].present, world.role.next_chapter[1:] = 0, 6
    by_hand(write_curriculum, 0.5)(world)
    assert (world.role[0].author, world.role[0].next_chapter) == (1 - author, 2)
    world.clock[0].tick = 967
    by_hand(write_curriculum, 0.5)(world)
    assert world.role.next_chapter.tolist() == [1, 1, 1, 1, 6, 1]


def test_a_partner_of_another_role_each_with_the_same_chance():
    """The race among roles is won by customers; of these the newcomer's pod has 9 and 11."""
    world = ready(selection_training={"level": Level.RELATIONAL})
    roles = {Decision.PRACTICE_ROLE: lambda tick, key, role: (0.0, 0.4, 0.4, 0.4, 0.1, 0.2)[role]}
    names = {world.person[who].identity: who for who in range(13)}
    people = {Decision.PRACTICE_PARTNER: lambda tick, key, whom: 0.9 - names[whom] / 20}
    rule = by_hand(cross_role_partner, roles | people)
    assert rule(world, 0, 3, 50) == 11
    assert rule(world, 1, 3, 50) == 12
    world.person.present[[9, 11]] = 0
    assert rule(world, 0, 3, 50) == 12  # nobody of the pod: anybody of the role
    world.person.present[9:] = 0
    assert rule(world, 0, 3, 50) == NONE


def test_which_of_the_team_orients_a_customer():
    world = ready()
    rule = by_hand(draw_function, {Decision.PRACTICE_ROLE: lambda tick, key, function: (0.1, 0.2, 0.3, 0.4)[function]})
    world.team[CUSTOMERS[0]] = [NONE, 2, 4, 6]
    assert rule(world, CUSTOMERS[0], 3, 50) == 1


@pytest.mark.parametrize(
    "level, who, kinds, minutes, left",
    [
        (Level.IMPERSONAL, CUSTOMERS[0], ["DRILL"], 15, 3),  # the worker's hour, not the customer's
        (Level.RELATIONAL, CUSTOMERS[0], ["PRACTICE"], 30, 3),
        (Level.TIME_ONLY, CUSTOMERS[0], [], 30, 3),
        (Level.IMPERSONAL, 0, ["PRACTICE"], 30, 3),
        (Level.TIME_ONLY, 0, [], 30, 3),
    ],
)
def test_one_practice_episode(level, who, kinds, minutes, left):
    world = ready(selection_training={"level": level})
    world.person[who].practice_left = 4
    by_hand(practise, 0.5)(world, who, 50, world.rates[0])
    assert queued(world) == kinds and world.minutes[:, Purpose.PRACTICE].sum() == minutes
    assert world.person[who].practice_left == left


def test_nobody_practises_without_a_partner_who_has_the_time():
    world = ready(selection_training={"level": Level.IMPERSONAL})
    world.person[0].practice_left, world.person[1].attention = 4, 14
    by_hand(practise, 0.5)(world, 0, 50, world.rates[0])
    world.team[CUSTOMERS[0]] = NONE
    by_hand(practise, 0.5)(world, CUSTOMERS[0], 50, world.rates[0])
    assert queued(world) == [] and world.person[0].practice_left == 4 and world.minutes.sum() == 0


@pytest.mark.parametrize("level, share, own_role", [(Level.RELATIONAL, 1.0, False), (Level.RELATIONAL, 0.51, False), (Level.RELATIONAL, 0.5, True), (Level.IMPERSONAL, 1.0, True)])
def test_what_share_of_practice_is_across_roles(level, share, own_role):
    """At a draw of a half."""
    world = ready(selection_training={"level": level, "cross_role": share})
    world.person[0].practice_left = 4
    by_hand(practise, 0.5)(world, 0, 50, world.rates[0])
    assert queued(world) == ["PRACTICE"]
    assert (world.person[world.episode[0].receiver].role == world.person[0].role) == own_role
