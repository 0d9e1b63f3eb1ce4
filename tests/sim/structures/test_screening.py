"""Selection, by hand: who is selected among how many, by what impression, and what that costs."""

from __future__ import annotations

import numpy as np
import pytest

from sim.arrow import Arrow
from sim.draws import Decision
from sim.people.exits import leave
from sim.people.hiring import best_candidate, fill, traits_of
from sim.people.next_event import NEVER
from sim.state import Kind, Purpose
from sim.structures.parameters import Level
from sim.structures.screening import candidates_for, convene_interviews, impression, is_to_be_filled, longer_vacancy, selects, time_for_candidates
from tests.sim.by_hand import CUSTOMERS, MANAGER, by_hand, everybody_has, small_world

PLACE, COLLEAGUE = 0, 1  # the two workers of the first function


def selecting(level=Level.RELATIONAL, candidates=3, **more):
    world = small_world(selection_training={"level": level, "candidates": candidates, "screening_days": 2.0, **more})
    everybody_has(world, 60)
    world.clock[0].tick = 16
    return world


def vacated(world, changes=24, **fields):
    """A place without a holder, to be filled at tick 24; it is 16 now."""
    world.person[PLACE].present, world.person[PLACE].changes = 0, changes
    for name, value in fields.items():
        world.person[PLACE][name] = value
    return world.person[PLACE]


@pytest.mark.parametrize(
    "level, candidates, kind, expected",
    [
        (Level.NONE, 3, Kind.WORKER, False), (Level.IMPERSONAL, 3, Kind.WORKER, True), (Level.RELATIONAL, 3, Kind.MANAGER, True),
        (Level.TIME_ONLY, 3, Kind.WORKER, True), (Level.RELATIONAL, 1, Kind.WORKER, False), (Level.RELATIONAL, 3, Kind.CUSTOMER, False),
    ],
)  # fmt: skip
def test_who_is_selected(level, candidates, kind, expected):
    assert by_hand(selects)(kind, selecting(level, candidates).rates[0]) == expected


@pytest.mark.parametrize(
    "level, tick, screened, expected",
    [
        (Level.RELATIONAL, 0, 0, 3),  # founders
        (Level.RELATIONAL, 16, 0, 1), (Level.RELATIONAL, 16, 2, 2), (Level.IMPERSONAL, 16, 3, 3),
        (Level.TIME_ONLY, 16, 3, 1), (Level.TIME_ONLY, 0, 0, 1), (Level.NONE, 0, 0, 1),
    ],
)  # fmt: skip
def test_among_how_many(level, tick, screened, expected):
    world = selecting(level)
    person = vacated(world, screened=screened)
    assert by_hand(candidates_for)(person, tick, world.rates[0]) == expected
    assert by_hand(candidates_for)(world.person[CUSTOMERS[0]], tick, world.rates[0]) == 1


@pytest.mark.parametrize(
    "level, weight, error, number, expected",
    [
        (Level.IMPERSONAL, 1.0, 0.0, 0.9, 0.8), (Level.RELATIONAL, 1.0, 0.0, 0.9, 0.4),  # what the pole looks for
        (Level.IMPERSONAL, 0.75, 0.0, 0.9, 0.7), (Level.RELATIONAL, 0.75, 0.0, 0.9, 0.5),  # a quarter the other
        (Level.RELATIONAL, 1.0, 0.5, 0.0, -0.1), (Level.RELATIONAL, 1.0, 0.5, 0.75, 0.65),  # an interview errs either way
    ],
)  # fmt: skip
def test_impression(level, weight, error, number, expected):
    rates = selecting(level, screening_weight=weight, screening_error=error).rates[0]
    assert by_hand(impression)(0.8, 0.4, number, rates) == pytest.approx(expected)


SKILLS, COMPETENCES = (0.5, 0.9, 0.1), (0.5, 0.2, 0.8)


def candidates(errors=(0.5, 0.5, 0.5)):
    """Draws by candidate: the second is the most skilled, the third the most competent."""
    given = {Decision.SKILL: SKILLS, Decision.COMPETENCE: COMPETENCES, Decision.SCREENED: errors}
    return {decision: lambda tick, who, candidate, numbers=numbers: numbers[candidate] for decision, numbers in given.items()}


@pytest.mark.parametrize("level, screened, errors, hired", [
    (Level.IMPERSONAL, 3, (0.5, 0.5, 0.5), 1), (Level.RELATIONAL, 3, (0.5, 0.5, 0.5), 2),
    (Level.RELATIONAL, 2, (0.5, 0.5, 0.5), 0), (Level.RELATIONAL, 0, (0.5, 0.5, 0.5), 0),  # who was not seen is not hired
    (Level.RELATIONAL, 3, (0.5, 0.9, 0.2), 1),  # 0.32 + 0.4 against 0.68 − 0.3 and 0.5: an error
    (Level.TIME_ONLY, 3, (0.5, 0.5, 0.5), 0), (Level.NONE, 3, (0.5, 0.5, 0.5), 0),
])  # fmt: skip
def test_who_is_hired(level, screened, errors, hired):
    """Skill 0.6 ± 0.2, competence 0.5 ± 0.3 by the draws; the newcomer has the traits of the one who was chosen."""
    world = selecting(level)
    person = vacated(world, screened=screened)
    assert by_hand(best_candidate, candidates(errors))(person, 16, world.rates[0]) == hired
    expected = (0.6 + 0.2 * (2 * SKILLS[hired] - 1), 0.5 + 0.3 * (2 * COMPETENCES[hired] - 1))
    assert by_hand(traits_of, candidates())(person, hired, 16, world.rates[0]) == pytest.approx(expected)
    common = {Decision.GROUP: 0.5, **candidates(errors)}
    by_hand(fill, common)(world, PLACE, 16)
    assert (person.skill, person.competence, person.screened) == pytest.approx((*expected, 0))


