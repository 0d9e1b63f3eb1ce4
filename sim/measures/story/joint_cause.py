"""The cause of a failure: what broke, was not mended in time, and was enough for it; of several such links, all of them.

Mostly it is one link, or one way of failing at several parts. Where it is more, at different parts or one behind the
other at the same part, they are the cause jointly: had one of them held, another would still have been broken.
"""

from __future__ import annotations

from sim.environment.particulars import COMMONEST
from sim.measures.story.causes import Cause, Link, Want
from sim.measures.story.chain import first_broken_link, why_mistaken, why_not_deliberate
from sim.measures.story.history import History
from sim.state import NONE, Answered, EpisodeKind

SETTLED = {Cause.ADDRESS_UNKNOWN, Cause.LEFT_TO_OTHERS, Cause.NOT_ASKED}  # not tried a second time without news
SECOND_TRY = 2  # ticks that it takes to try something twice
SPOKEN = {EpisodeKind.TELL, EpisodeKind.ASK_PARTICULAR}  # in which a subject may tell how they are


def broken_links(history: History, outcome: str) -> list[Link]:
    """The cause of a failed outcome: all links that were broken and enough for it, in the order of time."""
    found = [link for position in history.needed for link in broken_at(history, outcome, position)]
    answered_too_late = history.subject_left and not history.answered
    if answered_too_late and all(history.answered_at(position) is not None for position in history.needed):
        found.append(leaving(history, 0))
    left = [link for link in found if link.cause == Cause.SUBJECT_LEFT]
    links = [link for link in found if link.cause != Cause.SUBJECT_LEFT] + left[:1]  # one leaves once
    return sorted(links, key=lambda link: (link.tick, link.position))


def ways(links: list[Link]) -> list[list[Link]]:
    """Part a cause into its ways of failing; more than one make it joint.

    One way is what broke alike, and whomever one person did not reach.
    """
    found: list[list[Link]] = []
    for link in links:
        alike = next((way for way in found if is_alike(way[0], link)), None)
        if alike is None:
            found.append([link])
        else:
            alike.append(link)
    return found


def is_alike(first: Link, link: Link) -> bool:
    """Whether two links broke in the same way, or where the same person did not reach others."""
    return link.cause == first.cause or (reaches(link) and reaches(first) and link.one == first.one)


def reaches(link: Link) -> bool:
    """Whether a link is one person's reaching another, rather than an act."""
    return link.want != Want.ACT and link.other != NONE


def broken_at(history: History, outcome: str, position: int) -> list[Link]:
    """What was enough to fail at one part: the first broken link, what stood behind it, the subject's leaving."""
    first, unanswered = first_broken_link(history, outcome, position), history.answered_at(position) is None
    left = unanswered and history.subject_left
    if first is None and not left:
        return []
    useless = why_useless(history, outcome, position) if unanswered else None
    behind = (why_no_minutes(history, outcome, first), why_unsuited(history, first)) if first else ()
    links = [link for link in (first, useless, *behind) if link]
    passing = first and first.cause not in SETTLED and history.closed - 1 - first.tick < SECOND_TRY
    if not left or (first and not passing and has_time(history, first)):
        return links
    return [link for link in links if not (passing and link == first)] + [leaving(history, position)]


def leaving(history: History, position: int) -> Link:
    """The subject left before a part was answered."""
    return Link(Cause.SUBJECT_LEFT, Want.ACT, history.closed - 1, position, 0)


def has_time(history: History, link: Link) -> bool:
    """Whether before the subject left there was time for what follows: an act, and two tries at the clue and the circumstances."""
    part = history.fixed[link.position]
    clue = link.want == Want.TOLD and part["coupled"] and part["partner"] not in (link.one, link.other)
    circumstances = link.want in (Want.TOLD, Want.CLUE) and part["marked"] and link.position != 0
    return history.closed - 1 - link.tick >= 1 + SECOND_TRY * (int(clue) + int(circumstances))


def why_useless(history: History, outcome: str, position: int) -> Link | None:
    """Find what would have spoiled the answer that was not given: its holder was mistaken, or did not mean to ask how the subject was."""
    step = history.at(position, history.closed)
    if not step["aware"]:
        return None
    if outcome == "knowledgeable" and not step["accurate"]:
        return why_mistaken(history, position, history.closed)
    unasked = step["wants_particular"] == 0 and not have_spoken(history, position)
    if outcome == "caring" and history.fixed[position]["marked"] and unasked:
        tick = history.first(position, lambda s: s["wants_particular"] == 0, history.emerged, history.closed)
        return Link(Cause.NOT_ASKED, Want.CIRCUMSTANCES, tick, position, position, 0)
    return None


def have_spoken(history: History, position: int) -> bool:
    """Whether the subject and a holder were in touch about it."""
    return any(e.heard == 1 and e.kind in SPOKEN and {e.position, e.target} == {0, position} for e in history.encounters)


def why_no_minutes(history: History, outcome: str, first: Link) -> Link | None:
    """Find whether a holder would have had no minutes either: in every hour since, other answers of theirs were left for want of them."""
    position, answered = first.position, history.answered_at(first.position)
    until = min(history.closed, history.deadline) if outcome == "timely" else history.closed
    ticks = range(first.tick + 1, until)
    in_time = answered is not None and answered <= until
    if in_time or first.cause == Cause.NO_TIME_TO_ACT or len(ticks) < SECOND_TRY:
        return None
    if all(history.at(position, tick)["out_of_minutes"] for tick in ticks):
        return Link(Cause.NO_TIME_TO_ACT, Want.ACT, first.tick + 1, position, position)
    return None


def why_unsuited(history: History, first: Link) -> Link | None:
    """Find whether a holder who did not know the circumstances would not have suited the answer either: unwilling, or not deliberate."""
    position, final = first.position, history.final(first.position)
    if first.want != Want.CIRCUMSTANCES or not final["answered"] or history.particular == COMMONEST:
        return None
    if final["answered"] != Answered.AWARE and final["aware_at_act"]:
        return why_not_deliberate(history, position, int(final["acted_tick"]))
    if history.would_suit.get(position, True):
        return None
    return Link(Cause.NOT_SUITED, Want.ACT, int(final["acted_tick"]), position, position, 0)
