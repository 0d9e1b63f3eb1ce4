"""The chain from a situation to its response, and the first link of it that broke at a part and was not mended in time.

Being told, the partner's clue, the subject's circumstances, the act: a link that broke and was mended in time is
no cause.
"""

from __future__ import annotations

from dataclasses import replace

from sim.measures.story.causes import OBSTACLES, Cause, Link, Want
from sim.measures.story.history import History
from sim.measures.story.obstacles import Obstacle
from sim.state import NONE, Answered, EpisodeKind

TELLING = {EpisodeKind.TELL, EpisodeKind.ASK_CLUE, EpisodeKind.DIRECT}
SHORT = 2  # ticks within which nothing more can come of being told


def first_broken_link(history: History, outcome: str, position: int) -> Link | None:
    """Find why a part failed the outcome; None if it did not, or if nothing that is recorded explains it."""
    answered, end = history.answered_at(position), history.closed
    if outcome == "timely":
        in_time = answered is not None and answered <= history.deadline
        return None if in_time else why_unanswered(history, position, min(end, history.deadline))
    if answered is None:
        return why_unanswered(history, position, end)
    if outcome == "knowledgeable":
        return why_wrong(history, position) if is_wrong(history, position) else None
    return why_uncaring(history, position) if is_uncaring(history, position) else None


def is_wrong(history: History, position: int) -> bool:
    """Whether what was answered was wrong."""
    return int(history.final(position)["answer"]) != history.right_answer(position)


def is_uncaring(history: History, position: int) -> bool:
    """Whether a marked part was answered without knowing the circumstances, or not as they would have it."""
    final = history.final(position)
    knew_and_suits = final["knew_at_act"] == 1 and final["manner"] == history.particular
    return history.fixed[position]["marked"] == 1 and not knew_and_suits


def why_untold(history: History, position: int, until: int) -> Link | None:
    """Find why a holder did not know in time: passed on, not told by somebody who knew, not noticed."""
    steps = history.steps[position]
    for (_, before), (tick, step) in zip(steps, steps[1:]):
        if tick <= until and before["aware"] and not step["aware"]:
            return Link(Cause.PASSED_ON, Want.TOLD, tick, position, position)
    knew = [p for p in history.positions if p != position and knows(history, p, max(history.emerged, until - SHORT))]
    for tellers in ([p for p in knew if needs_clue_of(history, p, position, until)], knew):  # who lacks the clue has most reason
        links = [link for p in tellers if (link := why_not_reached(history, p, position, until - 1))]
        if links:
            return min(links, key=lambda link: link.tick)
    places = [p for p in history.needed if history.fixed[p]["shows"]]
    if places and (not knew or position in places):
        place, tick = position if position in places else places[0], history.emerged + 1
        step = history.at(place, tick)
        if not step["aware"]:
            return Link(Cause.UNNOTICED if step["there"] else Cause.ABSENT, Want.TOLD, tick, position, place)
    return Link(Cause.NO_TIME, Want.TOLD, max(history.emerged, until - SHORT), position, knew[0], position) if knew else None


def knows(history: History, position: int, until: int) -> bool:
    """Whether a holder had become aware by a tick."""
    return history.first(position, lambda step: step["aware"] == 1, history.emerged, until) is not None


def needs_clue_of(history: History, position: int, partner: int, until: int) -> bool:
    """Whether a part's right answer hung on a partner whose clue its holder did not have."""
    part = history.fixed[position]
    return bool(part["coupled"] and part["partner"] == partner and not history.at(position, until)["partner_held"])


def why_not_reached(history: History, one: int, other: int, until: int) -> Link | None:
    """Find the first reason for which one who knew did not reach another: they failed, or knew of nobody to turn to."""
    links = [
        Link(OBSTACLES[e.obstacle], Want.TOLD, e.tick, other, one, other)
        for e in history.encounters
        if e.position == one and e.target == other and e.tick <= until and e.kind in TELLING
        and e.obstacle not in (Obstacle.NOTHING, Obstacle.GARBLED)
    ]  # fmt: skip
    unknown = history.first(one, lambda step: step["aware"] == 1 and step["knows_address"][other] == 0, history.emerged, until)
    if unknown is not None:
        links.append(Link(Cause.ADDRESS_UNKNOWN, Want.TOLD, unknown, other, one, other))
    return min(links, key=lambda link: link.tick, default=None)


def why_no_clue(history: History, position: int, until: int) -> Link | None:
    """Find why the partner's clue did not come: not reached by asking, nor by being told."""
    partner = history.fixed[position]["partner"]
    there = why_not_reached(history, position, partner, until)
    back = why_not_reached(history, partner, position, until) if knows(history, partner, until) else None
    link = there or back
    return replace(link, want=Want.CLUE, position=position) if link else None


