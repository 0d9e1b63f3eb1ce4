"""People: customers, workers and managers, each with attention, traits, circumstances and ties of their own."""

from __future__ import annotations

from typing import NamedTuple

import mesa

from sim.arrow import Arrow
from sim.assumptions import Hiring
from sim.draws import Decision
from sim.people.next_event import NEVER
from sim.state import NONE, Kind
from tests.reference import rules
from tests.reference.ties import ROOM_FOR_SEEN, Ties


class Footing(NamedTuple):
    """What a person's ties towards another come to, each quality in [0, 1]."""

    shared_goals: float
    shared_knowledge: float
    mutual_respect: float


class Person(mesa.Agent):
    """Whoever holds a place in the organisation; when they leave, the next incumbent holds it."""

    kind: Kind

    def __init__(self, model, slot: int, role, pod: int):
        super().__init__(model)
        self.slot, self.role, self.pod = slot, role, pod
        self.site = pod * int(model.rates.size_sites) // model.n_pods
        self.supervisor: Person | None = None
        self.team: dict[int, Person | None] = {}  # a customer's: who serves the case, by function
        self.regular: dict[int, Person | None] = {}  # who does so unless absent
        self.spanner: Person | None = None  # a customer's
        self.present, self.incumbency, self.identity = 0, -1, 0
        self.away, self.away_changes = 0, NEVER  # absent, and from when on that is otherwise
        self.changes, self.hired = NEVER, 0  # when the place next empties or fills
        self.attention = self.backlog = self.interruptions = 0
        self.table: int = NONE  # the meeting attended in this tick
        self.practice_left = self.read = 0
        self.screened = 0  # candidates seen for the place while it is vacant
        self.group, self.skill, self.competence = 0, 0.0, 0.0
        self.particular = self.version = self.particular_changes = 0
        self.next_situation = self.ordinal = 0

    @property
    def is_vacant(self) -> bool:
        """Nobody holds the place, neither present nor absent."""
        return self.present == 0 and self.away == 0

    @property
    def is_customer(self) -> bool:
        """Customers are not employed."""
        return self.kind == Kind.CUSTOMER

    def draw(self, decision: Decision, who: int, whom: int) -> float:
        """A draw of this tick."""
        return rules.draw(self.model.seed, decision, self.model.tick, who, whom)

    # -- coming, and what changes while one is there

    def arrive(self) -> None:
        """A newcomer takes the place: own traits, own circumstances, and strangers all around."""
        model, rates = self.model, self.model.rates
        self.incumbency += 1
        self.identity = rules.identity(self.slot, self.incumbency)
        self.present, self.away, self.hired = 1, 0, model.tick
        self.attention = self.read = 0  # the backlog stays with the place
        self.group = self.social_group()
        self.skill, self.competence = self.selected()
        self.screened = 0
        self.practice_left = rules.practice_due(self.kind, rates)
        self.change_circumstances()
        self.forget_everybody()
        self.changes = NEVER  # turnover starts after the warm-up
        if self.is_customer or model.observing:
            self.settle_leaving()
        self.away_changes = rules.next_absence(self, model.tick, rates) if model.observing else NEVER

    def selected(self) -> tuple[float, float]:
        """Skill and competence of the candidate who makes the best impression, the first of equals."""
        rates, candidates = self.model.rates, []
        for number in range(rules.candidates_for(self, self.model.tick, rates)):
            skill, competence = (self.draw(what, self.identity, number) for what in (Decision.SKILL, Decision.COMPETENCE))
            skill = rules.trait(rates.traits_skill, rates.traits_skill_spread, skill)
            competence = rules.trait(rates.traits_competence, rates.traits_competence_spread, competence)
            seems = rules.impression(skill, competence, self.draw(Decision.SCREENED, self.identity, number), rates)
            candidates.append((seems, skill, competence))
        return max(candidates, key=lambda candidate: candidate[0])[1:]

    def social_group(self) -> int:
        """Any group; by an option the supervisor's, if one was there before."""
        rates, boss = self.model.rates, self.supervisor
        there_before = boss is not None and not boss.is_vacant and boss.hired < self.model.tick
        if rates.assumptions_hiring == Hiring.LIKE_SUPERVISOR and there_before and self.model.tick > 0:
            return boss.group
        return rules.value_among(self.draw(Decision.GROUP, self.identity, 0), rates.scenario_groups)

    def forget_everybody(self) -> None:
        """A place's ties went with the one who held it."""
        rates = self.model.rates
        self.ties = Ties(rates.ties_prior, rates.ties_personal_capacity, rates.n_functions + 2 + ROOM_FOR_SEEN, rates.n_roles)

    def settle_leaving(self) -> None:
        """Draw the tick of leaving."""
        hazard = rules.exit_hazard(self.kind, self.model.rates)
        self.changes = self.model.tick + rules.ticks_until(hazard, self.draw(Decision.EXIT, self.identity, 0))

    def change_circumstances(self) -> None:
        """The particular changes; what others saw of it is then out of date."""
        rates = self.model.rates
        self.version += 1
        number = self.draw(Decision.PARTICULAR, self.identity, self.version)
        self.particular = rules.particular_value(number, rates)
        hazard = 1.0 / (rates.environment_particular_days * rates.ticks_per_day)
        number = self.draw(Decision.PARTICULAR_CHANGE, self.identity, self.version)
        self.particular_changes = self.model.tick + rules.ticks_until(hazard, number)

    def await_situation(self) -> None:
        """Draw the tick at which this person is next the subject of a situation."""
        rates, tick = self.model.rates, self.model.tick
        number = self.draw(Decision.NEXT_SITUATION, self.identity, self.ordinal)
        if self.is_customer:
            hazard, window = rates.environment_customer_rate / rates.ticks_per_hour, (rates.surge_begins - tick, rates.surge_ends - tick)
            wait = rules.ticks_until_through(hazard, number, *window, rates.shocks_surge_factor)
        else:
            wait = rules.ticks_until(rates.environment_colleague_rate / rates.ticks_per_hour, number)
        self.next_situation = tick + wait

    # -- attention

    def can_pay(self, minutes: int) -> bool:
        """A person can spend what is left of this hour and no more."""
        return self.present == 1 and self.attention >= minutes

    def pay(self, minutes: int, purpose) -> None:
        """Spend minutes on a purpose."""
        self.attention -= minutes
        self.model.minutes[self.kind, purpose] += minutes

    def pay_up_to(self, minutes: int, purpose) -> int:
        """Spend as many of these minutes as are left; returns how many that were."""
        spent = max(0, min(minutes, self.attention))
        self.pay(spent, purpose)
        return spent

    def attend(self, minutes: int, purpose) -> bool:
        """Give scheduled time, if there is as much of the hour; returns whether that is so."""
        if not self.can_pay(minutes):
            return False
        self.pay(minutes, purpose)
        return True

    # -- relating

    def footing_towards(self, other: Person, held=None) -> Footing:
        """Personal tie, role tie and what one expects of a stranger, each quality by itself; arrows may be held."""
        held, rates = self.model.held if held is None else held, self.model.rates
        process = rules.process_between(self.kind, other.kind)
        role_tie, personal = self.ties.roles[other.role.index], self.ties.find(other)
        experience = personal.experience if personal else 0.0
        by_person = rules.weight(experience, rates.ties_half_weight)
        by_person = rules.through(Arrow.COPRODUCTION_PERSONAL + process, by_person, held)
        by_role = rules.role_reach(self.site == other.site, rates) * rules.weight(role_tie.experience, rates.ties_half_weight)
        by_role = rules.through(Arrow.COPRODUCTION_ROLE + process, by_role, held)
        if personal is None:
            by_person = 0.0
        stranger = rules.expected_of_stranger(other.role.standing, self.group == other.group, rates)
        footing = []
        for quality in Footing._fields:
            felt = getattr(personal, quality) if personal else rates.ties_prior
            value = rules.combine(felt, getattr(role_tie, quality), stranger, (by_person, by_role), rates)
            value = rules.through(Arrow.COPRODUCTION + process, value, held)
            footing.append(rules.through(Arrow[quality.upper()], value, held))
        return Footing(*footing)

    @property
    def credit_weight(self) -> float:
        """How far one goes by credit, unless that direct path is cut."""
        return rules.through(Arrow.REWARD_MOTIVE, 1.0, self.model.held) * self.role.credit_weight

    def willing_for_own_part(self, shared_goals: float) -> float:
        """The chance to do what is credited to one in any case."""
        return rules.moved(rules.willingness(shared_goals, self.model.rates), self.credit_weight, 1.0)

    def willing(self, other: Person, shared_goals: float) -> float:
        """The chance to attend to another's part: by goals that are shared, by credit, and by favours."""
        by_goals = rules.willingness(self.weighing_favours(other, shared_goals), self.model.rates)
        return rules.moved(by_goals, self.credit_weight, self.role.joint_credit)

    def weighing_favours(self, other: Person, shared_goals: float) -> float:
        """Goals that are shared, and as far as personal criteria count what is expected in return."""
        personal = self.model.rates.norms_personal_criteria
        return (1.0 - personal) * shared_goals + personal * self.return_from(other) if personal else shared_goals

    def return_from(self, other: Person) -> float:
        """What is expected of another in return, by what was seen of them."""
        seen = self.ties.find(other)
        record = (seen.turned_to, seen.granted) if seen else (0, 0)
        return rules.expected_return(*record, self.model.rates.ties_prior)

    def remember_favour(self, other: Person, granted: int) -> None:
        """Keep in mind whether another gave attention, where that counts for anything."""
        seen = self.ties.find(other)
        if seen and self.model.rates.norms_personal_criteria:
            seen.turned_to += 1
            seen.granted += granted

    def knows_particular(self, other: Person) -> bool:
        """What was last seen of another is still so."""
        contact = self.ties.find(other)
        return contact is not None and contact.seen_version == other.version

    def was_attended_by(self, other: Person) -> bool:
        """There has lately been evidence that another attended to one's present circumstances."""
        contact = self.ties.find(other)
        if contact is None or contact.attended_tick == NONE:
            return False
        recent = self.model.tick - contact.attended_tick <= self.model.rates.evidence_ticks
        return recent and contact.attended_version == self.version

    def see(self, other: Person, accurate: int) -> None:
        """Learn another's circumstances, or mislearn them; the other has been attended to either way."""
        seen = self.ties.make(other)
        seen.seen_tick = self.model.tick
        if accurate == 1:
            seen.seen, seen.seen_version = other.particular, other.version
        other.feel_attended(self)

    def feel_attended(self, by: Person) -> None:
        """Have evidence that another attends to one's present circumstances."""
        felt = self.ties.make(by)
        felt.attended_version, felt.attended_tick = self.version, self.model.tick


class Worker(Person):
    """Somebody who serves a function."""

    kind = Kind.WORKER


class Manager(Person):
    """Somebody who supervises workers and serves the line."""

    kind = Kind.MANAGER


class Customer(Person):
    """Somebody for whose sake the work is done; a partner, with a say, circumstances and ties of their own."""

    kind = Kind.CUSTOMER


CLASSES = {Kind.WORKER: Worker, Kind.MANAGER: Manager, Kind.CUSTOMER: Customer}
