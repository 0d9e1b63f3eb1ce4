"""Acting: with awareness or without it, on time or not, right or wrong; and revising when the partner is heard after all."""

from sim.attention.awareness import other_answer
from sim.attention.spending import can_pay, pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.environment.particulars import COMMONEST
from sim.episodes.practice import grow_skill
from sim.people.next_event import NEVER
from sim.processes.answers import (
    habitual_answer,
    intended_answer,
    knows_particular,
    right_answer,
    tailored_manner,
    with_slip,
)
from sim.processes.motive import willing, willing_for_own_part
from sim.processes.script import needs_approval, script_is_due, script_reaches
from sim.relations.contacts import contact_with
from sim.relations.footing import footing_towards
from sim.state import NONE, Answered, Outcome, Purpose


@compiled
def act_on_parts(world):
    """Every holder acts on what is ready, on what the script has reached, or by habit, if this hour leaves the time."""
    situation, part, tick = world.situation, world.part, world.clock[0].tick
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        if situation[s].acts > tick or situation[s].outcome != Outcome.OPEN.value or situation[s].emerged == tick:
            continue
        situation[s].acts = NEVER
        for position in range(situation[s].n_positions):
            if part[s, position].needed == 0 or part[s, position].holder == NONE:
                continue
            if part[s, position].answered == Answered.NOT.value:
                act(world, s, position, tick)
            elif may_revise(world, s, position, tick):
                revise(world, s, position, tick)
            situation[s].acts = min(situation[s].acts, next_chance(world, s, position, tick))


@compiled
def next_chance(world, s, position, tick):
    """Find the tick at which a holder may next act on a part, or revise it, if there is no news before."""
    part = world.part[s, position]
    if part.answered != Answered.NOT.value:
        return tick + 1 if has_learned(part) else NEVER
    if part.aware == 1 and part.acts_on == 1:
        return tick + 1 if part.ready == 1 else NEVER
    if takes_giving_up(world.situation[s], part, position):
        return NEVER
    return max(tick + 1, min(part.habit_tick, script_reaches(world, s, position)))


@compiled
def act(world, s, position, tick):
    """A holder acts on one part, by the first way that is open: deliberately, by script, by habit.

    Claim: model, Words: awareness is neither necessary nor sufficient for a right act.
    """
    part = world.part[s, position]
    deliberate = part.aware == 1 and part.acts_on == 1
    if takes_giving_up(world.situation[s], part, position) and not deliberate:
        return  # nobody gives something up by script or in passing
    if deliberate and part.ready == 1 and not needs_approval(world, s, position, tick):
        act_deliberately(world, s, position, tick)
    elif script_is_due(world, s, position, tick) and (not deliberate or part.ready == 1):
        act_by_script(world, s, position, tick)
    elif part.habit_tick <= tick and not deliberate:
        act_by_habit(world, s, position, tick)


@compiled
def takes_giving_up(situation, part, position):
    """A colleague's need that can be met only by someone giving something up takes that at the marked parts."""
    return situation.gives_up == 1 and part.marked == 1 and position != 0


@compiled
def act_deliberately(world, s, position, tick):
    """An aware holder answers by what they know, in a manner for this person, giving something up where it takes that."""
    part, rates, situation = world.part[s, position], world.rates[0], world.situation[s]
    if not can_pay(world.person[part.holder], rates.minutes_act):
        return  # whatever they would give up besides
    minutes, gives_up, asked = rates.minutes_act, False, takes_giving_up(situation, part, position)
    if asked:
        goals, _, _ = footing_towards(world, part.holder, situation.subject, world.held)
        number = draw(rates.seed, Decision.GIVES_UP, situation.emerged, part.identity, 0)
        gives_up = number < willing(world, part.holder, situation.subject, goals)
        minutes += rates.minutes_give_up if gives_up else 0
    if not can_pay(world.person[part.holder], minutes):
        return
    pay(world, part.holder, rates.minutes_act, Purpose.ACT.value)
    answer = with_slip(world, s, position, intended_answer(world, s, position, tick), tick)
    if gives_up:
        pay(world, part.holder, rates.minutes_give_up, Purpose.GIVE_UP.value)
    elif asked:
        number = draw(rates.seed, Decision.SLIP_TO, tick, part.identity, 1)
        answer = other_answer(right_answer(world, s, position), number, rates.environment_answers)
    manner = tailored_manner(world, s, position, tick) if position != 0 else COMMONEST
    commit(world, s, position, Answered.AWARE.value, answer, manner, tick)


