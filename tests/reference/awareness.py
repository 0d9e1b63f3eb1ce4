"""Awareness: how a holder comes to know that a situation needs their part, and what the partner's clue is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.draws import Decision
from sim.state import NONE
from tests.reference import rules

if TYPE_CHECKING:
    from tests.reference.situations import Part, Situation


def make_aware(model, situation: Situation, part: Part, accurate: int) -> None:
    """A holder now knows that the situation needs their part; an accurate account corrects a wrong one."""
    if part.aware == 0:
        part.aware, part.aware_tick = 1, model.tick
        number = model.draw(Decision.ACTS_ON, part.identity, 0)
        part.acts_on = int(rules.acts_on_awareness(reason_to_act(model, situation, part), number, model.held))
    if accurate == 1 and part.accurate == 0:
        part.accurate, part.accurate_tick = 1, model.tick
    if situation.noticed == NONE and part.position != 0:
        situation.noticed = model.tick
    part.look_again()


def reason_to_act(model, situation: Situation, part: Part) -> float:
    """Who is credited for the joint result and shares no goals may leave the own part to the others."""
    holder, subject = part.holder, situation.subject
    if holder is subject or holder.credit_weight * holder.role.joint_credit == 0.0:
        return 1.0
    n_parts = max(1, sum(other.needed for other in situation.parts))
    goals = holder.footing_towards(subject).shared_goals
    return rules.reason_for_own_part(holder.credit_weight, holder.role.joint_credit, goals, n_parts)


def hold_partner_clue(model, part: Part, accurate: int) -> None:
    """A holder now has the partner's clue, right or garbled; a right one corrects a garbled one."""
    if part.partner_held == 1 and part.partner_accurate >= accurate:
        return
    clue = part.partner.clue
    if accurate == 0:
        number = model.draw(Decision.GARBLED_AS, part.identity, 1)
        clue = rules.other_answer(clue, number, model.rates.environment_answers)
    part.partner_clue = clue
    part.partner_held, part.partner_accurate, part.partner_tick = 1, accurate, model.tick
    part.wakes = 0
