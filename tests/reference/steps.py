"""What people propose: ask for the missing clue, else learn the particular, else tell, else refer up, else act."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.people.next_event import NEVER
from sim.assumptions import BufferUse
from sim.state import NONE, Answered, EpisodeKind
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.address import can_attempt, misaddresses
from tests.reference.awareness import make_aware
from tests.reference.situations import Part, Situation
from tests.reference.episodes import propose_about

DIRECTING = 32  # keys of a manager's orders about a part, apart from its holder's own


def notice_situations(model) -> None:
    """The holder at the place where a situation first shows may see it, and may misread what they see."""
    for situation in model.situations:
        if not situation.is_open or situation.emerged == model.tick:
            continue
        for part in situation.parts[1:]:
            unaware = part.shows == 1 and part.aware == 0 and part.answered == Answered.NOT
            if unaware and part.holder is not None and part.holder.present == 1:
                look(model, situation, part)


def look(model, situation: Situation, part: Part) -> None:
    """One holder looks at one situation for one tick."""
    rates, footing = model.rates, part.holder.footing_towards(situation.subject)
    goals = rules.through(Arrow.AWARENESS_FOOTING, footing.shared_goals, model.held)
    willing = part.holder.willing_for_own_part(goals)
    chance = rules.notice_probability(willing, part.holder.attention / rates.paid_minutes, rates)
    if rules.becomes_aware(chance, model.draw(Decision.NOTICE, part.identity, 0), model.held):
        misread = rules.misread_probability(footing.shared_knowledge, rates)
        misreads = model.draw(Decision.MISREAD, part.identity, 0) < misread
        make_aware(model, situation, part, 0 if misreads else 1)


def propose(model) -> None:
    """Everybody proposes on the state at the start of the tick, so that news travels one hop a tick."""
    for situation in model.situations:
        if not situation.is_open:
            continue
        for part in situation.parts:
            direct(model, situation, part)
            concerned = part.aware == 1 and part.answered == Answered.NOT and part.wakes <= model.tick
            if concerned and part.holder.present == 1 and part.holder.attention > 0:
                take_step(model, situation, part)


def direct(model, situation: Situation, part: Part) -> None:
    """A manager who has decided a case orders a holder who is still unaware to act."""
    manager, part.directed_by = part.directed_by, None
    if manager is None or part.aware == 1 or part.answered != Answered.NOT or part.holder is manager:
        return
    minutes, key = model.rates.minutes_tell, part.identity + DIRECTING
    propose_about(model, EpisodeKind.DIRECT, manager, part.holder, situation, None, part, minutes, key)


def take_step(model, situation: Situation, part: Part) -> None:
    """A holder does the first feasible; who waits or is ready to act looks again only upon news or the last call."""
    proposes = (
        ask_for_clue(model, situation, part)
        or learn_particular(model, situation, part)
        or tell_one(model, situation, part)
        or refer_up(model, situation, part)
    )
    waits = not proposes and (waits_for_clue(model, situation, part) or waits_for_line(model, situation, part))
    part.ready = int(not proposes and not waits)
    if waits:
        may_buffer = part.lacks_clue and part.holder.role.buffers > 0.0
        part.wakes = model.tick + 1 if may_buffer else last_call(model, situation)
    elif not proposes:
        part.wakes = NEVER


# -- coordination


def ask_for_clue(model, situation: Situation, part: Part) -> bool:
    """A holder whose right answer hangs on another's clue asks for it, or works it out alone."""
    option = model.rates.assumptions_buffers
    if not part.lacks_clue:
        return False
    if option == BufferUse.INSTEAD_OF_ASKING and works_out_alone(model, situation, part):
        return True
    if not can_attempt(model, situation, part, part.partner):
        return option == BufferUse.AFTER_ASKING and works_out_alone(model, situation, part)
    part.address(part.partner).attempts += 1
    propose_about(
        model, EpisodeKind.ASK_CLUE, part.holder, part.partner.holder, situation, part, part.partner,
        model.rates.minutes_ask, part.identity,
    )  # fmt: skip
    return True


def works_out_alone(model, situation: Situation, part: Part) -> bool:
    """A holder spends own time on what another's clue would tell, if the role's terms and the hour allow it."""
    buffers, minutes = part.holder.role.buffers, model.rates.job_design_buffer_minutes
    if buffers == 0.0 or not part.holder.can_pay(minutes) or model.draw(Decision.BUFFERS, part.identity, 0) >= buffers:
        return False
    propose_about(model, EpisodeKind.BUFFER, part.holder, None, situation, part, part.partner, minutes, part.identity)
    return True


def turns_to_spanner(model, situation: Situation, part: Part) -> bool:
    """A customer turns first to the boundary spanner of the own case."""
    spanner = situation.parts[-1]
    if part.position != 0 or not spanner.spans or spanner.aware == 1 or spanner.holder is None:
        return False
    if not can_attempt(model, situation, part, spanner):
        return False
    part.address(spanner).attempts += 1
    minutes = model.rates.minutes_tell
    propose_about(model, EpisodeKind.TELL, part.holder, spanner.holder, situation, part, spanner, minutes, part.identity)
    return True


