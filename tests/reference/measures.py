"""Measures, read off from what happened: responses, attentiveness, and a row at the end of each day."""

from __future__ import annotations

from collections import Counter

from sim.relations.process import Process
from sim.state import DAILY, MILLION, NONE, Answered, Kind, Outcome
from tests.reference import rules
from tests.reference.situations import Part, Situation


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
    known = all(part.answered != Answered.NOT and part.knew_at_act == 1 for part in marked)
    fit = all(part.answered != Answered.NOT and part.manner == situation.subject.particular for part in marked)
    answered = situation.outcome == Outcome.ANSWERED
    timely = answered and situation.closed <= situation.deadline
    knowledgeable = answered and len(right) == len(needed)
    caring = answered and known and fit
    for tally in tallies_of(model, situation):
        tally["answered" if answered else "abandoned"] += 1
        tally["timely"] += timely
        tally["knowledgeable"] += knowledgeable
        tally["caring"] += caring
        tally["joint"] += timely and knowledgeable and caring
        tally["known"] += answered and known
        tally["fit"] += answered and fit
    if situation.counted:
        for part in needed:
            cell = f"{'aware' if part.aware_at_act else 'unaware'}_{'right' if part in right else 'wrong'}"
            model.tallies[situation.subject.kind][cell if part in acted else "never_acted"] += 1
    return len(right) < len(acted)


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
