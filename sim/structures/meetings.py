"""3f Meetings: within a function, or across roles with relational space.

Both poles cost everybody the same minutes at the same interval. Convening
decides who is present and nothing else; the space lifts the standing term from
being asked to speak, and from nothing else (Kellogg 2009 in Gittell and Douglass 2012).
"""

import numpy as np

from sim.arrows import Arrow, through
from sim.assumptions import Floor
from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.episodes.calendar import attend
from sim.episodes.participants import could_be_told
from sim.episodes.queue import convene
from sim.race import race
from sim.state import NONE, EpisodeKind, Kind, Outcome, Purpose
from sim.structures.level import gathers_across_roles, has_content
from sim.structures.parameters import Level

TURN = 64  # keys of turns in one tick start here
TABLE = 160  # keys of what is told at a table
MOST_TURNS = 60
LARGEST = 64  # people at one meeting


@compiled
def n_groups(world):
    """Count the groups that meet: one per pod across roles, or blocks of as many within each function."""
    rates = world.rates[0]
    n_pods, block = count_pods(world), rates.n_functions
    if gathers_across_roles(rates.meetings_level):
        return n_pods
    return rates.n_functions * ((n_pods + block - 1) // block)


@compiled
def count_pods(world):
    """Count the pods: as many as the best staffed function has places."""
    return world.role[world.rates[0].customer_role].pods


@compiled
def group_of(person, n_pods, rates):
    """Tell in which group a worker or manager meets under the present pole; everybody is in exactly one."""
    blocks = (n_pods + rates.n_functions - 1) // rates.n_functions
    across = gathers_across_roles(rates.meetings_level)
    if person.role >= rates.n_functions:  # managers and spanners, spread over the functions
        return person.pod if across else person.pod * blocks * rates.n_functions // n_pods
    return person.pod if across else person.role * blocks + person.pod // rates.n_functions


@compiled
def convene_meetings(world):
    """Groups whose time has come meet: open situations may be told there, then turns are taken at getting to know."""
    clock, rates = world.clock[0], world.rates[0]
    if rates.meetings_level == Level.NONE.value:
        return
    groups = n_groups(world)
    seats = np.full((groups, LARGEST), NONE, np.int64)
    seated = np.zeros(groups, np.int64)
    seat_members(world, seats, seated)
    if not has_content(rates.meetings_level):
        return
    turns = max(1, min(MOST_TURNS, rates.meetings_minutes // rates.minutes_tell))
    space = rates.meetings_space if rates.meetings_level == Level.RELATIONAL.value else 0.0
    used = np.zeros(groups, np.int64)
    if seated.max() > 1:
        tell_what_is_open(world, used, turns, space)
    for group in range(groups):
        if seated[group] > 1:
            for turn in range(used[group], turns):
                take_turn(world, seats[group], seated[group], turn, space)


@compiled
def seat_members(world, seats, seated):
    """Everybody employed whose group meets now gives the time, if they have it; a customer of the pod may join.

    Writes seats [groups, LARGEST] and seated [groups].
    """
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    interval = rates.meetings_interval_hours * rates.ticks_per_hour
    n_pods = count_pods(world)
    for who in range(person.size):
        if person[who].present == 0 or person[who].kind == Kind.CUSTOMER.value:
            continue
        group = group_of(person[who], n_pods, rates)
        if (clock.tick + group) % interval != 0 or seated[group] == LARGEST - 1:
            continue
        takes_place = draw(rates.seed, Decision.TAKES_PLACE, clock.tick, group, 1)
        if takes_place < through(Arrow.MEETINGS.value, 1.0, world.held):
            take_seat(world, who, group, seats, seated)
    if gathers_across_roles(rates.meetings_level) and rates.meetings_customers == 1:
        for group in range(seated.size):
            if seated[group] > 0:
                customer = race(
                    world, rates.customer_role, group, NONE, Decision.CUSTOMER_AT_MEETING, clock.tick, group
                )
                if customer != NONE:
                    take_seat(world, customer, group, seats, seated)


@compiled
def take_seat(world, who, group, seats, seated):
    """A person gives the meeting's minutes and sits down."""
    if attend(world, who, world.rates[0].meetings_minutes, Purpose.MEETING.value):
        world.person[who].meeting = group
        seats[group, seated[group]] = who
        seated[group] += 1


@compiled
def tell_what_is_open(world, used, turns, space):
    """Who is aware of an open situation tells those at the same table whose part it needs: the meeting as conduit.

    Writes used [groups]: how many turns that took.
    """
    person, part = world.person, world.part
    for place in range(world.clock[0].n_open):
        s = world.opened[place]
        if world.situation[s].outcome != Outcome.OPEN.value or not could_be_told(world, s):
            continue
        for teller in range(world.situation[s].n_positions):
            if part[s, teller].aware == 0:
                continue
            group = meeting_of(person, part[s, teller])
            if group == NONE:
                continue
            for target in range(1, world.situation[s].n_positions):
                other = part[s, target]
                if is_left_alone(other) and meeting_of(person, other) == group:
                    if used[group] < turns and is_conduit(world, part[s, teller].identity, target):
                        used[group] += 1
                        tell_at_table(world, s, teller, target, space)


@compiled
def is_left_alone(part):
    """A part is needed, and its holder neither knows of it nor has acted."""
    return part.needed == 1 and part.aware == 0 and part.answered == 0


@compiled
def meeting_of(person, part):
    """Tell at which table a part's holder sits; NONE if at none."""
    return NONE if part.holder == NONE else person[part.holder].meeting


@compiled
def is_conduit(world, key, target):
    """Situations are told at meetings, unless that direct path is cut."""
    number = draw(world.rates[0].seed, Decision.TAKES_PLACE, world.clock[0].tick, key, target)
    return number < through(Arrow.MEETING_CONDUIT.value, 1.0, world.held)


@compiled
def tell_at_table(world, s, teller, target, space):
    """One holder's account of a situation to another, in the meeting's time."""
    part = world.part[s]
    key = part[teller].identity + TABLE + 8 * target
    e = convene(world, EpisodeKind.TELL.value, part[teller].holder, part[target].holder, key)
    episode = world.episode[e]
    episode.situation, episode.position, episode.target, episode.space = s, teller, target, space
    episode.about = world.situation[s].identity


@compiled
def take_turn(world, members, n_members, turn, space):
    """One member speaks with another about how they are and how their work goes."""
    speaker = one_of(world, members, n_members, NONE, turn, Decision.SPEAKER)
    other = one_of(world, members, n_members, speaker, turn, Decision.SPEAKS_WITH)
    key = world.person[speaker].identity + TURN + turn
    e = convene(world, EpisodeKind.ASK_PARTICULAR.value, speaker, other, key)
    world.episode[e].space = space


@compiled
def taking_the_floor(standing, number, rates):
    """Anybody may take the floor; by an option rather those who stand high: u · (1.1 − standing), the lowest first."""
    return number if rates.assumptions_floor == Floor.BY_CHANCE.value else number * (1.1 - standing)


@compiled
def one_of(world, members, n_members, but, turn, decision):
    """Choose one of those at the table by a race of keyed draws."""
    tick, seed, person = world.clock[0].tick, world.rates[0].seed, world.person
    winner, lowest = NONE, 2.0
    for i in range(n_members):
        number = draw(seed, decision, tick, person[members[i]].identity, turn)
        time = taking_the_floor(world.role[person[members[i]].role].standing, number, world.rates[0])
        if members[i] != but and time < lowest:
            winner, lowest = members[i], time
    return winner
