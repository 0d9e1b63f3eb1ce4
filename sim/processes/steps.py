"""What an aware holder does next: the first feasible of ask, learn, tell, refer, act."""

from sim.attention.news import last_call
from sim.compilation import compiled
from sim.episodes.queue import propose_about
from sim.people.next_event import NEVER
from sim.processes.buffering import may_work_out_alone
from sim.processes.coordination import ask_for_clue, tell_one, waits_for_clue
from sim.processes.coproduction import learn_particular
from sim.processes.referral import refer_up, waits_for_line
from sim.state import NONE, EpisodeKind, Outcome

DIRECTING = 32  # keys of a manager's orders about a part, apart from its holder's own


@compiled
def propose(world):
    """Everybody proposes on the state at the start of the tick, so that news travels one hop a tick."""
    situation, part, tick = world.situation, world.part, world.clock[0].tick
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        if situation[s].stirs > tick or situation[s].outcome != Outcome.OPEN.value:
            continue
        stirs = NEVER
        for position in range(situation[s].n_positions):
            if part[s, position].directed_by != NONE:
                direct(world, s, position)
            if is_concerned(part[s, position]):
                if part[s, position].wakes <= tick and is_at_work(world.person[part[s, position].holder]):
                    take_step(world, s, position, tick)
                stirs = min(stirs, part[s, position].wakes)
        situation[s].stirs = stirs


@compiled
def is_concerned(part):
    """A holder is concerned who is aware and has not acted yet (a subject without a part only tells)."""
    return part.aware == 1 and part.answered == 0 and part.holder != NONE


@compiled
def is_at_work(person):
    """A person is there and has time left."""
    return person.present == 1 and person.attention > 0


@compiled
def take_step(world, s, position, tick):
    """A holder asks for the clue that is missing, else learns the particular, else tells, else refers, else acts.

    Claim: model §3. Acting itself takes place in the acting phase; `ready` says that nothing comes before it.
    Whoever waits or is ready looks for another step only when there is news (`hear_news`) or time runs out.
    """
    part = world.part[s, position]
    part.ready = 0
    if ask_for_clue(world, s, position, tick):
        return
    if learn_particular(world, s, position, tick):
        return
    if tell_one(world, s, position, tick):
        return
    if refer_up(world, s, position, tick):
        return
    if waits_for_clue(world, s, position, tick) or waits_for_line(world, s, position, tick):
        part.wakes = tick + 1 if may_work_out_alone(world, s, position) else last_call(world, s)
        return
    part.ready, part.wakes = 1, NEVER
    world.situation[s].acts = tick


@compiled
def direct(world, s, position):
    """A manager who has decided a case orders a holder who is still unaware to act."""
    part = world.part[s, position]
    manager = part.directed_by
    part.directed_by = NONE
    if part.aware == 0 and part.answered == 0 and part.holder != NONE and part.holder != manager:
        propose_about(
            world, EpisodeKind.DIRECT.value, manager, part.holder, s, NONE, position,
            world.rates[0].minutes_tell, part.identity + DIRECTING,
        )