def why_unanswered(history: History, position: int, end: int) -> Link | None:
    """Find why a part was not answered by a tick."""
    aware = history.aware_since(position, end)
    if aware is None or aware > end - SHORT:
        return why_untold(history, position, end if aware is None else aware)
    step = history.at(position, end - 1 if position == 0 and history.subject_left else end)
    if not step["acts_on"]:
        return Link(Cause.LEFT_TO_OTHERS, Want.ACT, aware, position, position)
    if not step["there"]:
        return Link(Cause.ABSENT, Want.ACT, history.first(position, lambda s: s["there"] == 0, aware, end) or aware, position, position)
    if step["ready"]:
        since = max(history.first(position, lambda s: s["ready"] == 1, aware, end), history.emerged + 1)
        bound = lacks_approval(history, position, step)
        return Link(Cause.NO_APPROVAL if bound else Cause.NO_TIME_TO_ACT, Want.ACT, since, position, position)
    if history.fixed[position]["coupled"] and not step["partner_held"] and (link := why_no_clue(history, position, end)):
        return link
    if step["referred"] and step["queue_manager"] != NONE:
        return Link(Cause.IN_THE_LINE, Want.ACT, history.first(position, lambda s: s["referred"] == 1, aware, end), position, position)
    if history.subject_left:
        return None
    return why_untold(history, position, aware) or Link(Cause.NO_TIME_TO_ACT, Want.ACT, aware, position, position)


def lacks_approval(history: History, position: int, step) -> bool:
    """Whether an answer off the script, touching another function, was neither approved nor within discretion."""
    return bool(history.fixed[position]["coupled"] and step["discretion"] == 0 and not step["approved"])


def why_wrong(history: History, position: int) -> Link | None:
    """Find why an answer was wrong."""
    part, final = history.fixed[position], history.final(position)
    act = int(final["acted_tick"])
    if final["answered"] != Answered.AWARE:
        return why_not_deliberate(history, position, act)
    if history.gives_up and part["marked"] and position != 0:
        return Link(Cause.NOT_GIVEN_UP, Want.ACT, act, position, position, 0)
    step = history.at(position, act)
    if not step["accurate"]:
        return why_mistaken(history, position, act)
    if part["coupled"] and not step["partner_held"]:
        waited = why_no_clue(history, position, act)
        return waited or Link(Cause.NOT_WAITED, Want.CLUE, history.aware_since(position, act), position, position, part["partner"])
    if part["coupled"] and not step["partner_accurate"]:
        held = history.first(position, lambda s: s["partner_held"] == 1, history.emerged, act)
        return Link(Cause.GARBLED, Want.CLUE, held, position, part["partner"], position)
    return Link(Cause.SLIP, Want.ACT, act, position, position)


def why_mistaken(history: History, position: int, until: int) -> Link:
    """Find how an aware holder came to take the situation for something else: misunderstood by whoever told them, or by what they saw."""
    aware = history.aware_since(position, until)
    tellers = [e.position for e in history.encounters if e.tick == aware and e.target == position and e.heard == 1]
    if tellers and tellers[0] != NONE:
        return Link(Cause.GARBLED, Want.TOLD, aware, position, tellers[0], position)
    return Link(Cause.MISREAD, Want.TOLD, aware, position, position)


def why_not_deliberate(history: History, position: int, act: int) -> Link | None:
    """Find why a part was answered by script or by habit."""
    if not history.final(position)["aware_at_act"]:
        return why_untold(history, position, act)
    aware = history.aware_since(position, act)
    if not history.at(position, act)["acts_on"]:
        return Link(Cause.LEFT_TO_OTHERS, Want.ACT, aware, position, position)
    return Link(Cause.NO_APPROVAL, Want.ACT, aware, position, position)


def why_uncaring(history: History, position: int) -> Link | None:
    """Find why a marked part was answered unknowing, or not as the circumstances would have it."""
    final = history.final(position)
    act = int(final["acted_tick"])
    if final["knew_at_act"]:
        if final["answered"] == Answered.AWARE:
            return Link(Cause.NOT_SUITED, Want.ACT, act, position, position, 0)
        return why_not_deliberate(history, position, act)
    before = max(history.emerged, act - 1)  # the last moment at which knowing would still have told
    for e in history.encounters:
        if e.kind == EpisodeKind.ASK_PARTICULAR and e.position == position and e.obstacle and e.tick <= act:
            return Link(OBSTACLES[e.obstacle], Want.CIRCUMSTANCES, min(e.tick, before), position, position, 0)
    unasked = history.first(position, lambda s: s["wants_particular"] == 0, history.emerged, act)
    if unasked is not None:
        return Link(Cause.NOT_ASKED, Want.CIRCUMSTANCES, min(unasked, before), position, position, 0)
    if final["aware_at_act"]:
        return Link(Cause.OUT_OF_DATE, Want.CIRCUMSTANCES, min(history.aware_since(position, act), before), position, position, 0)
    link = why_untold(history, position, act)
    if link and final["manner"] == history.particular:  # all that was missing is how the subject is
        return replace(link, want=Want.CIRCUMSTANCES, tick=min(link.tick, before), position=position)
    return link
