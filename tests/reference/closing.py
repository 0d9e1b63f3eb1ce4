"""Closing: a situation closes when its parts are acted on, or is abandoned; it is judged, and failures are gone over."""

from __future__ import annotations

from sim.draws import Decision
from sim.state import Answered, EpisodeKind, Outcome
from tests.reference import rules
from tests.reference.choosing import lowest_draw
from tests.reference.situations import Part, Situation
from tests.reference.episodes import propose_about
from tests.reference.measures import judge_attentiveness, judge_response

AFTERMATH = 48  # keys of episodes after a failure, apart from the holders' own


def close_situations(model) -> None:
    """What is answered closes, what is out of time is abandoned; attentiveness is judged once, at the deadline."""
    for situation in model.situations:
        subject = situation.subject
        has_left = subject.is_vacant or subject.incumbency != situation.incumbency
        if situation.is_open:
            all_answered = all(part.answered != Answered.NOT for part in situation.parts if part.needed == 1)
            if all_answered and not has_left:
                close(model, situation, Outcome.ANSWERED)
            elif model.tick >= situation.abandons:
                close(model, situation, Outcome.ABANDONED)
        if situation.judged == 0 and (model.tick >= situation.deadline or has_left):
            situation.judged = 1
            judge_attentiveness(model, situation)
    model.situations = [s for s in model.situations if s.is_open or s.judged == 0 or s.aftermath == 1]


def close(model, situation: Situation, outcome: Outcome) -> None:
    """A situation ends; those who took part may perceive that it failed."""
    situation.outcome, situation.closed = outcome, model.tick
    wrong = judge_response(model, situation)
    seen = model.draw(Decision.FAILURE_SEEN, situation.identity, 0) < model.rates.environment_failure_seen
    late = outcome == Outcome.ABANDONED or model.tick > situation.deadline
    situation.aftermath = int(late or (wrong and seen))
    if situation.aftermath:
        model.failed.append(situation)


def go_over_failures(model) -> None:
    """The hour after a failure, one who took part takes it up with another: solving it together, or blaming."""
    failed, model.failed = model.failed, []
    for situation in failed:
        situation.aftermath = 0
        took_part = situation.who_took_part()
        first = participant(model, situation, took_part, 1)
        others = [part for part in took_part if part.holder is not first.holder]
        second = participant(model, situation, others, 2)
        if second is not None:
            propose_about(
                model, EpisodeKind.AFTERMATH, first.holder, second.holder, situation, first, second,
                model.rates.minutes_aftermath, first.identity + AFTERMATH,
            )  # fmt: skip


def participant(model, situation: Situation, candidates: list[Part], turn: int) -> Part | None:
    """Choose one of those who took part."""

    def time(part: Part) -> float:
        return rules.draw(model.seed, Decision.AFTERMATH_WITH, situation.closed, part.identity, turn)

    return lowest_draw(candidates, time)
