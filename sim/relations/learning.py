"""The one learning rule, for every tie, holder and form. Only `enact` calls it."""

from typing import NamedTuple

from sim.compilation import compiled
from sim.relations.attribution import attribution

NO_EVIDENCE = -1


class Evidence(NamedTuple):
    """What one side perceived of an episode; NO_EVIDENCE, 0 or 1 each."""

    attention: int  # given or refused
    information: int  # informative, or garbled or misaddressed
    respect: int  # heard, or brushed off


@compiled
def learn(tie, evidence, share, rates):
    """A person moves each quality of a tie by its own evidence.

    Claim: model C2; Gittell and Douglass 2012, Three Processes.
    Equation: q ← q + g·(e − q) for shared goals (e = attention) and mutual
    respect (e = respect); shared knowledge k ← k + g·(1 − k) if informed and
    k ← k − g·k if garbled; n ← n + share; g = share · learning.rate.
    Reads: evidence; share ∈ [0, 1], the part of the episode attributed to this tie.
    Writes: tie.shared_goals, .shared_knowledge, .mutual_respect ∈ [0, 1]; tie.experience ≥ 0.
    """
    gain = share * rates.learning_rate
    if evidence.attention != NO_EVIDENCE:
        tie.shared_goals += gain * (evidence.attention - tie.shared_goals)
    if evidence.information != NO_EVIDENCE:
        tie.shared_knowledge += gain * (evidence.information - tie.shared_knowledge)
    if evidence.respect != NO_EVIDENCE:
        tie.mutual_respect += gain * (evidence.respect - tie.mutual_respect)
    tie.experience += share


@compiled
def personal_share(group, other_group, near, rates):
    """Less of an episode becomes personal experience between people of different groups, or at different sites.

    Claim: Gittell and Douglass 2012, Vulnerability to favoritism (homophily); Limited scalability (proximity).
    """
    _, share = attribution(rates)
    if group != other_group:
        share *= rates.ties_dissimilar
    return share if near else share * rates.ties_distant
