"""Results carry their passport, and folders are never overwritten."""

from __future__ import annotations

import json
from datetime import datetime

import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.command_line.loading import load_request
from experiments.output import read_passport, write_figure, write_passport, write_table
from experiments.output_folder import create, output_folder
from experiments.passport import passport
from experiments.problems import BadRequest
from sim.parameters import Parameters, parameters_hash
from sim.rules_hash import rules_hash


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_table_carries_what_is_needed_to_repeat_it(tmp_path):
    request = load_request(["experiment=single", "form=relational", "seed=5", "size.workers=40"])
    table = pd.DataFrame({"day": [1, 2], "caring": [0.5, None]})
    path = write_table(tmp_path, "daily", table, passport(request, extra=1))
    found = read_passport(path)
    assert Parameters.model_validate(found["parameters"]) == request.parameters
    assert found["parameters_hash"] == parameters_hash(request.parameters)
    assert (found["seed"], found["form"], found["rules_hash"], found["extra"]) == (5, "relational", rules_hash(), 1)
    assert found["words"] == ["experiment=single", "form=relational", "seed=5", "size.workers=40"]
    assert {"numpy", "numba", "mesa"} <= set(found["versions"])
    pd.testing.assert_frame_equal(pd.read_parquet(path), table)
    assert json.loads(write_passport(tmp_path, found).read_text()) == found


def test_a_table_without_a_passport_is_refused(tmp_path):
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(BadRequest):
        read_passport(tmp_path / "a.parquet")


def test_the_same_figure_is_the_same_file(tmp_path):
    contents = []
    for _ in range(2):
        figure = Figure()
        figure.add_subplot().plot([1, 2])
        contents.append([path.read_bytes() for path in write_figure(tmp_path, "figure", figure)])
    assert contents[0] == contents[1]


def test_two_runs_in_one_second_have_two_folders():
    now = datetime(2026, 1, 2, 3, 4, 5)
    first, _ = output_folder("", given=False, resume=False, name="single", now=now)
    create(first)
    second, problems = output_folder("", given=False, resume=False, name="single", now=now)
    assert first.name == "2026-01-02T03-04-05" and second.name == "2026-01-02T03-04-05-2" and not problems


def test_creating_says_why_it_cannot(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadRequest) as caught:
        create(tmp_path / "file" / "inside")
    assert caught.value.problems[0].key == "output"


@pytest.mark.parametrize(("text", "resume", "fine"), [("new", False, True), ("there", False, False), ("there", True, True), ("new", True, False)])
def test_existing_and_missing_folders(tmp_path, text, resume, fine):
    (tmp_path / "there").mkdir()
    _, problems = output_folder(text, given=True, resume=resume, name="single")
    assert (not problems) == fine
