"""Enacting, by hand: pay → meet → inform → perceive → learn, for a meeting, a refusal and a brush-off."""

from __future__ import annotations

import numpy as np
import pytest

from sim.arrow import Arrow
from sim.assumptions import Energy, SpillOver
from sim.draws import Decision
from sim.episodes.encounter import Encounter
from sim.episodes.enact import enact, interrupts
from sim.episodes.queue import convene, is_solitary, propose_about
from sim.state import EpisodeKind, Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, Draws, a_situation, by_hand, know, small_world

GOOD = {Decision.NOISE: 0.99, Decision.NOISE_BACK: 0.99, Decision.REVERSE: 0.99}


def told(kind=EpisodeKind.TELL, target=2, common=0.0, **draws):
    """Worker 0, aware of part 1, tells worker 2, who holds part 2; draws of 0 mean yes throughout."""
    world = small_world(learning={"attribution": 0.5, "rate": 0.2}, ties={"personal_capacity": 3, "dissimilar": 1.0})
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    world.clock[0].n_episodes = 0
    e = by_hand(propose_about, 0.5)(world, kind, 0, 2, s, 1, target, 4, 77)
    given = GOOD | {Decision[name.upper()]: number for name, number in draws.items()}
    by_hand(enact, None, draw=Draws(given, common=common))(world, e)
    return world, s, world.episode[e]


def qualities(tie):
    return pytest.approx((tie.shared_goals, tie.shared_knowledge, tie.mutual_respect, tie.experience))


def test_a_good_meeting():
    """Both pay four minutes; each quality moves from 0.3 by 0.2 · 0.5 towards 1: 0.37; half an episode each."""
    world, s, episode = told()
    assert world.minutes[Kind.WORKER, Purpose.TELL] == 8 and world.person.attention[[0, 1, 2]].tolist() == [56, 60, 56]
    assert (episode.opened, episode.met, episode.heard, episode.accurate, episode.reversed) == (1, 1, 1, 1, 0)
    assert (world.part[s, 2].aware, world.part[s, 2].accurate, world.person[2].interruptions) == (1, 1, 1)
    assert (0.37, 0.3, 0.37, 0.5) == qualities(world.role_tie[0, 1])  # the teller learned nothing back
    assert (0.37, 0.37, 0.37, 0.5) == qualities(world.role_tie[2, 0])
    assert (0.37, 0.37, 0.37, 0.5) == qualities(world.contact[2, 0])
    assert (world.contact[0, 0].whom, world.contact[2, 0].whom) == (2, 0)


def test_a_refusal():
    """The one who tried pays one minute and learns of a refusal; who refused has met nobody. Willing below 0.644."""
    world, s, episode = told(willing=0.65)
    assert (episode.opened, episode.met, world.part[s, 2].aware) == (1, 0, 0)
    assert world.minutes[Kind.WORKER, Purpose.REFUSED] == 1 and world.minutes.sum() == 1
    assert (0.27, 0.3, 0.3, 0.5) == qualities(world.role_tie[0, 1])
    assert (0.3, 0.3, 0.3, 0.0) == qualities(world.role_tie[2, 0])


def test_a_brush_off():
    """Met, not heard: attention was given, respect was not. Standing of all functions is alike."""
    world, s, episode = told(hear=0.99)
    assert (episode.met, episode.heard, world.part[s, 2].aware) == (1, 0, 0)
    assert (0.37, 0.3, 0.27, 0.5) == qualities(world.role_tie[0, 1])
    assert (0.37, 0.3, 0.37, 0.5) == qualities(world.role_tie[2, 0])


def test_a_garbled_account():
    world, s, _ = told(accurate=0.99)
    assert (world.part[s, 2].aware, world.part[s, 2].accurate) == (1, 0)
    assert (0.37, 0.27, 0.37, 0.5) == qualities(world.role_tie[2, 0])


def test_told_for_nothing():
    world, _, _ = told(target=-1)
    assert (0.27, 0.27, 0.37, 0.5) == qualities(world.role_tie[2, 0])
    assert (0.37, 0.27, 0.37, 0.5) == qualities(world.role_tie[0, 1])


def test_what_does_not_open_costs_nothing_and_teaches_nothing():
    world, _, episode = told(teller_willing=0.65)
    assert episode.opened == 0 and world.minutes.sum() == 0
    assert (0.3, 0.3, 0.3, 0.0) == qualities(world.role_tie[0, 1])


