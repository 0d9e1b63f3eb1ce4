"""Absence: some are away for a few days; others have their cases meanwhile."""

from __future__ import annotations

from sim.draws import Decision
from sim.state import Answered
from tests.reference import rules
from tests.reference.turnover import cover_for, pass_on


def stay_away(model) -> None:
    """At the start of a day some come back to their cases, and others are absent from then on."""
    if model.tick % model.rates.ticks_per_day != 0:
        return
    due = [person for person in model.people if person.away_changes <= model.tick]
    returning, gone = [p for p in due if p.away == 1], [p for p in due if p.present == 1]
    for person in returning:
        come_back(model, person)
    for person in gone:
        person.present, person.away = 0, 1
        number = model.draw(Decision.ABSENCE_ENDS, person.identity, 0)
        person.away_changes = model.tick + rules.days_away(model.rates.absence_days, number) * model.rates.ticks_per_day
        model.tallies[person.kind]["absences"] += model.observing
    for person in gone:
        find_substitutes(model, person)


def come_back(model, person) -> None:
    """The cases are theirs again; what is open stays with whoever holds it."""
    person.present, person.away = 1, 0
    person.away_changes = rules.next_absence(person, model.tick, model.rates)
    for customer in model.roles[model.rates.customer_role].members:
        for function, worker in customer.regular.items():
            if worker is person:
                customer.team[function] = person


def find_substitutes(model, person) -> None:
    """Others have the cases for now, and open parts for good; a part that nobody can cover waits."""
    for customer in model.roles[model.rates.customer_role].members:
        for function, worker in customer.team.items():
            if worker is person:
                customer.team[function] = cover_for(person, customer, customer.identity)
    for situation in model.situations:
        for part in situation.parts[1:]:
            if situation.is_open and part.holder is person and part.answered == Answered.NOT and not part.spans:
                cover = cover_for(person, situation.subject, situation.identity)
                if cover is not person:
                    pass_on(situation, part, cover)
