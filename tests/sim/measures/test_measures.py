"""Measures, by hand: shares of the window, the three judgements, the four cells, pairs."""

from __future__ import annotations

import pytest

from sim.assumptions import CaringWhen, KnowledgeableWhen
from sim.measures.attentiveness import holds_since, judge_attentiveness, share_of_window
from sim.measures.responses import is_caring, is_knowledgeable, judge_response
from sim.state import MILLION, NONE, Kind, Outcome
from tests.sim.by_hand import CUSTOMERS, a_situation, acquaint, by_hand, couple, know, small_world


@pytest.mark.parametrize("since, n_holders, expected", [(10, 1, MILLION), (15, 1, 500_000), (15, 2, 250_000), (20, 1, 0), (25, 1, 0), (NONE, 1, 0), (13, 3, 233_333)])
def test_window(since, n_holders, expected):
    """Emerged at 10, deadline 20; the rest of a division is dropped."""
    assert by_hand(share_of_window)(since, 10, 20, n_holders) == expected


@pytest.mark.parametrize(
    "option, met, marked, expected",
    [
        (CaringWhen.EVERY_PART, 2, 2, True), (CaringWhen.EVERY_PART, 1, 2, False), (CaringWhen.EVERY_PART, 0, 0, True),
        (CaringWhen.AT_LEAST_HALF, 1, 2, True), (CaringWhen.AT_LEAST_HALF, 1, 3, False), (CaringWhen.AT_LEAST_HALF, 0, 1, False),
    ],
)  # fmt: skip
def test_when_a_response_is_caring(option, met, marked, expected):
    rates = small_world(assumptions={"caring": option}).rates[0]
    assert by_hand(is_caring)(met, marked, rates) == expected


@pytest.mark.parametrize(
    "option, right, needed, coupled_right, coupled, expected",
    [
        (KnowledgeableWhen.EVERY_PART, 3, 3, 1, 1, True), (KnowledgeableWhen.EVERY_PART, 2, 3, 1, 1, False),
        (KnowledgeableWhen.AT_LEAST_HALF, 2, 3, 0, 1, True), (KnowledgeableWhen.AT_LEAST_HALF, 1, 3, 1, 1, False),
        (KnowledgeableWhen.COUPLED_PARTS, 1, 3, 1, 1, True), (KnowledgeableWhen.COUPLED_PARTS, 2, 3, 0, 1, False),
        (KnowledgeableWhen.COUPLED_PARTS, 2, 3, 0, 0, False), (KnowledgeableWhen.COUPLED_PARTS, 3, 3, 0, 0, True),
    ],
)  # fmt: skip
def test_when_a_response_is_knowledgeable(option, right, needed, coupled_right, coupled, expected):
    rates = small_world(assumptions={"knowledgeable": option}).rates[0]
    assert by_hand(is_knowledgeable)(right, needed, coupled_right, coupled, rates) == expected


def test_attentiveness_to_the_situation():
    """One of two holders aware since 15, the other never: 1/4; understood only since 18: 1/10; lacks the clue: 0."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2], novel=1)
    know(world, s, 0, 1, tick=15)
    world.part[s, 1].accurate_tick = 18
    couple(world, s, 1, 2)
    by_hand(judge_attentiveness)(world, s, 20)
    tally = world.responses[Kind.CUSTOMER]
    assert (tally.judged, tally.noticed, tally.understood, tally.holds_partner) == (1, 250_000, 100_000, 0)
    assert (tally.unscripted, tally.unscripted_understood) == (1, 100_000)
    world.part[s, 1].partner_tick, world.part[s, 1].partner_accurate = 19, 1
    assert by_hand(holds_since)(world.part[s, 1]) == 19


def test_attentiveness_over_a_long_window():
    """A window of 6,000 ticks, half of it aware: millionths of it take more than the four bytes in which ticks are kept."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0], deadline=6010)
    know(world, s, 1, tick=3010)
    by_hand(judge_attentiveness)(world, s, 6010)
    assert world.responses[Kind.CUSTOMER].noticed == 500_000


