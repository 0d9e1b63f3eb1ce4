"""Attribution: what of an episode is learned of the role, and what of the person who holds it.

Model C2: the same for convened and for private episodes, however many incumbents
were met. A bonus for either is an assumption, off by default; a proposition that
needs one rests on it.
"""

from sim.assumptions import Attribution, ConvenedBonus, VarietyBonus
from sim.compilation import compiled
from sim.state import NONE

BONUS = 0.5  # what either bonus adds at most, over what is learned of the role without it


@compiled
def attribution(rates):
    """A person learns from an episode partly of the role and partly of the person. Returns (role's share, person's)."""
    option = rates.assumptions_attribution
    if option == Attribution.AS_SHARED.value:
        return rates.learning_attribution, 1.0 - rates.learning_attribution
    if option == Attribution.MOSTLY_ROLE.value:
        return 0.8, 0.2
    if option == Attribution.MOSTLY_PERSON.value:
        return 0.2, 0.8
    return 1.0, 1.0


@compiled
def role_share(world, episode, owner, other):
    """Of the role a person learns its share of the episode; by two options more, if it was convened or if they know many."""
    rates, role = world.rates[0], world.person[other].role
    share, _ = attribution(rates)
    if rates.assumptions_convened_bonus == ConvenedBonus.HALF_AGAIN.value:
        share *= 1.0 + BONUS * episode.convened
    if rates.assumptions_variety_bonus == VarietyBonus.BY_INCUMBENTS.value:
        share *= variety_bonus(incumbents_known(world, owner, role))
    return min(1.0, share)


@compiled
def variety_bonus(n_incumbents):
    """The more incumbents of a role somebody knows, the more one of them tells of the role: 1 + ½·(1 − 1/n)."""
    return 1.0 + BONUS * (1.0 - 1.0 / max(1, n_incumbents))


@compiled
def incumbents_known(world, owner, role):
    """Count whom a person remembers of those who hold or held places in a role."""
    n_known = 0
    for where in range(world.met.shape[1]):
        if world.met[owner, where] != NONE and world.person[world.contact[owner, where].whom].role == role:
            n_known += 1
    return n_known
