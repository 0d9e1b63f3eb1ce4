"""Ties fade: experience and shared knowledge that are not refreshed are lost by the day."""

from sim.assumptions import Decay
from sim.compilation import compiled
from sim.people.absence import is_vacant
from sim.state import NONE


@compiled
def fade(tie, rates):
    """A tie loses experience, and what one knows of the other falls back to what one expects of a stranger.

    Claim: model C2, C3. Equation: n ← n·a, k ← s + (k − s)·b with a, b the daily
    shares kept that follow from the half-lives, s → ties.prior. By other options
    nothing fades, or goals and respect fall back as knowledge does.
    """
    if rates.assumptions_decay == Decay.NONE.value:
        return
    tie.experience *= rates.experience_kept
    tie.shared_knowledge = rates.ties_prior + (tie.shared_knowledge - rates.ties_prior) * rates.knowledge_kept
    if rates.assumptions_decay == Decay.ALL_QUALITIES.value:
        tie.shared_goals = rates.ties_prior + (tie.shared_goals - rates.ties_prior) * rates.knowledge_kept
        tie.mutual_respect = rates.ties_prior + (tie.mutual_respect - rates.ties_prior) * rates.knowledge_kept


@compiled
def fade_ties(world):
    """Every tie of everybody fades by a day, also of those who are absent."""
    person, contact, met, role_tie, rates = world.person, world.contact, world.met, world.role_tie, world.rates[0]
    ties = 2 * rates.ties_personal_capacity
    for owner in range(person.size):
        if is_vacant(person[owner]):
            continue
        for where in range(ties):
            if met[owner, where] != NONE:
                fade(contact[owner, where], rates)
        for role in range(role_tie.shape[1]):
            fade(role_tie[owner, role], rates)
