"""Referring up and following the script, by hand: when a case goes up, who waits, what is scripted, what needs approval."""

from __future__ import annotations

import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.processes.referral import refer_up, waits_for_line
from sim.processes.script import is_scripted, needs_approval, script_is_due
from sim.state import NONE, EpisodeKind
from sim.structures.parameters import Level
from tests.sim.by_hand import CUSTOMERS, MANAGER, a_situation, by_hand, couple, know, small_world


def a_case(level=Level.IMPERSONAL, **fields):
    """Worker 0 is aware of part 1, worker 2 of part 2, which it hangs on; both entries are written and read."""
    world = small_world(protocols={"level": level, "step_hours": 2}, line={"span": 8, "discretion": 0.3})
    s = a_situation(world, CUSTOMERS[0], [0, 2], noticed=10, **fields)
    know(world, s, 1, 2)
    couple(world, s, 1, 2)
    world.artefact.written = world.artefact.needed = 1
    world.person.read, world.clock[0].n_episodes = 1, 0
    world.part[s, 1].partner_held = 1
    return world, s, world.part[s, 1]


@pytest.mark.parametrize(
    "change, goes_up",
    [
        ({}, False),  # everybody found, and within discretion
        ({"other_aware": 0}, True),
        ({"partner_held": 0}, True),
        ({"discretion": 0}, True),
        ({"discretion": 0, "approved": 1}, False),
        ({"other_aware": 0, "referred": 1}, False),  # once
        ({"other_aware": 0, "supervisor": NONE}, False),
    ],
)
def test_what_goes_up(change, goes_up):
    world, s, part = a_case()
    part.discretion = 1
    for name, value in change.items():
        if name == "other_aware":
            world.part[s, 2].aware = value
        elif name == "supervisor":
            world.person[0].supervisor = value
        else:
            part[name] = value
    assert by_hand(refer_up, 0.5)(world, s, 1, 12) == goes_up
    assert world.clock[0].n_episodes == int(goes_up)
    if goes_up:
        episode = world.episode[0]
        assert (episode.kind, episode.receiver, episode.minutes, episode.position) == (EpisodeKind.REFER, MANAGER, 4, 1)


@pytest.mark.parametrize("referred, manager, tick, waits", [(1, MANAGER, 17, True), (1, MANAGER, 18, False), (1, NONE, 12, False), (0, MANAGER, 12, False)])
def test_waiting_for_the_line_until_two_hours_before_the_deadline(referred, manager, tick, waits):
    world, s, part = a_case()
    part.referred, part.queue_manager = referred, manager
    assert by_hand(waits_for_line)(world, s, 1, tick) == waits


@pytest.mark.parametrize(
    "level, novel, position, written, needed, scripted",
    [(Level.IMPERSONAL, 0, 1, 1, 1, True), (Level.RELATIONAL, 0, 1, 1, 1, False), (Level.NONE, 0, 1, 1, 1, False), (Level.TIME_ONLY, 0, 1, 1, 1, False),
     (Level.IMPERSONAL, 1, 1, 1, 1, False), (Level.IMPERSONAL, 0, 0, 1, 1, False), (Level.IMPERSONAL, 0, 1, 0, 1, False), (Level.IMPERSONAL, 0, 1, 1, 0, False)],
)  # fmt: skip
def test_what_is_scripted(level, novel, position, written, needed, scripted):
    world, s, part = a_case(level, novel=novel)
    world.artefact[0, 0].written, world.artefact[0, 0].needed = written, needed
    assert by_hand(is_scripted)(world, s, position) == scripted


@pytest.mark.parametrize(
    "noticed, position, tick, read, held, due",
    [(10, 1, 12, 1, None, True), (10, 1, 11, 1, None, False), (10, 2, 13, 1, None, False), (10, 2, 14, 1, None, True), (NONE, 1, 99, 1, None, False),
     (10, 1, 12, 0, None, False), (10, 1, 12, 1, 0.51, True), (10, 1, 12, 1, 0.49, False)],
)  # fmt: skip
def test_when_the_script_is_due(noticed, position, tick, read, held, due):
    """Two hours a step from the hour of noticing; held, each step takes place with that chance (drawn: 0.5)."""
    world, s, _ = a_case()
    world.situation[s].noticed, world.person[0].read = noticed, read
    if held is not None:
        world.held[Arrow.SCRIPT] = held
    assert by_hand(script_is_due, {Decision.FOLLOWS_SCRIPT: 0.5})(world, s, position, tick) == due


@pytest.mark.parametrize(
    "coupled, approved, level, number, needs",
    [(1, 0, Level.IMPERSONAL, 0.31, True), (1, 0, Level.IMPERSONAL, 0.29, False), (0, 0, Level.IMPERSONAL, 0.99, False),
     (1, 1, Level.IMPERSONAL, 0.99, False), (1, 0, Level.RELATIONAL, 0.99, False)],
)  # fmt: skip
def test_what_needs_approval(coupled, approved, level, number, needs):
    world, s, part = a_case(level)
    part.coupled, part.approved = coupled, approved
    assert by_hand(needs_approval, {Decision.DISCRETION: number})(world, s, 1, 12) == needs
    assert by_hand(needs_approval, {Decision.DISCRETION: 1 - number})(world, s, 1, 13) == needs  # drawn once
