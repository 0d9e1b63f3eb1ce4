"""Universalism: whether care reaches everybody, the stranger and the dissimilar too (model §5)."""

from __future__ import annotations

import math

import numpy as np

from sim.compilation import compiled
from sim.environment.particulars import COMMONEST
from sim.measures.exchanges import AN_EPISODE
from sim.measures.share import share
from sim.relations.contacts import find_contact, may_hold_tie
from sim.state import MOST_CLOSED, NONE, Kind, World

FEWEST_CLOSED = 5  # situations of a customer from which the customer's own caring rate is looked at
QUARTER = 0.25


# -- tallies, called when a response is judged


@compiled
def count_universalism(world, s, caring):
    """Count one closed situation by how its subject stands to those who hold the marked parts, and for its customer."""
    situation, part = world.situation[s], world.part[s]
    subject, tally = situation.subject, world.responses[situation.subject_kind]
    marked, tied, similar = 0, 1, 1
    for position in range(situation.n_positions):
        if part[position].needed == 0 or part[position].marked == 0:
            continue
        holder = part[position].holder
        marked += 1
        tied *= has_tie(world, holder, subject)
        similar *= 1 if holder != NONE and world.person[holder].group == world.person[subject].group else 0
        if part[position].answered != 0 and part[position].manner == world.person[subject].particular:
            tally.fitting += 1
            tally.fitting_uncommon += 1 if part[position].manner != COMMONEST else 0
    if marked > 0:
        tally.tied += tied
        tally.tied_caring += tied * caring
        tally.untied += 1 - tied
        tally.untied_caring += (1 - tied) * caring
        tally.similar += similar
        tally.similar_caring += similar * caring
        tally.dissimilar += 1 - similar
        tally.dissimilar_caring += (1 - similar) * caring
    if situation.subject_kind == Kind.CUSTOMER.value:
        count_care(world, subject, situation.incumbency, caring)


@compiled
def has_tie(world, who, other):
    """Tell whether a person has a personal tie with another that an episode or more stands behind; 0 or 1."""
    if who == NONE:
        return 0
    where = find_contact(world, who, other)
    if where == NONE or not may_hold_tie(world, where):
        return 0
    return 1 if world.contact[who, where].experience >= AN_EPISODE else 0


@compiled
def count_care(world, customer, incumbency, caring):
    """Count one more closed situation of a customer; who came before in that place, or was served long, goes to the spread."""
    care = world.care[customer]
    if care.incumbency != incumbency or care.closed == MOST_CLOSED:
        world.care_spread[care.closed, care.caring] += 1
        care.incumbency, care.closed, care.caring = incumbency, 0, 0
    care.closed += 1
    care.caring += caring


# -- what is read from them


def universalism(world: World) -> dict[str, float]:
    """Return how equally customers were cared for after the warm-up, as one flat row; NaN without cases.

    `universalism.worst_quarter`: mean caring rate of the quarter of customers with the lowest, among those with at
    least five closed situations; `…_by_chance`: what it would be if all customers were equally likely to be cared for.
    `universalism.tied_gap`: caring rate where those who hold the marked parts all have a personal tie with the
    customer, minus where not; `similar_gap`: where all are of the customer's social group, minus where not.
    """
    tally = world.responses[Kind.CUSTOMER]
    row = _worst_quarter(_spread(world))
    for one, other in (("tied", "untied"), ("similar", "dissimilar")):
        caring = [share(tally[f"{word}_caring"], tally[word]) for word in (one, other)]
        row |= {f"universalism.{one}": caring[0], f"universalism.{other}": caring[1]}
        row[f"universalism.{one}_gap"] = caring[0] - caring[1]
    return row


def _spread(world: World) -> np.ndarray:
    """Count customers by closed situations and by how many of these were caring, those still there included."""
    spread = world.care_spread.copy()
    np.add.at(spread, (world.care.closed, world.care.caring), 1)
    spread[:FEWEST_CLOSED] = 0
    return spread


def _worst_quarter(spread: np.ndarray) -> dict[str, float]:
    n_customers = int(spread.sum())
    closed, caring = np.nonzero(spread)
    weights = spread[closed, caring].astype(float)
    overall = share(float((weights * caring).sum()), float((weights * closed).sum()))
    return {
        "universalism.n_customers": n_customers,
        "universalism.worst_quarter": lowest_quarter(caring / closed, weights) if n_customers else math.nan,
        "universalism.worst_quarter_by_chance": _by_chance(spread.sum(axis=1), overall) if n_customers else math.nan,
    }


def lowest_quarter(rates: np.ndarray, weights: np.ndarray) -> float:
    """Average the lowest quarter of weighted rates; who lies on its border counts in part."""
    order = np.argsort(rates, kind="stable")
    room = QUARTER * weights.sum()
    before = np.cumsum(weights[order]) - weights[order]
    within = np.clip(room - before, 0.0, weights[order])
    return float((within * rates[order]).sum() / room)


def _by_chance(customers: np.ndarray, probability: float) -> float:
    """Work out the lowest quarter of binomial rates, for as many customers with as many situations each."""
    rates, weights = [], []
    for closed in np.flatnonzero(customers):
        for caring in range(int(closed) + 1):
            chance = math.comb(int(closed), caring) * math.pow(probability, caring)
            chance *= math.pow(1.0 - probability, int(closed) - caring)
            rates.append(caring / closed)
            weights.append(chance * float(customers[closed]))
    return lowest_quarter(np.array(rates), np.array(weights))
