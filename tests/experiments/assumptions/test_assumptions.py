"""Shares that can be worked out beforehand; every option takes part; combinations held back are not fitted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.assumptions.combinations import FIRST, Factor, combination, draws, factors
from experiments.assumptions.contrasts import Contrast, Part, contrast_of
from experiments.assumptions.mixed_model import fit
from experiments.assumptions.shares import EXPLORED, HELD_BACK, share_of
from experiments.assumptions.telling import study_of
from experiments.command_line.loading import load_request
from experiments.engine.configuration import changed
from experiments.problems import BadRequest
from experiments.propositions import NAMES, responses
from experiments.propositions.contrast import Runs
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.setting import Setting
from sim.parameters import Parameters

HYPOTHESES = read_hypotheses()
TWO = [Factor("assumptions.a", ("x", "y")), Factor("assumptions.b", ("p", "q", "r"))]


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    return Setting(load_request(["experiment=assumptions", f"output={tmp_path_factory.mktemp('x') / 'none'}"]), HYPOTHESES)


def test_every_assumption_takes_part_by_itself():
    found = {factor.key: factor for factor in factors()}
    assert set(found) == {f"assumptions.{name}" for name in Parameters.model_fields["assumptions"].annotation.model_fields}
    assert found["assumptions.footing"].options == ("weighted_mean", "strongest", "personal_first")
    assert found["assumptions.role_reach"].options == (1.0, 0.0)
    assert "assumptions.footing" not in {factor.key for factor in factors(frozenset({"assumptions.footing"}))}


def test_combinations_are_valid_and_stay_what_they_are():
    every = factors()
    found = [combination(every, 1, number) for number in range(60)]
    assert found[7] == combination(every, 1, 7) and len({tuple(each.values()) for each in found}) == 60
    for factor in every:
        assert {each[factor.key] for each in found} == set(factor.options), factor.key
        fewer = [one for one in every if one is not factor]
        assert combination(fewer, 1, 7) == {key: value for key, value in found[7].items() if key != factor.key}
    for each in found[:10]:
        Parameters.model_validate(changed(Parameters().model_dump(mode="json"), each))


def test_each_combination_has_environments_of_its_own():
    numbers, changes = draws(TWO, {"environment.coupling": (0.0, 1.0, False)}, 1, 3, 2)
    assert numbers == [FIRST + place for place in range(6)] and len({each["environment.coupling"] for each in changes}) == 6
    assert changes[0]["assumptions.a"] == changes[1]["assumptions.a"]


def planted(effect, between=0.0, noise=0.05, count=400, replicates=2, others=()):
    """Values in which option y adds `effect`, and other parts that are what they are in every model; what share_of makes of them."""
    chance = np.random.default_rng(3)
    values = {}
    for number in range(count):
        own = 0.02 + (effect if combination(TWO, 1, number)["assumptions.a"] == "y" else 0.0) + between * chance.standard_normal()
        for replicate in range(replicates):
            values[FIRST + number * replicates + replicate] = own + noise * chance.standard_normal()
    values = pd.Series(values)
    parts = [Part("first", lambda runs: values, 0.05)]
    for name, mean, bound in others:
        parts.append(Part(name, lambda runs, mean=mean: mean + 0.005 * pd.Series(np.sin(7.0 * values.index), values.index), bound))
    return share_of("3f", Contrast({}, tuple(parts), 0.05, "made up"), None, TWO, HYPOTHESES, 1, replicates)


def test_an_option_that_flips_a_claim_is_named():
    """0.02 by default and 0.22 with y: the claim holds in the half of models that have y, and noise alone would say otherwise."""
    found = planted(0.2)
    explored, back = found.rows
    assert found.flips == ["a=y"] and (explored["combinations"], back["combinations"]) == (EXPLORED, HELD_BACK)
    assert explored["n"] + back["n"] == 400 and back["n"] == 120
    assert explored["share"] == pytest.approx(0.5, abs=0.06) and back["share"] == pytest.approx(0.5, abs=0.1)
    assert found.options[0]["option"] == "a=y" and found.options[0]["difference"] == pytest.approx(0.2, abs=0.02)
    assert back["correlation_with_options"] > 0.8


def test_a_claim_holds_where_each_of_its_parts_does():
    """A part that is surely there leaves the share as it is, one that is surely not leaves none: the mean of the three would be above its bound."""
    alone, sure = planted(0.2), planted(0.2, others=[("sure", 0.5, 0.05)])
    assert sure.rows[0]["share"] == pytest.approx(alone.rows[0]["share"], abs=1e-6) and sure.rows[0]["weakest_part"] == "first"
    none = planted(0.2, others=[("sure", 0.5, 0.05), ("missing", -0.2, 0.05)])
    explored = none.rows[0]
    assert explored["share"] < 0.01 and explored["weakest_part"] == "missing" and explored["parts"] == 3 and explored["mean"] == pytest.approx(-0.2, abs=0.01)
    assert sure.flips == ["a=y"] and none.flips == []  # with or without y the claim does not hold
    assert planted(0.2, others=[("path", 0.02, 0.0)]).rows[0]["share"] == pytest.approx(0.5, abs=0.06)  # its own bound, not the first's


def test_combinations_that_lack_a_part_are_left_out():
    values = pd.Series(1.0, index=[FIRST + place for place in range(20)])
    parts = (Part("whole", lambda runs: values, 0.05), Part("lacking", lambda runs: values[values.index != FIRST + 5], 0.05))
    found = share_of("3f", Contrast({}, parts, 0.05, "made up"), None, TWO, HYPOTHESES, 1, 2)
    assert sum(row["n"] for row in found.rows) == 9


def mediated_runs(levels):
    rows = [{"draw": draw, "arm": responses.arm_name("relational_bureaucracy", *arm), "timely": level, "n_answered": 9, "n_abandoned": 1}
            for arm, level in levels.items() for draw in range(3)]  # fmt: skip
    return Runs(pd.DataFrame(rows), "made up")


@pytest.mark.parametrize("through, beyond", [(0.3, 0.1), (0.1, -0.1), (0.2, 0.0)])
def test_2_asks_for_the_path_as_its_verdict_does(setting, through, beyond):
    """Of a total of 0.4 as much through awareness in either order: indirect minus half of total, as the proposition's own verdict has it."""
    levels = {("low", "low"): 0.2, ("high", "high"): 0.6, ("low", "high"): 0.2 + through, ("high", "low"): 0.6 - through}
    made, contrast = mediated_runs(levels), contrast_of(setting, HYPOTHESES.each["2b"])
    total, path = contrast.parts
    assert (total.bound, path.bound) == (0.05, 0.0)
    assert total.values(made).mean() == pytest.approx(0.4) and path.values(made).mean() == pytest.approx(beyond)
    verdict = {each.part: each.mean for each in responses.findings(setting, HYPOTHESES.each["2b"], made) if each.context == "relational_bureaucracy"}
    assert path.values(made).mean() == pytest.approx(verdict["indirect minus half of total"])


