"""Growth: places open in the course of the run; somebody is sought for them as for any empty place."""

from __future__ import annotations

from sim.people.growth import openings
from sim.people.next_event import NEVER
from tests.reference import rules
from tests.reference.people import CLASSES, Person
from tests.reference.structures import longer_vacancy


def plan_growth(model) -> None:
    """Whoever may once hold these places has none before they open."""
    n_seated = {role: len(role.members) for role in model.roles}
    for opening in openings(model.parameters, model.rates):
        role = model.roles[opening.role]
        person = CLASSES[role.kind](model, len(model.people), role, n_seated[role] % model.n_pods)
        person.next_situation = NEVER
        person.forget_everybody()
        n_seated[role] += 1
        model.people.append(person)
        model.openings.append((opening.tick, person))


def open_places(model) -> None:
    """Places whose time has come open."""
    while model.openings and model.openings[0][0] <= model.tick:
        _, person = model.openings.pop(0)
        open_place(model, person)


def open_place(model, person: Person) -> None:
    """A place joins its role with a head's routine work and the supervisor of the pod's colleagues; it is empty."""
    role, rates = person.role, model.rates
    person.identity = rules.identity(person.slot, person.incumbency)
    person.changes = rules.until_filled(person, model.tick, rates) + longer_vacancy(model, person)
    if not person.is_customer:
        role.demand += rules.routine_of_a_head(rates)
        person.await_situation()
        of_pod = [colleague for colleague in role.members if colleague.pod == person.pod]
        person.supervisor = (of_pod or role.members)[0].supervisor
    role.members.append(person)
