"""Both incumbents replaced: newcomers stand where incumbents stood, without their ties; what role memory gives them is judged."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.command_line.loading import load_request
from experiments.engine.verdict import Verdict
from experiments.propositions import double_substitution
from experiments.propositions.double_substitution import arms, findings, named
from experiments.propositions.finding import SECONDARY
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.replaced import AFTER, BEFORE, RELATIONSHIPS, column, every_fourth, replace_all, simulate
from experiments.propositions.setting import COMMON, Setting
from experiments.propositions.stress_design import CUT, ON, RELATIONAL
from sim import Organization, load_parameters
from tests.experiments.propositions.synthetic import runs

HYPOTHESIS = read_hypotheses().each["4b"]


@pytest.fixture(scope="module")
def organization():
    found = Organization(load_parameters("relational_bureaucracy", "generic", {"size.workers": 20, "years": 0.03, "years_warm_up": 0.03}), 3)
    found.run()
    return found


def test_newcomers_stand_in_the_same_places_without_ties(organization):
    world = organization.world
    chosen, before = every_fourth(world), world.person.copy()
    others = world.role_tie[~chosen].copy()
    assert world.role_tie[chosen].experience.sum() > 0
    replace_all(organization, chosen)
    now = organization.world.person
    assert (now.incumbency[chosen] == before.incumbency[chosen] + 1).all() and (now.present[chosen] == 1).all()
    assert (now.role == before.role).all() and (now.identity[~chosen] == before.identity[~chosen]).all()
    assert organization.world.role_tie[chosen].experience.sum() == 0
    assert np.array_equal(organization.world.role_tie[~chosen], others)  # what others keep in roles meets the newcomers
    assert set(now.role[chosen]) == set(before.role[before.present == 1])


def test_one_run():
    parameters = load_parameters("relational_bureaucracy", "generic", {"size.workers": 20, "years": 0.03, "years_warm_up": 0.03})
    first, again = (simulate(parameters.model_dump(mode="json"), 5) for _ in range(2))
    assert {column(relationship, when) for relationship in RELATIONSHIPS for when in (BEFORE, *AFTER)} <= set(first)
    assert all(value == again[name] or math.isnan(value) for name, value in first.items())
    assert 0 < first[column("coordination", "an hour")] < 1


def test_the_arms_cut_the_stores_and_nothing_else(tmp_path):
    setting = Setting(load_request(["experiment=propositions", f"output={tmp_path / 'x'}"]), read_hypotheses())
    found = arms(setting, HYPOTHESIS)
    cut = {key: value for key, value in found[CUT].changes.items() if found[ON].changes.get(key) != value}
    assert cut == {f"held.{process}_role": 0.0 for process in RELATIONSHIPS}
    assert list(HYPOTHESIS.decisions["double_substitution"]["after"]) == list(AFTER)
    for arm in (ON, RELATIONAL):  # at common norms the form without its norms, and nothing else
        own, common = found[arm].changes, found[named(arm, COMMON)].changes
        assert common == {key: value for key, value in own.items() if not key.startswith("norms.")} != own


@pytest.mark.parametrize("gained, verdict", [(0.2, Verdict.SUPPORTED), (0.0, Verdict.NEGLIGIBLE), (-0.2, Verdict.CONTRADICTED)])
def test_what_role_memory_gives_two_newcomers(gained, verdict):
    def level(value):
        return {column(relationship, when): value for relationship in RELATIONSHIPS for when in (BEFORE, *AFTER)}

    levels = {ON: level(0.4 + gained), CUT: level(0.4), RELATIONAL: level(0.4)}
    levels |= {named(arm, COMMON): level(0.4) | {column("coordination", BEFORE): 0.5} for arm in (ON, RELATIONAL)}
    found = findings(HYPOTHESIS, runs(levels))
    judged = [each for each in found if each.role == SECONDARY]
    assert [each.verdict for each in judged] == [verdict] * 9 and all(each.plain and each.n == 12 for each in judged)
    described = [each for each in found if each.part.startswith("two newcomers minus")]
    assert len(described) == 36 and sum(each.norms == COMMON for each in described) == 18
    lost = [each for each in described if abs(each.mean) > 0.01]
    assert {(each.norms, each.relationship) for each in lost} == {(COMMON, "coordination")} and len(lost) == 6


def test_it_is_run_in_the_draws_of_the_rest(tmp_path, monkeypatch):
    """In a store of its own, whose folder lies in the study's."""
    from experiments.propositions import sampling
    from experiments.propositions.stages import Stages
    from tests.experiments.propositions.synthetic import runs as made

    asked = []
    monkeypatch.setattr(Stages, "run", lambda self, arms, numbers, kind: asked.append((self.folder, self.task, list(arms), numbers)))
    setting = Setting(load_request(["experiment=propositions", "draws=3", f"output={tmp_path / 'x'}"]), read_hypotheses())
    sampling.run_double_substitution(setting, Stages(setting, {}, tmp_path / "x"), {"exploratory": {"4b": made({"a": {"joint": 0.5}}, n=5)}})
    assert asked == [(tmp_path / "x" / double_substitution.FOLDER, double_substitution.TASK, asked[0][2], [0, 1, 2])]
    assert set(asked[0][2]) == {ON, CUT, RELATIONAL, named(ON, COMMON), named(RELATIONAL, COMMON)}
