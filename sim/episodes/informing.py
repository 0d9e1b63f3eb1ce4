"""What passes between two people who have heard each other: who is needed, clues, circumstances, authority."""

from sim.assumptions import Relaying
from sim.attention.awareness import hold_partner_clue, look_again, make_aware
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.practice import grow_competence, grow_skill
from sim.relations.contacts import contact_with
from sim.state import NONE, EpisodeKind


@compiled
def inform(world, episode, result):
    """One episode in which something reached the other passes on what its kind is about."""
    kind = episode.kind
    if kind == EpisodeKind.TELL.value or kind == EpisodeKind.DIRECT.value:
        if episode.target != NONE and result.grasped == 1:
            tell(world, episode, result)
    elif kind == EpisodeKind.ASK_CLUE.value:
        ask_clue(world, episode, result)
    elif kind == EpisodeKind.INQUIRE.value:
        inquire(world, episode, result)
    elif result.heard == 0:
        return
    elif kind == EpisodeKind.ASK_PARTICULAR.value:
        attend_to(world, episode.initiator, episode.receiver, result.accurate, episode.tick)
        if result.reversed == 1:
            attend_to(world, episode.receiver, episode.initiator, result.accurate_back, episode.tick)
    elif kind == EpisodeKind.PRACTICE.value:
        practise_together(world, episode)


@compiled
def tell(world, episode, result):
    """A teller makes a holder aware; the teller's clue comes along, and the holder's comes back if it reverses."""
    part, s, tick = world.part, episode.situation, episode.tick
    target, position = part[s, episode.target], episode.position
    is_teller = position != NONE and part[s, position].holder == episode.initiator
    account = result.accurate
    if is_teller and part[s, position].accurate == 0:
        account = 0  # who misunderstood it passes the misunderstanding on
    if episode.kind == EpisodeKind.DIRECT.value and not is_relayed(target.referral_garbled, world.rates[0]):
        account = 0
    make_aware(world, s, episode.target, account, tick)
    if not is_teller:
        return
    if position == 0 and result.accurate == 1:
        speak_of_oneself(world, episode)
    if target.coupled == 1 and target.partner == position:
        hold_partner_clue(world, s, episode.target, result.accurate, tick)
    if result.reversed == 1 and part[s, position].coupled == 1 and part[s, position].partner == episode.target:
        hold_partner_clue(world, s, position, result.accurate_back, tick)
        look_again(world, s, position)


@compiled
def is_relayed(garbled, rates):
    """A manager's order tells what the case is about, unless that was garbled; by an option, only that there is one."""
    return garbled == 0 and rates.assumptions_relaying == Relaying.CONTENT.value


@compiled
def speak_of_oneself(world, episode):
    """A subject who tells of the own need tells of the own circumstances too, unless the norm is detachment."""
    number = draw(world.rates[0].seed, Decision.DETACHED, episode.tick, episode.key, 1)
    if number >= world.rates[0].norms_detachment:
        attend_to(world, episode.receiver, episode.initiator, 1, episode.tick)


@compiled
def ask_clue(world, episode, result):
    """An asker gets the partner's clue, and by asking lets the partner know that they are needed."""
    s, tick = episode.situation, episode.tick
    part, target = world.part[s, episode.position], world.part[s, episode.target]
    if result.heard == 1:
        hold_partner_clue(world, s, episode.position, result.accurate, tick)
    if target.aware == 0 and result.grasped == 1:
        make_aware(world, s, episode.target, result.accurate if part.accurate == 1 else 0, tick)
    if result.reversed == 1 and target.coupled == 1 and target.partner == episode.position:
        hold_partner_clue(world, s, episode.target, result.accurate_back, tick)


@compiled
def inquire(world, episode, result):
    """A manager who inquires learns the clue that a case hangs on, right or garbled; or what was meant by who referred it."""
    s, position, target = episode.situation, episode.position, episode.target
    case, asked = world.part[s, position], world.part[s, target]
    if result.heard == 1 and target == position:
        case.referral_garbled = 1 - result.accurate * case.accurate
    elif result.heard == 1:
        case.found_out = result.accurate
    if asked.aware == 0 and result.grasped == 1:
        make_aware(world, s, target, result.accurate * (1 - case.referral_garbled), episode.tick)


@compiled
def attend_to(world, who, other, accurate, tick):
    """A person learns another's circumstances, and the other has been attended to."""
    person = world.person
    seen = world.contact[who, contact_with(world, who, other)]
    seen.seen_tick = tick
    if accurate == 1:
        seen.seen, seen.seen_version = person[other].particular, person[other].version
    attended = world.contact[other, contact_with(world, other, who)]
    attended.attended_version, attended.attended_tick = person[other].version, tick


@compiled
def practise_together(world, episode):
    """A newcomer who practises with another role grows in relational competence, with the own role in skill."""
    newcomer, partner = world.person[episode.initiator], world.person[episode.receiver]
    if newcomer.role == partner.role:
        grow_skill(newcomer, world.rates[0])
    else:
        grow_competence(newcomer, world.rates[0])