def test_perceived_the_wrong_way_round():
    world, _, _ = told(noise=0.04)
    assert (0.27, 0.3, 0.27, 0.5) == qualities(world.role_tie[0, 1])


def test_a_cut_store_is_left_out_of_the_mean_and_learnt_in_a_shadow():
    """Shared goals held at 0: acted on, the other refuses at 0.6 (0.5 < 0.6 < 0.644); in the shadow they would have met."""
    world = small_world(learning={"attribution": 0.5}, ties={"personal_capacity": 3, "dissimilar": 1.0})
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    world.held[[Arrow.SHARED_GOALS, Arrow.COORDINATION_ROLE]] = 0.0
    world.clock[0].any_held, world.clock[0].n_episodes = 1, 0
    e = by_hand(propose_about, 0.5)(world, EpisodeKind.TELL, 0, 2, s, 1, 2, 4, 77)
    by_hand(enact, None, draw=Draws({**GOOD, Decision.WILLING: 0.6}, common=0.0))(world, e)
    assert world.episode[e].met == 0 and world.minutes.sum() == 1
    assert (0.37, 0.3, 0.37, 0.5) == qualities(world.role_tie[0, 1])  # cut: learnt from the free footing
    assert (0.27, 0.3, 0.3, 0.5) == qualities(world.contact[0, 0])  # not cut: learnt from what happened
    assert (0.37, 0.37, 0.37, 0.5) == qualities(world.role_tie[2, 0])  # the other's shadow met


@pytest.mark.parametrize("held, hear, heard, aware", [(1.0, 0.9, 0, 1), (1.0, 0.92, 0, 0), (0.0, 0.6, 1, 0), (0.0, 0.5, 1, 1)])
def test_told_on_the_footing_of_another_world(held, hear, heard, aware):
    """Respect is 0.3 and competence 0.5: heard below 0.673; becoming aware reads respect held at 1 (0.908) or at 0 (0.572)."""
    world = small_world(ties={"personal_capacity": 3})
    world.person.competence[:] = 0.5
    world.held[Arrow.AWARENESS_FOOTING] = held
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    world.clock[0].n_episodes, world.clock[0].any_held = 0, 1
    e = by_hand(propose_about, 0.5)(world, EpisodeKind.TELL, 0, 2, s, 1, 2, 4, 77)
    by_hand(enact, None, draw=Draws(GOOD | {Decision.HEAR: hear}, common=0.0))(world, e)
    assert (world.episode[e].heard, world.part[s, 2].aware) == (heard, aware)


def test_convened_and_private_go_by_the_same_chances():
    """The calendar has paid; whether the other is willing, hears and understands is drawn all the same."""
    for willing, met in [(0.64, 1), (0.65, 0)]:
        world = small_world()
        a_situation(world, CUSTOMERS[0], [0, 2])
        world.clock[0].n_episodes = 0
        e = by_hand(convene, 0.5)(world, EpisodeKind.ASK_PARTICULAR, 0, 2, 5)
        by_hand(enact, None, draw=Draws({**GOOD, Decision.WILLING: willing}, common=0.0))(world, e)
        assert world.episode[e].met == met and world.minutes.sum() == 0
        known = world.contact[0, 0].seen_version == world.person[2].version
        assert known == bool(met)


@pytest.mark.parametrize("kind", [kind for kind in EpisodeKind if not by_hand(is_solitary)(kind)], ids=lambda kind: kind.name)
def test_convened_and_private_teach_the_same(kind):
    """The same encounter, once on the calendar: the same answers, and every tie moved by as much."""
    left = []
    for was_convened in (0, 1):
        world = small_world(learning={"attribution": 0.5, "rate": 0.2})
        s = a_situation(world, CUSTOMERS[0], [0, 2])
        know(world, s, 1)
        world.clock[0].n_episodes = 0
        e = by_hand(propose_about, 0.5)(world, kind, 0, 2, s, 1, 2, 0, 77)
        world.episode[e].convened = was_convened
        by_hand(enact, None, draw=Draws(GOOD, common=0.0))(world, e)
        assert world.role_tie[0, 1].experience == world.role_tie[2, 0].experience == 0.5
        world.episode[e].convened = 0
        left.append([array.tobytes() for array in (world.episode[e], world.role_tie, world.contact, world.part, world.person)])
    assert left[0] == left[1]


