"""A child process compiles what will be needed later; whatever becomes of it, the run is the same."""

import numpy as np
import pytest
from numba import typeof, types
from sim import Organization, compiling_ahead, load_parameters
from sim.compilation import config
from sim.people.founding import empty_world
from sim.schedule import FUNCTIONS, PEOPLE_RESPOND, WORLD_MOVES, people_respond, tick_of
from sim.world import reference_to

pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")


@pytest.fixture(scope="module")
def world():
    return empty_world(load_parameters("baseline", "generic"), seed=1)


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr(compiling_ahead, "_children", [])
    monkeypatch.setattr(compiling_ahead, "_rules", [people_respond])
    monkeypatch.setattr(compiling_ahead, "_own", [])
    monkeypatch.delenv(compiling_ahead.IS_CHILD, raising=False)
    return monkeypatch


def test_the_halves_of_a_tick_are_the_schedule():
    assert WORLD_MOVES + PEOPLE_RESPOND == FUNCTIONS and WORLD_MOVES and PEOPLE_RESPOND


def test_the_type_told_to_the_child_is_the_one_that_a_run_has(world):
    assert tick_of(reference_to(world)) == 0
    assert (reference_to(world).type,) in tick_of.signatures


def test_a_child_leaves_what_it_was_asked_for_where_this_process_looks(world, tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    child = compiling_ahead.child_compiling([("sim.schedule", "tick_of")], reference_to(world).type)
    assert child.wait() == 0
    (kept,) = tmp_path.rglob("schedule.tick_of-*.nbc")
    assert kept.stat().st_size > 0


def test_a_child_is_started_once_and_only_for_what_is_not_there(world, fresh):
    started = []
    fresh.setattr(compiling_ahead, "child_compiling", lambda wanted, of: started.append((wanted, of)))
    fresh.setattr(compiling_ahead, "is_kept", lambda rule: False)
    fresh.setattr(compiling_ahead.os, "cpu_count", lambda: 2)
    compiling_ahead.start(reference_to(world))
    compiling_ahead.start(reference_to(world))
    assert started == [([("sim.schedule", "people_respond")], reference_to(world).type)]


@pytest.mark.parametrize("reason", ["kept", "one processor", "a child itself", "a worker"])
def test_no_child_where_it_is_of_no_use(world, fresh, reason):
    fresh.setattr(compiling_ahead, "is_kept", lambda rule: reason == "kept")
    fresh.setattr(compiling_ahead.os, "cpu_count", lambda: 1 if reason == "one processor" else 2)
    fresh.setattr(compiling_ahead.multiprocessing, "parent_process", lambda: object() if reason == "a worker" else None)
    if reason == "a child itself":
        fresh.setenv(compiling_ahead.IS_CHILD, "1")
    fresh.setattr(compiling_ahead, "child_compiling", lambda *_: pytest.fail("a child was started"))
    compiling_ahead.start(reference_to(world))
    assert not any(compiling_ahead._children)
    compiling_ahead.wait(None, reference_to(world))


def test_a_child_that_cannot_start_or_fails_is_done_without(world, fresh):
    fresh.setattr(compiling_ahead, "is_kept", lambda rule: False)
    fresh.setattr(compiling_ahead.os, "cpu_count", lambda: 2)
    fresh.setattr(compiling_ahead.sys, "executable", "/nowhere/python")
    compiling_ahead.start(reference_to(world))
    assert compiling_ahead._children == [None]
    fresh.undo()
    child = compiling_ahead.child_compiling([("sim.schedule", "no_such_rule")], reference_to(world).type)
    fresh.setattr(compiling_ahead, "_children", [child])
    compiling_ahead.wait(tick_of, reference_to(world))
    assert child.returncode != 0


class Child:
    """Is at work until it has been asked so often."""

    returncode = None

    def __init__(self, done, polls):
        self.done, self.polls = done, polls

    def poll(self):
        self.polls -= 1
        return 0 if self.polls < 0 else None

    def wait(self):
        self.returncode = 0
        self.done.append("child")


class Rule:
    def __init__(self, done):
        self.compile = done.append


@pytest.mark.parametrize("polls", [0, 1, 2])
def test_this_process_compiles_other_rules_as_long_as_the_child_is_at_work(world, fresh, polls):
    done, of = [], reference_to(world).type
    fresh.setattr(compiling_ahead, "_children", [Child(done, polls)])
    compiling_ahead.meanwhile(Rule(done), 1)
    compiling_ahead.meanwhile(Rule(done), np.zeros((1, 1)))
    for _ in range(2):
        compiling_ahead.wait(Rule(done), reference_to(world))
    assert done == [(of,), *[(of, types.int64), (of, types.float64[:, ::1])][:polls], "child"]


def test_measures_are_compiled_meanwhile_for_what_they_are_called_with():
    """Else they were compiled twice."""
    organization = Organization(load_parameters("baseline", "generic", years=0.02, years_warm_up=0.01), seed=1)
    organization.run()
    organization.measures()
    noted = {rule: tuple(map(typeof, others)) for rule, others in compiling_ahead._own}
    assert len(noted) == 2
    for rule, others in noted.items():
        assert {called[1:] for called in rule.signatures} == {others}
