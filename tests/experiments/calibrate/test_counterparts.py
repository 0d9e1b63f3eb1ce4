"""What stands for a pattern answers to what it is meant to stand for."""

from __future__ import annotations

import pytest

from experiments.calibrate.counterparts import APART, FEW, NO_TURNOVER, SITUATION_PURPOSES, TOGETHER, all_told, fitted_to, minutes_per_answer
from experiments.calibrate.patterns import FITTED_TO, OF_ONE_ORGANISATION
from experiments.calibrate.telling import base_of
from experiments.command_line.loading import load_request

SMALL = ["scenario=generic", "size.workers=24", "years=0.1", "years_warm_up=0.1"]


def base(*words):
    return base_of(load_request(["experiment=calibrate", *SMALL, *words]))


def test_minutes_per_answer_by_hand():
    """A tenth of 1,000 paid minutes told, a twentieth asked: 150 minutes over three answers; routine work is not counted."""
    rates = {f"minutes.{purpose}": 0.0 for purpose in SITUATION_PURPOSES}
    rates |= {"minutes.tell": 0.1, "minutes.ask": 0.05, "minutes.routine": 0.7, "n_paid_minutes": 1000.0, "n_answered": 3.0}
    assert minutes_per_answer(rates) == pytest.approx(50.0)


def test_the_two_arms_differ_in_who_works_together_and_in_nothing_else(monkeypatch):
    """Six runs of the fitted patterns and the first familiarity: of the two for minutes, joint situations without turnover."""
    asked = []

    class Organization:
        def __init__(self, changes):
            self.changes = changes

        def rates(self):
            minutes = 60.0 if self.changes.get("scenario") == TOGETHER["scenario"] else 80.0
            return {f"minutes.{purpose}": 0.0 for purpose in SITUATION_PURPOSES} | {
                "minutes.tell": minutes, "n_paid_minutes": 1.0, "n_answered": 1.0, "noticed": 0.5, "understood": 0.4,
            }  # fmt: skip

        def survey(self):
            return None

        world = None

    def run(parameters, seed, changes=None):
        asked.append((seed, changes or {}))
        return Organization(changes or {})

    monkeypatch.setattr("experiments.calibrate.counterparts._run", run)
    monkeypatch.setattr("sim.measures.survey.survey_columns", lambda survey, world: dict.fromkeys(("survey.between", "survey.within", "survey.within_minus_between"), 3.0))
    found = fitted_to(base(), 7)
    assert found["familiarity.minutes"] == pytest.approx(0.75) and found["person_time"] == 1.0
    together, apart = (changes for _, changes in asked if "scenario" in changes)
    assert {seed for seed, _ in asked} == {7}
    assert (together["scenario"], apart["scenario"]) == ({"pod_share": 1.0}, {"pod_share": 0.0})
    assert {key: together[key] for key in ("environment", "turnover")} == {key: apart[key] for key in ("environment", "turnover")}
    assert together["turnover"] == NO_TURNOVER["turnover"]
    assert together["environment"]["parts_fewest"] == together["environment"]["parts_most"] == FEW
    assert set(TOGETHER) == set(APART) == {"scenario"}


def test_dear_telling_moves_the_minutes():
    """Minutes respond to what telling costs."""
    cheap, dear = (fitted_to(base(f"minutes.tell={minutes}"), 2) for minutes in (2, 20))
    assert cheap["familiarity.minutes"] != dear["familiarity.minutes"]


def test_every_pattern_of_one_organisation_has_its_value():
    found = all_told(base(), 2)
    assert set(found) == {pattern.name for pattern in OF_ONE_ORGANISATION}
    assert {pattern.name for pattern in FITTED_TO} == set(found) - {"familiarity", "survey.within"}
    assert found["survey.within"] - found["survey.between"] == pytest.approx(found["survey.within_minus_between"])
