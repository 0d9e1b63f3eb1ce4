"""What passes between two people who have heard each other: who is needed, clues, circumstances."""

from __future__ import annotations

from sim.draws import Decision
from sim.episodes.encounter import Encounter
from sim.state import EpisodeKind
from tests.reference import rules
from tests.reference.awareness import hold_partner_clue, make_aware


def inform(model, episode, result: Encounter) -> None:
    """An episode in which something reached the other passes on what its kind is about."""
    initiator, receiver = episode.initiator, episode.receiver
    if episode.kind in (EpisodeKind.TELL, EpisodeKind.DIRECT):
        if episode.target_part is not None and result.grasped:
            tell(model, episode, result)
    elif episode.kind == EpisodeKind.ASK_CLUE:
        ask_clue(model, episode, result)
    elif episode.kind == EpisodeKind.INQUIRE:
        inquire(model, episode, result)
    elif result.heard and episode.kind == EpisodeKind.ASK_PARTICULAR:
        initiator.see(receiver, result.accurate)
        if result.reversed:
            receiver.see(initiator, result.accurate_back)
    elif result.heard and episode.kind == EpisodeKind.PRACTICE:
        grow = rules.grow_skill if initiator.role is receiver.role else rules.grow_competence
        grow(initiator, model.rates)


def tell(model, episode, result: Encounter) -> None:
    """A holder becomes aware; the teller's clue comes along, and the holder's comes back if it reverses."""
    situation, part, target = episode.situation, episode.part, episode.target_part
    is_teller = part is not None and part.holder is episode.initiator
    garbled = is_teller and part.accurate == 0  # who misunderstood it passes the misunderstanding on
    if episode.kind == EpisodeKind.DIRECT and not rules.is_relayed(target.referral_garbled, model.rates):
        garbled = True
    make_aware(model, situation, target, 0 if garbled else result.accurate)
    if not is_teller:
        return
    if part.position == 0 and result.accurate == 1:
        # a subject tells of the own circumstances too, unless the norm is detachment
        if model.draw(Decision.DETACHED, episode.key, 1) >= model.rates.norms_detachment:
            episode.receiver.see(episode.initiator, 1)
    if target.partner is part:
        hold_partner_clue(model, target, result.accurate)
    if result.reversed and part.partner is target:
        hold_partner_clue(model, part, result.accurate_back)
        part.look_again()


def ask_clue(model, episode, result: Encounter) -> None:
    """An asker gets the partner's clue, and by asking lets the partner know that they are needed."""
    part, target = episode.part, episode.target_part
    if result.heard:
        hold_partner_clue(model, part, result.accurate)
    if target.aware == 0 and result.grasped:
        make_aware(model, episode.situation, target, result.accurate if part.accurate == 1 else 0)
    if result.reversed and target.partner is part:
        hold_partner_clue(model, target, result.accurate_back)


def inquire(model, episode, result: Encounter) -> None:
    """A manager learns the clue that a case hangs on, or what was meant by who referred it; who is asked hears of the case."""
    part, asked = episode.part, episode.target_part
    if result.heard and asked is part:
        part.referral_garbled = int(not (result.accurate and part.accurate))
    elif result.heard:
        part.found_out = result.accurate
    if asked.aware == 0 and result.grasped:
        make_aware(model, episode.situation, asked, int(result.accurate and not part.referral_garbled))
