"""3b and 3c: failures are assigned or reviewed together, conflicts go up the line or both sides face one another."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.episodes import Episode, convene
from tests.reference.people import Person
from tests.reference.situations import Part, Situation

REVIEWING, HEARING = 56, 203  # keys of reviews (with a part's), and of being heard (with a person's)
DAYS_PER_WEEK = 5


@dataclass(slots=True, eq=False)
class Matter:
    """Something that two people, and no successors of theirs, are to go over as soon as both have the time."""

    one: Person
    other: Person
    key: int
    situation: Situation | None
    due: int
    one_incumbency: int = 0
    other_incumbency: int = 0
    told: int = 0

    def __post_init__(self):
        self.one_incumbency, self.other_incumbency = self.one.incumbency, self.other.incumbency

    def is_moot(self, model) -> bool:
        """One of the two has left, or a week has gone by."""
        for person, incumbency in ((self.one, self.one_incumbency), (self.other, self.other_incumbency)):
            if person.is_vacant or person.incumbency != incumbency:
                return True
        return model.tick - self.due > DAYS_PER_WEEK * model.rates.ticks_per_day

    def takes_place(self, model, arrow: Arrow) -> bool:
        """It does, unless the structure is suspended; asked once, however long it waits."""
        number = rules.draw(model.seed, Decision.TAKES_PLACE, self.due, self.key, 0)
        return number < rules.through(arrow, 1.0, model.held)


def has_room(model, what: str, pod: int, capacity: int) -> bool:
    """So much is taken up in each pod and week."""
    place = (what, pod, model.tick // (DAYS_PER_WEEK * model.rates.ticks_per_day))
    if model.taken_up[place] >= capacity:
        return False
    model.taken_up[place] += 1
    return True


def meet(model, one: Person, other: Person, minutes: int, purpose: Purpose) -> bool:
    """Both give scheduled time, or neither does."""
    if one is other or not one.can_pay(minutes) or not other.can_pay(minutes):
        return False
    for person in (one, other):
        person.pay(minutes, purpose)
    return True


# -- 3b performance measures and rewards


def write_credit(model) -> None:
    """Who is covered acts to some extent by credit: for the own function, or for the joint result."""
    rates = model.rates
    for role in model.roles:
        if rules.covers(role.kind, rates) and rates.performance_measures_level in (Level.IMPERSONAL, Level.RELATIONAL):
            role.credit_weight = rates.performance_measures_weight
            role.joint_credit = float(rates.performance_measures_level == Level.RELATIONAL)


def convene_reviews(model) -> None:
    """Failures of the last hour are taken up, and those who have the time go over them."""
    rates = model.rates
    if rates.performance_measures_level == Level.NONE:
        return
    for situation in model.failed:
        if has_room(model, "failures", situation.subject.pod, rates.performance_measures_capacity):
            take_up_failure(model, situation)
    model.reviews = [review for review in model.reviews if stays_for_review(model, review)]


def take_up_failure(model, situation: Situation) -> None:
    """Workers who took part are held responsible in turn: who never acted, then who acted last."""
    rates = model.rates

    def turn(part: Part) -> float:
        number = rules.draw(model.seed, Decision.HELD_RESPONSIBLE, situation.closed, part.identity, 0)
        return rules.turn_of(part, situation.closed) + number

    workers = [
        part for part in situation.who_took_part()
        if part.position > 0 and part.holder.kind == Kind.WORKER and rules.covers(Kind.WORKER, rates)
    ]  # fmt: skip
    for part in sorted(workers, key=turn)[: rates.performance_measures_conversations]:
        other = part.holder.supervisor
        if rates.performance_measures_level != Level.IMPERSONAL:
            other = counterpart(model, situation, part)
        if other is not None:
            model.reviews.append(Matter(part.holder, other, part.identity + REVIEWING, situation, model.tick))


def counterpart(model, situation: Situation, part: Part) -> Person | None:
    """Somebody of another role: who took part, the subject, the supervisor; as far as measures cover them."""
    concerned = [other.holder for other in situation.who_took_part() if other.position > 0]
    if situation.parts[0].holder_is_still_there:
        concerned.insert(0, situation.subject)
    supervisor = part.holder.supervisor
    if supervisor is not None and supervisor.present == 1:
        concerned.append(supervisor)
    others = [
        person for person in concerned
        if person.role is not part.holder.role and rules.covers(person.kind, model.rates)
    ]  # fmt: skip
    return lowest_draw(
        others,
        lambda person: rules.draw(
            model.seed, Decision.REVIEWED_WITH, situation.closed, part.identity, person.identity
        ),
    )


def stays_for_review(model, review: Matter) -> bool:
    """Hold a review if those two have the time; tells whether it is still to be held."""
    rates = model.rates
    if review.is_moot(model) or not review.takes_place(model, Arrow.PERFORMANCE_MEASURES):
        return False
    if not meet(model, review.one, review.other, rates.performance_measures_minutes, Purpose.REVIEW):
        return True
    if rates.performance_measures_level != Level.TIME_ONLY:
        impersonal = rates.performance_measures_level == Level.IMPERSONAL
        kind = EpisodeKind.ACCOUNT if impersonal else EpisodeKind.REVIEW
        convene(model, kind, review.one, review.other, review.key, situation=review.situation)
    return False


# -- 3c conflict resolution


def conflicts_arise(model) -> None:
    """A refusal, or a failure gone over without being heard, now and then leaves a conflict to be taken up."""
    rates = model.rates
    if rates.conflict_resolution_level == Level.NONE:
        return
    for episode in sorted(model.episodes, key=lambda episode: episode.order):
        failed = rules.is_about_failure(episode.kind) and episode.heard == 0
        if episode.opened == 0 or not (episode.met == 0 or failed):
            continue
        if model.draw(Decision.CONFLICT, episode.key, episode.receiver.identity) < rates.environment_conflict:
            take_up_conflict(model, episode)


def take_up_conflict(model, episode: Episode) -> None:
    """A conflict is to be heard after a while, unless the two have one already or the pod has had its share."""
    rates, sides = model.rates, {episode.initiator, episode.receiver}
    if any(side.is_customer for side in sides) and not rates.conflict_resolution_customers:
        return
    if any({conflict.one, conflict.other} == sides for conflict in model.conflicts):
        return
    if has_room(model, "conflicts", episode.initiator.pod, rates.conflict_resolution_capacity):
        due = model.tick + 1 + int(rates.conflict_resolution_delay_days * rates.ticks_per_day)
        model.conflicts.append(Matter(episode.initiator, episode.receiver, episode.key, episode.situation, due))


def convene_hearings(model) -> None:
    """Conflicts that are due are heard, as soon as a side and whoever hears it have the time."""
    model.conflicts = [conflict for conflict in model.conflicts if stays_a_conflict(model, conflict)]


def stays_a_conflict(model, conflict: Matter) -> bool:
    """Hear the sides that can be heard; tells whether one is still to be heard."""
    rates = model.rates
    if conflict.is_moot(model) or not conflict.takes_place(model, Arrow.CONFLICT_RESOLUTION):
        return False
    if conflict.due > model.tick:
        return True
    for side, other in ((conflict.one, conflict.other), (conflict.other, conflict.one))[conflict.told :]:
        hearer = other
        if rates.conflict_resolution_level == Level.IMPERSONAL:
            supervisor = conflict.one.supervisor or conflict.other.supervisor
            hearer = other if supervisor is side else supervisor
        if hearer is None:
            return False  # nobody stands above them
        if not meet(model, side, hearer, rates.conflict_resolution_minutes, Purpose.RESOLUTION):
            return True
        conflict.told += 1
        if rates.conflict_resolution_level != Level.TIME_ONLY:
            impersonal = rates.conflict_resolution_level == Level.IMPERSONAL
            kind = EpisodeKind.ACCOUNT if impersonal else EpisodeKind.SESSION
            convene(model, kind, side, hearer, side.identity + HEARING, situation=conflict.situation)
    return False
