"""Relational coproduction: attending to the subject's particular before acting, and tailoring the answer to it."""

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.queue import propose_about
from sim.processes.motive import willing
from sim.relations.contacts import find_contact
from sim.relations.footing import footing_towards
from sim.state import NONE, EpisodeKind


@compiled
def wants_particular(world, s, position, tick):
    """A holder of a marked part wants to know the subject's circumstances if the subject's goals are their own.

    Claim: Gittell and Douglass 2012, Proposition 1a, 2a; Norms: detachment keeps
    private episodes from touching particulars. Drawn once per situation and holder.
    """
    part, rates = world.part[s, position], world.rates[0]
    if part.wants_particular == NONE:
        subject = world.situation[s].subject
        goals, _, _ = footing_towards(world, part.holder, subject, world.held)
        willingness = willing(world, part.holder, subject, goals)
        detached = draw(rates.seed, Decision.DETACHED, tick, part.identity, 0) < rates.norms_detachment
        wants = draw(rates.seed, Decision.WANTS_PARTICULAR, tick, part.identity, 0) < willingness
        part.wants_particular = 1 if wants and not detached else 0
    return part.wants_particular == 1


@compiled
def believes_known(world, who, subject, tick):
    """A person takes what they saw within the evidence window for still true; it may have changed since."""
    where = find_contact(world, who, subject)
    if where == NONE:
        return False
    seen = world.contact[who, where]
    return seen.seen_version != NONE and tick - seen.seen_tick <= world.rates[0].evidence_ticks


@compiled
def learn_particular(world, s, position, tick):
    """A holder of a marked part asks the subject about their circumstances; returns whether an attempt is made."""
    part, rates, subject = world.part[s, position], world.rates[0], world.situation[s].subject
    if part.marked == 0 or position == 0 or part.particular_attempts >= rates.attention_attempts:
        return False
    if believes_known(world, part.holder, subject, tick) or not wants_particular(world, s, position, tick):
        return False
    part.particular_attempts += 1
    propose_about(
        world, EpisodeKind.ASK_PARTICULAR.value, part.holder, subject, s, position, 0, rates.minutes_ask, part.identity
    )
    return True
