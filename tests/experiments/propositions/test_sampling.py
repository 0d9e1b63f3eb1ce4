"""In how many draws an arm is run: by the verdict that reads it, by Stein's rule, and never by its outcome."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from experiments.command_line.loading import load_request
from experiments.propositions import NAMES, PREMISES, sampling
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.families import all_arms, arms_of
from experiments.propositions.finding import DESCRIPTION, PRIMARY, SECONDARY, Finding
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.sampling import DESCRIBED, draws_asked, run_all
from experiments.propositions.setting import Setting
from experiments.propositions.stages import CONFIRMATORY, REFERENCE
from experiments.propositions.stress_design import Cell, role_of

HYPOTHESES = read_hypotheses()
ARMS = {"judged": Arm(), "beside": Arm(role=SECONDARY), "described": Arm(role=DESCRIPTION)}


def setting_of(tmp_path, *words):
    return Setting(load_request(["experiment=propositions", "profile=full", f"output={tmp_path / 'x'}", *words]), HYPOTHESES)


class Noted:
    """Stages that run nothing and note in which draws each arm was asked for."""

    def __init__(self):
        self.seen: dict[str, list[tuple[str, int]]] = {}

    def run(self, arms, numbers, kind, pilot=0):
        for arm in arms:
            self.seen.setdefault(arm, []).extend((kind, number) for number in numbers)
        return Runs(pd.DataFrame([{"arm": arm, "draw": number} for number in numbers for arm in arms]), kind)


@pytest.fixture
def made(monkeypatch):
    """Two propositions on three arms; one asks for 33 draws, the other for 1,000."""
    asked = {"1a": 33, "1b": 1000}
    arms = {name: {f"{name} {arm}": each for arm, each in ARMS.items()} for name in asked}
    monkeypatch.setattr(sampling, "all_arms", lambda setting, names: {arm: each for name in names for arm, each in arms[name].items()})
    monkeypatch.setattr(sampling, "arms_of", lambda setting, name: arms[name])
    monkeypatch.setattr(sampling, "findings_of", lambda setting, name, runs: name)
    monkeypatch.setattr(sampling, "draws_asked", lambda setting, name: asked[name])


def test_an_arm_is_run_as_often_as_its_verdict_needs(made, tmp_path):
    stages = Noted()
    runs = run_all(setting_of(tmp_path), stages, ["1a", "1b"])
    held_back = {n: set(HYPOTHESES.numbers(n, held_back=True)) for n in (DESCRIBED, 20, 33, 40)}
    drawn = {arm: [number for kind, number in seen if kind == CONFIRMATORY] for arm, seen in stages.seen.items()}
    assert all(len(numbers) == len(set(numbers)) for numbers in drawn.values())  # asked for once
    expected = {"described": DESCRIBED, "beside": 20}
    assert {arm: set(numbers) for arm, numbers in drawn.items()} == {
        f"{name} {arm}": held_back[expected.get(arm, most)] for name, most in (("1a", 33), ("1b", 40)) for arm in ARMS
    }
    assert {arm for arm, seen in stages.seen.items() if any(kind == REFERENCE for kind, _ in seen)} == {"1a judged", "1b judged"}
    confirmed = runs[CONFIRMATORY]
    assert (confirmed["1a"].pilot, confirmed["1a"].asked, confirmed["1b"].asked) == (20, 33, 1000)
    assert confirmed["1a"].table.query("arm == '1a judged'")["draw"].tolist() == HYPOTHESES.numbers(33, held_back=True)
    assert len(confirmed["1b"].table.query("arm == '1b judged'")) == 40


def test_few_draws_are_the_same_for_all(made, tmp_path):
    stages = Noted()
    run_all(setting_of(tmp_path, "draws=3", "most=3", "reference=0"), stages, ["1a"])
    assert {len(seen) for seen in stages.seen.values()} == {3}


def test_the_rule_asks_by_width_alone(tmp_path):
    """Half-width 1/8 from 20 draws where 1/32 is wanted: sixteen times as many; a described width asks for nothing."""
    setting = setting_of(tmp_path)
    wide = Finding("1a", "joint", "", PRIMARY, n=20, sesoi=0.0625)
    for mean in (-0.25, 0.0, 0.25):
        assert draws_asked(setting, [SimpleNamespace(**{**vars(wide), "mean": mean, "low": mean - 0.125, "high": mean + 0.125})]) == 320
    assert draws_asked(setting, [SimpleNamespace(**{**vars(wide), "low": -0.125, "high": 0.125, "role": DESCRIPTION})]) == 20


def test_every_arm_has_a_role_and_every_proposition_something_to_judge(tmp_path):
    setting = setting_of(tmp_path)
    names = [*NAMES, PREMISES]
    assert {arm.role for arm in all_arms(setting, names).values()} == {PRIMARY, SECONDARY, DESCRIPTION}
    for name in names:
        assert any(arm.role == PRIMARY for arm in arms_of(setting, name).values()), name


@pytest.mark.parametrize(
    "name, cell, role",
    [
        ("4a", Cell("size", "calm"), PRIMARY), ("4a", Cell("size", "calm", personal="cut"), PRIMARY),
        ("4a", Cell("size", "calm", direct="on"), DESCRIPTION), ("4a", Cell("size", "calm", norms="common"), SECONDARY),
        ("4a", Cell("size", "calm", footing="strongest"), SECONDARY), ("4a", Cell("size", "calm", direct="on", form="relational"), DESCRIPTION),
        ("4b", Cell("turnover over sites", "stressed"), PRIMARY), ("4b", Cell("turnover", "stressed"), SECONDARY),
    ],
)  # fmt: skip
def test_the_role_of_a_corner(name, cell, role):
    assert role_of(HYPOTHESES.each[name], cell) == role
