"""The diagnosis table: causes, waits and hand-offs, counted for each ordered pair of roles over a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from sim.measures.story.history import OUTCOMES, History
from sim.measures.story.joint_cause import broken_links
from sim.measures.story.time_budget import Wait, state_of
from sim.state import EpisodeKind

if TYPE_CHECKING:
    from sim.model import Organization

COLUMNS = ["counted", "of", "what", "one", "other", "n", "hours"]


def diagnosis(organization: Organization) -> pd.DataFrame:
    """Count over all situations that emerged after the warm-up and have closed.

    `counted` is cause, wait or hand-off. Causes: `of` the outcome that failed, of joint ones the first; one is who would
    have had to do something, other whom it concerned. Waits: one is the holder, other whose doing is waited for.
    Hand-offs: of a kind of encounter, by what stood in the way.
    """
    n, hours = Counter(), Counter()
    per_tick = int(organization.world.rates[0].paid_minutes) / 60
    for history in organization.histories.values():
        if history.outcomes and history.counted:
            for row in _causes(history, organization):
                n[row] += 1
            for row in _waits(history, organization):
                n[row] += 1
                hours[row] += per_tick
            for row in _hand_offs(history, organization):
                n[row] += 1
    rows = [(*row, count, hours.get(row, 0.0)) for row, count in n.items()]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.sort_values(["counted", "of", "n", "what", "one", "other"], ascending=[True, True, False, True, True, True], ignore_index=True)


def _role(history: History, position: int, organization: Organization) -> str:
    """The role of whoever holds a position; a subject is called by their role too."""
    if position < 0:
        return ""
    if position == 0:
        return organization.role_names[organization.world.person[history.subject].role]
    return organization.role_names[history.fixed[position]["column"]]


def _causes(history: History, organization: Organization) -> Iterator[tuple]:
    for outcome in OUTCOMES:
        if not history.outcomes[outcome]:
            for link in broken_links(history, outcome)[:1]:
                ends = (_role(history, end, organization) for end in (link.one, link.other))
                yield "cause", outcome, link.cause.name.lower(), *ends


def _waits(history: History, organization: Organization) -> Iterator[tuple]:
    """One row a tick and part, as long as it is not answered."""
    for position in history.needed:
        holder = _role(history, position, organization)
        for tick in range(history.emerged, history.closed):
            wait = state_of(history, position, tick)
            if wait == Wait.ANSWERED:
                break
            other = holder  # who is waited for, unless it is a partner or the line
            if wait == Wait.CLUE:
                other = _role(history, history.fixed[position]["partner"], organization)
            elif wait == Wait.LINE:
                manager = int(history.at(position, tick)["queue_manager"])
                other = organization.role_names[organization.world.person[manager].role]
            yield "wait", "", wait.name.lower(), holder, other


def _hand_offs(history: History, organization: Organization) -> Iterable[tuple]:
    person = organization.world.person
    for e in history.encounters:
        if e.receiver >= 0 and e.kind not in (EpisodeKind.REFER, EpisodeKind.BUFFER):
            roles = (organization.role_names[person[row].role] for row in (e.initiator, e.receiver))
            yield "hand-off", EpisodeKind(e.kind).name.lower(), e.obstacle.name.lower(), *roles
