"""Buffers and spanners in a case, by hand: worked out alone or asked, told to the spanner and by the spanner."""

from __future__ import annotations

import numpy as np
import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.environment.situations import emerge
from sim.episodes.enact import enact
from sim.measures.attentiveness import judge_attentiveness
from sim.processes.steps import propose
from sim.assumptions import BufferUse
from sim.state import NONE, EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.sim.by_hand import a_situation, by_hand, couple, know
from tests.sim.structures.test_job_design import CUSTOMERS, SPANNERS, designed

YES, NO = 0.0, 0.99


def proposed(world, draws=YES):
    world.clock[0].n_episodes = 0
    by_hand(propose, draws)(world)
    episodes = world.episode[: world.clock[0].n_episodes]
    return [(EpisodeKind(e.kind).name, int(e.initiator), int(e.receiver), int(e.minutes)) for e in episodes]


def coupled(buffers=1.0, option=BufferUse.INSTEAD_OF_ASKING):
    """Worker 0 is aware of a part that hangs on the clue of worker 2's, who is aware as well."""
    world = designed(Level.IMPERSONAL)
    world.terms.buffers, world.rates.assumptions_buffers = buffers, option
    s = a_situation(world, world.role[4].first, [0, 2])
    couple(world, s, 1, 2)
    know(world, s, 1, 2)
    world.part[s, 2].answered = 1
    return world, s


@pytest.mark.parametrize("buffers, draw, option, expected", [
    (1.0, YES, BufferUse.INSTEAD_OF_ASKING, ("BUFFER", 0, NONE, 20)),
    (0.0, YES, BufferUse.INSTEAD_OF_ASKING, ("ASK_CLUE", 0, 2, 4)),
    (0.5, 0.49, BufferUse.INSTEAD_OF_ASKING, ("BUFFER", 0, NONE, 20)),
    (0.5, 0.5, BufferUse.INSTEAD_OF_ASKING, ("ASK_CLUE", 0, 2, 4)),
    (1.0, YES, BufferUse.AFTER_ASKING, ("ASK_CLUE", 0, 2, 4)),
])  # fmt: skip
def test_a_buffer_or_the_partner(buffers, draw, option, expected):
    world, _ = coupled(buffers, option)
    assert proposed(world, {Decision.BUFFERS: draw, Decision.ADDRESS: YES}) == [expected]


def test_after_asking_in_vain():
    world, s = coupled(option=BufferUse.AFTER_ASKING)
    kinds = [proposed(world, {Decision.ADDRESS: YES, Decision.BUFFERS: YES})[0][0] for _ in range(3)]
    assert kinds == ["ASK_CLUE", "ASK_CLUE", "BUFFER"]


def test_who_lacks_the_minutes_asks():
    world, _ = coupled()
    world.person[0].attention = 19
    assert proposed(world)[0][0] == "ASK_CLUE"


@pytest.mark.parametrize("skill, held", [(0.61, (1, 1, 2)), (0.6, (1, 0, 3))])
def test_what_is_worked_out_is_as_right_as_its_author_is_skilled(skill, held):
    """The partner's clue is 2; a wrong one is the next. Twenty minutes, nobody is met and nobody learns."""
    world, s = coupled()
    world.person[0].skill = skill
    proposed(world)
    ties = world.role_tie.copy()
    by_hand(enact, {Decision.WORKED_OUT: 0.6, Decision.GARBLED_AS: 0.0})(world, 0)
    part = world.part[s, 1]
    assert (part.partner_held, part.partner_accurate, part.partner_clue) == held
    assert world.minutes[Kind.WORKER, Purpose.BUFFER] == 20 == world.minutes.sum() and world.person[0].attention == 40
    assert np.array_equal(world.role_tie, ties)


def test_a_buffer_that_cannot_be_paid_any_more_is_not_used():
    world, s = coupled()
    proposed(world)
    world.person[0].attention = 19
    by_hand(enact, YES)(world, 0)
    assert world.part[s, 1].partner_held == 0 and world.minutes.sum() == 0


