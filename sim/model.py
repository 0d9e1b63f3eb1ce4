"""The front door: an organisation is a Mesa model whose ticks run compiled."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np

from sim.agents import CLASSES, Person
from sim.enlarging import enlarged, with_log
from sim.measures.efficiency import efficiency
from sim.measures.favouritism import favouritism
from sim.measures.particularity import particularity
from sim.measures.role_ties import role_ties
from sim.measures.story.history import History
from sim.measures.story.recording import Recorder
from sim.measures.story.telling import Story, tell
from sim.measures.stranger_probe import stranger_probe
from sim.measures.summary import rates
from sim.measures.survey import Survey, survey, survey_columns
from sim.measures.universalism import universalism
from sim.parameters import Parameters
from sim.people.founding import found
from sim.schedule import advance
from sim.state import DAILY, EPISODE, HOUR, NONE, Kind
from sim.world import reference_to


class Organization(mesa.Model):
    """One organisation: customers, workers and managers who interact through its structures.

    >>> from sim import Organization, load_parameters
    >>> organization = Organization(load_parameters("relational_bureaucracy", years=0.02, years_warm_up=0.01), seed=1)
    >>> organization.run()
    >>> sorted(kind.__name__ for kind in organization.agents_by_type)
    ['Customer', 'Manager', 'Worker']

    `step()` is one tick, `advance(n)` the same n times over, bit for bit. The
    collector holds one row a day. With `record=True` every episode is kept; with
    `record="episodes"` also the history of every situation after the warm-up, so that its `story` can be told.
    """

    def __init__(self, parameters: Parameters | None = None, seed: int = 0, record: bool | str = False):
        if record not in (False, True, "episodes"):
            raise ValueError(f"record: {record!r} given, False, True or 'episodes' allowed")
        super().__init__(rng=np.random.SeedSequence(seed))
        self.parameters = parameters or Parameters()
        self.world = found(self.parameters, seed)
        self._handle = None
        if record:
            self.world = with_log(self.world)
        self._recorder = Recorder() if record == "episodes" else None
        n_levels = int(self.world.rates[0].spanner_role - self.world.rates[0].manager_role)
        managers = ["manager", *(f"manager of level {level}" for level in range(2, n_levels + 1))]
        names = [*(function.name for function in self.parameters.scenario.functions), "customer", *managers, "spanner"]
        self.role_names = names[: self.world.role.size]
        self.ticks_per_year = int(self.world.rates[0].ticks_per_year)
        self.horizon = round((self.parameters.years_warm_up + self.parameters.years) * self.ticks_per_year)
        self._people: dict[int, Person] = {}
        self._kept: list[np.ndarray] = []
        self._day: np.record | None = None
        self._days_collected = 0
        self._collector = mesa.DataCollector(
            model_reporters={name: lambda model, name=name: int(model._day[name]) for name in DAILY.names}
        )
        self._meet_newcomers()

    @property
    def tick(self) -> int:
        """Ticks that have passed."""
        return int(self.world.clock[0].tick)

    def step(self) -> None:
        """Run one tick."""
        self.advance(1)

    def advance(self, ticks: int) -> None:
        """Run that many ticks; raise ValueError if it is negative."""
        if ticks < 0:
            raise ValueError(f"ticks: {ticks} given, a whole number ≥ 0 allowed")
        until = self.tick + ticks
        if self._recorder:
            self._advance_until(min(until, int(self.world.clock[0].warm_up)))
        while self._recorder and self.tick < until:
            self._recorder.before(self.world)
            self._advance_until(self.tick + 1)
            self._recorder.after(self.world)
        self._advance_until(until)
        self.steps += ticks - (1 if self._stepping else 0)
        self._meet_newcomers()

    def _advance_until(self, until: int) -> None:
        while advance(self._lent_world(), until) < until:
            self._keep_log()
            self.world = enlarged(self.world)

    def _lent_world(self) -> Any:
        """The handle for rules; made anew only if the arrays are others, for that takes as long as a tick of few people."""
        if getattr(self._handle, "world", self._handle) is not self.world:
            self._handle = reference_to(self.world)
        return self._handle

    @property
    def _stepping(self) -> bool:
        """Mesa counts a step before it calls `step`."""
        return self.steps > self.tick - 1 and self.steps == self.tick

    def run(self) -> None:
        """Run to the end of the horizon: the warm-up and the years observed."""
        self.advance(max(0, self.horizon - self.tick))

    @property
    def datacollector(self) -> mesa.DataCollector:
        """One row a day since founding (see `sim.state.DAILY`), filled when it is first asked for."""
        days = self.tick // int(self.world.rates[0].ticks_per_day)
        for day in range(self._days_collected, days):
            self._day = self.world.daily[day]
            self._collector.collect(self)
        self._days_collected = days
        return self._collector

    def rates(self) -> dict[str, float]:
        """Rates over what emerged after the warm-up (see `sim.measures.summary`)."""
        return rates(self.world)

    def stranger_probe(self) -> dict[str, float]:
        """What two people who never met would do now before the same situation (see `sim.measures.stranger_probe`)."""
        return stranger_probe(self.world)

    def survey(self) -> Survey:
        """What people would answer now for each role: items, matrix and network (see `sim.measures.survey`)."""
        return survey(self.world, self.role_names)

    def measures(self) -> dict[str, float]:
        """Everything in one flat row: what happened after the warm-up; then probe, role ties and survey as they are now."""
        world, rates = self.world, self.rates()
        fitting = particularity(world.responses[Kind.CUSTOMER], world.rates[0])
        happened = rates | efficiency(rates) | universalism(world) | fitting | favouritism(world)
        return happened | self.stranger_probe() | role_ties(world) | survey_columns(self.survey(), world)

    def episodes(self) -> np.ndarray:
        """The episodes kept so far, in the order in which they were enacted (see `sim.state.EPISODE`)."""
        self._keep_log()
        return np.concatenate(self._kept) if self._kept else np.zeros(0, EPISODE)

    @property
    def histories(self) -> dict[int, History]:
        """The history of every situation that emerged after the warm-up, by its number; empty unless `record="episodes"`."""
        return self._recorder.histories if self._recorder else {}

    def story(self, situation: int) -> Story:
        """Tell a closed situation; raise ValueError where that cannot be done."""
        history = self.histories.get(situation)
        if self._recorder is None:
            raise ValueError("story: no situation was recorded; found the organisation with record='episodes'")
        if history is None or not history.outcomes:
            raise ValueError(f"situation: {situation} given, the number of a closed one of {len(self.histories)} allowed")
        return tell(history, self._name_of, int(self.world.rates[0].paid_minutes) / HOUR)

    def _name_of(self, row: int, column: int) -> str:
        """Name who holds a place by role and place; a vacant column by its role."""
        if row == NONE:
            return f"nobody ({self.role_names[column]})"
        return f"{self.role_names[self.world.person[row].role]} {row}"

    def person_at(self, row: int) -> Person | None:
        """Return whoever holds a place at present, or None while it is vacant."""
        person = self._people.get(row)
        return person if person is not None and person.is_present else None

    def _keep_log(self) -> None:
        clock = self.world.clock[0]
        if clock.n_logged:
            self._kept.append(self.world.log[: clock.n_logged].copy())
            clock.n_logged = 0

    def _meet_newcomers(self) -> None:
        """Say goodbye to agents who have left and give a handle to everybody new."""
        person = self.world.person
        for row in range(person.size):
            known = self._people.get(row)
            if known is not None and not known.is_present:
                known.remove()
                del self._people[row]
                known = None
            if known is None and (person[row].present or person[row].away):
                self._people[row] = CLASSES[Kind(int(person[row].kind))](self, row)
