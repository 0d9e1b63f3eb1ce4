"""Ties: what a person feels towards another person and towards whoever occupies a role, and what they last saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.state import NONE
from tests.reference import rules

if TYPE_CHECKING:
    from tests.reference.people import Person

ROOM_FOR_SEEN = 4  # somebody seen is remembered without a tie: as many as there are roles, and four more


@dataclass(slots=True, eq=False)
class Tie:
    """Three qualities in [0, 1] and the experience behind them; to begin with, what one expects of a stranger."""

    shared_goals: float
    shared_knowledge: float
    mutual_respect: float
    experience: float = 0.0


@dataclass(slots=True, eq=False)
class Contact(Tie):
    """A particular person: the personal tie with them, and apart from it what I last saw of them."""

    whom: Person | None = None
    incumbency: int = NONE
    seen: int = NONE  # their particular …
    seen_version: int = NONE
    seen_tick: int = NONE
    attended_version: int = NONE  # … and mine, to which they last attended
    attended_tick: int = NONE
    turned_to: int = 0  # how often I turned to them …
    granted: int = 0  # … and was given attention

    @property
    def is_gone(self) -> bool:
        """The person has left."""
        return self.whom.is_vacant or self.whom.incumbency != self.incumbency


def stranger(prior: float) -> Tie:
    """A tie without any experience."""
    return Tie(prior, prior, prior)


@dataclass(slots=True, eq=False)
class Ties:
    """All that one person holds: ties with roles, ties with up to so many colleagues and customers, others seen."""

    prior: float
    capacity: int
    room: int  # for those only seen
    n_roles: int
    roles: dict[int, Tie] = field(default_factory=dict)
    colleagues: dict[int, Contact] = field(default_factory=dict)  # by place in memory, from 0
    customers: dict[int, Contact] = field(default_factory=dict)
    only_seen: dict[int, Contact] = field(default_factory=dict)

    def __post_init__(self):
        """Everybody starts as a stranger to every role."""
        self.roles = {role: stranger(self.prior) for role in range(self.n_roles)}

    def find(self, other: Person) -> Contact | None:
        """Find the contact with this very incumbent, if there is one."""
        kept = self.customers if other.is_customer else self.colleagues
        for contacts in (kept, self.only_seen):
            for contact in contacts.values():
                if contact.whom is other and contact.incumbency == other.incumbency:
                    return contact
        return None

    def make(self, other: Person) -> Contact:
        """Find the contact with another, or make room: a free place, else a faded tie's, else that of one only seen."""
        if found := self.find(other):
            return found
        kept = self.customers if other.is_customer else self.colleagues
        new = Contact(self.prior, self.prior, self.prior, whom=other, incumbency=other.incumbency)
        if (place := _free(kept, self.capacity)) is None:
            weakest = min(range(self.capacity), key=lambda place: kept[place].experience)
            if kept[weakest].experience < 1.0:
                place = weakest
        if place is None:
            kept = self.only_seen
            if (place := _free(kept, self.room)) is None:
                place = min(range(self.room), key=lambda place: kept[place].seen_tick)
        kept[place] = new
        return new

    def is_personal(self, contact: Contact) -> bool:
        """Tell whether a contact holds a tie; who is only seen is remembered and no more."""
        return not any(contact is other for other in self.only_seen.values())

    def known_in(self, role) -> list[Contact]:
        """Whom one remembers of those who hold or held places in a role."""
        everybody = (*self.personal(), *self.only_seen.values())
        return [contact for contact in everybody if contact.whom.role is role]

    def personal(self) -> list[Contact]:
        """All personal ties."""
        return [*self.colleagues.values(), *self.customers.values()]

    def fade(self, rates) -> None:
        """Every tie fades by a day."""
        for tie in (*self.personal(), *self.roles.values()):
            rules.fade(tie, rates)


def _free(contacts: dict[int, Contact], room: int) -> int | None:
    """The first place in memory that is empty or whose person has left."""
    return next((p for p in range(room) if p not in contacts or contacts[p].is_gone), None)
