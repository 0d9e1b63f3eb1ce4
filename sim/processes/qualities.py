"""Each quality's job: what shared goals, shared knowledge and mutual respect buy in any encounter.

The same functions serve customers, workers and managers, private and convened
episodes. None knows which structure, if any, brought the two together.
"""

from sim.compilation import compiled


@compiled
def between(low, high, footing):
    """A probability rises linearly with footing, from `low` at 0 to `high` at 1."""
    return low + (high - low) * footing


@compiled
def willingness(shared_goals, rates):
    """A person spends own attention on another's part the rather, the more goals they share.

    Claim: Gittell and Douglass 2012, Figure 2; model §3, shared goals.
    """
    return between(rates.process_willing_low, rates.process_willing_high, shared_goals)


@compiled
def against_standing(gap, rates):
    """Speaking up and being heard get harder, the further the other stands above one.

    Claim: model §1. `gap` = the other's standing less one's own; only a positive one counts.
    """
    return 1.0 - rates.process_standing_weight * max(0.0, gap)


@compiled
def speaking_up(mutual_respect, gap, rates):
    """A person speaks up the rather, the more respect is mutual and the less standing is in the way.

    Claim: Gittell and Douglass 2012, Relational Leadership (a safe space to set aside egos).
    """
    return between(rates.process_speak_low, rates.process_speak_high, mutual_respect) * against_standing(gap, rates)


@compiled
def openness(mutual_respect, competence, rates):
    """A person is as open to another as respect and the own relational competence make them."""
    weight = rates.process_competence_weight
    return (1.0 - weight) * mutual_respect + weight * competence


@compiled
def hearing(mutual_respect, competence, gap, rates):
    """A person hears another the rather, the more they respect them and can take their perspective.

    Claim: Gittell and Douglass 2012, Caring Responses; Williams 2011 on perspective taking.
    `gap` = the hearer's standing less the speaker's.
    """
    heard = between(rates.process_hear_low, rates.process_hear_high, openness(mutual_respect, competence, rates))
    return heard * against_standing(gap, rates)


@compiled
def accuracy(shared_knowledge, rates):
    """What is said is understood as meant the rather, the more knowledge the two share."""
    return between(rates.process_accurate_low, rates.process_accurate_high, shared_knowledge)


@compiled
def reversal(mutual_respect, competence, rates):
    """The asker becomes the teller, and the teller the asker, where the two can leave the expert's role.

    Claim: Fletcher 1999 on fluid expertise, in Gittell and Douglass 2012.
    """
    return between(rates.process_reverse_low, rates.process_reverse_high, openness(mutual_respect, competence, rates))


@compiled
def knowing_whom(shared_knowledge, novel, rates):
    """A person knows whose part is needed the rather, the more they know of that role's work; novelty hides it.

    Claim: Gittell and Douglass 2012, Flexible Cross-Role Protocols (how tasks connect); model §2.
    """
    known = between(rates.process_address_low, rates.process_address_high, shared_knowledge)
    return known * rates.process_novelty_hides if novel == 1 else known


@compiled
def handing_back(shared_goals, mutual_respect, rates):
    """A manager hands a case back with authority rather than deciding it, the better the footing towards the worker.

    Claim: Gittell and Douglass 2012, Relational Leadership (authority is shared).
    """
    return between(rates.line_share_back_low, rates.line_share_back_high, 0.5 * (shared_goals + mutual_respect))
