"""Mending a link: what would have happened at it had it held, done to a twin world between two ticks; nothing else is touched.

A link is mended at the tick at which it broke, and kept so until the situation
ends: an encounter happens and is understood by both sides, a holder notices,
has the minutes, stays. What follows from that is up to the rules and to the
same draws as before.
"""

from __future__ import annotations

import numpy as np

from experiments.settled import copy_of
from sim.attention.awareness import hold_partner_clue, make_aware
from sim.attention.news import hear_news
from sim.enlarging import enlarged
from sim.episodes.informing import attend_to
from sim.measures.story.causes import Cause, Link, Want
from sim.measures.story.history import History
from sim.measures.story.recording import outcomes_of
from sim.processes.acting import act
from sim.processes.leadership import hand_back
from sim.schedule import advance
from sim.state import NONE, Outcome, World
from sim.world import reference_to

ENOUGH = 60  # minutes that an act may take
FOR_GOOD = 10**6  # ticks
ALONE = {Cause.UNNOTICED, Cause.MISREAD, Cause.PASSED_ON, Cause.ABSENT}  # nobody else had to do anything


def outcomes_with(world: World, history: History, links: list[Link]) -> dict[str, bool]:
    """Mend links of a situation in a twin of the world as it is after the tick of the first; return how the twin ends."""
    world, mended, s = copy_of(world), set(), row_of(world, history)
    while True:
        tick = int(world.clock[0].tick) - 1
        for link in sorted(links, key=lambda link: link.want == Want.ACT):  # in one hour the act is last
            if link.tick <= tick:
                mend(world, s, history, link, first=link not in mended)
                mended.add(link)
        if world.situation[s].outcome != Outcome.OPEN:
            return outcomes_of(world, s)
        while advance(reference_to(world), tick + 2) < tick + 2:
            world = enlarged(world)


def row_of(world: World, history: History) -> int:
    """Find the row of a situation: rows depend on when arrays were enlarged, identities do not."""
    return int(np.flatnonzero((world.situation.identity == history.identity) & (world.situation.emerged == history.emerged))[0])


def mend(world: World, s: int, history: History, link: Link, first: bool) -> None:
    """Do what would have been done at a link, and see that it stays so."""
    tick = int(world.clock[0].tick) - 1
    if link.want == Want.ACT:
        mend_act(world, s, history, link, first)
    elif link.want == Want.CIRCUMSTANCES:
        learn_circumstances(world, s, link.position, tick)
        if first:
            hear_news(reference_to(world), s, link.position)
    elif first and link.cause in ALONE:
        if link.cause == Cause.ABSENT:
            be_there(world, s, link.one)
        make_aware(reference_to(world), s, link.one, 1, tick)
        act_anew(world, s, link.one, tick)
    elif first:
        meet(world, s, link.one, link.other, tick)
        act_anew(world, s, link.position, tick)


def meet(world: World, s: int, one: int, other: int, tick: int) -> None:
    """The two meet about it and understand one another: who is needed, each other's clue, and how the subject is."""
    reference, part = reference_to(world), world.part[s]
    for position in (one, other):
        if part[position].needed and part[position].holder != NONE:
            make_aware(reference, s, position, 1, tick)
    for here, there in ((one, other), (other, one)):
        if part[here].coupled and part[here].partner == there:
            hold_partner_clue(reference, s, here, 1, tick)
        if here == 0 and part[there].holder != NONE:
            attend_to(reference, int(part[there].holder), int(part[0].holder), 1, tick)
        hear_news(reference, s, here)


def learn_circumstances(world: World, s: int, position: int, tick: int) -> None:
    """A holder learns how the subject is, and stays up to date."""
    attend_to(reference_to(world), int(world.part[s, position].holder), int(world.situation[s].subject), 1, tick)


def suit(world: World, s: int, position: int) -> None:
    """Who knew the circumstances suited the answer to them."""
    part = world.part[s, position]
    if part.answered and part.knew_at_act:
        part.manner = world.person[world.situation[s].subject].particular


def act_anew(world: World, s: int, position: int, tick: int) -> None:
    """What was answered in the very hour of the break is answered again, with what the holder knows now."""
    part = world.part[s, position]
    if part.answered and part.acted_tick == tick and part.acts_on:
        part.answered, part.ready = 0, 1
        have_minutes_and_act(world, s, position, tick)


def have_minutes_and_act(world: World, s: int, position: int, tick: int) -> None:
    """A holder has the minutes, and acts by the rule."""
    holder = world.person[world.part[s, position].holder]
    left, holder.attention = int(holder.attention), ENOUGH
    act(reference_to(world), s, position, tick)
    holder.attention = left


def be_there(world: World, s: int, position: int) -> None:
    """A holder is there."""
    holder = world.person[world.part[s, position].holder]
    holder.present, holder.away = 1, 0


def mend_act(world: World, s: int, history: History, link: Link, first: bool) -> None:
    """The holder acts who did not, or acts right who did not."""
    part, tick, is_open = world.part[s, link.position], int(world.clock[0].tick) - 1, world.situation[s].outcome == Outcome.OPEN
    if link.cause == Cause.NO_TIME_TO_ACT:
        if is_open and part.aware and part.acts_on and part.ready and not part.answered and tick > history.emerged:
            have_minutes_and_act(world, s, link.position, tick)
    elif link.cause == Cause.NOT_SUITED:
        suit(world, s, link.position)
    elif not first:
        return
    elif link.cause in (Cause.SLIP, Cause.NOT_GIVEN_UP):
        part.answer = history.right_answer(link.position)
    elif link.cause == Cause.SUBJECT_LEFT:
        world.person[history.subject].changes += FOR_GOOD
    elif link.cause == Cause.ABSENT:
        be_there(world, s, link.position)
    elif link.cause == Cause.LEFT_TO_OTHERS:
        part.acts_on = 1
    elif link.cause == Cause.NO_APPROVAL:
        part.approved = 1
    elif link.cause == Cause.IN_THE_LINE:
        part.queue_manager = NONE
        hand_back(reference_to(world), s, link.position)
    if is_open:
        hear_news(reference_to(world), s, link.position)
    if link.cause in (Cause.LEFT_TO_OTHERS, Cause.NO_APPROVAL):
        act_anew(world, s, link.position, tick)
