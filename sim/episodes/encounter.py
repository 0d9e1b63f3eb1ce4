"""How an encounter goes: from the two persons and from nothing else, private or convened."""

from typing import NamedTuple

from sim.attention.awareness import becomes_aware, footing_of_awareness
from sim.attention.spending import can_pay
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.processes.motive import willing_to_meet, willing_to_open
from sim.processes.qualities import accuracy, between, hearing, openness, reversal, speaking_up


class Footing(NamedTuple):
    """A person's footing towards another, each quality in [0, 1]."""

    shared_goals: float
    shared_knowledge: float
    mutual_respect: float


class Encounter(NamedTuple):
    """What happened in an encounter; every field 0 or 1."""

    opened: int  # the initiator was willing, spoke up, and no norm kept it from happening
    met: int  # the other gave attention
    heard: int
    grasped: int  # what was said of a situation reached them: they become aware
    accurate: int  # understood as meant
    reversed: int  # the direction reversed: the other told back
    accurate_back: int
    mannered: int  # the initiator's manner was respectful
    mannered_back: int


NOTHING = Encounter(0, 0, 0, 0, 0, 0, 0, 0, 0)


@compiled
def encounter(world, episode, towards, back, held):
    """Two people meet, or fail to, on the footing of each towards the other.

    Claim: model C1, C2, §3: one function for all forms; willingness, hearing and
    accuracy are drawn in convened episodes exactly as in private ones.
    Reads: `towards`, the initiator's footing; `back`, the receiver's. Returns an Encounter.
    """
    person, rates = world.person, world.rates[0]
    initiator, receiver = person[episode.initiator], person[episode.receiver]
    seed, tick, key, other = rates.seed, episode.tick, episode.key, receiver.identity
    gap = world.role[receiver.role].standing - world.role[initiator.role].standing
    if not opens(world, episode, towards, gap, other):
        return NOTHING
    mannered = draw(seed, Decision.MANNER, tick, key, other) < between(
        0.2, 1.0, openness(towards.mutual_respect, initiator.competence, rates)
    )
    has_time = can_pay(receiver, episode.minutes)
    if not has_time or draw(seed, Decision.WILLING, tick, key, other) >= willing_to_meet(
        world, episode, back.shared_goals
    ):
        return Encounter(1, 0, 0, 0, 0, 0, 0, int(mannered), 0)
    number = draw(seed, Decision.HEAR, tick, key, other)
    heard = number < hearing(back.mutual_respect, receiver.competence, gap, rates)
    respect = footing_of_awareness(back.mutual_respect, held)
    grasped = becomes_aware(hearing(respect, receiver.competence, gap, rates), number, held)
    if not heard and not grasped:
        return Encounter(1, 1, 0, 0, 0, 0, 0, int(mannered), 0)
    accurate = draw(seed, Decision.ACCURATE, tick, key, other) < accuracy(
        0.5 * (towards.shared_knowledge + back.shared_knowledge), rates
    )
    reverses = draw(seed, Decision.REVERSE, tick, key, other) < reversal(
        towards.mutual_respect, initiator.competence, rates
    )
    accurate_back = draw(seed, Decision.ACCURATE_BACK, tick, key, other) < accuracy(
        0.5 * (towards.shared_knowledge + back.shared_knowledge), rates
    )
    mannered_back = draw(seed, Decision.MANNER_BACK, tick, key, other) < between(
        0.2, 1.0, openness(back.mutual_respect, receiver.competence, rates)
    )
    return Encounter(
        1, 1, int(heard), int(grasped), int(accurate), int(reverses), int(accurate_back),
        int(mannered), int(mannered_back),
    )


@compiled
def opens(world, episode, towards, gap, other):
    """An initiator opens an encounter if willing, if they speak up, and if the norm of power-over lets them.

    Claim: model §3, Norms: they act on whether an episode occurs, never on how it goes.
    """
    rates, tick, key = world.rates[0], episode.tick, episode.key
    seed = rates.seed
    if gap > 0.0 and draw(seed, Decision.OPEN, tick, key, other) < rates.norms_power_over:
        return False
    if draw(seed, Decision.TELLER_WILLING, tick, key, other) >= willing_to_open(world, episode, towards.shared_goals):
        return False
    speaks = speaking_up(towards.mutual_respect, gap * (1.0 - episode.space), rates)
    return draw(seed, Decision.SPEAK_UP, tick, key, other) < speaks
