"""Contacts: what I last saw of a particular person, and the personal tie with them.

A person keeps up to `ties.personal_capacity` ties with colleagues, as many with
customers, and beyond these a few records of what was seen of others, without a
tie (model §3: what I last saw of someone with whom I share a case is kept).
"""

from sim.compilation import compiled
from sim.people.absence import is_vacant
from sim.state import NONE, Kind


@compiled
def find_contact(world, owner, other):
    """Find the owner's contact with this incumbent; NONE if there is none."""
    met, other_person = world.met, world.person[other]
    capacity, identity = world.rates[0].ties_personal_capacity, other_person.identity
    first = capacity if other_person.kind == Kind.CUSTOMER.value else 0
    for where in range(first, first + capacity):
        if met[owner, where] == identity:
            return where
    for where in range(2 * capacity, met.shape[1]):
        if met[owner, where] == identity:
            return where
    return NONE


@compiled
def may_hold_tie(world, where):
    """A contact outside the personal capacity is remembered but never becomes a tie."""
    return where < 2 * world.rates[0].ties_personal_capacity


@compiled
def is_gone(world, owner, where):
    """A contact is free, or its person has left; who is absent is not forgotten."""
    identity = world.met[owner, where]
    if identity == NONE:
        return True
    person = world.person[world.contact[owner, where].whom]
    return is_vacant(person) or person.identity != identity


@compiled
def contact_with(world, owner, other):
    """Find the owner's contact with another, or make room for one.

    A new contact takes a free record, or the weakest tie's if that has faded
    below one episode's worth of experience; else it is remembered without a tie,
    in place of whomever was seen longest ago.
    """
    where = find_contact(world, owner, other)
    if where != NONE:
        return where
    person, contact = world.person, world.contact
    capacity = world.rates[0].ties_personal_capacity
    first = capacity if person[other].kind == Kind.CUSTOMER.value else 0
    where, least = NONE, 1.0
    for place in range(first, first + capacity):
        experience = -1.0 if is_gone(world, owner, place) else contact[owner, place].experience
        if experience < least:
            where, least = place, experience
        if experience < 0.0:
            break
    if where == NONE:
        where = 2 * capacity
        for place in range(2 * capacity, contact.shape[1]):
            if is_gone(world, owner, place):
                where = place
                break
            if contact[owner, place].seen_tick < contact[owner, where].seen_tick:
                where = place
    clear_contact(contact[owner, where], world.rates[0].ties_prior)
    contact[owner, where].whom = other
    world.met[owner, where] = person[other].identity
    return where


@compiled
def clear_contact(contact, prior):
    """Empty a contact: nothing seen, and a tie no different from a stranger's."""
    contact.whom = NONE
    contact.seen = NONE
    contact.seen_version = NONE
    contact.seen_tick = NONE
    contact.attended_version = NONE
    contact.attended_tick = NONE
    contact.turned_to = 0
    contact.granted = 0
    contact.shared_goals = prior
    contact.shared_knowledge = prior
    contact.mutual_respect = prior
    contact.experience = 0.0
