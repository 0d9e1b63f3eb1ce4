"""Recording: what became of every situation, hour by hour, and every encounter about it.

No rule writes a record. After each tick what has changed is read off the state,
so that a run is the same whether it is recorded or not.
"""

from __future__ import annotations

import numpy as np

from sim.measures.responses import judge
from sim.measures.story.history import FIXED, OUTCOMES, STEP, WATCHED, Encounter, History
from sim.measures.story.obstacles import Obstacle, account_of, would_suit
from sim.state import MOST_POSITIONS, NONE, Answered, Outcome, World
from sim.world import reference_to

UNSEEN = -9  # no field ever has this value


class Recorder:
    """Looks at a world before and after each tick; `histories` are numbered in the order of emergence, from 1."""

    def __init__(self) -> None:
        self.histories: dict[int, History] = {}
        self._open: dict[int, History] = {}  # by row
        self._last = np.zeros((0, MOST_POSITIONS, STEP.itemsize // 8), np.int64)
        self._before = None

    def before(self, world: World) -> None:
        """Keep the ties on which the hour begins."""
        ties = {name: getattr(world, name).copy() for name in ("contact", "met", "role_tie")}
        self._before = reference_to(world._replace(**ties))

    def after(self, world: World) -> None:
        """Read off what the tick has changed."""
        clock, tick = world.clock[0], int(world.clock[0].tick) - 1
        self._make_room(world.situation.size)
        opened = world.opened[: clock.n_open]
        for s in opened[world.situation.emerged[opened] == tick]:
            self._begin(world, int(s))
        if self._open:
            self._keep_encounters(world, tick)
            self._keep_steps(world, tick)

    def _make_room(self, n: int) -> None:
        more = n - len(self._last)
        if more > 0:
            room = np.full((more, *self._last.shape[1:]), UNSEEN, np.int64)
            self._last = np.concatenate([self._last, room])

    def _begin(self, world: World, s: int) -> None:
        situation = world.situation[s]
        fixed = [{name: int(part[name]) for name in FIXED} for part in world.part[s, : situation.n_positions]]
        history = History(
            number=len(self.histories) + 1, row=s, fixed=fixed, answers=int(world.rates[0].environment_answers),
            **{name: int(situation[name]) for name in
               ("identity", "subject", "subject_kind", "type", "novel", "gives_up", "emerged", "deadline", "counted")},
        )  # fmt: skip
        self.histories[history.number] = self._open[s] = history
        self._last[s] = UNSEEN

    def _keep_encounters(self, world: World, tick: int) -> None:
        """Every attempt at an encounter about an open situation, also those that were never opened."""
        reference, episode = reference_to(world), world.episode[: world.clock[0].n_episodes]
        for e in np.flatnonzero(episode.situation != NONE):
            history = self._open.get(int(episode[e].situation))
            if history is not None and history.identity == episode[e].about:
                found, *footing = account_of(reference, self._before, e)
                happened = {name: int(episode[e][name]) for name in
                            ("kind", "initiator", "receiver", "position", "target", "convened", "heard", "reversed")}  # fmt: skip
                history.encounters.append(
                    Encounter(tick=tick, obstacle=Obstacle(found), footing=tuple(footing[:3]), back=tuple(footing[3:]), **happened)
                )

    def _keep_steps(self, world: World, tick: int) -> None:
        """How each part stands at the end of the tick, if that differs from how it stood before."""
        rows = np.fromiter(self._open, np.int64, len(self._open))
        part, now = world.part[rows], np.zeros((len(rows), MOST_POSITIONS), STEP)
        for name in WATCHED:
            now[name] = part[name]
        now["there"] = (part.holder != NONE) & (world.person.present[part.holder] == 1)
        now["waits"] = (part.wakes > tick) & (part.ready == 0)
        now["out_of_minutes"] = n_left(world)[part.holder] > is_left(world, part)
        now["knows_address"] = world.address.known[rows]
        raw = now.view(np.int64).reshape(len(rows), MOST_POSITIONS, -1)
        for i, position in np.argwhere((raw != self._last[rows]).any(axis=2)):
            history, step = self._open[int(rows[i])], now[i, position].copy()
            if position < len(history.fixed):
                history.steps[int(position)].append((tick, step))
                if step["answered"] == Answered.AWARE and step["acted_tick"] == tick:
                    history.would_suit[int(position)] = bool(would_suit(reference_to(world), history.row, int(position), tick))
        self._last[rows] = raw
        for s in rows[world.situation.outcome[rows] != Outcome.OPEN.value]:
            self._end(world, self._open.pop(int(s)))

    def _end(self, world: World, history: History) -> None:
        situation, subject = world.situation[history.row], world.person[history.subject]
        history.closed, history.answered = int(situation.closed), bool(situation.outcome == Outcome.ANSWERED)
        history.particular = int(subject.particular)
        there = subject.present or subject.away
        history.subject_left = not there or int(subject.incumbency) != int(situation.incumbency)
        history.outcomes = outcomes_of(world, history.row)


def is_left(world: World, part: np.ndarray) -> np.ndarray:
    """Whether answers are ready and their holders had no minutes left to give them."""
    asked_for = (part.needed == 1) & (part.aware == 1) & (part.acts_on == 1) & (part.ready == 1) & (part.answered == 0)
    bound = (part.coupled == 1) & (part.discretion == 0) & (part.approved == 0)
    return asked_for & ~bound & (part.holder != NONE) & (world.person.present[part.holder] == 1)


def n_left(world: World) -> np.ndarray:
    """How many such answers each person leaves, over all open situations."""
    opened = world.opened[: world.clock[0].n_open]
    part = world.part[opened[world.situation.outcome[opened] == Outcome.OPEN.value]]
    return np.bincount(part.holder[is_left(world, part)], minlength=world.person.size)


def outcomes_of(world: World, s: int) -> dict[str, bool]:
    """How a closed situation's response is judged."""
    return {name: bool(found) for name, found in zip(OUTCOMES, judge(reference_to(world), s)[1:4], strict=True)}
