"""The line: managers serve what was referred to them: they decide, inquire, call the holders together, or hand back."""

from __future__ import annotations

from sim.assumptions import Authority
from sim.draws import Decision
from sim.state import NONE, EpisodeKind, Purpose
from tests.reference import rules
from tests.reference.awareness import hold_partner_clue, make_aware
from tests.reference.situations import Part, Situation
from tests.reference.episodes import convene, enact, propose_about
from tests.reference.people import Person

INQUIRING, TOLD, ASKED = 8, 16, 24  # keys apart from holders' own


def serve_line(model) -> None:
    """What was in the queue before this hour is served, first come first served, as long as managers have time."""
    drop_settled(model)

    def arrival(case: tuple[Situation, Part]) -> float:
        part, personal = case[1], model.rates.norms_personal_criteria
        number = rules.draw(model.seed, Decision.LINE_ORDER, part.queued, part.identity, 0)
        favour = personal * part.queue_manager.return_from(part.holder)
        if rules.draw(model.seed, Decision.JUMPS_QUEUE, part.queued, part.identity, 0) < favour:
            return number
        return 1.0 + part.queued + number

    for situation, part in sorted(model.queue, key=arrival):
        if part.queued < model.tick:
            serve(model, situation, part)
    drop_settled(model)


def drop_settled(model) -> None:
    """Cases that are served, or whose situation has closed, leave the queue."""
    model.queue = [
        (situation, part) for situation, part in model.queue if part.queue_manager is not None and situation.is_open
    ]


def serve(model, situation: Situation, part: Part) -> None:
    """A manager takes up one case; all they do with it begins as an encounter that can fail."""
    manager, worker, rates = part.queue_manager, part.holder, model.rates
    if manager.present == 0:
        return
    over_all = all(answers_to(other.holder, manager) for other in situation.parts if other.needed == 1)
    if manager.supervisor and not over_all and rates.assumptions_authority == Authority.OVER_ALL:
        minutes = rates.minutes_refer
        enact(model, propose_about(model, EpisodeKind.REFER, manager, manager.supervisor, situation, part, None, minutes, part.identity))
        return
    if worker.present == 0:
        return
    kind = choose_answer(model, situation, part)
    if kind == EpisodeKind.INQUIRE:
        inquire_into(model, situation, part)
        return
    others = who_can_come(model, situation, part)
    if kind == EpisodeKind.CONFER and not others:
        kind = EpisodeKind.DECIDE
    minutes = {
        EpisodeKind.DECIDE: rates.minutes_decide, EpisodeKind.HAND_BACK: rates.minutes_hand_back,
        EpisodeKind.CONFER: rates.minutes_confer,
    }[kind]  # fmt: skip
    episode = propose_about(model, kind, manager, worker, situation, part, part, minutes, part.identity)
    enact(model, episode)
    if episode.met != 1:
        return
    part.queue_manager, part.wakes = None, 0
    if episode.heard == 1 and part.found_out != NONE:
        hold_partner_clue(model, part, part.found_out * episode.accurate)
    if kind == EpisodeKind.DECIDE:
        decide(model, situation, manager, part.referral_garbled)
    elif kind == EpisodeKind.CONFER:
        part.approved = max(part.approved, episode.heard)
        confer(model, situation, part, manager, others)
    elif episode.heard == 1:
        hand_back(situation, part)


def answers_to(person: Person, manager: Person) -> bool:
    """The line of superiors leads there; a customer answers to nobody and is in nobody's way."""
    if person is manager or person.is_customer:
        return True
    return person.supervisor is not None and answers_to(person.supervisor, manager)


