"""Footing: the one number per quality that rules read of ties."""

from sim.arrows import Arrow, through
from sim.assumptions import FootingRule, Strangers
from sim.compilation import compiled
from sim.relations.contacts import find_contact
from sim.relations.process import process_between
from sim.state import NONE


@compiled
def weight(experience, half_weight):
    """A tie counts the more, the more experience stands behind it: w = n / (n + k).

    Claim: model §3. Equation: n → experience (episodes, ≥ 0), k → half_weight.
    """
    return experience / (experience + half_weight)


@compiled
def combine(personal, role, prior, weights, rates):
    """A person's footing is made of personal tie, role tie and what one expects of a stranger.

    Claim: model §3. Equation (weighted mean): (w_p·p + w_r·r + v·s) / (w_p + w_r + v)
    with v = (1 − w_p)(1 − w_r), s → prior, (w_p, w_r) → weights. `strongest`: the largest of the
    three after each store is drawn towards the prior by its weight.
    `personal_first`: the personal tie over whatever the role tie leaves open.
    """
    weight_personal, weight_role = weights
    rest = (1.0 - weight_personal) * (1.0 - weight_role)
    if rates.assumptions_footing == FootingRule.WEIGHTED_MEAN.value:
        total = weight_personal + weight_role + rest
        return (weight_personal * personal + weight_role * role + rest * prior) / total
    by_role = weight_role * role + (1.0 - weight_role) * prior
    if rates.assumptions_footing == FootingRule.STRONGEST.value:
        by_person = weight_personal * personal + (1.0 - weight_personal) * prior
        return max(by_person, by_role)
    return weight_personal * personal + (1.0 - weight_personal) * by_role


@compiled
def expected_of_stranger(standing, alike, rates):
    """A person expects the same of all strangers; or more of those who stand high, or of the own social group.

    Equation: s, s·(½ + standing), or s·(1 ± ¼), at most 1, with s → ties.prior.
    """
    if rates.assumptions_strangers == Strangers.ALIKE.value:
        return rates.ties_prior
    if rates.assumptions_strangers == Strangers.BY_STANDING.value:
        return min(1.0, rates.ties_prior * (0.5 + standing))
    return min(1.0, rates.ties_prior * (1.25 if alike else 0.75))


@compiled
def role_reach(near, rates):
    """What one has learnt of a role counts at the own site; how far it does at another is an assumption.

    Claim: model §3; Gittell and Douglass 2012: role ties hold towards whoever occupies the role.
    """
    return 1.0 if near else rates.assumptions_role_reach


@compiled
def store_weights(world, owner, other, held):
    """Find how much the owner's personal and role tie to another count, and where they are kept."""
    rates = world.rates[0]
    role_tie = world.role_tie[owner, world.person[other].role]
    process = process_between(world.person[owner].kind, world.person[other].kind)
    reach = role_reach(world.person[owner].site == world.person[other].site, rates)
    weight_role = through(
        Arrow.COPRODUCTION_ROLE.value + process, reach * weight(role_tie.experience, rates.ties_half_weight), held
    )
    where = find_contact(world, owner, other)
    experience = world.contact[owner, where].experience if where != NONE else 0.0
    weight_personal = through(
        Arrow.COPRODUCTION_PERSONAL.value + process, weight(experience, rates.ties_half_weight), held
    )
    if where == NONE:
        weight_personal = 0.0
    return where, weight_personal, weight_role, process


@compiled
def footing_towards(world, owner, other, held):
    """A person stands on a footing of goals, knowledge and respect towards another.

    Claim: Gittell and Douglass 2012, Three Processes; model §3.
    Reads: the owner's contact with and role tie towards the other.
    Returns (shared goals, shared knowledge, mutual respect), each in [0, 1].
    `held` is the array acted on, or one of NaN for the free footing from which
    a cut store is learnt in its shadow.
    """
    rates = world.rates[0]
    role_tie = world.role_tie[owner, world.person[other].role]
    where, weight_personal, weight_role, process = store_weights(world, owner, other, held)
    goals, knowledge, respect = rates.ties_prior, rates.ties_prior, rates.ties_prior
    if where != NONE:
        personal = world.contact[owner, where]
        goals, knowledge, respect = personal.shared_goals, personal.shared_knowledge, personal.mutual_respect
    person, weights = world.person, (weight_personal, weight_role)
    prior = expected_of_stranger(
        world.role[person[other].role].standing, person[owner].group == person[other].group, rates
    )
    goals = combine(goals, role_tie.shared_goals, prior, weights, rates)
    knowledge = combine(knowledge, role_tie.shared_knowledge, prior, weights, rates)
    respect = combine(respect, role_tie.mutual_respect, prior, weights, rates)
    clamp = Arrow.COPRODUCTION.value + process
    return (
        through(Arrow.SHARED_GOALS.value, through(clamp, goals, held), held),
        through(Arrow.SHARED_KNOWLEDGE.value, through(clamp, knowledge, held), held),
        through(Arrow.MUTUAL_RESPECT.value, through(clamp, respect, held), held),
    )


@compiled
def cut_stores(world, owner, other):
    """Tell whether the personal and the role store between two people are held, so that they are learnt in a shadow."""
    process = process_between(world.person[owner].kind, world.person[other].kind)
    free = -1.0  # no weight is negative
    personal = through(Arrow.COPRODUCTION_PERSONAL.value + process, free, world.held) != free
    role = through(Arrow.COPRODUCTION_ROLE.value + process, free, world.held) != free
    return personal, role
