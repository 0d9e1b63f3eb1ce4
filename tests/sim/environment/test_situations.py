"""How a situation takes shape, by hand: when, what, who is needed, what hangs together, where it shows."""

from __future__ import annotations

import math

import pytest

from sim.draws import Decision, part_identity
from sim.environment.situations import couple, emerge, mark_one, next_situation, show, situations_due
from sim.state import EVERYTHING, NONE, Kind
from tests.sim.by_hand import CUSTOMER_ROLE, CUSTOMERS, MANAGER, MANAGER_ROLE, a_situation, by_hand, small_world

SUBJECT = CUSTOMERS[0]


@pytest.mark.parametrize("who, number, ticks", [(SUBJECT, 0.5, 4), (0, 0.5, 35), (MANAGER, 0.5, 35), (SUBJECT, 0.0, 1), (0, 1 - math.exp(-1.01), 51)])
def test_the_next_one(who, number, ticks):
    """0.2 an hour for a customer, 0.02 for a colleague: 1 + ⌊0.693/0.2⌋ = 4, 1 + ⌊0.693/0.02⌋ = 35."""
    world = small_world()
    assert by_hand(next_situation, {Decision.NEXT_SITUATION: number})(world.person[who], 10, world.rates[0]) == 10 + ticks


def test_how_many_are_due():
    world = small_world()
    world.person.next_situation = 13
    world.person.next_situation[[0, 9]] = 12, 7
    world.clock[0].tick = 12
    assert by_hand(situations_due)(world) == 2


def emerged(subject=SUBJECT, needed=(1, 0, 1, 0, 0, 0), **draws):
    """A situation of the first type, which needs the first and the third function; typical clues 1, real ones ⌊4 · 0.5⌋ = 2."""
    world = small_world()
    for t in (0, 12):
        world.type_part[t].needed, world.type_part[t].typical, world.type_part[t].coupled = needed, 1, 0
    world.team[SUBJECT] = [0, 2, 4, 6]
    given = {Decision.NOVEL: 0.9, Decision.WHICH_TYPE: 0.0, Decision.TYPICAL_CLUE: 0.9} | {
        Decision[name.upper()]: number for name, number in draws.items()
    }
    s = int(world.free[world.clock[0].n_free - 1])
    by_hand(emerge, given)(world, s, subject, 10, world.rates[0])
    return world, world.situation[s], world.part[s]


def test_subject_first_then_functions():
    world, situation, part = emerged()
    assert (situation.n_positions, situation.novel, situation.type, situation.gives_up) == (3, 0, 0, 0)
    assert part.holder[:3].tolist() == [SUBJECT, 0, 4] and part.column[:3].tolist() == [CUSTOMER_ROLE, 0, 2]
    assert part.needed[:3].tolist() == [0, 1, 1] and part.clue[:3].tolist() == [1, 1, 1]
    assert (part.incumbency[1], part.answered[1], part.aware[1], part.partner[1]) == (0, 0, 0, NONE)
    # habit after a mean of 80 hours: 1 + ⌊80 · ln 2⌋ = 56
    assert part.habit_tick[:3].tolist() == [66] * 3
    assert (world.responses[Kind.CUSTOMER].arisen, world.responses[EVERYTHING].arisen) == (0, 1)


def test_a_managers_context_comes_last_and_a_colleagues_types_are_others():
    world, situation, part = emerged(subject=1, needed=(1, 0, 0, 0, 1, 1), giving_up=0.49)
    assert part.holder[:3].tolist() == [1, 0, MANAGER] and part.needed[:3].tolist() == [1, 1, 1]
    assert (situation.type, situation.gives_up, situation.subject_kind) == (12, 1, Kind.WORKER)
    assert emerged(subject=1, giving_up=0.51)[1].gives_up == 0


def test_a_subject_needs_nobody_twice_and_if_nobody_then_themself():
    world, situation, part = emerged(subject=MANAGER, needed=(0, 0, 0, 0, 0, 1))
    assert (situation.n_positions, part.needed[0], part.holder[0]) == (1, 1, MANAGER)
    world, situation, part = emerged(needed=(1, 0, 1, 0, 0, 0))
    assert part.needed[0] == 0


