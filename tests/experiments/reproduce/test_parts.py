"""What each experiment is told when everything is rebuilt."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import load_request
from experiments.command_line.registry import experiment_names
from experiments.problems import BadRequest
from experiments.reproduce.parts import PARTS, request_of


@pytest.mark.parametrize("profile", ["quick", "full"])
def test_every_part_is_a_request_that_can_be_run(profile, tmp_path):
    request = load_request(["experiment=reproduce", f"output={tmp_path / 'x'}", f"profile={profile}"])
    for name in PARTS:
        assert name in experiment_names() and request_of(request, name).experiment == name


def test_what_a_part_would_refuse_is_said_before_anything_runs(tmp_path):
    with pytest.raises(BadRequest) as bad:
        load_request(["experiment=reproduce", f"output={tmp_path / 'x'}", "turnover.worker=1", "only=[compare,fishing]"])
    assert {problem.key for problem in bad.value.problems} == {"turnover.worker", "only"}


def test_the_requests_own_words_win(tmp_path):
    request = load_request(["experiment=reproduce", f"output={tmp_path / 'x'}", "years=0.1", "seed=7", "profile=full"])
    found = request_of(request, "compare")
    assert (found.parameters.years, found.settings.seed, found.options.draws) == (0.1, 7, 20)
    assert found.output == tmp_path / "x" / "compare"
