"""The rules of `sim/` that decide for one person, one tie or one part: the same text, called on plain objects.

The reference has its own people, ties, situations and loops, and takes only
these rules from `sim/`. Each is that very rule, compiled or not: entering
compiled code with a record of all parameters takes 30 µs, running the same
lines here takes 1 µs (`test_rules.py` shows that both give the same, bit for
bit). Draws are compiled.
"""

from types import FunctionType
from typing import Any, NamedTuple

from numba.core.dispatcher import Dispatcher

from sim.arrows import through as _through
from sim.attention import awareness, noticing, routine
from sim.draws import Decision
from sim.draws import draw as _draw
from sim.draws import identity as _identity
from sim.draws import part_identity as _part_identity
from sim.draws import value_among as _value_among
from sim.environment import particulars
from sim.episodes import enact, informing, perceiving, practice, queue
from sim.measures import attentiveness, daily, responses
from sim.people import absence, growth, hiring, next_event, shocks
from sim.processes import answers, conflicts, favours, motive, qualities
from sim.relations import attribution, fading, footing, learning, process
from sim.structures import meetings, performance_measures, screening, selection_training


def as_python(rule: Any) -> Any:
    """Return a compiled rule, and all that it calls, as plain Python functions of the same text."""
    if not isinstance(rule, Dispatcher):
        return rule
    function = rule.py_func
    names = dict(function.__globals__)
    for name in function.__code__.co_names:
        if name in names:
            names[name] = as_python(names[name])
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__)


class Question(NamedTuple):
    """A decision as compiled code takes it fastest."""

    value: int


QUESTIONS = {decision: Question(decision.value) for decision in Decision}


def draw(seed: int, decision: Decision, tick: int, who: int, whom: int) -> float:
    """Draw the number in [0, 1) that belongs to this question alone."""
    return _draw(seed, QUESTIONS[decision], tick, who, whom)


# chances and names
through = as_python(_through)
identity = as_python(_identity)
part_identity = as_python(_part_identity)
value_among = as_python(_value_among)
# people
trait = as_python(hiring.trait)
exit_hazard = as_python(hiring.exit_hazard)
until_filled = as_python(hiring.until_filled)
routine_of_a_head = as_python(growth.routine_of_a_head)
ticks_until = as_python(next_event.ticks_until)
ticks_until_through = as_python(next_event.ticks_until_through)
next_absence = as_python(absence.next_absence)
days_away = as_python(absence.days_away)
is_suspended = as_python(shocks.is_suspended)
candidates_for = as_python(screening.candidates_for)
impression = as_python(screening.impression)
selects = as_python(screening.selects)
time_for_candidates = as_python(screening.time_for_candidates)
practice_due = as_python(selection_training.practice_due)
particular_value = as_python(particulars.particular_value)
grow_skill = as_python(practice.grow_skill)
grow_competence = as_python(practice.grow_competence)
# relations
weight = as_python(footing.weight)
combine = as_python(footing.combine)
role_reach = as_python(footing.role_reach)
expected_of_stranger = as_python(footing.expected_of_stranger)
process_between = as_python(process.process_between)
learn = as_python(learning.learn)
personal_share = as_python(learning.personal_share)
attributed = as_python(attribution.attribution)
variety_bonus = as_python(attribution.variety_bonus)
fade = as_python(fading.fade)
# attention
share_of_routine = as_python(routine.share_of_routine)
becomes_aware = as_python(awareness.becomes_aware)
acts_on_awareness = as_python(awareness.acts_on_awareness)
other_answer = as_python(awareness.other_answer)
notice_probability = as_python(noticing.notice_probability)
misread_probability = as_python(noticing.misread_probability)
# each quality's job
between = as_python(qualities.between)
willingness = as_python(qualities.willingness)
speaking_up = as_python(qualities.speaking_up)
openness = as_python(qualities.openness)
hearing = as_python(qualities.hearing)
accuracy = as_python(qualities.accuracy)
reversal = as_python(qualities.reversal)
knowing_whom = as_python(qualities.knowing_whom)
handing_back = as_python(qualities.handing_back)
moved = as_python(motive.moved)
expected_return = as_python(favours.expected_return)
reason_for_own_part = as_python(motive.reason_for_own_part)
goes_along_the_line = as_python(motive.goes_along_the_line)
is_about_failure = as_python(conflicts.is_about_failure)
covers = as_python(performance_measures.covers)
turn_of = as_python(performance_measures.turn_of)
# perceiving and answering
evidence_of_initiator = as_python(perceiving.evidence_of_initiator)
evidence_of_receiver = as_python(perceiving.evidence_of_receiver)
perceived = as_python(perceiving.perceived)
slip_probability = as_python(answers.slip_probability)
answer_to = as_python(answers.answer_to)
# episodes
turn_in_tick = as_python(queue.turn_in_tick)
interrupts = as_python(enact.interrupts)
is_relayed = as_python(informing.is_relayed)
taking_the_floor = as_python(meetings.taking_the_floor)
# measures
is_caring = as_python(responses.is_caring)
is_knowledgeable = as_python(responses.is_knowledgeable)
share_of_window = as_python(attentiveness.share_of_window)
quality = as_python(daily.quality)
