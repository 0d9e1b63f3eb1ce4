"""What kept two people from one another, or would have kept a holder from suiting an answer: read off afterwards, from its own draws."""

from enum import IntEnum

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.queue import is_solitary
from sim.processes.motive import willing, willing_to_meet, willing_to_open
from sim.processes.qualities import speaking_up
from sim.relations.footing import footing_towards
from sim.state import NONE


class Obstacle(IntEnum):
    """What stood first in the way of an encounter."""

    NOTHING = 0
    POWER_OVER = 1  # the norm kept it from being opened upwards
    UNWILLING = 2  # the one spent no attention on the other's part
    SILENT = 3  # the one did not speak up
    NO_TIME = 4  # the one had no minutes left, or either was not there
    REFUSED = 5  # the other gave no attention
    BUSY = 6  # the other had no minutes left
    UNHEARD = 7
    GARBLED = 8


@compiled
def unopened(world, e, goals, respect):
    """An encounter was not opened: by the norm, for want of will, of courage or of time, asked in this order."""
    episode, rates = world.episode[e], world.rates[0]
    other, tick, key = world.person[episode.receiver], episode.tick, episode.key
    gap = world.role[other.role].standing - world.role[world.person[episode.initiator].role].standing
    if gap > 0.0 and draw(rates.seed, Decision.OPEN, tick, key, other.identity) < rates.norms_power_over:
        return Obstacle.POWER_OVER.value
    if draw(rates.seed, Decision.TELLER_WILLING, tick, key, other.identity) >= willing_to_open(world, episode, goals):
        return Obstacle.UNWILLING.value
    speaks = speaking_up(respect, gap * (1.0 - episode.space), rates)
    if draw(rates.seed, Decision.SPEAK_UP, tick, key, other.identity) >= speaks:
        return Obstacle.SILENT.value
    return Obstacle.NO_TIME.value


@compiled
def obstacle(world, e, goals, respect, other_goals):
    """Find what stood first in the way: of opening, of meeting, of being heard, of being understood."""
    episode = world.episode[e]
    if episode.opened != 1:
        return unopened(world, e, goals, respect)
    if episode.met != 1:
        number = draw(world.rates[0].seed, Decision.WILLING, episode.tick, episode.key, world.person[episode.receiver].identity)
        refused = number >= willing_to_meet(world, episode, other_goals)
        return Obstacle.REFUSED.value if refused else Obstacle.BUSY.value
    if episode.heard != 1:
        return Obstacle.UNHEARD.value
    return Obstacle.NOTHING.value if episode.accurate == 1 else Obstacle.GARBLED.value


@compiled
def account_of(world, before, e):
    """Account for an encounter of this hour: the obstacle, and the footing of both on which the hour began.

    `before` is the world with the ties that it had at the hour's beginning.
    Returns (obstacle, goals, knowledge, respect, and the same three of the other).
    """
    episode = world.episode[e]
    if is_solitary(episode.kind) or episode.receiver == NONE:
        return 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    goals, knowledge, respect = footing_towards(before, episode.initiator, episode.receiver, world.held)
    others = footing_towards(before, episode.receiver, episode.initiator, world.held)
    found = obstacle(world, e, goals, respect, others[0])
    return found, goals, knowledge, respect, others[0], others[1], others[2]


@compiled
def would_suit(world, s, position, tick):
    """Whether a holder who has acted in this hour was willing to suit the answer to the subject, had they known how."""
    part, subject, seed = world.part[s, position], world.situation[s].subject, world.rates[0].seed
    goals, _, _ = footing_towards(world, part.holder, subject, world.held)
    return draw(seed, Decision.TAILORS, tick, part.identity, 0) < willing(world, part.holder, subject, goals)