def test_attentiveness_to_one_another():
    """Of six ordered pairs, 0 knows the subject, who has felt it; the subject knows 2, who has not: on file."""
    world = small_world()
    subject = CUSTOMERS[0]
    s = a_situation(world, subject, [0, 2])
    for who, other, felt in [(0, subject, True), (subject, 2, False)]:
        acquaint(world, who, other, 6).seen_version = world.person[other].version
        back = acquaint(world, other, who, 7)
        back.attended_version, back.attended_tick = world.person[other].version, 15 if felt else NONE
    by_hand(judge_attentiveness)(world, s, 20)
    tally = world.responses[Kind.CUSTOMER]
    assert (tally.pairs, tally.pairs_known, tally.pairs_attended, tally.pairs_on_file) == (6, 2, 1, 1)
    assert (tally.pairs_one_sided, tally.pairs_mutual) == (1, 0)
    assert (tally.coproduction_pairs, tally.coproduction_attended) == (4, 1)  # all but the two among workers
    assert (tally.coordination_pairs, tally.coordination_attended, tally.leadership_pairs) == (2, 0, 0)


def test_footing_of_the_pairs_of_a_process():
    """Of four pairs with the subject one stands at (0.6, 0.3, 0.3), mean 0.4 at weight 1; the others at the prior 0.3."""
    world = small_world()
    subject = CUSTOMERS[0]
    s = a_situation(world, subject, [0, 2])
    tie = world.role_tie[0, world.person[subject].role]
    tie.shared_goals, tie.shared_knowledge, tie.mutual_respect, tie.experience = 0.6, 0.3, 0.3, 1e12
    by_hand(judge_attentiveness)(world, s, 20)
    tally = world.responses[Kind.CUSTOMER]
    assert tally.coproduction_footing == pytest.approx(1_300_000, abs=4)
    assert tally.coordination_footing == pytest.approx(600_000, abs=4)
    world.situation[s].counted = 0
    by_hand(judge_attentiveness)(world, s, 20)
    assert (tally.coproduction_pairs, tally.coordination_pairs) == (4, 2)


@pytest.mark.parametrize(
    "closed, answer, knew, manner, timely, knowledgeable, caring",
    [(20, 2, 1, 4, 1, 1, 1), (21, 2, 1, 4, 0, 1, 1), (20, 3, 1, 4, 1, 0, 1), (20, 2, 0, 4, 1, 1, 0), (20, 2, 1, 0, 1, 1, 0)],
)
def test_responses(closed, answer, knew, manner, timely, knowledgeable, caring):
    """Part 1 is marked, the subject's particular is 4; part 2 is rightly answered, by somebody unaware."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2], outcome=Outcome.ANSWERED, closed=closed)
    world.person[CUSTOMERS[0]].particular = 4
    one, two = world.part[s, 1], world.part[s, 2]
    one.answered, one.answer, one.knew_at_act, one.manner, one.marked, one.aware_at_act = 1, answer, knew, manner, 1, 1
    two.answered, two.answer = 3, 2
    assert by_hand(judge_response)(world, s) == (answer != 2)
    tally = world.responses[Kind.CUSTOMER]
    assert (tally.timely, tally.knowledgeable, tally.caring) == (timely, knowledgeable, caring)
    assert tally.joint == timely * knowledgeable * caring
    cells = (tally.aware_right, tally.aware_wrong, tally.unaware_right, tally.unaware_wrong, tally.never_acted)
    assert cells == (int(answer == 2), int(answer != 2), 1, 0, 0)


def test_what_is_abandoned_is_neither_timely_nor_anything():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2], outcome=Outcome.ABANDONED, closed=12)
    assert not by_hand(judge_response)(world, s)
    tally = world.responses[Kind.CUSTOMER]
    assert (tally.abandoned, tally.answered, tally.timely, tally.knowledgeable, tally.caring, tally.never_acted) == (1, 0, 0, 0, 0, 2)
