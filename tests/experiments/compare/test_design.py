"""Which organisations are compared, and what cannot be asked."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import load_request
from experiments.compare.design import study
from experiments.problems import BadRequest
from sim.parameters import Parameters, load_parameters, merge, nested


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def request(*words):
    return load_request(["experiment=compare", *words])


def configuration(found, arm, draw):
    return Parameters.model_validate(found.configuration({"point": 0, "draw": draw, "replicate": 0, "arm": arm}))


def test_each_arm_is_the_form_itself_in_a_drawn_environment():
    """An arm differs from load_parameters of its form by the drawn environment and the exits, and by nothing else."""
    found = study(request("draws=3", "size.workers=40"))
    for form in ("relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid", "baseline"):
        for exits in (0.05, 0.94):
            changes = {"size.workers": 40, "turnover.worker": exits, **found.draws[2]}
            arm = f"{form}, exits {exits:g}, own norms"
            assert configuration(found, arm, 2) == load_parameters(form, changes=changes)


def test_common_norms_are_common_and_nothing_else_is():
    found = study(request("draws=2"))
    norms = {str(configuration(found, arm, 0).norms) for arm in found.arms if "common" in arm}
    assert norms == {str(load_parameters("baseline").norms)}
    own = configuration(found, "relational, exits 0.05, own norms", 0).model_dump()
    merge(own, nested("norms", load_parameters("baseline").norms.model_dump()))
    assert Parameters.model_validate(own) == configuration(found, "relational, exits 0.05, common norms", 0)


def test_arms_share_their_seeds():
    seeds = {}
    for run in study(request("draws=3")).runs("rules"):
        seeds.setdefault(run.labels["draw"], set()).add(run.seed)
    assert len(seeds) == 3 and all(len(found) == 1 for found in seeds.values())


def test_what_the_user_sets_is_not_drawn():
    found = study(request("environment.coupling=0.25", "draws=2"))
    assert "environment.coupling" not in found.draws[0]
    assert all(configuration(found, arm, 0).environment.coupling == 0.25 for arm in found.arms)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["form=relational"], "form"),
        (["turnover.worker=0.3"], "turnover.worker"),
        (["forms=[relational,relationl]"], "forms"),
        (["forms=[]"], "forms"),
        (["forms=[baseline,baseline]"], "forms"),
        (["exits=[-1]"], "exits"),
        (["exits=[]"], "exits"),
        (["vary=[environment.couplng]"], "vary"),
        (["vary=[norms.detachment]"], "vary"),
        (["vary=[scenario.functions]"], "vary"),
        (["vary=[environment.coupling]", "environment.coupling=0.1"], "vary, environment.coupling"),
        (["draws=1"], "draws"),
        (["draws=many"], "draws"),
    ],
)
def test_what_cannot_be_compared(words, key):
    with pytest.raises(BadRequest) as caught:
        request(*words)
    assert key in {problem.key for problem in caught.value.problems}
