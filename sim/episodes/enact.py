"""Enact: the one path by which anything happens between people: pay → meet → inform → perceive → learn."""

from sim.assumptions import Energy, SpillOver
from sim.attention.spending import can_pay, pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.encounter import Footing, encounter
from sim.episodes.informing import inform
from sim.episodes.perceiving import evidence_of_initiator, evidence_of_receiver, perceived
from sim.episodes.practice import practised
from sim.episodes.queue import is_solitary
from sim.episodes.solitary import enact_alone
from sim.processes.favours import remember_favour
from sim.processes.motive import goes_along_the_line
from sim.relations.attribution import role_share
from sim.relations.contacts import contact_with, may_hold_tie
from sim.relations.footing import cut_stores, footing_towards
from sim.relations.learning import learn, personal_share
from sim.state import EpisodeKind, Purpose

SPILL = 0.1  # of an episode, towards each other role


@compiled
def purpose_of(kind):
    """Tell on what the minutes of a kind of episode are spent."""
    if kind == EpisodeKind.TELL.value:
        return Purpose.TELL.value
    if kind == EpisodeKind.ASK_CLUE.value or kind == EpisodeKind.ASK_PARTICULAR.value:
        return Purpose.ASK.value
    if kind == EpisodeKind.AFTERMATH.value:
        return Purpose.AFTERMATH.value
    return Purpose.LINE.value


@compiled
def enact(world, e):
    """One episode happens, or fails to: time is paid, the two meet, something is passed on, both learn.

    Claim: model C1. Whatever the episode, how it goes comes from the footing and
    competence of the two and from what is at issue. The only caller of `learn`.
    """
    episode, person, rates = world.episode[e], world.person, world.rates[0]
    if is_solitary(episode.kind):
        enact_alone(world, episode)
        return
    initiator, receiver = episode.initiator, episode.receiver
    if initiator == receiver or person[initiator].present == 0 or person[receiver].present == 0:
        return
    if not can_pay(person[initiator], episode.minutes):
        return
    result = meet(world, episode, world.held)
    shadow = meet(world, episode, world.unheld) if world.clock[0].any_held == 1 else result
    spend(world, episode, result)
    episode.opened, episode.met, episode.heard = result.opened, result.met, result.heard
    episode.accurate, episode.reversed = result.accurate, result.reversed
    if result.heard == 1 or result.grasped == 1:
        inform(world, episode, result)
    if result.met == 1 and episode.minutes > 0:
        person[receiver].interruptions += interrupts(result, rates)
    seed, tick, key, other = rates.seed, episode.tick, episode.key, person[receiver].identity
    if result.opened == 1 or shadow.opened == 1:
        noise = draw(seed, Decision.NOISE, tick, key, other)
        remember(
            world, episode, initiator, receiver,
            perceived(evidence_of_initiator(episode, result), noise, rates), result.opened,
            perceived(evidence_of_initiator(episode, shadow), noise, rates), shadow.opened,
        )
    if result.opened == 1 and not goes_along_the_line(episode.kind):
        remember_favour(world, initiator, receiver, result.met)
    if result.met == 1 or shadow.met == 1:
        noise = draw(seed, Decision.NOISE_BACK, tick, key, other)
        remember(
            world, episode, receiver, initiator,
            perceived(evidence_of_receiver(episode, result), noise, rates), result.met,
            perceived(evidence_of_receiver(episode, shadow), noise, rates), shadow.met,
        )


@compiled
def meet(world, episode, held):
    """The encounter of an episode on the footing that `held` leaves, with what onboarding reads of the artefact."""
    goals, knowledge, respect = footing_towards(world, episode.initiator, episode.receiver, held)
    towards = Footing(goals, knowledge, respect)
    goals, knowledge, respect = footing_towards(world, episode.receiver, episode.initiator, held)
    back = Footing(goals, knowledge, respect)
    result = encounter(world, episode, towards, back, held)
    if episode.kind == EpisodeKind.PRACTICE.value and result.heard == 1:
        return practised(world, episode, result)
    return result


@compiled
def spend(world, episode, result):
    """Both pay for a meeting, the initiator alone for an attempt that is refused; what is convened has been paid."""
    if episode.minutes == 0 or result.opened == 0:
        return
    if result.met == 1:
        pay(world, episode.initiator, episode.minutes, purpose_of(episode.kind))
        pay(world, episode.receiver, episode.minutes, purpose_of(episode.kind))
    else:
        minutes = min(episode.minutes, world.rates[0].minutes_refused)
        pay(world, episode.initiator, minutes, Purpose.REFUSED.value)


@compiled
def remember(world, episode, owner, other, evidence, happened, shadow, shadow_happened):
    """One side moves the tie with the person and the tie with the role, each by its share of the episode.

    A cut store is learnt in a shadow, with the evidence that the free footing
    would have given (model C6), at the same cost.
    """
    person, rates = world.person, world.rates[0]
    cut_personal, cut_role = False, False
    if world.clock[0].any_held == 1:
        cut_personal, cut_role = cut_stores(world, owner, other)
    if shadow_happened if cut_personal else happened:
        where = contact_with(world, owner, other)
        if may_hold_tie(world, where):
            near = person[owner].site == person[other].site
            share = personal_share(person[owner].group, person[other].group, near, rates)
            learn(world.contact[owner, where], shadow if cut_personal else evidence, share, rates)
    if shadow_happened if cut_role else happened:
        tie = world.role_tie[owner, person[other].role]
        share = role_share(world, episode, owner, other)
        learn(tie, shadow if cut_role else evidence, share, rates)
        spill_over(world, owner, person[other].role, shadow if cut_role else evidence, share)


@compiled
def interrupts(result, rates):
    """Being addressed interrupts once; by an option respect, where it is heard, gives back the energy that this takes."""
    energizing = rates.assumptions_energy == Energy.FROM_RESPECT.value and result.heard == 1 and result.mannered == 1
    return 0 if energizing else 1


@compiled
def spill_over(world, owner, role, evidence, share):
    """By an option, what is lived through with one role colours a little what a person feels towards all others.

    Claim: Gittell and Douglass 2012, Limitations: one reciprocal relationship makes others likelier, and conversely.
    """
    rates = world.rates[0]
    if rates.assumptions_spill_over == SpillOver.NONE.value:
        return
    for other_role in range(rates.n_roles):
        if other_role != role:
            learn(world.role_tie[owner, other_role], evidence, SPILL * share, rates)


@compiled
def enact_all(world, order):
    """Enact this tick's episodes in keyed order. Reads order [episodes]."""
    for i in range(order.size):
        enact(world, order[i])


