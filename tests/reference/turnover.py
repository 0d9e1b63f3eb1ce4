"""Turnover: people leave, places stay vacant for a while, and open parts pass to others, who are unaware."""

from __future__ import annotations

import math

from sim.draws import Decision
from sim.people.next_event import NEVER
from sim.people.teams import HEAT
from sim.state import NONE, Answered
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.job_design import find_spanners, let_cases_go
from tests.reference.situations import Part, Situation
from tests.reference.people import Person
from tests.reference.structures import longer_vacancy


def begin_observing(model) -> None:
    """When the warm-up is over, turnover starts, arrows are held, and the counting of minutes begins anew."""
    if model.tick != model.rates.warm_up_ticks:
        return
    model.observing = 1
    for person in model.people:
        if person.present == 1 and not person.is_customer:
            person.settle_leaving()
            person.away_changes = rules.next_absence(person, model.tick, model.rates)
    model.minutes.clear()
    model.held = model.requested.copy()


def come_and_go(model) -> None:
    """Everybody whose time has come leaves or arrives: the employed at the start of a day, customers any hour.

    All who leave are gone before anybody is asked to cover; the employed arrive before customers look for a team.
    """
    day_starts = model.tick % model.rates.ticks_per_day == 0
    due = [p for p in model.people if p.changes <= model.tick and (day_starts or p.is_customer)]
    leavers = [person for person in due if not person.is_vacant]
    newcomers = [person for person in due if person.is_vacant]
    for person in leavers:
        person.present = person.away = 0
    for person in leavers:
        leave(model, person)
        model.tallies[person.kind]["exits"] += model.observing
    for person in sorted(newcomers, key=lambda person: person.is_customer):
        take_place(model, person)
        take_over(model, person)
        model.tallies[person.kind]["hires"] += model.observing
    if due:
        find_spanners(model)
        seat_spanners(model)


def take_place(model, person: Person) -> None:
    """Somebody new takes a place; a customer becomes a case, with a team and situations to come."""
    person.arrive()
    if person.is_customer:
        person.await_situation()
        assign_team(model, person)


def assign_team(model, customer: Person) -> None:
    """A case gets one worker of each function: of the customer's pod, or a fresh team."""
    rates, key = model.rates, customer.identity
    from_pod = model.draw(Decision.TEAM_OR_POD, key, 0) < rates.scenario_pod_share

    def time(worker: Person) -> float:
        """The vacant stand behind everybody present."""
        return model.draw(Decision.TEAM_MEMBER, key, worker.slot) + (1.0 - worker.present)

    for function in range(rates.n_functions):
        members = model.roles[function].members
        site, pod = customer.site, []
        if rates.size_sites > 1 and model.draw(Decision.CROSS_SITE, key, function) < rates.scenario_cross_site_share:
            others = [other for other in range(rates.size_sites) if other != customer.site]
            first = function * rates.size_sites
            site = lowest_draw(others, lambda other: model.draw(Decision.OTHER_SITE, key, first + other))
        elif from_pod:
            pod = [worker for worker in members if worker.pod == customer.pod]
        there = [worker for worker in members if worker.site == site]
        at_home = [worker for worker in members if worker.site == customer.site]
        candidates = pod or winning_heat(model, there or at_home or members, function, key)
        customer.team[function] = customer.regular[function] = lowest_draw(candidates, time)


def winning_heat(model, places: list[Person], function: int, key: int) -> list[Person]:
    """Where many places stand, each sixteen of them race first, by their number."""
    if len(places) <= 2 * HEAT or len(model.roles[function].members) > model.n_pods:  # once it has grown, all race
        return places
    heats = [places[first : first + HEAT] for first in range(0, len(places), HEAT)]

    def time(heat: int) -> float:
        """A heat of twice as many places takes half the time."""
        return -math.log(1.0 - model.draw(Decision.TEAM_HEAT, key, (function << 20) + heat)) / len(heats[heat])

    return heats[lowest_draw(range(len(heats)), time)]


def leave(model, person: Person) -> None:
    """Ties to a leaver find nobody, their parts pass on, their own situations are to fail."""
    rates = model.rates
    person.changes = rules.until_filled(person, model.tick, rates) + longer_vacancy(model, person)
    if person.is_customer:
        person.next_situation = NEVER
    else:
        for customer in model.roles[rates.customer_role].members:
            for function, worker in customer.team.items():
                if worker is person:
                    customer.team[function] = cover_for(person, customer, customer.identity)
                if customer.regular[function] is person:
                    customer.regular[function] = customer.team[function]
    let_cases_go(model, person)
    for situation in model.situations:
        if not situation.is_open:
            continue
        if situation.subject is person:
            situation.abandons = model.tick
        for part in situation.parts[1:]:
            if part.holder is person and part.answered == Answered.NOT and not part.spans:
                pass_on(situation, part, cover_for(person, situation.subject, situation.identity))


def seat_spanners(model) -> None:
    """What is open about a customer passes to the spanner whom the customer has now, unaware."""
    for situation in model.situations:
        subject, part = situation.subject, situation.parts[-1]
        if part.spans and subject.present == 1 and subject.incumbency == situation.incumbency:
            now = subject.spanner
            if part.holder is not now or (now is not None and part.incumbency != now.incumbency):
                pass_on(situation, part, now)


def cover_for(leaver: Person, subject: Person, key: int) -> Person:
    """Somebody present in the role covers, but not for themselves; else whoever comes next to the place."""
    return leaver.role.race_nearby(Decision.COVER, key, leaver, but=subject) or leaver


def pass_on(situation: Situation, part: Part, holder: Person | None) -> None:
    """A part passes to another, who is unaware, has been told nothing, and whom nobody has yet addressed."""
    part.holder, part.incumbency = holder, holder.incumbency if holder else NONE
    part.aware, part.aware_tick, part.accurate, part.accurate_tick = 0, NONE, 0, NONE
    part.partner_held, part.partner_tick, part.partner_accurate, part.partner_clue = 0, NONE, 0, NONE
    part.referred, part.queued, part.queue_manager, part.directed_by = 0, NONE, None, None
    part.approved, part.discretion, part.wants_particular, part.particular_attempts = 0, NONE, NONE, 0
    part.inquired, part.found_out = 0, NONE
    part.ready, part.told_wrong = 0, 0
    part.addresses.clear()
    for other in situation.parts:
        other.addresses.pop(part.position, None)
        other.wakes = 0
    situation.substituted = situation.substituted or part.needed == 1


def take_over(model, person: Person) -> None:
    """A newcomer in a place that kept its parts for want of cover becomes their holder, unaware."""
    for situation in model.situations:
        for part in situation.parts[1:]:
            if part.holder is person and part.answered == Answered.NOT and not part.spans:
                part.incumbency = person.incumbency
