"""Responses: caring, timely and knowledgeable are judged here and nowhere else, from what happened (model §5)."""

from sim.assumptions import CaringWhen, KnowledgeableWhen
from sim.compilation import compiled
from sim.measures.universalism import count_universalism
from sim.processes.answers import right_answer
from sim.state import EVERYTHING, Outcome


@compiled
def judge_response(world, s):
    """Judge one closed situation and count it; returns whether some answer that was given was wrong."""
    situation, part = world.situation[s], world.part[s]
    any_wrong = False
    for position in range(situation.n_positions):
        if part[position].needed == 1:
            acted = part[position].answered != 0
            right = acted and part[position].answer == right_answer(world, s, position)
            any_wrong = any_wrong or (acted and not right)
            count_cell(world, situation, acted, part[position].aware_at_act == 1, right)
    answered, timely, knowledgeable, caring, known, fit = judge(world, s)
    count_response(world.responses[EVERYTHING], answered, timely, knowledgeable, caring, known, fit)
    if situation.counted == 1:
        kind, site = situation.subject_kind, world.person[situation.subject].site
        count_response(world.responses[kind], answered, timely, knowledgeable, caring, known, fit)
        count_universalism(world, s, 1 if caring else 0)
        count_response(world.by_site[site], answered, timely, knowledgeable, caring, known, fit)
        if situation.substituted == 1:
            count_substituted(world.responses[kind], timely, knowledgeable, caring)
    return any_wrong


@compiled
def judge(world, s):
    """Judge one closed situation from what happened, and count nothing.

    Timely: answered by the deadline. Knowledgeable: every part right. Caring:
    whoever acted on a marked part knew the subject's particular when acting, and
    at closing the manner fits it. Returns (answered, timely, knowledgeable, caring, known, fit).
    """
    situation, part, rates = world.situation[s], world.part[s], world.rates[0]
    particular = world.person[situation.subject].particular
    needed, right, coupled, coupled_right = 0, 0, 0, 0
    marked, n_known, n_fit, both = 0, 0, 0, 0
    for position in range(situation.n_positions):
        if part[position].needed == 0:
            continue
        acted = part[position].answered != 0
        is_right = acted and part[position].answer == right_answer(world, s, position)
        needed += 1
        right += 1 if is_right else 0
        coupled += part[position].coupled
        coupled_right += part[position].coupled if is_right else 0
        if part[position].marked == 1:
            knew = acted and part[position].knew_at_act == 1
            fits = acted and part[position].manner == particular
            marked += 1
            n_known += 1 if knew else 0
            n_fit += 1 if fits else 0
            both += 1 if knew and fits else 0
    answered = situation.outcome == Outcome.ANSWERED.value
    timely = answered and situation.closed <= situation.deadline
    knowledgeable = answered and is_knowledgeable(right, needed, coupled_right, coupled, rates)
    caring = answered and is_caring(both, marked, rates)
    return answered, timely, knowledgeable, caring, is_caring(n_known, marked, rates), is_caring(n_fit, marked, rates)


@compiled
def is_caring(n_met, n_marked, rates):
    """A response is caring if all that the subject's circumstances matter to was met; by an option, at least half of it."""
    if rates.assumptions_caring == CaringWhen.EVERY_PART.value:
        return n_met == n_marked
    return 2 * n_met >= n_marked


@compiled
def is_knowledgeable(right, needed, coupled_right, coupled, rates):
    """A response is knowledgeable if every part is right; by options at least half, or the coupled ones if there are any."""
    option = rates.assumptions_knowledgeable
    if option == KnowledgeableWhen.AT_LEAST_HALF.value:
        return 2 * right >= needed
    if option == KnowledgeableWhen.COUPLED_PARTS.value and coupled > 0:
        return coupled_right == coupled
    return right == needed


@compiled
def count_response(tally, answered, timely, knowledgeable, caring, known, fit):
    """Add one closed situation to a tally."""
    tally.answered += 1 if answered else 0
    tally.abandoned += 0 if answered else 1
    tally.timely += 1 if timely else 0
    tally.knowledgeable += 1 if knowledgeable else 0
    tally.caring += 1 if caring else 0
    tally.joint += 1 if timely and knowledgeable and caring else 0
    tally.known += 1 if answered and known else 0
    tally.fit += 1 if answered and fit else 0


@compiled
def count_substituted(tally, timely, knowledgeable, caring):
    """Add one closed situation in which somebody stood in for a holder."""
    tally.substituted += 1
    tally.substituted_timely += 1 if timely else 0
    tally.substituted_knowledgeable += 1 if knowledgeable else 0
    tally.substituted_caring += 1 if caring else 0
    tally.substituted_joint += 1 if timely and knowledgeable and caring else 0


@compiled
def count_cell(world, situation, acted, aware, right):
    """Add one part to the four cells aware × right, or to those never acted on."""
    if situation.counted == 0:
        return
    tally = world.responses[situation.subject_kind]
    if not acted:
        tally.never_acted += 1
    elif aware:
        tally.aware_right += 1 if right else 0
        tally.aware_wrong += 0 if right else 1
    else:
        tally.unaware_right += 1 if right else 0
        tally.unaware_wrong += 0 if right else 1