@compiled
def act_by_script(world, s, position, tick):
    """A holder executes the script's step without asking what the case is about."""
    part, rates = world.part[s, position], world.rates[0]
    if not can_pay(world.person[part.holder], rates.minutes_script):
        return
    pay(world, part.holder, rates.minutes_script, Purpose.SCRIPT.value)
    entry = world.artefact[world.situation[s].type, part.column]
    answer = with_slip(world, s, position, entry.answer, tick)
    commit(world, s, position, Answered.SCRIPT.value, answer, COMMONEST, tick)


@compiled
def act_by_habit(world, s, position, tick):
    """A holder who is not aware of the situation does in passing what they always do."""
    part, rates = world.part[s, position], world.rates[0]
    if not can_pay(world.person[part.holder], rates.minutes_act):
        return
    pay(world, part.holder, rates.minutes_act, Purpose.ACT.value)
    answer = with_slip(world, s, position, habitual_answer(world, s, position, tick), tick)
    commit(world, s, position, Answered.HABIT.value, answer, COMMONEST, tick)


@compiled
def commit(world, s, position, way, answer, manner, tick):
    """An answer stands; what its holder knew at that moment is recorded, and a fitting one is felt by the subject."""
    part, subject = world.part[s, position], world.situation[s].subject
    world.situation[s].settles = tick
    part.answered, part.answer, part.manner, part.acted_tick = way, answer, manner, tick
    part.aware_at_act = part.aware
    part.partner_at_act = part.partner_held
    if position != 0:
        part.knew_at_act = 1 if knows_particular(world, part.holder, subject) else 0
        if part.marked == 1 and part.knew_at_act == 1 and manner == world.person[subject].particular:
            felt = world.contact[subject, contact_with(world, subject, part.holder)]
            felt.attended_version, felt.attended_tick = world.person[subject].version, tick
    grow_skill(world.person[part.holder], world.rates[0])


@compiled
def may_revise(world, s, position, tick):
    """A holder may revise what they answered before they knew better: unaware, or without the partner's clue."""
    part, rates = world.part[s, position], world.rates[0]
    holder = world.person[part.holder]
    if not has_learned(part) or part.acts_on == 0 or part.accurate == 0 or not can_pay(holder, rates.minutes_revise):
        return False
    if takes_giving_up(world.situation[s], part, position) or holder.incumbency != part.incumbency:
        return False  # a refusal stands, and a successor does not take back what the predecessor answered
    return not needs_approval(world, s, position, tick)


@compiled
def has_learned(part):
    """Since a holder answered they have understood the situation, or heard the partner's clue."""
    return part.accurate_tick > part.acted_tick or (part.coupled == 1 and part.partner_tick > part.acted_tick)


@compiled
def revise(world, s, position, tick):
    """A holder takes the answer back and gives a better one, if the subject's goals are their own.

    Claim: model §3: waiting for the partner's clue and revising on it. Asked once per piece of news.
    """
    part, rates = world.part[s, position], world.rates[0]
    goals, _, _ = footing_towards(world, part.holder, world.situation[s].subject, world.held)
    part.acted_tick = tick
    willingness = willing_for_own_part(world, part.holder, goals)
    if draw(rates.seed, Decision.REVISES, tick, part.identity, 0) >= willingness:
        return
    pay(world, part.holder, rates.minutes_revise, Purpose.REVISE.value)
    answer = with_slip(world, s, position, intended_answer(world, s, position, tick), tick)
    manner = tailored_manner(world, s, position, tick) if position != 0 else COMMONEST
    commit(world, s, position, Answered.AWARE.value, answer, manner, tick)
