"""The people of an organisation as Mesa agents: handles on rows, kept as long as the person stays."""

from __future__ import annotations

import mesa
import numpy as np

from sim.relations.contacts import is_gone
from sim.state import CONTACT, NONE, Kind
from sim.world import reference_to


class Person(mesa.Agent):
    """Somebody who holds a place in the organisation, or is served by it.

    Attributes are read from the state, so they are always those of the present
    tick; nothing is copied. `is_present` turns false when the person has left;
    who is absent for some days still holds the place.
    """

    def __init__(self, model: mesa.Model, row: int):
        super().__init__(model)
        self.row = row
        self.incumbency = int(model.world.person[row].incumbency)

    @property
    def is_present(self) -> bool:
        """Whether the person still holds the place."""
        record = self.model.world.person[self.row]
        return bool(record.present or record.away) and int(record.incumbency) == self.incumbency

    @property
    def record(self) -> np.record:
        """The person's record (see `sim.state.PERSON`)."""
        return self.model.world.person[self.row]

    @property
    def role(self) -> str:
        """The name of the person's role."""
        return self.model.role_names[self.record.role]

    @property
    def particular(self) -> int:
        """The person's present circumstances, one of `environment.particulars` values."""
        return int(self.record.particular)

    @property
    def attention(self) -> int:
        """Minutes left of this hour."""
        return int(self.record.attention)

    @property
    def personal_ties(self) -> np.ndarray:
        """Contacts with people who are still there, as an array of `sim.state.CONTACT` records."""
        contacts, world = self.model.world.contact[self.row], reference_to(self.model.world)
        kept = [i for i in range(contacts.size) if not is_gone(world, self.row, i)]
        return contacts[kept] if kept else np.zeros(0, CONTACT)

    @property
    def role_ties(self) -> dict[str, np.record]:
        """Ties with roles, by the role's name (see `sim.state.ROLE_TIE`)."""
        return dict(zip(self.model.role_names, self.model.world.role_tie[self.row], strict=True))


class Worker(Person):
    """Somebody who serves a function."""

    @property
    def skill(self) -> float:
        """Skill in the own function, in [0, 1]."""
        return float(self.record.skill)

    @property
    def competence(self) -> float:
        """Relational competence, in [0, 1]."""
        return float(self.record.competence)

    @property
    def tenure(self) -> float:
        """Years since hiring."""
        return (self.model.tick - int(self.record.hired)) / self.model.ticks_per_year

    @property
    def supervisor(self) -> Person | None:
        """The manager whom this worker reports to, if there is one at present."""
        row = int(self.record.supervisor)
        return None if row == NONE else self.model.person_at(row)


class Manager(Worker):
    """Somebody who supervises workers and serves the line."""

    @property
    def workers(self) -> list[Person]:
        """Those whom this manager supervises at present."""
        rows = np.flatnonzero(self.model.world.person.supervisor == self.row)
        return [person for row in rows if (person := self.model.person_at(int(row))) is not None]


class Customer(Person):
    """Somebody for whose sake the work is done, from arrival to leaving."""

    @property
    def team(self) -> dict[str, Person | None]:
        """The workers assigned to this case, by function."""
        rows = self.model.world.team[self.row]
        return {name: self.model.person_at(int(row)) for name, row in zip(self.model.role_names, rows, strict=False)}

    @property
    def spanner(self) -> Person | None:
        """The boundary spanner whose case this customer is, if there is one."""
        row = int(self.record.spanner)
        return None if row == NONE else self.model.person_at(row)


CLASSES = {Kind.WORKER: Worker, Kind.MANAGER: Manager, Kind.CUSTOMER: Customer}