def tell_one(model, situation: Situation, part: Part) -> bool:
    """An aware holder tells one unaware holder, or, once, somebody who turns out not to be needed."""
    place, minutes = part.position, model.rates.minutes_tell
    if turns_to_spanner(model, situation, part):
        return True
    for target in situation.parts[place + 1 :] + situation.parts[:place]:
        if target.is_left_alone and can_attempt(model, situation, part, target):
            part.address(target).attempts += 1
            propose_about(
                model, EpisodeKind.TELL, part.holder, target.holder, situation, part, target, minutes, part.identity
            )
            return True
    if part.told_wrong == 1 or not lacks_somebody(situation, part):
        return False
    part.told_wrong = 1
    wrong = misaddresses(model, situation, part)
    if wrong is None or wrong in (part.holder, situation.subject):
        return False
    propose_about(model, EpisodeKind.TELL, part.holder, wrong, situation, part, None, minutes, part.identity)
    return True


def lacks_somebody(situation: Situation, part: Part) -> bool:
    """Somebody needed is still unaware and has not acted, or a coupled part still lacks its clue."""
    return part.lacks_clue or any(other.is_left_alone for other in situation.parts if other is not part)


def waits_for_clue(model, situation: Situation, part: Part) -> bool:
    """A holder without the partner's clue holds back for a while, if the partner's goals are theirs."""
    if not part.lacks_clue or is_urgent(model, situation):
        return False
    footing = part.holder.footing_towards(part.partner.holder)
    number = rules.draw(model.seed, Decision.WAITS, situation.emerged, part.identity, 0)
    return number < part.holder.willing_for_own_part(footing.shared_goals)


def is_urgent(model, situation: Situation) -> bool:
    """Nobody waits any longer."""
    return model.tick >= last_call(model, situation)


def last_call(model, situation: Situation) -> int:
    """Some time before the deadline nobody waits any longer."""
    return situation.deadline - model.rates.last_call_ticks


# -- coproduction


def learn_particular(model, situation: Situation, part: Part) -> bool:
    """A holder of a marked part asks the subject about their circumstances, unless they believe they know them."""
    rates, holder, subject = model.rates, part.holder, situation.subject
    if part.marked == 0 or part.position == 0 or part.particular_attempts >= rates.attention_attempts:
        return False
    contact = holder.ties.find(subject)
    if contact and contact.seen_version != NONE and model.tick - contact.seen_tick <= rates.evidence_ticks:
        return False
    if part.wants_particular == NONE:
        detached = model.draw(Decision.DETACHED, part.identity, 0) < rates.norms_detachment
        willing = holder.willing(subject, holder.footing_towards(subject).shared_goals)
        wants = model.draw(Decision.WANTS_PARTICULAR, part.identity, 0) < willing
        part.wants_particular = int(wants and not detached)
    if part.wants_particular == 0:
        return False
    part.particular_attempts += 1
    propose_about(
        model, EpisodeKind.ASK_PARTICULAR, holder, subject, situation, part, situation.parts[0],
        rates.minutes_ask, part.identity,
    )  # fmt: skip
    return True


# -- the line and the script


def refer_up(model, situation: Situation, part: Part) -> bool:
    """A holder who cannot reach everybody, or lacks approval, refers the case to the supervisor, once."""
    supervisor = part.holder.supervisor
    if part.referred == 1 or supervisor is None:
        return False
    if not lacks_somebody(situation, part) and not needs_approval(model, situation, part):
        return False
    minutes = model.rates.minutes_refer
    propose_about(model, EpisodeKind.REFER, part.holder, supervisor, situation, part, None, minutes, part.identity)
    return True


def waits_for_line(model, situation: Situation, part: Part) -> bool:
    """A holder whose case is in the queue waits for the decision until shortly before the deadline."""
    return part.referred == 1 and part.queue_manager is not None and not is_urgent(model, situation)


def is_scripted(model, situation: Situation, part: Part) -> bool:
    """A rigid script is in force, the type is routine, and the entry says that this part is needed."""
    if model.rates.protocols_level != Level.IMPERSONAL or situation.novel == 1 or part.position == 0:
        return False
    entry = model.protocols.get((situation.type, part.column))
    return entry is not None and entry.written == 1 and entry.needed == 1


def needs_approval(model, situation: Situation, part: Part) -> bool:
    """An answer off the script needs approval where it touches another function, unless within discretion."""
    if part.coupled == 0 or part.approved == 1 or not is_scripted(model, situation, part):
        return False
    if part.discretion == NONE:
        number = rules.draw(model.seed, Decision.DISCRETION, situation.emerged, part.identity, 0)
        part.discretion = int(number < part.holder.role.discretion)
    return part.discretion == 0
