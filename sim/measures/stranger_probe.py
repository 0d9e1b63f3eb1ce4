"""The stranger-dyad probe: what is left of relating between two roles when the two persons have never met (model §9).

Two incumbents stand before the same situation: two parts, the right answer to
each of which hangs on the clue of both. One knows of it, the other does not.
The probe lets the one ask, once, and sees what comes of it; then the other way
round. It runs the model's own rules in a world of its own, in which nobody has
met anybody: footing there is the role tie and what one expects of a stranger.
Buffers, which spare people the need to ask, are taken away, and boundary
spanners, whom not every form has, stand aside.
"""

from __future__ import annotations

import math

import numpy as np

from sim import compiling_ahead, state
from sim.compilation import compiled
from sim.draws import Decision, draw, value_among
from sim.episodes.encounter import Footing, encounter
from sim.episodes.informing import ask_clue
from sim.measures.directions import DIRECTIONS
from sim.processes.answers import intended_answer, right_answer
from sim.processes.coordination import ask_for_clue
from sim.records import records
from sim.relations.footing import footing_towards
from sim.relations.process import Process
from sim.state import MOST_POSITIONS, NONE, Kind, World
from sim.world import reference_to

N_DYADS, N_DRAWS = 24, 200
OUTCOMES = {
    "asked": "one knew whom to ask, was willing, spoke up, and no norm was in the way",
    "told": "the asker told the own clue in turn: the direction reversed",
    "heard": "the other gave attention and heard, so that the asker holds the other's clue, right or garbled",
    "right": "what the asker means to answer is right; a guess is so one time in K, and slips are skill, so left out",
}
ASKED, TOLD, HEARD, RIGHT = range(len(OUTCOMES))


def stranger_probe(world: World, n_dyads: int = N_DYADS, n_draws: int = N_DRAWS) -> dict[str, float]:
    """Return shares of draws by relationship, direction and outcome, as one flat row; the world stays as it is.

    `probe.coordination.upward.heard`: mean over dyads. `probe.coordination.heard`:
    reciprocity, the mean over dyads of the lesser of the two directions.
    NaN where no two people of different roles are present.
    """
    pairs = np.full((len(DIRECTIONS), n_dyads, 2), NONE, np.int64)
    counts = np.zeros((len(DIRECTIONS), n_dyads, 2, len(OUTCOMES)), np.int64)
    probe(reference_to(world_of_strangers(world)), pairs, counts, n_draws)
    row: dict[str, float] = {}
    for relationship, (name, directions) in enumerate(DIRECTIONS.items()):
        shares = counts[relationship][pairs[relationship].min(axis=1) != NONE] / n_draws
        row[f"probe.{name}.n_dyads"] = len(shares)
        for outcome, word in enumerate(OUTCOMES):
            row[f"probe.{name}.{word}"] = _mean(shares[:, :, outcome].min(axis=1))
            for direction, way in enumerate(directions):
                row[f"probe.{name}.{way}.{word}"] = _mean(shares[:, direction, outcome])
    return row


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else math.nan


def world_of_strangers(world: World) -> World:
    """Copy what the probe writes, leave it room for one situation; nobody has met anybody.

    Nor has anybody a buffer to work things out alone, or a motive from credit: the probe is about relating.
    """

    contact = records(state.CONTACT, *world.contact.shape)
    contact.whom = NONE
    terms = world.terms.copy()
    terms.buffers = 0.0
    terms.credit_weight = 0.0
    return world._replace(
        terms=terms, person=world.person.copy(), rates=world.rates.copy(), clock=world.clock.copy(), contact=contact, met=np.full_like(world.met, NONE),
        situation=records(state.SITUATION, 1), part=records(state.PART, 1, MOST_POSITIONS),
        address=records(state.ADDRESS, 1, MOST_POSITIONS, MOST_POSITIONS), episode=records(state.EPISODE, 1),
    )  # fmt: skip


@compiled
def probe(world, pairs, counts, n_draws):
    """For each relationship, pairs drawn by key go through the same situation, either of them first.

    Writes pairs [relationships, dyads, 2] and counts [relationships, dyads, directions, outcomes].
    """
    rates = world.rates[0]
    rates.seed = int(draw(rates.seed, Decision.PROBE, 0, 0, 0) * 9007199254740992.0)  # chances of its own
    for relationship in range(counts.shape[0]):
        for dyad in range(counts.shape[1]):
            pairs[relationship, dyad] = strangers(world, relationship, dyad)
    for relationship in range(counts.shape[0]):
        for dyad in range(counts.shape[1]):
            one, other = pairs[relationship, dyad]
            if one == NONE or other == NONE:
                continue
            place = 0 if world.person[other].kind == Kind.CUSTOMER.value else 2
            set_scene(world, one, other, place, dyad)
            try_out(world, 1, place, n_draws, counts[relationship, dyad, 0])
            try_out(world, place, 1, n_draws, counts[relationship, dyad, 1])


