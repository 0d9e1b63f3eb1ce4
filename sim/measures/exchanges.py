"""Exchanges: what passes between each ordered pair of roles, counted at the end of each tick; no rule reads it.

The survey (model §9) reads the last months, favouritism (§5) everything after the warm-up.
"""

from sim.compilation import compiled
from sim.episodes.queue import is_solitary
from sim.relations.contacts import find_contact, may_hold_tie
from sim.relations.learning import personal_share
from sim.state import MONTHS, NONE, EpisodeKind

DAYS = 20  # working days a month
SINCE_WARM_UP = MONTHS  # the window behind those of the months
AN_EPISODE = 1.0  # experience from which a contact counts as somebody one has a personal tie with


@compiled
def month_of(tick, rates):
    """Turn a tick into the window of its month; each is used again after `MONTHS` months."""
    return tick // (DAYS * rates.ticks_per_day) % MONTHS


@compiled
def count_exchanges(world):
    """Count this tick's encounters by the roles of who turned to whom; a month begins with an empty window."""
    clock, rates = world.clock[0], world.rates[0]
    window = month_of(clock.tick, rates)
    if clock.tick % (DAYS * rates.ticks_per_day) == 0:
        for role in range(world.exchange.shape[1]):
            for other in range(world.exchange.shape[2]):
                clear_exchange(world.exchange[window, role, other])
    for e in range(clock.n_episodes):
        episode = world.episode[e]
        if is_solitary(episode.kind) or episode.opened != 1 or episode.kind == EpisodeKind.PRACTICE.value:
            continue
        role, other = world.person[episode.initiator].role, world.person[episode.receiver].role
        deadline = world.situation[episode.situation].deadline if episode.situation != NONE else NONE
        tied = was_tied(world, episode) if episode.convened == 0 else 0  # asked of private encounters alone
        count_exchange(world.exchange[window, role, other], episode, deadline, tied)
        if clock.observing == 1:
            count_exchange(world.exchange[SINCE_WARM_UP, role, other], episode, deadline, tied)


@compiled
def clear_exchange(exchange):
    """Empty a tally."""
    exchange.opened, exchange.met, exchange.heard, exchange.accurate = 0, 0, 0, 0
    exchange.about, exchange.about_met, exchange.timely, exchange.gone_over, exchange.solved = 0, 0, 0, 0, 0
    exchange.of_tied, exchange.granted_tied, exchange.of_others, exchange.granted_others = 0, 0, 0, 0


@compiled
def count_exchange(exchange, episode, deadline, tied):
    """Add one encounter: whether it was granted, heard, understood, in time, and whether a failure was solved together.

    A failure or a conflict that is gone over comes too late by its nature, so it is not asked whether it was in time.
    """
    met, heard = max(0, episode.met), max(0, episode.heard)
    exchange.opened += 1
    exchange.met += met
    if goes_over(episode.kind):
        exchange.gone_over += 1
        exchange.solved += heard
        return
    exchange.heard += heard
    exchange.accurate += heard * max(0, episode.accurate)
    if deadline != NONE:
        exchange.about += 1
        exchange.about_met += met
        exchange.timely += met if episode.tick <= deadline else 0
    if episode.convened == 0:
        exchange.of_tied += tied
        exchange.granted_tied += tied * met
        exchange.of_others += 1 - tied
        exchange.granted_others += (1 - tied) * met


@compiled
def goes_over(kind):
    """Tell whether two people go over a failure or a conflict, on whosever initiative."""
    return kind == EpisodeKind.AFTERMATH.value or EpisodeKind.REVIEW.value <= kind <= EpisodeKind.SESSION.value


@compiled
def was_tied(world, episode):
    """Tell whether the one who was addressed had a personal tie with the other before: what they learned now is taken off."""
    person = world.person
    who, other = episode.receiver, episode.initiator
    where = find_contact(world, who, other)
    if where == NONE or not may_hold_tie(world, where):
        return 0
    near = person[who].site == person[other].site
    share = personal_share(person[who].group, person[other].group, near, world.rates[0])
    learned = share if episode.met == 1 else 0.0
    return 1 if world.contact[who, where].experience - learned >= AN_EPISODE else 0
