"""Relational leadership: a manager takes up a case: decides it, inquires, convenes, or hands it back with authority."""

from sim.attention.awareness import hold_partner_clue, look_again, make_aware
from sim.attention.news import hear_news
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.enact import enact
from sim.episodes.queue import propose_about
from sim.people.hierarchy import is_over_all
from sim.processes.conferring import confer, who_can_come
from sim.processes.favours import weighing_favours
from sim.processes.qualities import handing_back, knowing_whom, reversal
from sim.relations.footing import footing_towards
from sim.state import NONE, EpisodeKind

INQUIRING = 8  # key of a manager's question about a part, apart from its holder's own


@compiled
def serve(world, s, position, tick):
    """A manager takes up one case, or refers it further up; all they do with it begins as an encounter that can fail.

    Claim: model §3 (one hop a tick, loss at each): a case goes up to the lowest who is over all whose part
    it needs. Gittell and Douglass 2012, Relational Leadership. Handing back tells the
    worker whom to address and approves departures; deciding sends orders to those
    still unaware, from the next hour on; in either the clue that was found out is passed on.
    """
    part, rates = world.part[s, position], world.rates[0]
    manager, worker = part.queue_manager, part.holder
    if world.person[manager].present == 0:
        return
    superior = world.person[manager].supervisor
    if superior != NONE and not is_over_all(world, manager, s):
        e = propose_about(
            world, EpisodeKind.REFER.value, manager, superior, s, position, NONE, rates.minutes_refer, part.identity
        )
        enact(world, e)
        return
    if world.person[worker].present == 0:
        return
    kind = choose_answer(world, s, position)
    if kind == EpisodeKind.INQUIRE.value:
        inquire_into(world, s, position)
        return
    minutes = rates.minutes_decide
    if kind == EpisodeKind.CONFER.value and not who_can_come(world, s, position).any():
        kind = EpisodeKind.DECIDE.value
    elif kind == EpisodeKind.CONFER.value:
        minutes = rates.minutes_confer
    elif kind == EpisodeKind.HAND_BACK.value:
        minutes = rates.minutes_hand_back
    e = propose_about(world, kind, manager, worker, s, position, position, minutes, part.identity)
    enact(world, e)
    episode = world.episode[e]
    if episode.met != 1:
        return
    hear_news(world, s, position)
    if episode.heard == 1 and part.found_out != NONE:
        hold_partner_clue(world, s, position, part.found_out * episode.accurate, tick)
    if kind == EpisodeKind.DECIDE.value:
        decide(world, s, manager, part.referral_garbled, tick)
    elif kind == EpisodeKind.CONFER.value:
        part.approved = max(part.approved, episode.heard)
        confer(world, s, position, tick)
    elif episode.heard == 1:
        hand_back(world, s, position)
    part.queue_manager = NONE


@compiled
def choose_answer(world, s, position):
    """A manager hands back what they share authority over, and keeps the rest: to decide it, or to learn before that.

    Claim: Gittell and Douglass 2012, Relational Leadership; Schein 2009 there on
    humble inquiry, stepping away from the expert's role in order to learn from the other. Who
    does calls the holders together if they know who these are, else inquires, once.
    """
    part, rates = world.part[s, position], world.rates[0]
    goals, knowledge, respect = footing_towards(world, part.queue_manager, part.holder, world.held)
    seed, queued, key = rates.seed, part.queued, part.identity
    goals = weighing_favours(world, part.queue_manager, part.holder, goals)  # authority may be a favour
    if draw(seed, Decision.HAND_BACK, queued, key, 0) < handing_back(goals, respect, rates):
        return EpisodeKind.HAND_BACK.value
    learns = reversal(respect, world.person[part.queue_manager].competence, rates)
    if draw(seed, Decision.LEAVES_EXPERT_ROLE, queued, key, 0) >= learns:
        return EpisodeKind.DECIDE.value
    knows = knowing_whom(knowledge, world.situation[s].novel, rates)
    if draw(seed, Decision.KNOWS_HOLDERS, queued, key, 0) < knows:
        return EpisodeKind.CONFER.value
    return EpisodeKind.DECIDE.value if part.inquired == 1 else EpisodeKind.INQUIRE.value


@compiled
def inquire_into(world, s, position):
    """Before deciding a manager asks, once, whose clue the case hangs on, or else who referred it; the case stays queued."""
    part, asked = world.part[s, position], position
    manager = part.queue_manager
    if part.coupled == 1 and part.partner_held == 0:
        partner = world.part[s, part.partner].holder
        if partner != NONE and partner != manager and world.person[partner].present == 1:
            asked = part.partner
    e = propose_about(
        world, EpisodeKind.INQUIRE.value, manager, world.part[s, asked].holder, s, position, asked,
        world.rates[0].minutes_ask, part.identity + INQUIRING,
    )
    enact(world, e)
    part.inquired = 0 if world.episode[e].met == NONE else 1


@compiled
def hand_back(world, s, position):
    """The worker gets authority: approval, and the names of all whose part is needed, unless the case came up garbled."""
    part = world.part[s, position]
    part.approved = 1
    if part.referral_garbled == 0:
        for target in range(world.situation[s].n_positions):
            if target != position and world.part[s, target].needed == 1:
                world.address[s, position, target].known = 1
                world.address[s, position, target].attempts = 0
    look_again(world, s, position)


@compiled
def decide(world, s, manager, garbled, tick):
    """The manager sends orders to every holder who is still unaware; what came up garbled goes down garbled."""
    for target in range(1, world.situation[s].n_positions):
        other = world.part[s, target]
        if other.needed == 1 and other.aware == 0 and other.answered == 0:
            if other.holder == manager:
                make_aware(world, s, target, 1 - garbled, tick)
            else:
                other.directed_by = manager
                world.situation[s].stirs = 0
                other.referral_garbled = garbled
