"""Settings that are each allowed and together impossible are named with every key involved."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters, load_parameters
from sim.problem import BadParameters

CASES = [
    ({"size.workers": 3}, "size.workers, scenario.functions"),
    ({"environment.parts_fewest": 3, "environment.parts_most": 2}, "environment.parts_fewest, environment.parts_most"),
    ({"scenario.functions": [{"name": "a"}]}, "environment.parts_most, scenario.functions"),
    ({"scenario.functions": []}, "scenario.functions"),
    ({"scenario.functions": [{"name": "a"}, {"name": "a"}, {"name": "b"}]}, "scenario.functions"),
    ({"scenario.functions": [{"name": " "}, {"name": "a"}, {"name": "b"}]}, "scenario.functions"),
    ({"scenario.functions": [{"name": "customer"}, {"name": "a"}, {"name": "b"}]}, "scenario.functions"),
    ({"scenario.hours_per_day": 1}, "selection_training.per_day, scenario.hours_per_day"),
    ({"scenario.minutes_per_tick": 7}, "scenario.minutes_per_tick"),
]


@pytest.mark.parametrize(("changes", "key"), CASES)
def test_each_contradiction_is_named(changes, key):
    with pytest.raises(BadParameters) as caught:
        load_parameters(scenario="generic", changes=changes)
    assert key in {problem.key for problem in caught.value.problems}


def test_contradictions_are_said_beside_other_problems():
    with pytest.raises(BadParameters) as caught:
        load_parameters(changes={"size.workers": 2, "norms.detachment": 3, "environment.parts_fewest": 4})
    keys = {problem.key for problem in caught.value.problems}
    assert keys >= {"size.workers, scenario.functions", "norms.detachment", "environment.parts_fewest, environment.parts_most"}


def test_a_contradiction_with_a_bad_value_is_not_invented():
    """The default stands in for a bad value while looking for contradictions; it is not blamed for any."""
    with pytest.raises(BadParameters) as caught:
        load_parameters(changes={"size.workers": "many", "scenario.functions": [{"name": str(n)} for n in range(70)]})
    assert {problem.key for problem in caught.value.problems} == {"size.workers"}


def test_python_cannot_build_them_either():
    with pytest.raises(ValidationError, match="the fewest not above the most"):
        Parameters(environment={"parts_fewest": 4})
