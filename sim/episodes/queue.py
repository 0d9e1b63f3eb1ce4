"""The queue of this tick's episodes: structures convene and people propose; `enact` alone makes them happen."""

from sim.assumptions import Activation
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.state import HOUR, NONE, EpisodeKind

CALENDAR, PRIVATE = 1, 0  # paid for by the calendar, or out of what is left of the hour


@compiled
def queue_episode(world, kind, initiator, receiver, key):
    """Put an episode on this tick's queue and return its place, to be filled in further.

    `key` names the encounter for its draws; two encounters of the same two
    people in one tick must differ in it.
    """
    clock = world.clock[0]
    e = clock.n_episodes
    clock.n_episodes += 1
    episode = world.episode[e]
    episode.kind = kind
    episode.initiator, episode.receiver = initiator, receiver
    episode.situation, episode.position, episode.target = NONE, NONE, NONE
    episode.convened, episode.minutes, episode.space = PRIVATE, 0, 0.0
    episode.key = key
    episode.about = NONE
    episode.tick = clock.tick
    number = draw(world.rates[0].seed, Decision.ORDER, clock.tick, key, kind)
    episode.order = turn_in_tick(world.person[initiator], number, world.rates[0])
    episode.opened, episode.met, episode.heard, episode.accurate, episode.reversed = 0, NONE, NONE, NONE, NONE
    return e


@compiled
def turn_in_tick(initiator, number, rates):
    """An encounter has its turn in the tick by chance; or role after role, or the sooner, the more attention is left.

    Returns a number in [0, 1); the lowest comes first.
    """
    if rates.assumptions_activation == Activation.BY_CHANCE.value:
        return number
    if rates.assumptions_activation == Activation.BY_ROLE.value:
        return (initiator.role + number) / rates.n_roles
    return (HOUR - initiator.attention + number) / (HOUR + 1)


@compiled
def propose_about(world, kind, initiator, receiver, s, position, target, minutes, key):
    """Queue a private episode about a situation, at the cost of both sides' time."""
    e = queue_episode(world, kind, initiator, receiver, key)
    episode = world.episode[e]
    episode.situation, episode.position, episode.target = s, position, target
    episode.about = world.situation[s].identity
    episode.minutes = minutes + distance(world, initiator, receiver)
    return e


@compiled
def distance(world, one, other):
    """What it costs each side more to reach somebody at another site."""
    apart = other != NONE and world.person[one].site != world.person[other].site
    return world.rates[0].minutes_distance if apart else 0


@compiled
def convene(world, kind, initiator, receiver, key):
    """Queue an episode whose time the calendar has already paid for."""
    e = queue_episode(world, kind, initiator, receiver, key)
    world.episode[e].convened = CALENDAR
    return e


@compiled
def is_solitary(kind):
    """Referring, writing, reading, drill and the use of a buffer are done alone."""
    return EpisodeKind.REFER.value <= kind <= EpisodeKind.BUFFER.value
