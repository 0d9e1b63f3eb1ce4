"""The model once more, in plain Mesa: people are agents, ties are dictionaries, every loop is written out.

Begin with `TICK` below, the order of one tick. Then read `people.py` and `ties.py` (who there is and what they
feel), `situations.py` (what they have to do), `steps.py` (what each proposes), `episodes.py` (how they meet).
"""

from __future__ import annotations

import itertools
from collections import Counter
from types import SimpleNamespace

import mesa
import numpy as np

from sim.arrows import N_ARROWS, held_array
from sim.draws import Decision
from sim.environment.parameters import Supervision
from sim.parameters import Parameters
from sim.people.founding import head_counts
from sim.people.hierarchy import standing_of_level
from sim.rates import rates_record
from sim.state import HOUR, Kind, Purpose
from tests.reference import rules
from tests.reference.acting import act_on_parts
from tests.reference.choosing import Role
from tests.reference.closing import close_situations, go_over_failures
from tests.reference.growth import open_places, plan_growth
from tests.reference.environment import arise, draw_type, drift_particulars, drift_types, next_drift
from tests.reference.episodes import enact_in_order
from tests.reference.job_design import convene_job_design, find_spanners, set_job_terms
from tests.reference.line import drop_settled, serve_line
from tests.reference.measures import count_exchanges, observe
from tests.reference.meetings import convene_meetings
from tests.reference.people import CLASSES, Person
from tests.reference.reviews import conflicts_arise, convene_hearings, convene_reviews, write_credit
from tests.reference.shocks import undergo_shocks
from tests.reference.steps import notice_situations, propose
from tests.reference.structures import convene_interviews, convene_protocols, convene_training
from tests.reference.absence import stay_away
from tests.reference.turnover import begin_observing, come_and_go, take_place


def start_of_day(model) -> None:
    """Once a day ties fade."""
    if model.tick % model.rates.ticks_per_day == 0:
        for person in model.people:
            if not person.is_vacant:
                person.ties.fade(model.rates)


def renew_attention(model) -> None:
    """Everybody present gets a new hour: the employed their paid minutes, customers what they have."""
    rates = model.rates
    for person in model.people:
        minutes = rates.paid_minutes
        if person.is_customer:
            minutes = rates.scenario_customer_minutes * rates.paid_minutes // HOUR
        person.interruptions, person.table = 0, -1
        person.attention = minutes if person.present == 1 else 0


def do_routine_work(model) -> None:
    """Those present share their function's minutes, then catch up, and leave a little for what emerges."""
    for role in model.roles:
        if role.kind == Kind.CUSTOMER:
            continue
        present = [person for person in role.members if person.present == 1]
        share, role.carry = rules.share_of_routine(role.demand, role.carry, len(present))
        for person in present:
            ceiling = int(model.rates.attention_routine_ceiling * (1.0 - role.slack) * person.attention)
            done = person.pay_up_to(min(share, ceiling), Purpose.ROUTINE)
            caught_up = person.pay_up_to(min(person.backlog, ceiling - done), Purpose.BACKLOG)
            person.backlog += share - done - caught_up


def settle_hour(model) -> None:
    """Unspent minutes work off the backlog; what is then left of the hour is idle."""
    for person in model.people:
        if person.present == 1:
            person.backlog -= person.pay_up_to(person.backlog, Purpose.BACKLOG)
            person.pay_up_to(person.attention, Purpose.IDLE)


TICK = (
    begin_observing, undergo_shocks, open_places, come_and_go, stay_away, drop_settled,
    drift_particulars, drift_types, start_of_day,
    renew_attention,
    convene_job_design, convene_interviews, convene_training, convene_reviews, convene_hearings, convene_protocols, convene_meetings,
    do_routine_work,
    arise,
    notice_situations,
    go_over_failures, propose,
    enact_in_order,
    serve_line,
    conflicts_arise,
    act_on_parts,
    close_situations,
    settle_hour,
    count_exchanges,
    observe,
)  # fmt: skip