@pytest.mark.parametrize("typical, novel, clue", [(0.31, 0.21, 1), (0.29, 0.21, 2), (0.31, 0.19, 2)])
def test_a_clue_is_typical_unless_uncertain_or_novel(typical, novel, clue):
    _, situation, part = emerged(typical_clue=typical, novel=novel, count=0.0)
    assert (situation.novel, part.clue[1]) == (int(novel < 0.2), clue)


@pytest.mark.parametrize("number, deadline, abandons", [(0.0, 18, 26), (0.5, 26, 42), (0.999, 33, 57)])
def test_time_allowed(number, deadline, abandons):
    """16 hours · (0.5 + u), and twice that until it is given up: ⌊23.98⌋ = 23 and ⌊47.97⌋ = 47."""
    _, situation, _ = emerged(deadline=number)
    assert (situation.deadline, situation.abandons) == (deadline, abandons)


@pytest.mark.parametrize("number, marked", [(0.14, [0, 1, 1]), (0.16, [0, 1, 0])])
def test_at_least_one_part_of_others_is_marked(number, marked):
    """Marked with 0.15; if none is, the lowest draw decides; a subject's own part never is."""
    positions = {}
    world, situation, part = emerged(marked=number, marked_one=lambda tick, key, whom: positions.setdefault(key, 0.1 * len(positions)))
    assert part.marked[:3].tolist() == marked


def test_marking_nobody_new_where_somebody_is():
    world = small_world()
    s = a_situation(world, SUBJECT, [0, 2])
    world.part[s, 0].marked = world.part[s, 2].marked = 1
    by_hand(mark_one, 0.5)(world, s, 10, world.rates[0])
    assert world.part[s].marked[:3].tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    "novel, needed, coupled, partner, number, expected",
    [
        (0, 1, 1, 2, 0.9, (1, 2)),  # as the type has it
        (0, 1, 0, 2, 0.0, (0, NONE)),
        (0, 1, 1, 3, 0.0, (0, NONE)),  # the partner's column is not among the parts
        (0, 0, 1, 2, 0.0, (0, NONE)),  # not needed
        (1, 1, 0, NONE, 0.39, (1, 2)),  # novel: drawn anew
        (1, 1, 1, 2, 0.41, (0, NONE)),
    ],
)
def test_what_hangs_together(novel, needed, coupled, partner, number, expected):
    world = small_world()
    s = a_situation(world, SUBJECT, [0, 4], novel=novel)
    part, of_type = world.part[s, 1], world.type_part[0, 0]
    part.needed, of_type.coupled, of_type.partner = needed, coupled, partner
    needs = world.type_part[0].needed.copy()
    needs[:] = [1, 0, 1, 0, 0, 0]
    by_hand(couple, {Decision.COUPLED: number})(world, s, 1, needs, 10, world.rates[0])
    assert (part.coupled, part.partner) == expected


@pytest.mark.parametrize(
    "only_subject, own_part, shows, subject_aware",
    [(0.34, 0, [0, 0, 0, 0], 1), (0.36, 0, [0, 0, 1, 0], 0), (0.36, 1, [0, 0, 1, 0], 1)],
)
def test_where_it_first_shows(only_subject, own_part, shows, subject_aware):
    """To the subject alone with 0.35, else at the function with the lowest draw; never at the manager's."""
    world = small_world()
    s = a_situation(world, SUBJECT, [0, 2, MANAGER])
    assert world.part[s, 3].column == MANAGER_ROLE
    world.part[s, 0].needed = own_part
    draws = {Decision.SUBJECT_ONLY: only_subject, Decision.PLACE: lambda tick, key, position: 0.9 - position / 10}
    by_hand(show, draws)(world, s, 10, world.rates[0])
    assert world.part[s].shows[:4].tolist() == shows
    assert (world.part[s, 0].aware, world.part[s, 0].accurate) == (subject_aware, subject_aware)


def test_with_nobody_else_only_the_subject_knows():
    world = small_world()
    s = a_situation(world, SUBJECT, [])
    by_hand(show, {Decision.SUBJECT_ONLY: 0.9})(world, s, 10, world.rates[0])
    assert (world.part[s, 0].aware, world.situation[s].noticed) == (1, NONE)


