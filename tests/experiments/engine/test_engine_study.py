"""Studies: seeds are paired, keys are stable, nothing given is modified."""

from __future__ import annotations

import copy
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine import Study, replicate_seed
from experiments.engine.configuration import Hashing, changed, configuration_hash, differences, plain, value_at
from experiments.problems import BadRequest

BASE = {"walk": {"drift": 0.0, "steps": 20}, "record": "days"}


def keys(study: Study, rules: str = "rules-1") -> list[str]:
    return [run.key for run in study.runs(rules)]


@given(
    st.dictionaries(st.sampled_from(["walk.drift", "walk.steps", "walk.list.0", "record"]), st.floats(-2, 2) | st.integers()),
    st.lists(st.sampled_from(["walk.drift", "record"]), max_size=1),
)
def test_a_hash_that_remembers_groups_is_the_hash_of_the_whole(changes, ignored):
    base = {**BASE, "walk": {**BASE["walk"], "list": [1.0, 2]}, "untouched": {"b": 2.0, "a": [{"d": 1, "c": None}]}}
    configuration = changed(base, changes)
    matter = {name: dict(group) if isinstance(group, dict) else group for name, group in configuration.items()}
    for key in ignored:
        group, _, name = key.rpartition(".")
        (matter[group] if group else matter).pop(name)
    text = json.dumps(plain(matter), sort_keys=True, separators=(",", ":"))
    whole = hashlib.sha256(text.encode()).hexdigest()
    assert Hashing(base, ignored).hash(configuration) == configuration_hash(configuration, ignored) == whole


def test_runs_come_in_order_with_arms_innermost():
    study = Study(BASE, arms={"off": {}, "on": {"walk.drift": 1.0}}, points=[{}, {"walk.steps": 5}], replicates=2)
    labels = [tuple(run.labels.values()) for run in study.runs("rules-1")]
    assert labels == [
        (0, 0, 0, "off"), (0, 0, 0, "on"), (0, 0, 1, "off"), (0, 0, 1, "on"),
        (1, 0, 0, "off"), (1, 0, 0, "on"), (1, 0, 1, "off"), (1, 0, 1, "on"),
    ]  # fmt: skip
    assert len(study) == len(labels)


def test_a_replicates_seed_is_shared_by_arms_and_points_and_by_nothing_else():
    study = Study(BASE, arms={"a": {}, "b": {}}, points=[{}, {}], draws=[{}, {}, {}], replicates=4)
    seeds: dict[tuple, set] = {}
    for run in study.runs("rules-1"):
        seeds.setdefault((run.labels["draw"], run.labels["replicate"]), set()).add(run.seed)
    assert all(len(shared) == 1 for shared in seeds.values())
    assert len(set.union(*seeds.values())) == 12


def test_adding_points_draws_or_replicates_keeps_the_runs_that_were_there():
    small = Study(BASE, points=[{"walk.steps": 5}], draws=[{}, {"walk.drift": 0.1}], replicates=2)
    large = Study(
        BASE,
        points=[{"walk.steps": 5}, {"walk.steps": 6}],
        draws=[{}, {"walk.drift": 0.1}, {"walk.drift": 0.2}],
        replicates=5,
    )
    assert set(keys(small)) < set(keys(large))


def test_later_draws_of_a_study_are_those_of_the_whole():
    draws = [{"walk.drift": n / 10} for n in range(6)]
    whole, rest = Study(BASE, draws=draws), Study(BASE, draws=draws[4:], first_draw=4)
    assert keys(whole)[4:] == keys(rest)


def test_the_key_knows_the_rules_the_seed_and_the_parameters_that_matter():
    study = Study(BASE)
    assert keys(study) != keys(study, "rules-2")
    assert keys(study) != keys(Study(BASE, seed=2))
    assert keys(study) != keys(Study(changed(BASE, {"walk.steps": 21})))
    assert keys(study) != keys(Study(changed(BASE, {"record": "episodes"})))
    assert keys(Study(BASE, ignored=["record"])) == keys(
        Study(changed(BASE, {"record": "episodes"}), ignored=["record"])
    )


