"""Acting: deliberately, by script or by habit, right or wrong; and revising when the partner is heard after all."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.environment.particulars import COMMONEST
from sim.state import NONE, Answered, Purpose
from tests.reference import rules
from tests.reference.situations import Part, Situation
from tests.reference.steps import is_scripted, needs_approval


def act_on_parts(model) -> None:
    """Every holder acts on what is ready, on what the script has reached, or by habit, if the hour leaves the time."""
    for situation in model.situations:
        if not situation.is_open or situation.emerged == model.tick:
            continue
        for part in situation.parts:
            if part.needed == 1 and part.answered == Answered.NOT:
                act(model, situation, part)
            elif part.needed == 1 and may_revise(model, situation, part):
                revise(model, situation, part)


def act(model, situation: Situation, part: Part) -> None:
    """A holder acts on one part by the first way that is open."""
    deliberate = part.aware == 1 and part.acts_on == 1
    if situation.takes_giving_up(part) and not deliberate:
        return  # nobody gives something up by script or in passing
    if deliberate and part.ready == 1 and not needs_approval(model, situation, part):
        act_deliberately(model, situation, part)
    elif (not deliberate or part.ready == 1) and script_is_due(model, situation, part):
        if part.holder.attend(model.rates.minutes_script, Purpose.SCRIPT):
            answer = with_slip(model, part, model.protocols[situation.type, part.column].answer)
            commit(model, situation, part, Answered.SCRIPT, answer, COMMONEST)
    elif part.habit_tick <= model.tick and not deliberate:
        if part.holder.attend(model.rates.minutes_act, Purpose.ACT):
            answer = with_slip(model, part, habitual_answer(model, situation, part))
            commit(model, situation, part, Answered.HABIT, answer, COMMONEST)


def script_is_due(model, situation: Situation, part: Part) -> bool:
    """The script reaches its parts one after the other, from the hour of noticing; nobody follows what is unread."""
    rates = model.rates
    if situation.noticed == NONE or not is_scripted(model, situation, part) or part.holder.read == 0:
        return False
    if model.tick < situation.noticed + int(part.position * rates.protocols_step_hours * rates.ticks_per_hour):
        return False
    number = rules.draw(model.seed, Decision.FOLLOWS_SCRIPT, situation.emerged, part.identity, 0)
    return number < rules.through(Arrow.SCRIPT, 1.0, model.held)


def act_deliberately(model, situation: Situation, part: Part) -> None:
    """An aware holder answers by what they know, giving something up where it takes that."""
    rates, holder = model.rates, part.holder
    asked_for, gives_up = situation.takes_giving_up(part), False
    if asked_for:
        willing = holder.willing(situation.subject, holder.footing_towards(situation.subject).shared_goals)
        gives_up = rules.draw(model.seed, Decision.GIVES_UP, situation.emerged, part.identity, 0) < willing
    if not holder.can_pay(rates.minutes_act + (rates.minutes_give_up if gives_up else 0)):
        return
    holder.pay(rates.minutes_act, Purpose.ACT)
    answer = with_slip(model, part, intended_answer(model, situation, part))
    if gives_up:
        holder.pay(rates.minutes_give_up, Purpose.GIVE_UP)
    elif asked_for:  # without that there is no right answer
        n_answers = rates.environment_answers
        answer = rules.other_answer(
            part.right_answer(n_answers), model.draw(Decision.SLIP_TO, part.identity, 1), n_answers
        )
    commit(model, situation, part, Answered.AWARE, answer, tailored_manner(model, situation, part))


def commit(model, situation: Situation, part: Part, way: Answered, answer: int, manner: int) -> None:
    """An answer stands; what its holder knew is recorded, and a fitting one is felt by the subject."""
    holder, subject = part.holder, situation.subject
    part.answered, part.answer, part.manner, part.acted_tick = way, answer, manner, model.tick
    part.aware_at_act = part.aware
    if part.position != 0:
        part.knew_at_act = int(holder.knows_particular(subject))
        if part.marked == 1 and part.knew_at_act == 1 and manner == subject.particular:
            subject.feel_attended(holder)
    rules.grow_skill(holder, model.rates)


def may_revise(model, situation: Situation, part: Part) -> bool:
    """A holder may revise what they answered before they knew better: unaware, or without the partner's clue."""
    if part.acts_on == 0 or part.accurate == 0 or not part.holder.can_pay(model.rates.minutes_revise):
        return False
    if situation.takes_giving_up(part) or not part.holder_is_still_there:
        return False  # a refusal stands, and a successor does not take back what the predecessor answered
    learned = part.accurate_tick > part.acted_tick or (part.coupled == 1 and part.partner_tick > part.acted_tick)
    return learned and not needs_approval(model, situation, part)


def revise(model, situation: Situation, part: Part) -> None:
    """A holder gives a better answer, if the subject's goals are their own; asked once per piece of news."""
    part.acted_tick = model.tick
    willing = part.holder.willing_for_own_part(part.holder.footing_towards(situation.subject).shared_goals)
    if model.draw(Decision.REVISES, part.identity, 0) >= willing:
        return
    part.holder.pay(model.rates.minutes_revise, Purpose.REVISE)
    answer = with_slip(model, part, intended_answer(model, situation, part))
    commit(model, situation, part, Answered.AWARE, answer, tailored_manner(model, situation, part))


# -- what is answered, and in what manner


def intended_answer(model, situation: Situation, part: Part) -> int:
    """By own clue and partner's; one who has misunderstood answers something else's question."""
    n_answers = model.rates.environment_answers
    if part.accurate == 0:
        return rules.value_among(model.draw(Decision.GUESS, part.identity, 1), n_answers)
    return rules.answer_to(part.clue, part.coupled, assumed_clue(model, situation, part), n_answers)


def assumed_clue(model, situation: Situation, part: Part) -> int:
    """Who has not heard from the partner takes the typical clue for granted, or guesses in a novel situation."""
    if not part.lacks_clue:
        return part.partner_clue
    if situation.novel == 0:
        return part.partner.typical
    return rules.value_among(model.draw(Decision.GUESS, part.identity, 0), model.rates.environment_answers)


def habitual_answer(model, situation: Situation, part: Part) -> int:
    """An unaware holder who knows the routine does what is typical; else anything."""
    n_answers = model.rates.environment_answers
    if situation.novel == 0 and model.draw(Decision.KNOWS_HABIT, part.identity, 0) < part.holder.skill:
        partner = part.partner.typical if part.coupled else 0
        return rules.answer_to(part.typical, part.coupled, partner, n_answers)
    return rules.value_among(model.draw(Decision.GUESS, part.identity, 2), n_answers)


def with_slip(model, part: Part, answer: int) -> int:
    """A holder answers what they mean to, unless they slip."""
    chance = rules.slip_probability(part.holder.skill, part.holder.interruptions, model.rates)
    if model.draw(Decision.SLIP, part.identity, 0) >= chance:
        return answer
    return rules.other_answer(answer, model.draw(Decision.SLIP_TO, part.identity, 0), model.rates.environment_answers)


def tailored_manner(model, situation: Situation, part: Part) -> int:
    """The manner suits the subject as last seen, if the subject's goals are the holder's own."""
    holder, subject = part.holder, situation.subject
    contact = holder.ties.find(subject)
    if part.position == 0 or contact is None or contact.seen_version == NONE:
        return COMMONEST
    willing = holder.willing(subject, holder.footing_towards(subject).shared_goals)
    return contact.seen if model.draw(Decision.TAILORS, part.identity, 0) < willing else COMMONEST