class ReferenceOrganization(mesa.Model):
    """One organisation; `step()` is one tick, phase by phase in the order of `TICK`."""

    def __init__(self, parameters: Parameters, seed: int = 0):
        super().__init__(rng=np.random.SeedSequence(seed))
        self.parameters, self.seed, self.tick, self.observing = parameters, seed, 0, 0
        record = rates_record(parameters, seed)
        self.rates = SimpleNamespace(**dict(zip(record.dtype.names, record[0].item(), strict=True)))
        self.held, self.requested = np.full(N_ARROWS, np.nan), held_array(parameters.held.model_dump())
        self.situations, self.episodes, self.queue = [], [], []
        self.failed, self.reviews, self.conflicts, self.taken_up = [], [], [], Counter()
        self.protocols, self.protocol_version, self.next_revision = {}, 0, 0
        self.curriculum, self.next_curriculum = {}, 0
        self.openings = []  # (tick, person) of places that open later
        self.log, self.days, self.minutes = [], [], Counter()
        self.tallies = {name: Counter() for name in (*Kind, "everything")}
        self.exchanges, self.care = {}, {}  # by (window, role, other role); by (slot, incumbency)
        self._found()

    def draw(self, decision: Decision, who: int, whom: int) -> float:
        """A draw of this tick."""
        return rules.draw(self.seed, decision, self.tick, who, whom)

    def step(self) -> None:
        """Run one tick."""
        self.episodes = []
        for phase in TICK:
            phase(self)
        self.tick += 1

    # -- founding

    def _found(self) -> None:
        """All are strangers, nothing is written, and founders are hired by the same rule as everybody after them."""
        per_function, managers, n_spanners, n_customers = head_counts(self.parameters)
        n_functions, self.n_pods = len(per_function), max(per_function)
        self._open_roles(n_functions, managers)
        places = [(role, pod) for role, n in enumerate(per_function) for pod in range(n)]
        for role, n in enumerate((*managers, n_spanners), n_functions + 1):
            places += [(role, m * self.n_pods // n) for m in range(n)]
        places += [(n_functions, c % self.n_pods) for c in range(n_customers)]
        self.people = [self._seat(slot, self.roles[role], pod) for slot, (role, pod) in enumerate(places)]
        self._supervise()
        set_job_terms(self)
        self.types = [None] * (2 * self.parameters.environment.types)
        self.types = [draw_type(self, t) for t in range(len(self.types))]
        self.next_drift = next_drift(self)
        for role in self.roles:
            role.next_entry, role.next_chapter = len(self.types), len(self.roles)  # nothing to write yet
        write_credit(self)
        for person in self.people:
            take_place(self, person)
            if not person.is_customer:
                tenure = self.draw(Decision.TENURE, person.identity, 0)
                person.hired = -int(tenure * 4.0 * self.rates.ticks_per_year)
                person.await_situation()
        find_spanners(self)
        plan_growth(self)

    @property
    def spanners(self) -> list[Person]:
        """All boundary spanners."""
        return [person for role in self.roles[self.rates.spanner_role :] for person in role.members]

    def _open_roles(self, n_functions: int, managers: list[int]) -> None:
        """Functions, the customer, the manager, and the boundary spanner if there is any; routine minutes are fixed, whoever is left to do them."""
        scenario = self.parameters.scenario
        nominal = self.parameters.size.workers / n_functions

        def demand(per_hour: float) -> int:
            return round(per_hour * scenario.minutes_per_tick / HOUR)

        routine = demand(scenario.routine_minutes * nominal)
        self.roles = [
            Role(self, index, Kind.WORKER, function.standing, function.need, routine)
            for index, function in enumerate(scenario.functions)
        ]
        self.roles += [
            Role(self, n_functions, Kind.CUSTOMER, scenario.customer_standing, 0.0, 0),
            *(Role(self, n_functions + level, Kind.MANAGER, standing_of_level(level, scenario.manager_standing), 0.0,
                   demand(scenario.manager_minutes * n)) for level, n in enumerate(managers, 1)),
            Role(self, n_functions + 1 + len(managers), Kind.WORKER, scenario.spanner_standing, 0.0, 0),
        ]  # fmt: skip
        self.roles = self.roles[: self.rates.n_roles]

    def _seat(self, slot: int, role: Role, pod: int) -> Person:
        """Give a place its slot, its role and its pod."""
        person = CLASSES[role.kind](self, slot, role, pod)
        role.members.append(person)
        return person

    def _supervise(self) -> None:
        """Workers, in the order of functions or of pods, are shared out over the lowest managers, so are spanners; managers over those of the next level."""
        spanners = self.spanners
        workers = [person for person in self.people if person.kind == Kind.WORKER and person not in spanners]
        levels = [role.members for role in self.roles if role.kind == Kind.MANAGER]
        if self.parameters.scenario.supervision == Supervision.UNIT:
            workers.sort(key=lambda worker: (worker.pod, worker.role.index))
        for group, above in ((workers, levels[0]), (spanners, levels[0]), *itertools.pairwise(levels)):
            for place, person in enumerate(group):
                person.supervisor = above[place * len(above) // len(group)] if above else None
