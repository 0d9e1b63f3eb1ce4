"""Favours: where personal criteria count, people give rather to those of whom they expect something in return.

A favour is attention, information or a place in the queue that is given of
one's own accord; what is done along the line is owed. What one expects is what
one has seen: how often the other gave when turned to. No rule knows a favourite.
"""

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.relations.contacts import find_contact
from sim.state import NONE


@compiled
def expected_return(turned_to, granted, prior):
    """A person expects of another the share of what they asked that was granted; of a stranger, what one expects of strangers.

    Claim: Gittell and Douglass 2012 (personalized reciprocity, doing favors); Gouldner 1960 on reciprocity (recalled).
    Equation: (granted + s) / (turned_to + 1) with s → prior.
    """
    return (granted + prior) / (turned_to + 1.0)


@compiled
def return_from(world, who, other):
    """What a person expects of another in return, by what they have seen of them.

    Reads: the contact with this very incumbent, if they are remembered.
    """
    where, prior = find_contact(world, who, other), world.rates[0].ties_prior
    if where == NONE:
        return prior
    seen = world.contact[who, where]
    return expected_return(seen.turned_to, seen.granted, prior)


@compiled
def weighing_favours(world, who, other, shared_goals):
    """A person asks whether they share the other's goals, and as far as personal criteria count what they can expect in return.

    Claim: model §3, Norms. Equation: (1 − f)·g + f·return, f → norms.personal_criteria. Of strangers one expects
    as much of either, so that the norm says by what people go, and not how willing they are.
    """
    weight = world.rates[0].norms_personal_criteria
    if weight == 0.0:
        return shared_goals
    return (1.0 - weight) * shared_goals + weight * return_from(world, who, other)


@compiled
def remember_favour(world, who, other, granted):
    """Who turned to another remembers whether they were given attention; where favours count for nothing, nobody does."""
    if world.rates[0].norms_personal_criteria > 0.0:
        where = find_contact(world, who, other)
        if where != NONE:
            world.contact[who, where].turned_to += 1
            world.contact[who, where].granted += granted


@compiled
def goes_before_all(world, part):
    """As a favour, now and then, a manager lets somebody go before all who wait.

    With probability f · return, asked once per referral.
    """
    weight = world.rates[0].norms_personal_criteria
    if weight == 0.0:
        return False
    number = draw(world.rates[0].seed, Decision.JUMPS_QUEUE, part.queued, part.identity, 0)
    if number >= weight:
        return False  # whatever they could expect in return, which is no more than everything
    return number < weight * return_from(world, part.queue_manager, part.holder)


@compiled
def place_in_queue(part, before_all, rates):
    """A manager serves first who came first, of one hour by chance; the number returned is the lower, the sooner it is served."""
    number = draw(rates.seed, Decision.LINE_ORDER, part.queued, part.identity, 0)
    return number if before_all else 1.0 + part.queued + number
