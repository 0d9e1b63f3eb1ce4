"""Figures show what runs and findings have: curves by degrees in the full profile, every bundle with its worth."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from experiments.command_line.loading import load_request
from experiments.propositions import bundle, curves
from experiments.propositions.contrast import Runs
from experiments.propositions.figures import FIGURES
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.months import MONTHS
from experiments.propositions.setting import Setting
from experiments.propositions.stress_design import CALM, ON, STRESSED, cells
from tests.experiments.propositions.synthetic import runs

HYPOTHESES = read_hypotheses()


def setting(profile, folder):
    return Setting(load_request(["experiment=propositions", f"profile={profile}", f"output={folder / 'none'}"]), HYPOTHESES)


def stressed(found):
    """Runs of 4a–4c in which role memory saves half of what size, turnover and the first months of a wave take."""
    levels = {}
    for name in ("4a", "4b", "4c"):
        for stress in HYPOTHESES.each[name].manipulation["stresses"]:
            for cell in cells(stress):
                lost = (0.1 if cell.roles == ON else 0.2) * (cell.state == STRESSED)
                months = {month: 0.5 - lost * np.exp(-place / 3) for place, month in enumerate(MONTHS)} if name == "4c" else {}
                levels[cell.name] = {"joint": 0.5 - lost, **months}
    for arm in curves.arms(found, ["4a", "4b"]):
        levels[arm] = {"joint": 0.45 if "roles on" in arm else 0.4}
    return runs(levels, n=5)


def judged(found, made, family, findings=()):
    names = [name for name in HYPOTHESES.each if name[0] == family]
    return SimpleNamespace(setting=found, main="exploratory", runs={"exploratory": {**dict.fromkeys(names, made), bundle.NAME: made, curves.NAME: made}},
                           findings=list(findings), headlines=[])  # fmt: skip


@pytest.mark.parametrize("profile, sizes", [("quick", [20, 120]), ("full", [20, 40, 80, 120])])
def test_curves_of_endurance(profile, sizes, tmp_path):
    found = setting(profile, tmp_path)
    figure, values = FIGURES["endurance"][1](judged(found, stressed(found), "4"))
    size = values[(values.curve == "size") & (values.roles == "on")]
    assert size.x.tolist() == sizes and set(values.curve) == {"size", "turnover", "wave", "surge", "suspension"}
    wave = values[(values.curve == "wave") & (values.roles == "cut") & (values.state == STRESSED)]
    assert wave.x.tolist() == list(range(1, 13)) and wave["mean"].iloc[0] == pytest.approx(0.3, abs=0.03) and set(wave.n) == {5}
    assert len(figure.axes) == 5


def test_the_ends_of_a_curve_are_the_hypothesis_own(tmp_path):
    found = setting("full", tmp_path)
    between = curves.arms(found, ["4a"])
    assert len(between) == 4 and not curves.arms(setting("quick", tmp_path), ["4a"]) and not curves.arms(found, ["3f"])
    for course in curves.COURSES:
        states = HYPOTHESES.each[course.proposition].manipulation["stresses"][course.stress]
        low, high = (states[state][course.keys[0]] for state in (CALM, STRESSED))
        assert all(low < value < high for value in course.between) and set(course.keys) == set(states[STRESSED])


def worth(profile, folder):
    """Bundles in which every structure adds 0.02 to all outcomes, and meetings 0.1."""
    found = setting(profile, folder)
    together = bundle.structures_of(found, HYPOTHESES.each)
    rows = {
        bundle.arm_name(chosen): dict.fromkeys(bundle.OUTCOMES, 0.3 + 0.02 * len(chosen) + 0.08 * ("meetings" in chosen))
        for chosen in bundle.combinations_of(list(together.values()), found.is_full)
    }
    made = Runs(runs(rows, noise=1e-4, n=4).table, "exploratory")
    return found, made, bundle.findings(found, together, made)


@pytest.mark.parametrize("profile, bundles", [("quick", 14), ("full", 64)])
def test_the_bundle(profile, bundles, tmp_path):
    found, made, findings = worth(profile, tmp_path)
    _, values = FIGURES["bundle"][1](judged(found, made, "3", findings))
    assert (values.panel == "level").sum() == bundles * len(bundle.OUTCOMES)
    shapley = values[(values.panel != "level") & (values.outcome == "joint")].set_index("relational")
    assert shapley.loc["3f", "mean"] == pytest.approx(0.1, abs=0.01) and shapley.loc["3f", "share"] == pytest.approx(0.5, abs=0.05)
    assert shapley.share.sum() == pytest.approx(1.0, abs=0.05)


def test_nothing_is_drawn_of_nothing(tmp_path):
    found = setting("quick", tmp_path)
    empty = judged(found, Runs(pd.DataFrame(columns=["arm", "draw"]), "exploratory"), "3")
    assert all(FIGURES[name][1](empty) is None for name in ("dose_response", "mediation", "structures", "bundle", "stresses", "endurance"))