def test_a_row_that_is_used_again_holds_nothing_of_before():
    """Whatever lay in the rows of situation, parts and addresses, a new situation looks the same."""
    fresh, _, _ = emerged()
    world = small_world()
    for t in (0, 12):
        world.type_part[t].needed, world.type_part[t].typical, world.type_part[t].coupled = (1, 0, 1, 0, 0, 0, 0)[: world.type_part.shape[1]], 1, 0
    world.team[SUBJECT] = [0, 2, 4, 6]
    s = int(world.free[world.clock[0].n_free - 1])
    for record in (world.situation[s : s + 1], world.part[s], world.address[s]):
        for name in record.dtype.names:
            record[name] = 9
    draws = {Decision.NOVEL: 0.9, Decision.WHICH_TYPE: 0.0, Decision.TYPICAL_CLUE: 0.9}
    by_hand(emerge, draws)(world, s, SUBJECT, 10, world.rates[0])
    used = slice(0, world.situation[s].n_positions)
    assert world.situation[s] == fresh.situation[s]
    assert world.part[s, used].tolist() == fresh.part[s, used].tolist()
    assert world.address[s, used, used].tolist() == fresh.address[s, used, used].tolist()


def test_a_novel_situation_needs_others_than_its_type_does():
    """Drawn anew: two functions, the last and the first by a race; the subject and the manager with 0.39 and 0.14."""
    world, situation, part = emerged(
        novel=0.19, count=0.0, needs=lambda tick, key, other: (0.2, 0.9, 0.8, 0.1)[other % 64], subject_part=0.39, manager_part=0.14
    )
    assert (situation.novel, situation.n_positions) == (1, 4)
    assert part.holder[:4].tolist() == [SUBJECT, 0, 6, MANAGER] and part.needed[:4].tolist() == [1, 1, 1, 1]


def test_what_is_counted_and_written_down():
    """After the warm-up a situation counts for its subject's kind; it is named, its parts are, and it shows somewhere."""
    world = small_world()
    world.clock[0].observing, world.team[SUBJECT], world.person[2].incumbency = 1, [0, 2, 4, 6], 3
    world.type_part[5].needed, world.person[SUBJECT].ordinal = (1, 1, 0, 0, 0, 0, 0)[: world.type_part.shape[1]], 7
    draws = {Decision.NOVEL: 0.9, Decision.WHICH_TYPE: 5.5 / 12, Decision.SUBJECT_ONLY: 0.9}
    by_hand(emerge, draws)(world, 3, SUBJECT, 10, world.rates[0])
    situation, part = world.situation[3], world.part[3]
    assert (situation.counted, world.responses[Kind.CUSTOMER].arisen, world.responses[EVERYTHING].arisen) == (1, 1, 1)
    assert (situation.type, situation.subject_kind, situation.incumbency, situation.closed) == (5, Kind.CUSTOMER, 0, NONE)
    assert situation.identity == part_identity(9, 7, 254)
    assert part.identity[:3].tolist() == [part_identity(9, 7, position) for position in range(3)]
    assert part.incumbency[:3].tolist() == [0, 0, 3] and part.shows[:3].sum() == 1


def test_nobody_to_share_it_with():
    """A vacancy is no part; where none is left the subject has one, and what hung on another hangs on nobody."""
    world = small_world()
    for t in (0, 12):
        world.type_part[t].needed = (1, 1, 0, 0, 0, 0, 0)[: world.type_part.shape[1]]
        world.type_part[t].coupled, world.type_part[t].partner = 1, [1, 0, *[NONE] * (world.type_part.shape[1] - 2)]
    for team, n_positions, needed, partners in [([0, 2, 4, 6], 3, [0, 1, 1], [NONE, 2, 1]), ([0, NONE, 4, 6], 2, [0, 1], [NONE, NONE]), ([NONE] * 4, 1, [1], [NONE])]:  # fmt: skip
        world.team[SUBJECT] = team
        by_hand(emerge, {Decision.NOVEL: 0.9, Decision.WHICH_TYPE: 0.0})(world, 3, SUBJECT, 10, world.rates[0])
        assert world.situation[3].n_positions == n_positions
        assert world.part[3].needed[:n_positions].tolist() == needed and world.part[3].partner[:n_positions].tolist() == partners
