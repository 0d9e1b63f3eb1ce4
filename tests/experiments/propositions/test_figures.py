"""Figures show what runs and findings have: curves by degrees in the full profile, every bundle with its worth."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.command_line.loading import load_request
from experiments.propositions import bundle, curves
from experiments.propositions.arrows_of_the_paper import LINES, arrow, in_short, kind_of
from experiments.propositions.contrast import Runs
from experiments.propositions.figures import FIGURES, size_of
from experiments.propositions.finding import Finding
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


@pytest.mark.parametrize(
    "headline, kind, short",
    [
        ("supported", "supported", "supported"),
        ("supported, mostly by definition", "supported", "supported\nmostly by definition"),
        ("supported in part (2 of 3; 1 not run)", "supported in part", "supported in part\n2 of 3; 1 not run"),
        ("contradicted; 1 of 2 parts had no room", "contradicted", "contradicted\nno room in 1 of 2"),
        ("contradicted in part (1 of 2)", "contradicted in part", "contradicted in part\n1 of 2"),
        ("negligible in part (1 of 2; 1 not run)", "undetermined", "negligible in part\n1 of 2; 1 not run"),
        ("undetermined (1 of 2 not run)", "undetermined", "undetermined\n1 of 2 not run"),
        ("not testable here (premise not surely held: x (fails))", "not testable here", "not testable here\npremise not surely held"),
        ("not run: the model has no job_design.level yet", "not run", "not run"),
        ("refused: the hypothesis is not the one recorded", "refused", "refused"),
    ],
)
def test_an_arrow_has_the_line_of_its_headline(headline, kind, short):
    assert kind_of(headline) == kind and in_short(headline) == short


def test_lines_are_told_apart_without_their_width():
    looks = [str(look[:2]) for kind, look in LINES.items() if kind != "refused"]
    assert len(set(looks)) == len(looks) == 8


def test_a_supported_arrow_is_the_wider_the_larger_its_effect():
    """Up to the width at which lines would no longer be told apart; whichever way the effect goes."""

    def width(over, verdict="supported"):
        panel = Figure().subplots()
        arrow(panel, (0, 0), (1, 1), {"verdict": verdict, "against_sesoi": over, "name": "1a", "effects": "", "beside": ""}, 0.5)
        return panel.patches[0].get_linewidth()

    widths = [width(over) for over in (math.nan, 1.0, 3.0, 6.0)]
    assert widths == sorted(set(widths))
    assert width(-3.0) == width(3.0) and width(60.0) == width(6.0) == 3.8 > width(60.0, "negligible")


def test_the_papers_figure_prints_ranges_and_keeps_each_effect(tmp_path):
    """Two effects of 1a, one of 4b, in the units of each; nothing is averaged but the width of the line."""
    found = judged(setting("quick", tmp_path), None, "1", [
        Finding("1a", "x", "y", mean=mean, low=mean - half, high=mean + half, n=9, sesoi=0.05, verdict="supported") for mean, half in ((0.1, 0.01), (0.3, 0.05))
    ] + [Finding("4a", "joint", "y", mean=0.5, low=0.25, high=0.75, n=7, scale="log_odds", sesoi=0.2, verdict="supported")])  # fmt: skip
    figure, values = FIGURES["theory"][1](found)
    printed = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "1a +0.10 to +0.30\n" in printed and "4a +0.50 ± 0.25 log-odds\n" in printed
    assert values.loc[values.proposition == "1a", "half_width"].tolist() == pytest.approx([0.01, 0.05])
    assert values.groupby("proposition")["headline_mean_over_sesoi"].first()["1a"] == pytest.approx(4.0)
    assert size_of(values, found) == (
        "exploratory, n = 7–9 draws; 95 % intervals, log-odds: half-width 0.250–0.250 (median 0.250); 95 % intervals, rate: half-width 0.010–0.050 (median 0.030)"
    )


def test_nothing_is_drawn_of_nothing(tmp_path):
    found = setting("quick", tmp_path)
    empty = judged(found, Runs(pd.DataFrame(columns=["arm", "draw"]), "exploratory"), "3")
    assert all(FIGURES[name][1](empty) is None for name in ("dose_response", "mediation", "structures", "bundle", "stresses", "endurance"))