def a_case(joins=True, **known):
    """A customer's situation that needs workers 0 and 2, with the customer's spanner in the last place."""
    world = designed()
    customer = CUSTOMERS[0]
    spanner = int(world.person[customer].spanner)
    s = a_situation(world, customer, [0, 2, spanner])
    world.part[s, 3].column, world.part[s, 3].needed = world.rates[0].spanner_role, 0
    return world, s, customer, spanner


def test_a_customer_turns_to_the_spanner_first_and_twice_at_most():
    world, s, customer, spanner = a_case()
    know(world, s, 0)
    draws = {Decision.ADDRESS: NO, Decision.MISADDRESS: NO}
    assert [proposed(world, draws) for _ in range(3)] == [[("TELL", customer, spanner, 4)]] * 2 + [[]]


def test_a_spanner_tells_those_whose_part_is_needed():
    world, s, _, spanner = a_case()
    know(world, s, 3)
    assert proposed(world, {Decision.ADDRESS: YES}) == [("TELL", spanner, 0, 4)]
    know(world, s, 1)
    world.part[s, 1].answered = 1
    assert proposed(world, {Decision.ADDRESS: YES}) == [("TELL", spanner, 2, 4)]


def test_a_spanner_who_misread_passes_the_misunderstanding_on():
    world, s, _, _ = a_case()
    know(world, s, 3)
    world.part[s, 3].accurate = 0
    proposed(world, {Decision.ADDRESS: YES})
    by_hand(enact, YES)(world, 0)
    assert (world.part[s, 1].aware, world.part[s, 1].accurate) == (1, 0)


def test_other_holders_do_not_tell_the_spanner():
    world, s, _, spanner = a_case()
    know(world, s, 1, 2)
    assert spanner not in {receiver for _, _, receiver, _ in proposed(world)}


def test_a_spanner_counts_neither_as_holder_nor_in_pairs():
    """Two holders and the subject: six ordered pairs; two holders' windows, aware or not the spanner."""
    world, s, _, _ = a_case()
    know(world, s, 1, 3, tick=15)
    by_hand(judge_attentiveness)(world, s, 20)
    tally = world.responses[Kind.CUSTOMER]
    assert (tally.pairs, tally.noticed) == (6, 250_000)


def arisen(world, subject, draws):
    """Let a situation of somebody arise; returns its row."""
    world.clock[0].n_free -= 1
    s = int(world.free[world.clock[0].n_free])
    by_hand(emerge, draws)(world, s, subject, 3, world.rates[0])
    return s


@pytest.mark.parametrize("only_subject, shows", [(0.34, 0), (0.35, 1)])
def test_a_spanner_joins_and_may_notice_what_shows(only_subject, shows):
    world = designed()
    s = arisen(world, CUSTOMERS[1], {Decision.SUBJECT_ONLY: only_subject})
    n = world.situation[s].n_positions
    part = world.part[s, n - 1]
    assert (part.column, part.holder) == (6, world.person[CUSTOMERS[1]].spanner)
    assert (part.needed, part.marked, part.coupled, part.shows, part.aware) == (0, 0, 0, shows, 0)
    assert world.part[s, : n - 1].shows.sum() == shows
    assert world.part[s, 1 : n - 1].marked.sum() >= 1


def test_nobody_joins_a_colleagues_situation_or_through_a_cut_conduit():
    world = designed()
    columns = [set(world.part[s, : world.situation[s].n_positions].column.tolist()) for s in [arisen(world, 0, 0.5)]]
    assert 6 not in columns[0]
    world.held[Arrow.SPANNER_CONDUIT] = 0.0
    s = arisen(world, CUSTOMERS[1], 0.5)
    assert 6 not in world.part[s, : world.situation[s].n_positions].column
    twin = designed(Level.TIME_ONLY)
    s = arisen(twin, CUSTOMERS[1], 0.5)
    assert 6 not in twin.part[s, : twin.situation[s].n_positions].column and twin.person[CUSTOMERS[1]].spanner in SPANNERS


def test_the_place_is_kept_for_whoever_comes():
    world = designed()
    world.person[CUSTOMERS[1]].spanner = NONE
    s = arisen(world, CUSTOMERS[1], 0.5)
    assert world.part[s, world.situation[s].n_positions - 1].holder == NONE
