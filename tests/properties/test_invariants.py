"""What holds in every world, whatever the parameters: bounds, conservation, and newcomers without ties.

Each configuration is named by its number, so that a failure can be run again:
`configuration(number)`, seed = number.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest

from sim import load_parameters
from sim.enlarging import enlarged
from sim.measures.summary import rates
from sim.people.founding import found
from sim.schedule import FUNCTIONS, advance, has_room
from sim.state import HOUR, EVERYTHING, MOST_POSITIONS, NONE, TIE_FIELDS, Kind, Outcome, World
from sim.world import reference_to
from tests.properties.configurations import configuration

DEFAULT, LONG = 2_000, 10_000
QUALITIES = ("shared_goals", "shared_knowledge", "mutual_respect")
# Ties move where people meet, fade by the day, and go with people; nowhere else.
MAY_MOVE_TIES = {"enact_in_order", "serve_line", "start_of_day", "come_and_go", "open_places"}


class Watch:
    """Steps through a world phase by phase and keeps count beside it."""

    def __init__(self, world: World, closely: bool = True):
        self.world, self.rules, self.closely = world, reference_to(world), closely
        # Columns without numpy's records around them: the same memory, ten times as fast to read.
        person, clock = world.person.view(np.ndarray), world.clock.view(np.ndarray)
        self.person = {name: person[name] for name in ("present", "kind", "attention", "incumbency")}
        self.clock = {name: clock[name] for name in ("tick", "n_episodes", "n_open", "n_free")}
        self.warm_up = int(world.clock[0].warm_up)
        rates = world.rates[0]
        self.pay = np.array([rates.paid_minutes, rates.paid_minutes, rates.scenario_customer_minutes * rates.paid_minutes // HOUR])
        self.paid = np.zeros(len(Kind), np.int64)
        self.hires = self.counted = 0

    def tick(self) -> None:
        """Run one tick as `advance` does, looking after each phase; all of it only where watching closely."""
        while not has_room(self.rules):
            self.world = enlarged(self.world)
            self.rules = reference_to(self.world)
        clock = self.clock
        if clock["tick"][0] == self.warm_up:
            self.paid[:] = 0
        clock["n_episodes"][0] = 0
        incumbency = self.person["incumbency"].copy()
        ties = tie_values(self.world) if self.closely else None
        n_opened = int(self.world.clock[0].n_opened)
        for function in FUNCTIONS:
            function(self.rules)
            name = function.__name__
            if name == "come_and_go":
                newcomers = np.flatnonzero(self.person["incumbency"] != incumbency)
                self.hires += newcomers.size
                self.hold_no_ties(newcomers)
            if name == "open_places":
                self.hold_no_ties(self.world.opening["who"][n_opened : int(self.world.clock[0].n_opened)])
            if self.closely:
                moved, ties = ties, tie_values(self.world)
                if name not in MAY_MOVE_TIES:
                    self.no_tie_has_moved(name, moved, ties)
        clock["tick"][0] += 1
        self.count_paid_minutes()
        self.minutes_are_conserved()
        if self.closely:
            self.situations_are_conserved()

    def no_tie_has_moved(self, name: str, before: np.ndarray, after: np.ndarray) -> None:
        """A tie is as it was; only where somebody new was seen is there an empty one in place of a faded one."""
        moved = before[:, 2:] != after[:, 2:]
        new = (before[:, :2] != after[:, :2]).any(axis=1)
        assert not moved[~new].any(), f"{name} moved a tie"
        prior = self.world.rates[0].ties_prior
        assert (after[new, 2:] == [prior, prior, prior, 0.0]).all(), f"{name} made a tie"

    def hold_no_ties(self, newcomers: np.ndarray) -> None:
        """Whoever has just come, or holds a place that has just opened, stands towards everybody as towards a stranger, whatever is written (model C3)."""
        world, prior = self.world, self.world.rates[0].ties_prior
        contact, role_tie = (store.view(np.ndarray)[newcomers] for store in (world.contact, world.role_tie))
        assert (contact["whom"] == NONE).all() and (contact["seen"] == NONE).all()
        for store in (contact, role_tie):
            assert (store["experience"] == 0.0).all()
            assert all((store[quality] == prior).all() for quality in QUALITIES)

    def count_paid_minutes(self) -> None:
        """Everybody present is paid the whole tick; a customer has their own attention to give."""
        assert not self.person["attention"].any(), "minutes unspent, or spent twice"
        self.paid += self.pay * np.bincount(self.person["kind"], self.person["present"], len(Kind)).astype(int)

    def minutes_are_conserved(self) -> None:
        """Minutes by purpose sum exactly to the minutes paid."""
        assert self.world.minutes.min() >= 0
        assert np.array_equal(self.world.minutes.sum(axis=1), self.paid), (self.world.minutes.sum(axis=1), self.paid)

    def situations_are_conserved(self) -> None:
        """Whatever has arisen has been answered, has been abandoned, or is open; each row is open or free, never both."""
        world, n_open, n_free = self.world, self.clock["n_open"][0], self.clock["n_free"][0]
        rows = world.situation.view(np.ndarray)[world.opened[:n_open]]
        is_open = rows["outcome"] == Outcome.OPEN
        tallies = world.responses.view(np.ndarray)
        for kind in range(EVERYTHING + 1):
            mine = is_open if kind == EVERYTHING else is_open & (rows["subject_kind"] == kind) & (rows["counted"] == 1)
            closed = tallies["answered"][kind] + tallies["abandoned"][kind]
            assert tallies["arisen"][kind] == closed + mine.sum(), f"situations of kind {kind}"
        places = np.concatenate([world.opened[:n_open], world.free[:n_free]])
        assert np.array_equal(np.sort(places), np.arange(world.situation.size))
        self.whom_to_tell_is_known(rows, world.part.view(np.ndarray)[world.opened[:n_open]])

    def whom_to_tell_is_known(self, situations: np.ndarray, parts: np.ndarray) -> None:
        """Where it has been counted whether somebody knows and somebody needed does not, counting again gives the same."""
        counted, taken = situations["to_tell"] != NONE, np.arange(MOST_POSITIONS) < situations["n_positions"][:, None]
        someone_knows = (taken & (parts["aware"] == 1)).any(axis=1)
        someone_does_not = (taken & (parts["aware"] == 0) & (parts["needed"] == 1)).any(axis=1)
        assert np.array_equal(situations["to_tell"][counted] == 1, (someone_knows & someone_does_not)[counted])
        self.counted += int(counted.sum())


def tie_values(world: World) -> np.ndarray:
    """Return a row for each tie of both stores: with whom, which incumbent, three qualities, experience."""
    contact, role_tie = (store.view(np.ndarray).ravel() for store in (world.contact, world.role_tie))
    personal = np.column_stack([contact["whom"], world.met.ravel(), *(contact[name] for name in TIE_FIELDS)])
    role = np.column_stack([np.zeros((role_tie.size, 2)), *(role_tie[name] for name in TIE_FIELDS)])
    return np.concatenate([personal, role])


def within_bounds(world: World) -> None:
    """Qualities, skill and competence lie in [0, 1], experience is not negative, and nothing is NaN."""
    for store in (world.contact.view(np.ndarray), world.role_tie.view(np.ndarray)):
        for quality in QUALITIES:
            assert ((store[quality] >= 0.0) & (store[quality] <= 1.0)).all(), quality
        assert (store["experience"] >= 0.0).all()
    for trait in ("skill", "competence"):
        assert ((world.person[trait] >= 0.0) & (world.person[trait] <= 1.0)).all(), trait
    for array in (array.view(np.ndarray) for array in world if array.dtype.names):
        for name in array.dtype.names:
            if array.dtype[name].kind == "f":
                assert np.isfinite(array[name]).all(), name


def shares_are_shares(row: dict[str, float]) -> None:
    """Every rate is a share, or NaN where there was no case."""
    for name, value in row.items():
        assert name.rpartition(".")[2].startswith("n_") or np.isnan(value) or 0.0 <= value <= 1.0, (name, value)


def hold_in(number: int) -> int:
    """Run configuration `number` and assert whatever holds everywhere; returns how many were hired."""
    parameters, ticks = configuration(number)
    watch = Watch(found(parameters, seed=number), closely=number % 20 == 0)
    for _ in range(ticks):
        watch.tick()
    watch.situations_are_conserved()
    within_bounds(watch.world)
    if number % 10 == 0:
        shares_are_shares(rates(watch.world))
    return watch.hires


def hold_in_named(number: int) -> int:
    """The same, and a failure says which configuration it was."""
    try:
        return hold_in(number)
    except Exception as error:
        raise AssertionError(f"configuration {number}: {error!r}") from error


def hires_in_all(numbers: Sequence[int]) -> int:
    """Run all configurations, on every core that there is; returns how many were hired."""
    cores, hires = len(os.sched_getaffinity(0)), hold_in_named(numbers[0])  # the first alone: compiled once for all processes
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn")) as processes:
        hires += sum(processes.map(hold_in_named, numbers[1:], chunksize=25))
    print(f"{len(numbers)} configurations, {hires} newcomers")
    return hires


def test_two_thousand_configurations():
    assert hires_in_all(range(DEFAULT)) > DEFAULT  # newcomers' ties have been put to the test


@pytest.mark.long
def test_ten_thousand_configurations():
    assert hires_in_all(range(DEFAULT, DEFAULT + LONG)) > LONG


def test_a_configuration_in_which_something_breaks_is_named():
    with pytest.raises(AssertionError, match="configuration None"):
        hires_in_all([0, None])  # no number, no seed


def test_the_watch_runs_a_tick_as_the_model_does():
    """Stepping through the phases is what `advance` does; otherwise nothing here would be shown of the model."""
    for number in range(0, 100, 5):
        parameters, ticks = configuration(number)
        watch, world = Watch(found(parameters, seed=number), closely=False), found(parameters, seed=number)
        while advance(reference_to(world), ticks) < ticks:
            world = enlarged(world)
        for _ in range(ticks):
            watch.tick()
        assert all(mine.tobytes() == theirs.tobytes() for mine, theirs in zip(watch.world, world, strict=True))


@pytest.mark.parametrize(
    "broken",
    [
        lambda world: world.role_tie[0].shared_goals.__setitem__(0, 1.5),
        lambda world: world.contact[0].experience.__setitem__(0, np.nan),
        lambda world: world.person.skill.__setitem__(0, -0.1),
    ],
)
def test_a_broken_bound_is_noticed(broken):
    world = found(configuration(1)[0], seed=1)
    within_bounds(world)
    broken(world)
    with pytest.raises(AssertionError):
        within_bounds(world)


def test_whom_to_tell_is_counted_and_a_wrong_count_noticed():
    watch = Watch(found(load_parameters("relational_bureaucracy", "patient_care"), seed=1))
    for _ in range(40):
        watch.tick()
    assert watch.counted > 500
    counted = watch.world.opened[: watch.clock["n_open"][0]]
    counted = counted[watch.world.situation.to_tell[counted] != NONE]
    watch.world.situation.to_tell[counted[0]] = 1 - watch.world.situation.to_tell[counted[0]]
    with pytest.raises(AssertionError):
        watch.situations_are_conserved()


@pytest.mark.parametrize(
    "broken",
    [
        lambda world: world.minutes.__setitem__((0, 0), 1),
        lambda world: world.responses.answered.__setitem__(EVERYTHING, 1),
        lambda world: world.person.attention.__setitem__(0, 5),
    ],
)
def test_a_lost_minute_or_situation_is_noticed(broken):
    watch = Watch(found(configuration(1)[0], seed=1))
    watch.tick()
    broken(watch.world)
    with pytest.raises(AssertionError):
        watch.count_paid_minutes()
        watch.minutes_are_conserved()
        watch.situations_are_conserved()


def test_a_tie_that_came_with_a_newcomer_is_noticed():
    watch = Watch(found(configuration(1)[0], seed=1))
    watch.hold_no_ties(np.arange(3))
    watch.world.role_tie[2, 0].experience = 1.0
    with pytest.raises(AssertionError):
        watch.hold_no_ties(np.arange(3))