def test_nobody_meets_who_is_not_there_or_themself():
    for initiator, receiver, absent in [(0, 2, 0), (0, 2, 2), (0, 0, 5)]:
        world = small_world()
        s = a_situation(world, CUSTOMERS[0], [0, 2])
        world.person[absent].present, world.clock[0].n_episodes = 0, 0
        before = world.role_tie.tobytes()
        e = by_hand(propose_about, 0.5)(world, EpisodeKind.TELL, initiator, receiver, s, 1, 2, 4, 77)
        by_hand(enact, 0.0)(world, e)
        assert world.episode[e].opened == 0 and world.minutes.sum() == 0 and world.role_tie.tobytes() == before
    assert np.isnan(world.held).all()


def test_each_side_stands_on_its_own_footing():
    """Goals of 1 on one side alone: who tells is willing below 0.98, who is told below 0.644, and the other way round."""
    for owner, other, opens, meets in [(0, 2, 1, 0), (2, 0, 0, 0)]:
        world = small_world()
        s = a_situation(world, CUSTOMERS[0], [0, 2])
        know(world, s, 1)
        world.role_tie[owner, world.person[other].role].shared_goals = 1.0
        world.role_tie[owner, world.person[other].role].experience = 1e12
        world.clock[0].n_episodes = 0
        e = by_hand(propose_about, 0.5)(world, EpisodeKind.TELL, 0, 2, s, 1, 2, 4, 77)
        draws = {**GOOD, Decision.TELLER_WILLING: 0.7, Decision.WILLING: 0.7}
        by_hand(enact, None, draw=Draws(draws, common=0.0))(world, e)
        assert (world.episode[e].opened, world.episode[e].met) == (opens, meets if opens else -1 if meets else 0)


def test_practice_reads_what_is_written_and_grows():
    """Misled by a wrong chapter though heard well: knowledge falls from 0.3 by a tenth of itself; competence grows."""
    world = small_world(learning={"attribution": 0.5, "rate": 0.2}, ties={"personal_capacity": 3, "dissimilar": 1.0})
    world.curriculum[0, 1].written, world.clock[0].n_episodes, world.person[0].competence = 1, 0, 0.5
    e = by_hand(convene, 0.5)(world, EpisodeKind.PRACTICE, 0, 2, 5)
    by_hand(enact, None, draw=Draws(GOOD, common=0.0))(world, e)
    assert (0.37, 0.27, 0.37, 0.5) == qualities(world.role_tie[0, 1])
    assert world.person[0].competence == pytest.approx(0.51)
    assert world.person.interruptions.sum() == 0  # convened time interrupts nobody


@pytest.mark.parametrize("energy, heard, mannered, expected", [("none", 1, 1, 1), ("from_respect", 1, 1, 0), ("from_respect", 1, 0, 1), ("from_respect", 0, 1, 1)])
def test_what_interrupts(energy, heard, mannered, expected):
    """By an option, respect that is heard gives back what being addressed takes."""
    rates = small_world(assumptions={"energy": Energy.parse(energy)}).rates[0]
    assert by_hand(interrupts)(Encounter(1, 1, heard, heard, 1, 0, 1, mannered, 1), rates) == expected


@pytest.mark.parametrize("option, elsewhere", [(SpillOver.NONE, (0.3, 0.0)), (SpillOver.TO_OTHER_ROLES, (0.307, 0.05))])
def test_spilling_over(option, elsewhere):
    """Half an episode with the second function is a twentieth with every other: from 0.3 by 0.2 · 0.05 towards 1."""
    world = small_world(learning={"attribution": 0.5, "rate": 0.2}, assumptions={"spill_over": option})
    world.clock[0].n_episodes = 0
    e = by_hand(convene, 0.5)(world, EpisodeKind.ASK_PARTICULAR, 0, 2, 5)
    by_hand(enact, None, draw=Draws(GOOD, common=0.0))(world, e)
    assert (0.37, 0.37, 0.37, 0.5) == qualities(world.role_tie[0, 1])
    for role in (0, 2, 3, 4, 5):
        tie = world.role_tie[0, role]
        assert (tie.mutual_respect, tie.experience) == pytest.approx(elsewhere)
