"""Episodes: the one path by which anything happens between people: pay → meet → inform → perceive → learn."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from sim.arrow import Arrow
from sim.arrows import N_ARROWS
from sim.assumptions import ConvenedBonus, SpillOver, VarietyBonus
from sim.draws import Decision
from sim.episodes.enact import SPILL
from sim.episodes.encounter import NOTHING, Encounter
from sim.relations.attribution import BONUS
from sim.state import NONE, EpisodeKind, Purpose
from tests.reference import rules
from tests.reference.alone import enact_alone
from tests.reference.situations import Part, Situation
from tests.reference.informing import inform
from tests.reference.people import Footing, Person

NOTHING_HELD = np.full(N_ARROWS, np.nan)

PURPOSES = {
    EpisodeKind.TELL: Purpose.TELL, EpisodeKind.ASK_CLUE: Purpose.ASK, EpisodeKind.ASK_PARTICULAR: Purpose.ASK,
    EpisodeKind.AFTERMATH: Purpose.AFTERMATH,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Episode:
    """Who meets whom about what, at whose cost of time; and how it went."""

    kind: EpisodeKind
    initiator: Person
    receiver: Person | None
    key: int  # whose draws decide it
    tick: int
    order: float
    situation: Situation | None = None
    position: int = NONE
    target: int = NONE
    minutes: int = 0  # 0 where the calendar has been paid already
    space: float = 0.0
    opened: int = 0
    met: int = NONE
    heard: int = NONE
    accurate: int = NONE
    reversed: int = NONE

    @property
    def part(self) -> Part | None:
        """The part of whoever opens it."""
        return None if self.position == NONE else self.situation.parts[self.position]

    @property
    def target_part(self) -> Part | None:
        """The part that it is about."""
        return None if self.target == NONE else self.situation.parts[self.target]


def convene(model, kind: EpisodeKind, initiator: Person, receiver: Person | None, key: int, **more) -> Episode:
    """Queue an episode; its place in this tick's order is drawn."""
    order = model.draw(Decision.ORDER, key, int(kind))
    who = SimpleNamespace(role=initiator.role.index, attention=initiator.attention)
    order = rules.turn_in_tick(who, order, model.rates)
    episode = Episode(kind, initiator, receiver, key, model.tick, order, **more)
    model.episodes.append(episode)
    return episode


def propose_about(
    model, kind: EpisodeKind, initiator: Person, receiver: Person, situation: Situation,
    part: Part | None, target: Part | None, minutes: int, key: int,
) -> Episode:  # fmt: skip
    """Queue a private episode about a situation, at the cost of both sides' time, more if they sit apart."""
    if receiver is not None and receiver.site != initiator.site:
        minutes += int(model.rates.minutes_distance)
    return convene(
        model, kind, initiator, receiver, key, situation=situation, minutes=minutes,
        position=part.position if part else NONE, target=target.position if target else NONE,
    )  # fmt: skip


def enact_in_order(model) -> None:
    """This tick's episodes happen one after the other."""
    for episode in sorted(model.episodes, key=lambda episode: episode.order):
        enact(model, episode)


def enact(model, episode: Episode) -> None:
    """One episode happens, or fails to."""
    initiator, receiver, rates = episode.initiator, episode.receiver, model.rates
    if EpisodeKind.REFER <= episode.kind <= EpisodeKind.BUFFER:
        enact_alone(model, episode)
        return
    if initiator is receiver or receiver.present == 0 or not initiator.can_pay(episode.minutes):
        return
    result = meet(model, episode, model.held)
    shadow = result if np.isnan(model.held).all() else meet(model, episode, NOTHING_HELD)
    spend(rates, episode, result)
    for name in ("opened", "met", "heard", "accurate", "reversed"):
        setattr(episode, name, getattr(result, name))
    if result.opened:
        model.log.append(episode)
    if result.heard or result.grasped:
        inform(model, episode, result)
    if result.met and episode.minutes > 0:
        receiver.interruptions += rules.interrupts(result, rates)
    for owner, other, evidence_of, noise, happened, in_shadow in (
        (initiator, receiver, rules.evidence_of_initiator, Decision.NOISE, result.opened, shadow.opened),
        (receiver, initiator, rules.evidence_of_receiver, Decision.NOISE_BACK, result.met, shadow.met),
    ):
        number = model.draw(noise, episode.key, receiver.identity)
        evidence = rules.perceived(evidence_of(episode, result), number, rates)
        free = rules.perceived(evidence_of(episode, shadow), number, rates)
        remember(model, episode, owner, other, (happened, evidence), (in_shadow, free))
        if owner is initiator and result.opened and not rules.goes_along_the_line(episode.kind):
            owner.remember_favour(other, result.met)


def spend(rates, episode: Episode, result: Encounter) -> None:
    """Both pay for a meeting, the initiator alone for an attempt that is refused."""
    if episode.minutes == 0 or not result.opened:
        return
    if result.met:
        for person in (episode.initiator, episode.receiver):
            person.pay(episode.minutes, PURPOSES.get(episode.kind, Purpose.LINE))
    else:
        episode.initiator.pay(min(episode.minutes, rates.minutes_refused), Purpose.REFUSED)