def choose_answer(model, situation: Situation, part: Part) -> EpisodeKind:
    """Hand back where authority is shared; else step out of the expert's role to learn, from all or from one; else decide."""
    rates, manager = model.rates, part.queue_manager
    footing = manager.footing_towards(part.holder)

    def number(decision: Decision) -> float:
        return rules.draw(model.seed, decision, part.queued, part.identity, 0)

    goals = manager.weighing_favours(part.holder, footing.shared_goals)
    if number(Decision.HAND_BACK) < rules.handing_back(goals, footing.mutual_respect, rates):
        return EpisodeKind.HAND_BACK
    if number(Decision.LEAVES_EXPERT_ROLE) >= rules.reversal(footing.mutual_respect, manager.competence, rates):
        return EpisodeKind.DECIDE
    if number(Decision.KNOWS_HOLDERS) < rules.knowing_whom(footing.shared_knowledge, situation.novel, rates):
        return EpisodeKind.CONFER
    return EpisodeKind.DECIDE if part.inquired else EpisodeKind.INQUIRE


def inquire_into(model, situation: Situation, part: Part) -> None:
    """Once a manager asks whose clue the case hangs on, or else who referred it."""
    manager, asked = part.queue_manager, part
    if part.lacks_clue and part.partner.holder is not manager and part.partner.holder.present == 1:
        asked = part.partner
    minutes, key = model.rates.minutes_ask, part.identity + INQUIRING
    episode = propose_about(model, EpisodeKind.INQUIRE, manager, asked.holder, situation, part, asked, minutes, key)
    enact(model, episode)
    part.inquired = int(episode.met != NONE)


def who_can_come(model, situation: Situation, part: Part) -> dict[Part, int]:
    """Whose part is needed, who are there and have the time, with the minutes that it takes them."""
    found, manager = {}, part.queue_manager
    for other in situation.parts:
        holder = other.holder
        if other.needed == 1 and holder is not part.holder and holder is not manager:
            apart = model.rates.minutes_distance if holder.site != manager.site else 0
            if holder.can_pay(model.rates.minutes_confer + apart):
                found[other] = model.rates.minutes_confer + apart
    return found


def confer(model, situation: Situation, part: Part, manager: Person, others: dict[Part, int]) -> None:
    """Whoever comes pays; the one who referred tells who does not know yet, and who lacks a clue asks for it."""
    turns = max(1, model.rates.minutes_confer // model.rates.minutes_tell)
    for other, minutes in others.items():
        other.holder.pay(minutes, Purpose.LINE)
    there = [*others, part]
    for other in situation.parts:
        if other.needed == 1 and other.holder is manager and other is not part:
            there.append(other)
            make_aware(model, situation, other, 1 - part.referral_garbled)
    there.sort(key=lambda other: other.position)
    for other in there:
        if turns > 0 and other.aware == 0 and not other.answered:
            speak(model, EpisodeKind.TELL, situation, part, other, TOLD)
            turns -= 1
    for other in there:
        if turns > 0 and other.aware == 1 and other.lacks_clue and other.partner in there:
            speak(model, EpisodeKind.ASK_CLUE, situation, other, other.partner, ASKED)
            turns -= 1


def speak(model, kind: EpisodeKind, situation: Situation, part: Part, target: Part, key: int) -> None:
    """One holder turns to another at the table, in time that both have paid."""
    episode = convene(
        model, kind, part.holder, target.holder, part.identity + key,
        situation=situation, position=part.position, target=target.position,
    )  # fmt: skip
    enact(model, episode)


def hand_back(situation: Situation, part: Part) -> None:
    """The worker gets authority: approval, and the names of all who are needed, unless the case came up garbled."""
    part.approved = 1
    if part.referral_garbled == 0:
        for other in situation.parts:
            if other is not part and other.needed == 1:
                address = part.address(other)
                address.known, address.attempts = 1, 0
    part.look_again()


def decide(model, situation: Situation, manager: Person, garbled: int) -> None:
    """The manager sends orders to every holder still unaware; what came up garbled goes down garbled."""
    for other in situation.parts[1:]:
        if not other.is_left_alone:
            continue
        if other.holder is manager:
            make_aware(model, situation, other, 1 - garbled)
        else:
            other.directed_by, other.referral_garbled = manager, garbled
