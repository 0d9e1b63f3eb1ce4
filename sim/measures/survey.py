"""The relational coordination survey inside the model: seven items for each ordered pair of roles, on 1 to 5 (model §9).

Everybody present answers for every role. Three items of communication are
read from what passed between the two roles in the last months, the fourth from
the failures that they went over; the three items of relating from the footing
on which the answerer meets those whom they know in the role. All answers are
1 + 4·x with x in [0, 1], an assumption: field answers are not linear in anything.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim import compiling_ahead
from sim.compilation import compiled
from sim.measures.directions import DIRECTIONS, facing
from sim.measures.exchanges import DAYS
from sim.relations.contacts import is_gone
from sim.relations.footing import footing_towards
from sim.state import MONTHS, World
from sim.world import reference_to

ITEMS = {
    "frequent": "x = n/(n + 1), n encounters with the role per answerer and week, whoever opened them: once a week is the middle",
    "timely": "of the answerers' approaches about a situation and those that reached them, the share met by its deadline",
    "accurate": "of what was heard between the two roles, the share that was understood as meant",
    "problem_solving": "of the failures gone over with the role, the share in which one heard the other rather than blaming",
    "shared_goals": "the answerer's footing in shared goals with those they know in the role, else as with a stranger in it",
    "shared_knowledge": "the same in shared knowledge",
    "mutual_respect": "the same in mutual respect",
}
RELATING = slice(4, 7)
DAYS_A_WEEK = 5


class Survey(NamedTuple):
    """What the survey found; the first role of a pair is the one who answers, the second the one who is rated."""

    roles: list[str]
    items: np.ndarray  # [items, roles, roles] mean answers; NaN where nobody can say
    matrix: np.ndarray  # [roles, roles] mean of the items answered; also the network's weighted adjacency
    answerers: np.ndarray  # [roles] people present


def survey(world: World, roles: list[str]) -> Survey:
    """Let everybody present answer for each role."""
    n_roles = world.role.size
    footing, asked = np.zeros((3, n_roles, n_roles)), np.zeros((n_roles, n_roles), np.int64)
    ask_everybody(reference_to(world), footing, asked)
    people = np.bincount(world.person.role[world.person.present == 1], minlength=n_roles)
    items = np.concatenate([_communication(world, people), _share(footing, asked)])
    items = 1.0 + 4.0 * items
    items[:, asked == 0] = np.nan  # nobody answers, or nobody is there to be rated
    customer = world.rates[0].customer_role
    items[:, customer, customer] = np.nan  # customers do not work with one another
    said = ~np.isnan(items)
    matrix = _share(np.where(said, items, 0.0).sum(axis=0), said.sum(axis=0))
    return Survey(roles, items, matrix, people)


def survey_columns(found: Survey, world: World) -> dict[str, float]:
    """Flatten what field studies print: the index between and within functions, its items, and each relationship.

    `survey.between`: mean over ordered pairs of functions, as each `survey.between.<item>`; `survey.within`: mean over
    functions of how they rate themselves. `survey.<relationship>.<direction>` is the index, with `.relating` the mean
    of its last three items, and `survey.<relationship>.relating` the lesser of the two directions.
    """
    ways = facing(world)
    functions = range(world.rates[0].n_functions)
    between = ways["upward"] + ways["downward"]
    row = {
        "survey.between": _over(found.matrix, between),
        "survey.within": _over(found.matrix, [(function, function) for function in functions]),
    }
    row["survey.within_minus_between"] = row["survey.within"] - row["survey.between"]
    row |= {f"survey.between.{item}": _over(answers, between) for item, answers in zip(ITEMS, found.items, strict=True)}
    relating = found.items[RELATING].mean(axis=0)
    for relationship, directions in DIRECTIONS.items():
        for way in directions:
            row[f"survey.{relationship}.{way}"] = _over(found.matrix, ways[way])
            row[f"survey.{relationship}.{way}.relating"] = _over(relating, ways[way])
        lesser = np.minimum(*(row[f"survey.{relationship}.{way}.relating"] for way in directions))
        row[f"survey.{relationship}.relating"] = float(lesser)  # NaN where either direction is
    return row


def _over(answers: np.ndarray, pairs: list[tuple[int, int]]) -> float:
    """Average over pairs of roles, leaving out those of whom nobody can say."""
    said = [answers[pair] for pair in pairs if not np.isnan(answers[pair])]
    return float(np.mean(said)) if said else math.nan


def _communication(world: World, people: np.ndarray) -> np.ndarray:
    """Work out the four items of communication in [0, 1] from both directions of what passed between two roles."""
    months = {name: world.exchange[:MONTHS][name].sum(axis=0) for name in world.exchange.dtype.names}
    both = {name: count + count.T for name, count in months.items()}
    per_answerer = both["met"] / np.maximum(people, 1)[:, None] / max(_weeks(world), 1e-9)
    # One's own approaches may be refused; of the other's, only those that one met have reached one.
    reached = months["about"] + months["about_met"].T
    return np.stack([
        per_answerer / (per_answerer + 1.0),
        _share(both["timely"], reached), _share(both["accurate"], both["heard"]), _share(both["solved"], both["gone_over"]),
    ])  # fmt: skip


def _weeks(world: World) -> float:
    """Weeks that the months' windows cover by now."""
    per_day, tick = int(world.rates[0].ticks_per_day), int(world.clock[0].tick)
    month = DAYS * per_day
    covered = min(tick, (MONTHS - 1) * month + (tick - 1) % month + 1)
    return covered / (DAYS_A_WEEK * per_day)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


@compiled
def ask_everybody(world, footing, asked):
    """Everybody present says on what footing they are with each role that somebody holds.

    Adds to footing [qualities, roles, roles] and asked [roles, roles].
    """
    felt, known = np.zeros(footing.shape[:2]), np.zeros(footing.shape[1], np.int64)
    for who in range(world.person.size):
        if world.person[who].present == 0:
            continue
        felt[:], known[:] = 0.0, 0
        think_of_those_known(world, who, felt, known)
        own = world.person[who].role
        for role in range(known.size):
            if known[role] == 0:
                think_of_a_stranger(world, who, role, felt, known)
            if known[role] > 0:
                for quality in range(footing.shape[0]):
                    footing[quality, own, role] += felt[quality, role] / known[role]
                asked[own, role] += 1


@compiled
def think_of_those_known(world, who, felt, known):
    """A person thinks of everybody whom they have met and who is still there. Adds to felt [qualities, roles], known [roles]."""
    for where in range(world.contact.shape[1]):
        if not is_gone(world, who, where):
            think_of(world, who, world.contact[who, where].whom, felt, known)


@compiled
def think_of_a_stranger(world, who, role, felt, known):
    """Of a role in which one knows nobody one thinks as of any stranger in it, if there is one."""
    for place in range(world.role[role].first, world.role[role].last):
        other = world.roster[place]
        if other != who and world.person[other].present == 1:
            think_of(world, who, other, felt, known)
            return


@compiled
def think_of(world, who, other, felt, known):
    """A person thinks of the footing on which they are with another."""
    role = world.person[other].role
    goals, knowledge, respect = footing_towards(world, who, other, world.held)
    felt[0, role] += goals
    felt[1, role] += knowledge
    felt[2, role] += respect
    known[role] += 1


compiling_ahead.meanwhile(ask_everybody, np.zeros((1, 1, 1)), np.zeros((1, 1), np.int64))