def test_positions_pick_out_runs():
    study = Study(BASE, points=[{"walk.steps": n} for n in range(5)], replicates=3)
    everything = list(study.runs("rules-1"))
    assert list(study.runs("rules-1", [7, 2])) == [everything[7], everything[2]]


def test_two_and_two_point_zero_are_one_value():
    assert configuration_hash({"a": 2, "b": [1.0]}) == configuration_hash({"b": [1], "a": 2.0})
    assert configuration_hash({"a": True}) != configuration_hash({"a": 1})


def test_neighbouring_seeds_share_no_replicate():
    assert not {replicate_seed(1, 0, n) for n in range(500)} & {replicate_seed(2, 0, n) for n in range(500)}


@given(st.dictionaries(st.sampled_from(["walk.drift", "walk.steps", "new.inner.one", "record"]), st.integers()))
def test_changes_are_set_and_nothing_given_is_modified(changes):
    before = copy.deepcopy(BASE)
    result = changed(BASE, changes)
    assert BASE == before
    assert all(value_at(result, key) == value for key, value in changes.items())
    assert all(value_at(result, key) == value_at(BASE, key) for key in {"walk.drift", "walk.steps"} - set(changes))


def test_an_empty_study_is_a_bad_request_that_names_everything():
    with pytest.raises(BadRequest) as refused:
        Study(BASE, arms={}, points=[], replicates=0)
    assert {problem.key for problem in refused.value.problems} == {"arms", "points", "replicates"}


def test_a_key_that_arms_and_points_both_set_is_refused():
    with pytest.raises(BadRequest, match="walk.drift"):
        Study(BASE, arms={"on": {"walk.drift": 1.0}}, points=[{"walk.drift": 0.5}])


def test_a_numbered_step_goes_into_a_list():
    before = {"functions": [{"minutes": 5}, {"minutes": 7}]}
    after = changed(before, {"functions.1.minutes": 9})
    assert after == {"functions": [{"minutes": 5}, {"minutes": 9}]} and value_at(after, "functions.1.minutes") == 9
    assert before["functions"][1]["minutes"] == 7 and value_at(after, "functions.2.minutes") is None


def test_differences_turn_one_configuration_into_another():
    other = {"walk": {"drift": 0.5, "steps": 20}, "record": "episodes"}
    assert differences(BASE, other) == {"walk.drift": 0.5, "record": "episodes"}
    assert changed(BASE, differences(BASE, other)) == other


def test_what_an_arm_changes_in_each_draw_comes_last():
    study = Study(
        BASE, arms={"off": {}, "on": {"walk.drift": 1.0}}, draws=[{"walk.steps": 5}, {"walk.steps": 6}],
        in_draws={"on": [{"walk.steps": 7}, {"walk.drift": 2.0}]},
    )  # fmt: skip
    values = [(run.parameters["walk"]["drift"], run.parameters["walk"]["steps"]) for run in study.runs("rules-1")]
    assert values == [(0.0, 5), (1.0, 7), (0.0, 6), (2.0, 6)]
    assert set(study.varied) == {"walk.drift", "walk.steps"}
    for wrong in ({"on": [{}]}, {"other": [{}, {}]}):
        with pytest.raises(BadRequest):
            Study(BASE, arms={"on": {}}, draws=[{}, {}], in_draws=wrong)


def test_numbered_draws_are_those_of_the_study_that_counts_them_up():
    draws = [{"walk.steps": steps} for steps in (5, 6, 7, 8)]
    whole = {run.labels["draw"]: run for run in Study(BASE, draws=draws).runs("rules-1")}
    some = list(Study(BASE, draws=[draws[3], draws[1]], numbers=[3, 1]).runs("rules-1"))
    assert [run.labels["draw"] for run in some] == [3, 1]
    assert [(run.key, run.seed, run.parameters) for run in some] == [(whole[d].key, whole[d].seed, whole[d].parameters) for d in (3, 1)]
    for wrong in ([1], [1, 1]):
        with pytest.raises(BadRequest):
            Study(BASE, draws=draws[:2], numbers=wrong)
