"""The line: managers serve what was referred to them, and decide each case or hand it back with authority."""

from __future__ import annotations

from sim.draws import Decision
from sim.state import EpisodeKind
from tests.reference import rules
from tests.reference.awareness import make_aware
from tests.reference.situations import Part, Situation
from tests.reference.episodes import enact, propose_about
from tests.reference.people import Person


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
    """A manager takes up one case; what follows depends on the footing towards the worker who referred it."""
    manager, worker, rates = part.queue_manager, part.holder, model.rates
    if manager.present == 0 or worker.present == 0:
        return
    footing = manager.footing_towards(worker)
    number = rules.draw(model.seed, Decision.HAND_BACK, part.queued, part.identity, 0)
    back = number < rules.handing_back(footing.shared_goals, footing.mutual_respect, rates)
    kind, minutes = EpisodeKind.DECIDE, rates.minutes_decide
    if back:
        kind, minutes = EpisodeKind.HAND_BACK, rates.minutes_hand_back
    episode = propose_about(model, kind, manager, worker, situation, part, part, minutes, part.identity)
    enact(model, episode)
    if episode.met != 1:
        return
    part.queue_manager, part.wakes = None, 0
    if not back:
        decide(model, situation, manager, part.referral_garbled)
    elif episode.heard == 1:
        hand_back(situation, part)


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
