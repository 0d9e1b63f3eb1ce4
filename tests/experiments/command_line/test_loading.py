"""From words to a checked request."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import in_scenario, load_request, under_form
from experiments.problems import BadRequest


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def problems(*words):
    with pytest.raises(BadRequest) as caught:
        load_request(words)
    return {problem.key: problem for problem in caught.value.problems}


def test_a_request_carries_everything():
    request = load_request(["experiment=single", "form=relational", "seed=7", "turnover.worker=0.94", "profile=full"])
    assert (request.experiment, request.form, request.scenario) == ("single", "relational", "patient_care")
    assert request.settings.seed == 7 and request.settings.profile.name == "FULL"
    assert request.parameters.turnover.worker == 0.94
    assert request.chosen == {"experiment", "form"}
    assert request.given == {"seed", "turnover.worker", "profile"}
    assert request.output.parts[:2] == ("outputs", "single") and not request.output.exists()


def test_no_words_is_a_request():
    assert load_request([]).form == "baseline"


def test_references_are_resolved():
    request = load_request(["environment.novelty=0.6", "environment.coupling=${environment.novelty}"])
    assert request.parameters.environment.coupling == 0.6


def test_another_form_or_scenario_keeps_what_the_user_set():
    request = load_request(["experiment=single", "line.discretion=0.45"])
    assert under_form(request, "relational").parameters.line.discretion == 0.45
    assert under_form(request, "relational").parameters.norms.detachment == 0.05
    assert len(in_scenario(request, "generic").parameters.scenario.functions) == 4


def test_problems_of_every_kind_are_said_together(tmp_path):
    (tmp_path / "there").mkdir()
    found = problems(
        "experiment=singl", "form=relationl", "sead=3", "norms.detachmnt=0.1", "norms.power_over=nan", "seed=x", "foo",
        "environment.parts_fewest=4", "size.workers=true", "output=there", "hydra.job.name=x",
    )  # fmt: skip
    assert {"experiment", "form", "sead", "norms.detachmnt", "norms.power_over", "seed", "foo", "size.workers", "output"} <= set(found)
    assert {"environment.parts_fewest, environment.parts_most", "hydra.job.name"} <= set(found)
    assert "did you mean relational?" in found["form"].allowed
    assert "did you mean norms.detachment?" in found["norms.detachmnt"].allowed
    assert "did you mean seed?" in found["sead"].allowed
    assert found["norms.power_over"].allowed == "a number in [0, 1]"


def test_a_key_without_its_group_is_found():
    assert "did you mean environment.coupling?" in problems("coupling=0.3")["coupling"].allowed


def test_a_group_that_is_no_group():
    assert "detachment" in problems("norms=3")["norms"].allowed


@pytest.mark.parametrize("words", [["resume=true"], ["resume=true", "output=nowhere"]])
def test_resuming_needs_a_folder(words):
    assert problems(*words)


def test_a_cluster_that_is_not_installed(monkeypatch):
    monkeypatch.setattr("experiments.command_line.loading.find_spec", lambda name: None)
    assert "[cluster]" in problems("experiment=single", "compute=local")["compute.kind"].allowed
    assert load_request(["experiment=single", "compute=threads"])