@compiled
def strangers(world, relationship, dyad):
    """Choose a worker and somebody of another role, both present; two workers stand in the order of their standing."""
    kind = Kind.WORKER.value
    if relationship == Process.COPRODUCTION.value:
        kind = Kind.CUSTOMER.value
    elif relationship == Process.LEADERSHIP.value:
        kind = Kind.MANAGER.value
    one = present_one(world, Kind.WORKER.value, NONE, relationship, dyad)
    if one == NONE:
        return NONE, NONE
    other = present_one(world, kind, world.person[one].role, relationship, dyad)
    if other != NONE and kind == Kind.WORKER.value:
        role, other_role = world.person[one].role, world.person[other].role
        step = world.role[other_role].standing - world.role[role].standing
        if step < 0.0 or (step == 0.0 and other_role < role):
            return other, one
    return one, other


@compiled
def present_one(world, kind, but_role, relationship, dyad):
    """Choose one of those present of a kind, but of none of that role, by a race of keyed draws."""
    person, rates = world.person, world.rates[0]
    decision = Decision.PROBE_ONE if but_role == NONE else Decision.PROBE_OTHER
    winner, lowest = NONE, 0.0
    for who in range(person.size):
        role = person[who].role
        if person[who].present == 1 and person[who].kind == kind and role != but_role and role != rates.spanner_role:
            time = draw(rates.seed, decision, relationship, dyad, person[who].identity)
            if winner == NONE or time < lowest:
                winner, lowest = who, time
    return winner


@compiled
def set_scene(world, one, other, place, dyad):
    """Two rested people hold two parts that hang on each other; a customer's is the subject's own, as anywhere.

    Neither has read the map, so that a direct path counts for no relating. Both
    go by one name in draws: the same chances befall either direction.
    """
    situation = world.situation[0]
    situation.n_positions, situation.subject = 3, other if place == 0 else one
    for position in range(3):
        world.part[0, position].holder = NONE
    for who, position, partner in ((one, 1, place), (other, place, 1)):
        person, part = world.person[who], world.part[0, position]
        person.identity, person.read, person.interruptions = dyad, 0, 0
        person.attention = world.rates[0].paid_minutes
        part.identity, part.holder, part.incumbency, part.column = dyad, who, person.incumbency, person.role
        part.needed, part.coupled, part.partner = 1, 1, partner


@compiled
def try_out(world, position, target, n_draws, count):
    """One side faces the situation so many times; its footing stays what it was, for nobody learns from a probe.

    Writes count [outcomes].
    """
    one, other = world.part[0, position].holder, world.part[0, target].holder
    goals, knowledge, respect = footing_towards(world, one, other, world.held)
    towards = Footing(goals, knowledge, respect)
    goals, knowledge, respect = footing_towards(world, other, one, world.held)
    back = Footing(goals, knowledge, respect)
    for trial in range(n_draws):
        begin_anew(world, position, target, trial)
        if ask_for_clue(world, 0, position, trial):
            episode = world.episode[0]
            result = encounter(world, episode, towards, back, world.held)
            if result.heard == 1 or result.grasped == 1:
                ask_clue(world, episode, result)
            count[ASKED] += result.opened
            count[HEARD] += result.heard
        count[TOLD] += world.part[0, target].partner_held
        if intended_answer(world, 0, position, trial) == right_answer(world, 0, position):
            count[RIGHT] += 1


@compiled
def begin_anew(world, position, target, trial):
    """One side understands the situation and the other knows nothing of it; what is typical tells nothing of the clues."""
    rates, clock = world.rates[0], world.clock[0]
    clock.tick, clock.n_episodes = trial, 0
    for here in (position, target):
        part = world.part[0, here]
        key, whose = part.identity, 0 if here == position else 1
        part.clue = value_among(draw(rates.seed, Decision.PROBE_CLUE, trial, key, whose), rates.environment_answers)
        part.typical = value_among(draw(rates.seed, Decision.PROBE_TYPICAL, trial, key, whose), rates.environment_answers)
        part.aware = part.accurate = 1 - whose
        part.partner_held, part.partner_accurate, part.partner_clue, part.partner_tick = 0, 0, NONE, NONE
        for there in range(3):
            world.address[0, here, there].known, world.address[0, here, there].attempts = NONE, 0


compiling_ahead.meanwhile(probe, np.zeros((1, 1, 1), np.int64), np.zeros((1, 1, 1, 1), np.int64), N_DRAWS)