def meet(model, episode: Episode, held) -> Encounter:
    """The encounter on the footing of each; onboarding on a chapter informs as well as that was written."""
    initiator, receiver = episode.initiator, episode.receiver
    towards, back = initiator.footing_towards(receiver, held), receiver.footing_towards(initiator, held)
    result = encounter(model, episode, towards, back, held)
    chapter = (initiator.role.index, receiver.role.index)
    if episode.kind == EpisodeKind.PRACTICE and result.heard and chapter in model.curriculum:
        if model.draw(Decision.READS_CURRICULUM, episode.key, receiver.identity) < rules.through(
            Arrow.CURRICULUM, 1.0, model.held
        ):
            return result._replace(accurate=model.curriculum[chapter])
    return result


def encounter(model, episode: Episode, towards: Footing, back: Footing, held) -> Encounter:
    """Whether one is willing and speaks up, the other gives attention and hears, and who understands whom."""
    initiator, receiver, rates = episode.initiator, episode.receiver, model.rates

    def number(decision: Decision) -> float:
        return model.draw(decision, episode.key, receiver.identity)

    gap = receiver.role.standing - initiator.role.standing
    suppressed = gap > 0.0 and number(Decision.OPEN) < rates.norms_power_over
    line = rules.goes_along_the_line(episode.kind)
    own_part = line or episode.kind == EpisodeKind.ASK_CLUE
    if suppressed or number(Decision.TELLER_WILLING) >= (
        initiator.willing_for_own_part(towards.shared_goals) if own_part else initiator.willing(receiver, towards.shared_goals)
    ):
        return NOTHING
    if number(Decision.SPEAK_UP) >= rules.speaking_up(towards.mutual_respect, gap * (1.0 - episode.space), rates):
        return NOTHING
    polite = rules.between(0.2, 1.0, rules.openness(towards.mutual_respect, initiator.competence, rates))
    result = NOTHING._replace(opened=1, mannered=int(number(Decision.MANNER) < polite))
    chance = receiver.willing_for_own_part(back.shared_goals) if line else receiver.willing(initiator, back.shared_goals)
    willing = number(Decision.WILLING) < chance
    if not receiver.can_pay(episode.minutes) or not willing:
        return result
    result = result._replace(met=1)
    heard = number(Decision.HEAR) < rules.hearing(back.mutual_respect, receiver.competence, gap, rates)
    respect = rules.through(Arrow.AWARENESS_FOOTING, back.mutual_respect, held)
    chance = rules.hearing(respect, receiver.competence, gap, rates)
    grasped = rules.becomes_aware(chance, number(Decision.HEAR), held)
    if not heard and not grasped:
        return result
    understood = rules.accuracy(0.5 * (towards.shared_knowledge + back.shared_knowledge), rates)
    reverses = rules.reversal(towards.mutual_respect, initiator.competence, rates)
    polite = rules.between(0.2, 1.0, rules.openness(back.mutual_respect, receiver.competence, rates))
    return result._replace(
        heard=int(heard), grasped=int(grasped),
        accurate=int(number(Decision.ACCURATE) < understood),
        reversed=int(number(Decision.REVERSE) < reverses),
        accurate_back=int(number(Decision.ACCURATE_BACK) < understood),
        mannered_back=int(number(Decision.MANNER_BACK) < polite),
    )  # fmt: skip


def remember(model, episode: Episode, owner: Person, other: Person, acted: tuple, free: tuple) -> None:
    """One side moves the tie with the person and the tie with the role, each by its share of the episode.

    `acted` and `free` are (whether it happened, evidence): on the footing acted
    on, and on the free one, from which a store that is held is learnt in a shadow.
    """
    if not acted[0] and not free[0]:
        return
    rates, process = model.rates, rules.process_between(owner.kind, other.kind)
    happened, evidence = acted if np.isnan(model.held[Arrow.COPRODUCTION_PERSONAL + process]) else free
    if happened:
        contact = owner.ties.make(other)
        if owner.ties.is_personal(contact):
            share = rules.personal_share(owner.group, other.group, owner.site == other.site, rates)
            rules.learn(contact, evidence, share, rates)
    happened, evidence = acted if np.isnan(model.held[Arrow.COPRODUCTION_ROLE + process]) else free
    if happened:
        share = role_share(model, episode, owner, other)
        rules.learn(owner.ties.roles[other.role.index], evidence, share, rates)
        if rates.assumptions_spill_over == SpillOver.TO_OTHER_ROLES:
            for role, tie in owner.ties.roles.items():
                if role != other.role.index:
                    rules.learn(tie, evidence, SPILL * share, rates)


def role_share(model, episode: Episode, owner: Person, other: Person) -> float:
    """What is learned of the role; by options more where the calendar has paid, or where many incumbents are known."""
    rates = model.rates
    share, _ = rules.attributed(rates)
    if rates.assumptions_convened_bonus == ConvenedBonus.HALF_AGAIN:
        share *= 1.0 + BONUS * int(episode.minutes == 0)
    if rates.assumptions_variety_bonus == VarietyBonus.BY_INCUMBENTS:
        share *= rules.variety_bonus(len(owner.ties.known_in(other.role)))
    return min(1.0, share)
