"""A sweep asks for the runs that its words describe, and refuses words that describe none."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import load_request
from experiments.problems import BadRequest
from experiments.sweep import study_of
from experiments.sweep.varied import read_vary
from sim.parameter import describe
from sim.parameters import Parameters

VARY = "vary=[turnover.worker,environment.coupling:0.1:0.5]"


def request(*words: str):
    return load_request(["experiment=sweep", *words])


def test_a_sweep_visits_its_points_with_the_same_seeds():
    study = study_of(request(VARY, "points=8", "replicates=3"))
    runs = list(study.runs("rules"))
    assert len(runs) == 24 and len({run.seed for run in runs}) == 3
    assert all(0.1 <= run.parameters["environment"]["coupling"] <= 0.5 for run in runs)
    assert len({run.parameters["turnover"]["worker"] for run in runs}) == 8


def test_a_whole_number_has_its_usual_range():
    problems, varied = read_vary(["meetings.interval_hours", "job_design.caseload:5:40"])
    assert not problems and varied.ranges == {"meetings.interval_hours": (8, 160, True), "job_design.caseload": (5, 40, True)}


def test_every_run_is_a_valid_organisation():
    valid = [Parameters.model_validate(run.parameters) for run in study_of(request(VARY, "points=4", "replicates=1")).runs("rules")]
    assert len({each.environment.coupling for each in valid}) == 4


def test_more_points_and_replicates_keep_the_runs_that_were_there():
    small = {run.key for run in study_of(request(VARY, "points=4", "replicates=2")).runs("rules")}
    large = {run.key for run in study_of(request(VARY, "points=8", "replicates=3")).runs("rules")}
    assert small < large


def test_forms_are_arms_at_every_point():
    study = study_of(request(VARY, "points=2", "replicates=1", "forms=[relational,bureaucratic]"))
    runs = list(study.runs("rules"))
    assert [run.labels["arm"] for run in runs] == ["relational", "bureaucratic"] * 2
    for one, other in zip(runs[::2], runs[1::2]):
        assert one.seed == other.seed and one.parameters != other.parameters
        assert one.parameters["turnover"]["worker"] == other.parameters["turnover"]["worker"]


def test_options_are_varied_by_name_over_all_of_them():
    choice = next(known for known in describe(Parameters) if "|" in known.allowed and "true" not in known.allowed)
    problems, varied = read_vary([choice.key])
    assert not problems and list(varied.names[choice.key]) == choice.allowed.split(" | ")
    assert varied.named({choice.key: 1}) == {choice.key: choice.allowed.split(" | ")[1]}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ([], "vary"),
        (["vary=[turnover.wroker]"], "vary"),
        (["vary=[turnover.worker:2:1]"], "vary"),
        (["vary=[turnover.worker:-1:1]"], "vary"),
        (["vary=[turnover.worker:a:b]"], "vary"),
        (["vary=[turnover.worker,turnover.worker]"], "vary"),
        (["vary=[scenario.functions]"], "vary"),
        ([VARY, "points=100"], "points"),
        ([VARY, "forms=[relationl]"], "forms"),
        ([VARY, "forms=[relational]", "form=bureaucratic"], "forms"),
    ],
)
def test_what_cannot_be_swept_is_a_bad_request(words, key):
    with pytest.raises(BadRequest) as refused:
        request(*words)
    assert {problem.key for problem in refused.value.problems} == {key}


def test_a_misspelt_key_comes_with_the_right_one():
    with pytest.raises(BadRequest, match="did you mean turnover.worker"):
        request("vary=[turnover.wroker]")