def test_3_asks_for_each_relationship_and_4b_for_evenness_between_sites(setting):
    meetings, sites = (contrast_of(setting, HYPOTHESES.each[name]) for name in ("3f", "4b"))
    assert [part.name for part in meetings.parts] == HYPOTHESES.each["3f"].decisions["relationships"]
    spread = {False: {True: 0.1, False: 0.1}, True: {True: 0.15, False: 0.35}}  # stressed, roles on: sites differ more, less so with roles on
    made = Runs(pd.DataFrame([{"draw": 0, "arm": name, "site_spread.joint": spread["stressed" in name]["roles on" in name]} for name in sites.arms]), "made up")
    (part,) = sites.parts
    assert part.bound == 0.05 and part.values(made)[0] == pytest.approx(0.2)
    assert all(arm.changes["size.sites"] == 3 for arm in sites.arms.values())


def test_noise_is_not_taken_for_models():
    """All models have 0.02, below 0.05: means exceed it in a fifth of combinations, true effects in none."""
    explored = planted(0.0).rows[0]
    assert explored["share_of_means"] > 0.12 and explored["share"] < 0.04
    # Where models differ by themselves, as much as noise, the share is that of 0.02 + 0.05·z above 0.05: 27 %.
    differing = planted(0.0, between=0.05).rows[0]
    assert differing["share"] == pytest.approx(0.27, abs=0.06) and differing["between"] == pytest.approx(0.05, abs=0.015)


def test_too_few_combinations_tell_no_options():
    found = planted(0.2, count=10)
    assert not found.fitted[0].columns and found.options == [] and found.rows[0]["n"] == 7


def test_the_closed_form_is_the_one_way_model():
    """Two replicates of 0 ± 1 and 4 ± 1: noise variance 2, between 8 − 2/2."""
    found = fit([], [{}, {}], np.array([[-1.0, 1.0], [3.0, 5.0]]))
    assert found.noise**2 == pytest.approx(2.0) and found.between**2 == pytest.approx(7.0) and found.beta == pytest.approx([2.0])


@pytest.mark.parametrize("name", NAMES)
def test_every_proposition_has_a_contrast_whose_runs_are_valid(setting, name):
    contrast = contrast_of(setting, HYPOTHESES.each[name])
    assert contrast.parts and contrast.words
    probed = [arm for arm in contrast.arms.values() if not any(key.startswith("held.") for key in arm.changes)]
    assert (name[0] == "3") == bool(probed)  # what is read is returned
    study = study_of(setting, {name: contrast}, factors())
    for run in list(study.runs("rules", range(len(contrast.arms)))):
        Parameters.model_validate(run.parameters)


def test_one_tiny_study(tmp_path, capsys):
    words = ["experiment=assumptions", "only=[2b,3f]", "combinations=4", "size.workers=8", "years=0.02", "years_warm_up=0.01", "compute=serial",
             f"output={tmp_path / 'out'}"]  # fmt: skip
    assert main(words) == 0
    shares = pd.read_parquet(tmp_path / "out" / "shares.parquet")
    assert set(shares["proposition"]) == {"2b", "3f"} and shares.groupby("proposition")["n"].sum().eq(4).all()
    assert shares["share"].between(0, 1).all()
    report = (tmp_path / "out" / "report.md").read_text()
    assert "share with the stand-in contrast" in report and "2b: all processes held" in report and "Left out" in report
    assert shares.loc[shares["proposition"] == "3f", "parts"].eq(3).all()
    assert "EXPLORATORY" in report and "assumptions.footing" in report and "held back" in report
    assert (tmp_path / "out" / "figures" / "shares.pdf").is_file() and "shares of defensible models" in capsys.readouterr().out


@pytest.mark.parametrize("words, key", [(["only=[premises]"], "only"), (["combinations=1"], "combinations"), (["form=baseline"], "form"), (["meetings.level=none"], "meetings.level")])
def test_what_cannot_be_asked(words, key, tmp_path):
    with pytest.raises(BadRequest) as bad:
        load_request(["experiment=assumptions", f"output={tmp_path / 'x'}", *words])
    assert key in [each.key for each in bad.value.problems]
