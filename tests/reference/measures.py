"""Measures, read off from what happened: responses, attentiveness, and a row at the end of each day."""

from __future__ import annotations

from collections import Counter

from sim.relations.process import Process
from sim.environment.particulars import COMMONEST
from sim.measures.exchanges import AN_EPISODE, DAYS
from sim.state import DAILY, MILLION, MOST_CLOSED, NONE, Answered, EpisodeKind, Kind, Outcome
from tests.reference import rules
from tests.reference.people import Person
from tests.reference.situations import Part, Situation


NO_TALK_ABOUT_WORK = {EpisodeKind.PRACTICE, *range(EpisodeKind.REFER, EpisodeKind.BUFFER + 1)}
GOING_OVER = {EpisodeKind.AFTERMATH, EpisodeKind.REVIEW, EpisodeKind.ACCOUNT, EpisodeKind.SESSION}


def tallies_of(model, situation: Situation) -> list[Counter]:
    """Everything is counted; by kind of subject, what emerged after the warm-up."""
    return [model.tallies["everything"], *([model.tallies[situation.subject.kind]] if situation.counted else [])]


def judge_response(model, situation: Situation) -> bool:
    """Timely, knowledgeable, caring: judged once, at closing; returns whether some answer given was wrong."""
    n_answers = model.rates.environment_answers
    needed = [part for part in situation.parts if part.needed == 1]
    marked = [part for part in needed if part.marked == 1]
    acted = [part for part in needed if part.answered != Answered.NOT]
    right = [part for part in acted if part.answer == part.right_answer(n_answers)]
    coupled = [part for part in needed if part.coupled == 1]
    who_knew = [part for part in marked if part.answered != Answered.NOT and part.knew_at_act == 1]
    fitting = [part for part in marked if part.answered != Answered.NOT and part.manner == situation.subject.particular]
    both = [part for part in who_knew if part in fitting]
    known, fit = (rules.is_caring(len(parts), len(marked), model.rates) for parts in (who_knew, fitting))
    answered = situation.outcome == Outcome.ANSWERED
    timely = answered and situation.closed <= situation.deadline
    right_and_coupled = sum(part in right for part in coupled)
    knowledgeable = answered and rules.is_knowledgeable(len(right), len(needed), right_and_coupled, len(coupled), model.rates)
    caring = answered and rules.is_caring(len(both), len(marked), model.rates)
    for tally in tallies_of(model, situation):
        tally["answered" if answered else "abandoned"] += 1
        tally["timely"] += timely
        tally["knowledgeable"] += knowledgeable
        tally["caring"] += caring
        tally["joint"] += timely and knowledgeable and caring
        tally["known"] += answered and known
        tally["fit"] += answered and fit
    if situation.counted and situation.substituted:
        tally = model.tallies[situation.subject.kind]
        tally["substituted"] += 1
        tally["substituted_timely"] += timely
        tally["substituted_knowledgeable"] += knowledgeable
        tally["substituted_caring"] += caring
        tally["substituted_joint"] += timely and knowledgeable and caring
    if situation.counted:
        count_universalism(model, situation, marked, caring)
        for part in needed:
            cell = f"{'aware' if part.aware_at_act else 'unaware'}_{'right' if part in right else 'wrong'}"
            model.tallies[situation.subject.kind][cell if part in acted else "never_acted"] += 1
    return len(right) < len(acted)


def count_universalism(model, situation: Situation, marked: list[Part], caring: bool) -> None:
    """By how the subject stands to those who hold the marked parts; by fitting answers; and for the customer."""
    subject, tally = situation.subject, model.tallies[situation.subject.kind]
    for part in marked:
        if part.answered != Answered.NOT and part.manner == subject.particular:
            tally.update(fitting=1, fitting_uncommon=int(part.manner != COMMONEST))
    if marked:
        tied = all(personal_experience(part.holder, subject) >= AN_EPISODE for part in marked)
        similar = all(part.holder.group == subject.group for part in marked)
        for word in ("tied" if tied else "untied", "similar" if similar else "dissimilar"):
            tally.update({word: 1, f"{word}_caring": int(caring)})
    if subject.is_customer:
        stretch = model.care.setdefault((subject.slot, situation.incumbency), [[0, 0]])
        if stretch[-1][0] == MOST_CLOSED:
            stretch.append([0, 0])
        stretch[-1][0] += 1
        stretch[-1][1] += caring


def personal_experience(who: Person, other: Person) -> float:
    """Experience behind a personal tie; none without one."""
    contact = who.ties.find(other)
    return contact.experience if contact and who.ties.is_personal(contact) else 0.0


