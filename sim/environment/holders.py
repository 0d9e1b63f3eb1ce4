"""Holders: who occupies the needed role for this case when a situation emerges."""

from sim.compilation import compiled
from sim.draws import Decision
from sim.race import race_nearby
from sim.state import NONE, Kind


@compiled
def holder_of(world, s, column, tick):
    """Find the holder of a part: the case's own worker, a colleague of the pod, or a manager.

    For customers the function's member of the case team; for colleagues a member
    of the function in the subject's pod, else of the site, else any other; for a manager's context
    the supervisor of the case team's first member, or the subject's own.
    Returns NONE while nobody occupies the role.
    """
    situation, rates = world.situation[s], world.rates[0]
    subject = situation.subject
    if column == rates.manager_role:
        return manager_for(world, subject)
    if situation.subject_kind == Kind.CUSTOMER.value:
        return world.team[subject, column]
    return race_nearby(world, column, subject, subject, Decision.HOLDER, tick, situation.identity)


@compiled
def manager_for(world, subject):
    """Find the manager whose context a subject's situation needs; NONE if nobody supervises there."""
    person = world.person
    if person[subject].kind != Kind.CUSTOMER.value:
        return person[subject].supervisor
    for function in range(world.team.shape[1]):
        worker = world.team[subject, function]
        if worker != NONE and person[worker].supervisor != NONE:
            return person[worker].supervisor
    return NONE


@compiled
def is_lent(world, subject, column):
    """A substitute has a customer's case while whose it regularly is, is absent."""
    return column < world.team.shape[1] and world.team[subject, column] != world.regular[subject, column]
