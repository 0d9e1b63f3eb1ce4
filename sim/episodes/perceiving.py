"""What each side perceives of an encounter: its own evidence, now and then the wrong way round."""

from sim.compilation import compiled
from sim.relations.learning import NO_EVIDENCE, Evidence
from sim.state import NONE, EpisodeKind


@compiled
def is_misaddressed(episode):
    """Somebody was told of a situation that does not need them."""
    return episode.kind == EpisodeKind.TELL.value and episode.target == NONE


@compiled
def evidence_of_initiator(episode, result):
    """An initiator perceives whether attention was given, whether they were heard, and what they learned back.

    Claim: model C2: each side by its own perceived result, each quality by its own evidence.
    """
    if result.met == 0:
        return Evidence(0, NO_EVIDENCE, NO_EVIDENCE)
    if result.heard == 0:
        return Evidence(1, NO_EVIDENCE, 0)
    asks = episode.kind == EpisodeKind.ASK_CLUE.value or episode.kind == EpisodeKind.ASK_PARTICULAR.value
    asks = asks or episode.kind == EpisodeKind.INQUIRE.value
    information = NO_EVIDENCE
    if is_misaddressed(episode):
        information = 0
    elif asks:
        information = result.accurate
    elif episode.kind == EpisodeKind.PRACTICE.value:
        information = result.accurate
    elif result.reversed == 1:
        information = result.accurate_back
    return Evidence(1, information, result.mannered_back)


@compiled
def evidence_of_receiver(episode, result):
    """A receiver perceives whether the other attends to their part or person, in what manner, and what they learned.

    Being asked for a clue is no attention to one's own part, but being asked about the case that one has referred is.
    Whoever refuses has met nobody.
    """
    if result.met == 0:
        return Evidence(NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE)
    inquires = episode.kind == EpisodeKind.INQUIRE.value
    for_clue = episode.kind == EpisodeKind.ASK_CLUE.value or (inquires and episode.target != episode.position)
    attention = NO_EVIDENCE if for_clue else 1
    information = NO_EVIDENCE
    if result.heard == 1:
        tells = not for_clue and not inquires and episode.kind != EpisodeKind.ASK_PARTICULAR.value
        if is_misaddressed(episode):
            attention, information = 0, 0
        elif tells:
            information = result.accurate
        elif result.reversed == 1:
            information = result.accurate_back
    return Evidence(attention, information, result.mannered)


@compiled
def perceived(evidence, number, rates):
    """A person now and then perceives an encounter the wrong way round."""
    if number >= rates.attention_perception_noise:
        return evidence
    return Evidence(flipped(evidence.attention), flipped(evidence.information), flipped(evidence.respect))


@compiled
def flipped(bit):
    """Turn evidence round; no evidence stays none."""
    return NO_EVIDENCE if bit == NO_EVIDENCE else 1 - bit
