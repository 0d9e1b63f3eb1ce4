"""Attentiveness, the mediator: to the situation, and to one another (model §4)."""

import numpy as np

from sim.compilation import compiled
from sim.measures.relationships import count_pair
from sim.processes.answers import knows_particular
from sim.relations.contacts import find_contact
from sim.state import EVERYTHING, MILLION, NONE


@compiled
def share_of_window(since, emerged, deadline, n_holders):
    """Turn the tick since which something holds into its share of the window, per holder, in millionths.

    Whole numbers, so that tallies do not depend on the order of addition.
    """
    if since == NONE or since >= deadline:
        return 0
    return np.int64(deadline - since) * MILLION // ((deadline - emerged) * n_holders)


@compiled
def judge_attentiveness(world, s, tick):
    """Judge one situation at its deadline: who was aware of it for how long, and who had attended to whom."""
    situation, part = world.situation[s], world.part[s]
    n_holders = 0
    for position in range(1, situation.n_positions):
        n_holders += part[position].needed
    noticed, understood, holds = 0, 0, 0
    if n_holders > 0:
        emerged, deadline = situation.emerged, situation.deadline
        for position in range(1, situation.n_positions):
            if part[position].needed == 1:
                noticed += share_of_window(part[position].aware_tick, emerged, deadline, n_holders)
                understood += share_of_window(part[position].accurate_tick, emerged, deadline, n_holders)
                holds += share_of_window(holds_since(part[position]), emerged, deadline, n_holders)
    pairs = judge_pairs(world, s, tick)
    count_attentiveness(world.responses[EVERYTHING], n_holders, situation.novel, noticed, understood, holds, pairs)
    if situation.counted == 1:
        tally = world.responses[situation.subject_kind]
        count_attentiveness(tally, n_holders, situation.novel, noticed, understood, holds, pairs)


@compiled
def holds_since(part):
    """Since when a holder understands the situation and, if coupled, truly holds the partner's part."""
    if part.coupled == 0 or part.accurate == 0:
        return part.accurate_tick
    return max(part.accurate_tick, part.partner_tick) if part.partner_accurate == 1 else NONE


@compiled
def count_attentiveness(tally, n_holders, novel, noticed, understood, holds, pairs):
    """Add one judged situation to a tally. The headline is on novel ones, which no script can cover."""
    if n_holders > 0:
        tally.judged += 1
        tally.noticed += noticed
        tally.understood += understood
        tally.holds_partner += holds
        tally.unscripted += novel
        tally.unscripted_understood += understood * novel
    n_pairs, known, attended, one_sided, mutual, on_file = pairs
    tally.pairs += n_pairs
    tally.pairs_known += known
    tally.pairs_attended += attended
    tally.pairs_one_sided += one_sided
    tally.pairs_mutual += mutual
    tally.pairs_on_file += on_file


@compiled
def judge_pairs(world, s, tick):
    """Count ordered pairs among subject and holders in which one attends to the other, in all and by process.

    Attentive: the other's current particular is known *and* the other has had
    evidence of being attended to. On file: known without such evidence. Mutual:
    attentive in both directions; one-sided: in this direction only.
    Returns (pairs, known, attentive, one-sided, mutual, on file).
    """
    situation = world.situation[s]
    n_positions = situation.n_positions
    pairs, n_known, n_attentive, one_sided, mutual, on_file = 0, 0, 0, 0, 0, 0
    for i in range(n_positions):
        for j in range(i + 1, n_positions):
            one, other = world.part[s, i].holder, world.part[s, j].holder
            if one == NONE or other == NONE or one == other or spans(world, s, i) or spans(world, s, j):
                continue
            known, known_back = knows_particular(world, one, other), knows_particular(world, other, one)
            there = known and was_attended(world, other, one, tick)
            back = known_back and was_attended(world, one, other, tick)
            pairs += 2
            n_known += int(known) + int(known_back)
            n_attentive += int(there) + int(back)
            mutual += 2 if there and back else 0
            one_sided += 1 if there != back else 0
            on_file += int(known and not there) + int(known_back and not back)
            if situation.counted == 1:
                count_pair(world, world.responses[situation.subject_kind], one, other, int(there))
                count_pair(world, world.responses[situation.subject_kind], other, one, int(back))
    return pairs, n_known, n_attentive, one_sided, mutual, on_file


@compiled
def spans(world, s, position):
    """Tell whether a position is the boundary spanner's, whom the environment did not draw."""
    return world.part[s, position].column == world.rates[0].spanner_role


@compiled
def was_attended(world, who, by, tick):
    """A person has had evidence, within the window, that another attended to their present circumstances."""
    where = find_contact(world, who, by)
    if where == NONE:
        return False
    seen = world.contact[who, where]
    recent = seen.attended_tick != NONE and tick - seen.attended_tick <= world.rates[0].evidence_ticks
    return recent and seen.attended_version == world.person[who].version
