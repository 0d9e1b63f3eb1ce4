"""Whom to address: by what one knows of the others' work, or by the map; sometimes wrongly."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import NONE
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.situations import Part, Situation
from tests.reference.people import Person


def can_attempt(model, situation: Situation, part: Part, target: Part) -> bool:
    """A holder can address somebody they know of, so many times in the same situation."""
    address = part.address(target)
    if address.attempts >= model.rates.attention_attempts:
        return False
    if target.position == 0 or target.spans:
        return True  # whoever knows of a situation knows whose it is, and a customer the own spanner
    if address.known == NONE:
        address.known = int(finds(model, situation, part, target))
    return address.known == 1


def finds(model, situation: Situation, part: Part, target: Part) -> bool:
    """One look for whose part is needed: on the map if it says so, else from shared knowledge."""
    if on_map(model, situation, part.holder, target.column):
        number = model.draw(Decision.READS_MAP, part.identity, target.position)
        if number < rules.through(Arrow.MAP_ADDRESS, 1.0, model.held):
            return True
    knowledge = part.holder.footing_towards(target.holder).shared_knowledge
    chance = rules.knowing_whom(knowledge, situation.novel, model.rates)
    return model.draw(Decision.ADDRESS, part.identity, target.position) < chance


def on_map(model, situation: Situation, holder: Person, column: int) -> bool:
    """The map, as far as the holder has read it, says that a known type needs this role."""
    if model.rates.protocols_level != Level.RELATIONAL or situation.novel == 1 or holder.read == 0:
        return False
    entry = model.protocols.get((situation.type, column))
    return entry is not None and entry.written == 1 and entry.needed == 1


def misaddresses(model, situation: Situation, part: Part) -> Person | None:
    """A wrong map misleads for certain; without one, who knows little may bother somebody who is not needed."""
    rates = model.rates
    others = [function for function in range(rates.n_functions) if not situation.needs(function)]
    mapped = [function for function in others if on_map(model, situation, part.holder, function)]
    if mapped:
        return member_of_case(model, situation.subject, mapped[0])
    chance = rates.process_misaddress * (1.0 - part.holder.footing_towards(situation.subject).shared_knowledge)
    if model.draw(Decision.MISADDRESS, part.identity, 0) >= chance:
        return None
    wrong = lowest_draw(others, lambda function: model.draw(Decision.WRONG_ROLE, part.identity, function))
    return None if wrong is None else member_of_case(model, situation.subject, wrong)


def member_of_case(model, subject: Person, function: int) -> Person | None:
    """The case team's member in a function, or the supposed colleague of the pod."""
    if subject.team.get(function) is not None:
        return subject.team[function]
    return next((worker for worker in model.roles[function].members if worker.pod == subject.pod), None)
