"""What an aware holder does next: ask, learn, tell, refer, act: the first that is feasible, for each line of the list."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.steps import is_at_work, is_concerned, propose
from sim.state import NONE, EpisodeKind
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, couple, know, small_world

YES = 0.0  # below every chance
NO = 0.99


def next_step(set_up, draws=YES):
    """Worker 0 holds part 1 and is aware, worker 2 holds part 2; returns the world, part 1, and what was proposed."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    set_up(world, s)
    world.clock[0].n_episodes = 0
    by_hand(propose, draws)(world)
    episodes = world.episode[: world.clock[0].n_episodes]
    return world, world.part[s, 1], [(EpisodeKind(e.kind).name, e.initiator, e.receiver, e.minutes) for e in episodes]


def coupled_and_marked(world, s):
    couple(world, s, 1, 2)
    world.part[s, 1].marked = 1


def marked(world, s):
    world.part[s, 1].marked = 1


def all_known(world, s):
    know(world, s, 2)
    world.part[s, 2].answered = 1


def test_first_ask_for_the_clue():
    assert next_step(coupled_and_marked)[2] == [("ASK_CLUE", 0, 2, 4)]


def test_then_learn_the_particular():
    detached_no = {Decision.DETACHED: NO, Decision.WANTS_PARTICULAR: YES}
    assert next_step(marked, detached_no)[2] == [("ASK_PARTICULAR", 0, CUSTOMERS[0], 4)]
    assert next_step(marked, {Decision.DETACHED: 0.1, Decision.ADDRESS: YES})[2] == [("TELL", 0, 2, 4)]


def test_then_tell():
    assert next_step(lambda world, s: None)[2] == [("TELL", 0, 2, 4)]


def test_then_refer_where_nobody_can_be_addressed():
    """Knowing whom to address towards a stranger: 0.3 + 0.65 · 0.3 = 0.495; misaddressing 0.3 · 0.7 = 0.21."""
    draws = {Decision.ADDRESS: 0.5, Decision.MISADDRESS: 0.22}
    assert next_step(lambda world, s: None, draws)[2] == [("REFER", 0, MANAGER, 4)]
    assert next_step(lambda world, s: None, {Decision.ADDRESS: 0.49})[2] == [("TELL", 0, 2, 4)]


def test_or_bother_somebody_who_is_not_needed():
    draws = {Decision.ADDRESS: NO, Decision.MISADDRESS: 0.2, Decision.WRONG_ROLE: lambda tick, who, role: 1 - role / 10}
    world, part, proposed = next_step(lambda world, s: world.team[CUSTOMERS[0]].__setitem__(3, 7), draws)
    assert proposed == [("TELL", 0, 7, 4)] and part.told_wrong == 1


def test_then_act():
    _, part, proposed = next_step(all_known)
    assert (part.ready, proposed) == (1, [])


def test_or_wait_for_the_line():
    def in_the_queue(world, s):
        all_known(world, s)
        world.part[s, 1].referred, world.part[s, 1].queue_manager = 1, MANAGER

    assert next_step(in_the_queue)[1].ready == 0


def test_two_attempts_at_the_same_person_and_no_more():
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    kinds = []
    for _ in range(4):
        world.clock[0].n_episodes = 0
        by_hand(propose, YES)(world)
        kinds += [EpisodeKind(e.kind).name for e in world.episode[: world.clock[0].n_episodes]]
        world.part[s, 1].told_wrong = 1
    assert kinds == ["TELL", "TELL", "REFER", "REFER"]  # referred only when enacted, so proposed again


def test_the_unaware_the_absent_and_the_exhausted_do_nothing():
    for change in (lambda w, s: w.part[s, 1].__setattr__("aware", 0), lambda w, s: w.person[0].__setattr__("present", 0),
                   lambda w, s: w.person[0].__setattr__("attention", 0), lambda w, s: w.situation[s].__setattr__("outcome", 1)):  # fmt: skip
        assert next_step(change)[2] == []


def test_an_order_from_above_goes_out_once():
    def decided(world, s):
        world.part[s, 1].aware = 0
        world.part[s, 2].directed_by = MANAGER

    world, _, proposed = next_step(decided)
    assert proposed == [("DIRECT", MANAGER, 2, 4)]
    world.clock[0].n_episodes = 0
    by_hand(propose, YES)(world)
    assert world.clock[0].n_episodes == 0


@pytest.mark.parametrize("aware, answered, holder, concerned", [(1, 0, 0, True), (0, 0, 0, False), (1, 2, 0, False), (1, 0, NONE, False)])
def test_who_is_concerned(aware, answered, holder, concerned):
    world = small_world()
    part = world.part[a_situation(world, CUSTOMERS[0], [0]), 1]
    part.aware, part.answered, part.holder = aware, answered, holder
    assert by_hand(is_concerned)(part) == concerned


@pytest.mark.parametrize("present, attention, at_work", [(1, 1, True), (1, 0, False), (0, 60, False)])
def test_who_is_at_work(present, attention, at_work):
    person = small_world().person[0]
    person.present, person.attention = present, attention
    assert by_hand(is_at_work)(person) == at_work
