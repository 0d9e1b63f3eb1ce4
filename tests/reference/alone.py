"""What people do alone: refer a case up the line, write or read an artefact, drill the own function."""

from __future__ import annotations

from dataclasses import dataclass

from sim.draws import Decision
from sim.state import EpisodeKind, Purpose
from tests.reference import rules
from tests.reference.awareness import hold_partner_clue


@dataclass(slots=True)
class Entry:
    """What the protocols say of one role in one type of situation: possibly wrong, possibly out of date."""

    written: int
    needed: int
    answer: int


def enact_alone(model, episode) -> None:
    """One person does something alone; the calendar has paid, except for referring."""
    person = episode.initiator
    if episode.kind == EpisodeKind.REFER:
        refer(model, episode)
    elif episode.kind == EpisodeKind.WRITE:
        write_entry(model, person, episode.target)
    elif episode.kind == EpisodeKind.READ:
        person.read = model.protocol_version
    elif episode.kind == EpisodeKind.COMPILE:
        right = person.skill if episode.target == person.role.index else person.competence
        number = model.draw(Decision.WRITTEN_RIGHT, person.identity, 1000 + episode.target)
        model.curriculum[person.role.index, episode.target] = int(number < right)
    elif episode.kind == EpisodeKind.BUFFER:
        work_out(model, episode)
    else:
        rules.grow_skill(person, model.rates)


def refer(model, episode) -> None:
    """A worker puts a case into the supervisor's queue; on the way up it may be garbled."""
    if not episode.initiator.can_pay(episode.minutes):
        return
    episode.initiator.pay(episode.minutes, Purpose.LINE)
    part = episode.part
    garbled = part.referral_garbled if part.queue_manager else 1 - part.accurate  # by those who passed it up, or the worker
    lost = model.draw(Decision.LOSS, episode.key, 0) < model.rates.line_loss
    part.referral_garbled = int(lost or garbled == 1)
    part.referred, part.queued, part.queue_manager = 1, model.tick, episode.receiver
    if (episode.situation, part) not in model.queue:  # a predecessor's referral may still lie there
        model.queue.append((episode.situation, part))


def work_out(model, episode) -> None:
    """A holder works out alone what the partner's clue would be, and is right if skilled enough."""
    if episode.initiator.attend(episode.minutes, Purpose.BUFFER):
        right = model.draw(Decision.WORKED_OUT, episode.key, 0) < episode.initiator.skill
        hold_partner_clue(model, episode.part, int(right))


def write_entry(model, writer, t: int) -> None:
    """A writer puts down whether a type needs their role and what is typically the answer, right if skilled enough."""
    column, rates = writer.role.index, model.rates
    truth = model.types[t][column]
    answer = truth.typical
    if truth.coupled == 1:
        answer = rules.answer_to(answer, 1, model.types[t][truth.partner].typical, rates.environment_answers)
    needed = truth.needed
    if model.draw(Decision.WRITTEN_RIGHT, writer.identity, t) >= writer.skill:
        number = model.draw(Decision.WRITTEN_AS, writer.identity, t)
        needed, answer = 1 - needed, rules.other_answer(answer, number, rates.environment_answers)
    written = truth.needed == 0 or is_covered(model, t, column)
    model.protocols[t, column] = Entry(int(written), needed, answer)


def is_covered(model, t: int, column: int) -> bool:
    """Protocols cover the same share of the parts of every type: those with the lowest draws."""

    def number(column: int) -> float:
        return rules.draw(model.seed, Decision.COVERED, 0, t, column)

    rates = model.rates
    needed = [c for c, part in model.types[t].items() if part.needed == 1 and c != rates.customer_role]
    before = sum(number(other) < number(column) for other in needed)
    return before < rates.protocols_coverage * len(needed)