def count_exchanges(model) -> None:
    """What passed between roles in this tick: by month, and in all after the warm-up."""
    month = model.tick // (DAYS * model.rates.ticks_per_day)
    for episode in model.episodes:
        if episode.kind in NO_TALK_ABOUT_WORK or episode.opened == 0:
            continue
        met, heard = max(0, episode.met), max(0, episode.heard)
        found = Counter(opened=1, met=met)
        if episode.kind in GOING_OVER:
            found.update(gone_over=1, solved=heard)
        else:
            found.update(heard=heard, accurate=heard * max(0, episode.accurate))
            if episode.situation is not None:
                found.update(about=1, about_met=met, timely=met * (episode.tick <= episode.situation.deadline))
            if episode.minutes > 0:
                whose = "tied" if was_tied(episode, model.rates) else "others"
                found.update({f"of_{whose}": 1, f"granted_{whose}": met})
        roles = (episode.initiator.role.index, episode.receiver.role.index)
        for window in (month, *(["since the warm-up"] if model.observing else [])):
            model.exchanges.setdefault((window, *roles), Counter()).update(found)


def was_tied(episode, rates) -> bool:
    """The one addressed had a personal tie before; what was learnt in this encounter is taken off."""
    who, other = episode.receiver, episode.initiator
    contact = who.ties.find(other)
    if contact is None or not who.ties.is_personal(contact):
        return False
    share = rules.personal_share(who.group, other.group, who.site == other.site, rates)
    learned = share if episode.met == 1 else 0.0
    return contact.experience - learned >= AN_EPISODE


def judge_attentiveness(model, situation: Situation) -> None:
    """For how much of the window holders were aware, and who among subject and holders had attended to whom."""
    holders = [part for part in situation.parts[1:] if part.needed == 1]

    def share(since) -> int:
        window = (situation.emerged, situation.deadline, len(holders))
        return sum(rules.share_of_window(since(part), *window) for part in holders)

    understood = share(lambda part: part.accurate_tick)
    pairs = judge_pairs(model, situation)
    for tally in tallies_of(model, situation):
        if holders:
            tally["judged"] += 1
            tally["noticed"] += share(lambda part: part.aware_tick)
            tally["understood"] += understood
            tally["holds_partner"] += share(holds_since)
            tally["unscripted"] += situation.novel
            tally["unscripted_understood"] += understood * situation.novel
        tally.update(pairs)


def holds_since(part: Part) -> int:
    """Since when a holder understands the situation and, if coupled, truly holds the partner's part."""
    if part.coupled == 0 or part.accurate == 0:
        return part.accurate_tick
    return max(part.accurate_tick, part.partner_tick) if part.partner_accurate == 1 else NONE


def judge_pairs(model, situation: Situation) -> Counter:
    """Ordered pairs: known, attentive (known and the other felt it), mutual, one-sided, merely on file."""
    pairs = Counter()
    for one in situation.parts:
        for two in situation.parts:
            who, other = one.holder, two.holder
            if who is other or one.spans or two.spans:
                continue
            known = who.knows_particular(other)
            there = known and other.was_attended_by(who)
            back = other.knows_particular(who) and who.was_attended_by(other)
            pairs.update(
                pairs=1, pairs_known=known, pairs_attended=there, pairs_mutual=there and back,
                pairs_one_sided=there and not back, pairs_on_file=known and not there,
            )  # fmt: skip
            if situation.counted:
                process = Process(rules.process_between(who.kind, other.kind)).name.lower()
                goals, knowledge, respect = who.footing_towards(other)
                model.tallies[situation.subject.kind].update({
                    f"{process}_pairs": 1, f"{process}_attended": int(there),
                    f"{process}_footing": int(MILLION * (goals + knowledge + respect) / 3.0),
                })  # fmt: skip
    return pairs


def observe(model) -> None:
    """At the end of a day one row is written; nothing else is changed."""
    rates = model.rates
    if (model.tick + 1) % rates.ticks_per_day != 0:
        return
    employed = [person for person in model.people if not person.is_customer]
    workers = [person for person in employed if person.kind == Kind.WORKER and person.present == 1]
    roles = [tie for who in workers for role, tie in who.ties.roles.items() if role != who.role.index]
    personal = [tie for who in workers for tie in who.ties.personal() if not tie.is_gone and tie.experience > 0.0]
    row = {name: model.tallies["everything"][name] for name in DAILY.names}
    row |= {
        "day": model.tick // rates.ticks_per_day,
        "open": len(model.situations),
        "waiting": len(model.queue),
        "present": sum(person.present for person in employed),
        "backlog": sum(person.backlog for person in employed),
    }
    for name, ties in (("role", roles), ("personal", personal)):
        row[f"{name}_quality"] = sum(map(rules.quality, ties)) // max(1, len(ties))
        row[f"{name}_experience"] = sum(int(MILLION * tie.experience) for tie in ties) // max(1, len(ties))
    model.days.append(row)