@pytest.mark.parametrize("level, held, expected", [(Level.IMPERSONAL, None, 32), (Level.TIME_ONLY, None, 32), (Level.RELATIONAL, 0.0, 0), (Level.NONE, None, 0)])
def test_a_place_stays_vacant_for_longer(level, held, expected):
    """Two further candidates at two days each, of eight hours; not while suspended, and not for customers."""
    world = selecting(level)
    days = [by_hand(time_for_candidates)(kind, world.rates[0]) for kind in (Kind.WORKER, Kind.MANAGER, Kind.CUSTOMER)]
    assert days == ([0, 0, 0] if level == Level.NONE else [32, 32, 0])
    if held is not None:
        world.held[Arrow.SELECTION_TRAINING] = held
    waits = [by_hand(longer_vacancy, 0.5)(world, world.person[who]) for who in (PLACE, MANAGER, CUSTOMERS[0])]
    assert waits == [expected, expected, 0]
    changes = []
    for form in (world, selecting(Level.NONE)):
        by_hand(leave, 0.5)(form, PLACE, 16)
        changes.append(form.person[PLACE].changes)
    assert changes[0] - changes[1] == expected


@pytest.mark.parametrize(
    "changes, screened, fields, expected",
    [
        (24, 0, {}, True), (48, 2, {}, True), (49, 0, {}, False),  # 32 hours ahead at most
        (24, 3, {}, False), (24, 0, {"present": 1}, False), (24, 0, {"away": 1}, False), (NEVER, 0, {}, False),
    ],
)  # fmt: skip
def test_for_which_places_candidates_are_seen(changes, screened, fields, expected):
    world = selecting()
    vacated(world, changes, screened=screened, **fields)
    assert by_hand(is_to_be_filled)(world, PLACE) == expected
    assert not by_hand(is_to_be_filled)(world, CUSTOMERS[0])


@pytest.mark.parametrize(
    "minutes_of_colleague, minutes_of_manager, held, seen, who_pays",
    [(60, 60, None, 1, COLLEAGUE), (29, 60, None, 1, MANAGER), (29, 29, None, 0, None), (60, 60, 0.0, 0, None)],
)
def test_who_sees_a_candidate(minutes_of_colleague, minutes_of_manager, held, seen, who_pays):
    """Half an hour of a colleague, else of the supervisor; without the time, or suspended, nobody is seen."""
    world = selecting()
    person = vacated(world)
    world.person[COLLEAGUE].attention, world.person[MANAGER].attention = minutes_of_colleague, minutes_of_manager
    if held is not None:
        world.held[Arrow.SELECTION_TRAINING] = held
    by_hand(convene_interviews, 0.5)(world)
    assert (person.screened, world.minutes[:, Purpose.SCREENING].sum()) == (seen, 30 * seen)
    if who_pays is not None:
        before = minutes_of_colleague if who_pays == COLLEAGUE else minutes_of_manager
        assert world.person[who_pays].attention == before - 30
    assert world.clock[0].n_episodes == 0  # a candidate is nobody's colleague yet


def test_places_compete_for_time_in_keyed_order():
    """Both places of the first function are vacant, the manager has time for one candidate: the place with the lower draw."""
    for first in (0, 1):
        world = selecting()
        world.person[MANAGER].attention = 30
        for who in (0, 1):
            world.person[who].present, world.person[who].changes = 0, 24
        lower = world.person[first].identity
        order = {Decision.ORDER: lambda tick, who, whom, lower=lower: 0.1 if who == lower else 0.9}
        by_hand(convene_interviews, order)(world)
        assert [world.person[who].screened for who in (0, 1)] == [int(first == 0), int(first == 1)]


@pytest.mark.parametrize("level, skill, competence", [(Level.IMPERSONAL, 0.78, 0.32), (Level.RELATIONAL, 0.44, 0.68), (Level.NONE, 0.6, 0.5)])
def test_founders_have_passed_the_same_selection(level, skill, competence):
    world = selecting(level, screening_error=0.0)
    by_hand(fill, candidates())(world, PLACE, 0)
    if level == Level.IMPERSONAL:
        skill, competence = 0.6 + 0.2 * 0.8, 0.5 + 0.3 * (2 * 0.2 - 1)
    assert (world.person[PLACE].skill, world.person[PLACE].competence) == pytest.approx((skill, competence))


@pytest.mark.parametrize("level, skill, competence", [(Level.NONE, 0.0, 0.0), (Level.IMPERSONAL, 0.6, 0.0), (Level.RELATIONAL, 0.0, 0.6)])
def test_the_best_of_four_by_what_is_looked_for_and_anybody_by_the_rest(level, skill, competence):
    """The best of four even draws lies at 3/5 of the half-width, without error: within four standard errors of 200 founders."""
    world = small_world(
        size={"workers": 200}, selection_training={"level": level, "candidates": 4, "screening_error": 0.0},
    )  # fmt: skip
    employed = world.person[world.person.kind != Kind.CUSTOMER]
    for found, mean, spread, expected in ((employed.skill, 0.6, 0.2, skill), (employed.competence, 0.5, 0.3, competence)):
        deviation = (0.327 if expected else 0.577) * spread  # over the half-width: √(8/75) of the best of four, √(1/3) of one
        assert abs(found.mean() - (mean + expected * spread)) < 4 * deviation / np.sqrt(employed.size)
