"""A warm-up that is shared gives the rows of a warm-up of one's own; what begins after it leaves no trace in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from experiments import settled
from experiments.engine.configuration import changed
from experiments.settled import LATE_GROUPS, LATE_SHOCKS, OWN, key_of, settle
from experiments.simulate import simulate
from sim.model import Organization
from sim.parameter import describe
from sim.parameters import Parameters, load_parameters

LATE = [each for each in describe(Parameters) if each.key.startswith(tuple(f"{group}." for group in LATE_GROUPS))]
LATE += [each for each in describe(Parameters) if each.key in {f"shocks.{word}" for word in LATE_SHOCKS}]
OTHERWISE = {
    "exits": {"turnover.worker": 20.0, "turnover.manager": 15.0, "turnover.vacancy_days": 0.5},
    "absence": {"absence.rate": 50.0, "absence.days": 6.0},
    "suspension": {"shocks.suspended": "all", "shocks.suspended_from": 0.0, "shocks.suspended_months": 1.0},
    "wave": {"shocks.wave_share": 0.9, "shocks.wave_at": 0.0},
    "stores cut": {f"held.{process}_{store}": 0.0 for process in ("coproduction", "coordination", "leadership") for store in ("role", "personal")},
    "paths and structures cut": {
        each.key: 0.0 for each in LATE if each.key.startswith("held.") and not each.key.endswith(("_role", "_personal"))
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def base():
    """A small unit with all structures, long enough for meetings, reviews and a first entry."""
    parameters = load_parameters("relational_bureaucracy", years_warm_up=0.06, years=0.04, changes={"size.workers": 14, "absence.rate": 2.0})
    return parameters.model_dump(mode="json")


@pytest.fixture(autouse=True)
def nothing_kept():
    settled.forget()
    yield
    settled.forget()


def after_warm_up(parameters, seed=5):
    organization = Organization(Parameters.model_validate(parameters), seed)
    organization.advance(int(organization.world.clock[0].warm_up))
    return organization.world


def test_everything_late_is_tried():
    assert {key for changes in OTHERWISE.values() for key in changes} == {each.key for each in LATE}


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_begins_after_the_warm_up_leaves_no_trace_in_it(base, what):
    mine, others = after_warm_up(base), after_warm_up(changed(base, OTHERWISE[what]))
    assert mine.clock[0].tick == mine.clock[0].warm_up > 0
    for name in mine._fields:
        same = np.array_equal(getattr(mine, name).view(np.uint8), getattr(others, name).view(np.uint8))
        assert same or name in OWN, name


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_shared_warm_up_gives_the_same_row(base, what):
    late = changed(base, OTHERWISE[what])
    alone = simulate(late, 5)
    settled.forget()
    plain = simulate(base, 5)
    after_another = simulate(late, 5)  # goes on from the copy that the plain run left
    assert len(settled._worlds) == 1
    assert str(after_another) == str(alone) and str(alone) != str(plain)
    assert str(simulate(base, 5)) == str(plain)  # nobody has written into the copy


def test_a_row_is_that_of_an_organisation_on_its_own(base):
    organization = Organization(Parameters.model_validate(base), 5)
    organization.run()
    simulate(base, 5)
    assert str(simulate(base, 5)) == str(organization.measures())


def test_the_organisation_knows_where_it_stands(base):
    for _ in range(2):
        organization = Organization(Parameters.model_validate(base), 5)
        settle(organization, base, 5)
        assert organization.steps == organization.tick == int(organization.world.clock[0].warm_up)
        organization.run()
        assert organization.steps == organization.tick == organization.horizon
        employed = organization.world.person.present + organization.world.person.away
        assert len(organization.agents) == employed.sum()


def test_threads_share_a_warm_up_and_nothing_else(base):
    variants = [changed(base, changes) for changes in OTHERWISE.values()]
    alone = [str(simulate(each, 5)) for each in variants]
    settled.forget()
    with ThreadPoolExecutor(4) as pool:
        assert [str(row) for row in pool.map(lambda each: simulate(each, 5), variants)] == alone
    assert len(settled._worlds) == 1


@pytest.mark.parametrize(
    "changes", [{"shocks.surge_factor": 3.0, "shocks.surge_at": 0.0}, {"size.workers": 15}, {"assumptions.footing": "strongest"}, {"years_warm_up": 0.05}]
)
def test_what_a_warm_up_depends_on_is_in_its_key(base, changes):
    assert key_of(base, 5) != key_of(changed(base, changes), 5) and key_of(base, 5) != key_of(base, 6)


def test_few_worlds_are_kept(base, monkeypatch):
    monkeypatch.setattr(settled, "MOST_WORLDS", 2)
    for seed in range(4):
        simulate(base, seed)
    assert len(settled._worlds) == 2
    monkeypatch.setattr(settled, "MOST_BYTES", 10)
    settled.forget()
    simulate(base, 1)
    assert not settled._worlds
