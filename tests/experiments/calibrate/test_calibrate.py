"""Calibration finds what was planted, moves nothing where patterns tell nothing, and adopts none of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import yaml

from experiments.__main__ import main
from experiments.calibrate.fitting import fit, intervals, misses
from experiments.calibrate.patterns import FITTED, FITTED_TO, OF_ONE_ORGANISATION, PATTERNS, Pattern
from experiments.calibrate.printing import cell
from experiments.command_line.loading import load_request
from experiments.engine import design
from experiments.engine.precision import Interval
from experiments.heterogeneity import ADOPTED
from experiments.problems import BadRequest
from sim.parameter import describe
from sim.parameters import Parameters

RANGES = {"learning.rate": (0.0, 1.0, False), "minutes.tell": (2.0, 10.0, False)}
MIDDLE = {pattern.name: (pattern.low + pattern.high) / 2 for pattern in PATTERNS}


def tried(**effects):
    """Settings over both ranges; every pattern in the middle of its band, but for what `effects` makes of them."""
    points = design("sobol", RANGES, 16, 1)
    runs = [
        {"point": place, **{p.name: effects.get(p.name, lambda at: MIDDLE[p.name])(point) for p in OF_ONE_ORGANISATION}}
        for place, point in enumerate(points)
    ]
    return pd.DataFrame(runs), points


def test_what_was_planted_is_found():
    """Between functions the index rises from 1 to 5 with the rate: in its band of 2.7–4.5 from a rate of 0.425 on."""
    runs, points = tried(**{"survey.between": lambda at: 1.0 + 4.0 * at["learning.rate"]})
    found = fit(runs, points, RANGES, {"learning.rate": 0.1, "minutes.tell": 4.0})
    assert found.values["learning.rate"] == pytest.approx(0.425, abs=0.03)
    assert found.values["minutes.tell"] == pytest.approx(4.0, abs=0.05)
    assert found.errors["survey.between"] < 1e-9


def test_nothing_moves_where_every_pattern_is_in_its_band():
    runs, points = tried()
    set_now = {"learning.rate": 0.3, "minutes.tell": 7.0}
    assert fit(runs, points, RANGES, set_now).values == pytest.approx(set_now, abs=1e-4)


def test_too_few_settings_are_refused():
    runs, points = tried()
    with pytest.raises(ValueError, match="at least 5"):
        fit(runs[:4], points[:4], RANGES, {"learning.rate": 0.3, "minutes.tell": 7.0})


@pytest.mark.parametrize("value, missed", [(1.0, 1.0), (2.0, 0.0), (3.0, 0.0), (3.5, 0.5)])
def test_misses(value, missed):
    assert misses(Pattern("", 2.0, 3.0, "", ""), value) == missed


def test_where_there_is_no_target_nothing_is_missed():
    none = Pattern("", float("nan"), float("nan"), "", "")
    assert misses(none, 17.0) == 0.0 and cell(none, Interval(17.0, 1.0, 3)) == "17.00 ± 1.00"


def test_a_cell_says_whether_it_lies_outside_and_what_cannot_be_said():
    band = Pattern("", 0.75, 0.90, "", "")
    assert [cell(band, Interval(value, float("nan"), 3)) for value in (0.94, 0.8)] == ["0.94 !", "0.80"]
    assert cell(band, Interval(float("nan"), float("nan"), 0)) == "cannot be said"


def test_the_spread_by_chance_is_not_the_spread_of_the_sites():
    runs = pd.DataFrame({pattern.name: np.array([1.0, 2.0, 3.0]) for pattern in OF_ONE_ORGANISATION})
    sites = pd.DataFrame({"survey.between": [1.0, 3.0, 5.0], "rated.a": [1.0, 3.0, 5.0], "rated.b": [1.0, 3.0, 5.0]})
    found = intervals(runs, sites)
    assert set(found) == {pattern.name for pattern in PATTERNS}
    assert found["survey.between_sites"].mean == pytest.approx(1.0)
    assert found["survey.between_sites.drawn"].mean == pytest.approx(2.0)
    assert found["survey.sites_against_functions"].mean == pytest.approx(1.0)


def test_what_came_first_is_told_and_is_not_fitted_to():
    """Of the two patterns that missed each counterpart says which was there first; familiarity keeps its target though both miss it."""
    known = {pattern.name: pattern for pattern in PATTERNS}
    for first, second in (("familiarity", "familiarity.minutes"), ("survey.between_sites", "survey.between_sites.drawn")):
        assert known[first].came.startswith("first") and "missed (decision 73" in known[second].came
    assert [(known[name].low, known[name].high) for name in ("familiarity", "familiarity.minutes")] == [(0.75, 0.90)] * 2
    fitted = {pattern.name for pattern in FITTED_TO}
    assert "familiarity.minutes" in fitted and "familiarity" not in fitted
    assert {word for words in FITTED.values() for word in words.split(", ")} <= fitted


def test_only_environment_learning_and_costs_are_fitted():
    """Never a structure, a norm, or an outcome (model C7; calibration: on the baseline organisation only)."""
    known = {each.key: each for each in describe(Parameters)}
    assert {key.split(".")[0] for key in FITTED} == {"learning", "environment", "minutes", "ties"}
    assert all(known[key].sweep for key in FITTED)
    with pytest.raises(BadRequest, match="baseline"):
        load_request(["experiment=calibrate", "form=relational"])
    for words in ("points=5", "confirm=1", "sites=2"):
        with pytest.raises(BadRequest, match=words.partition("=")[0]):
            load_request(["experiment=calibrate", words])


def test_a_small_calibration(tmp_path, capsys):
    words = ["scenario=generic", "size.workers=16", "years=0.03", "years_warm_up=0.02", "points=16", "replicates=1", "confirm=2", "sites=3", "compute=serial"]
    assert main(["experiment=calibrate", *words, f"output={tmp_path / 'fit'}"]) == 0
    said = capsys.readouterr().out
    assert all(pattern.name in said for pattern in PATTERNS)
    kept = pd.read_parquet(tmp_path / "fit" / "patterns.parquet")
    assert set(kept["pattern"]) == {pattern.name for pattern in PATTERNS} and set(kept["arm"]) == {
        "as set", "fitted", "as set, heterogeneity tried", "fitted, heterogeneity tried",
    }  # fmt: skip
    of_sites = kept[kept["pattern"] == "survey.between_sites.drawn"]
    assert list(of_sites["heterogeneity"])[0] == ADOPTED and list(of_sites["heterogeneity"])[2:] == pytest.approx([0.0, 1 / 3, 2 / 3, 1.0] * 2)
    assert "heterogeneity of sites" in said and f"{ADOPTED:g}" in said and kept.loc[kept["pattern"] == "survey.between_sites", "heterogeneity"].isna().all()
    assert set(kept.loc[kept["pattern"].isin(["survey.between_sites.drawn", "survey.sites_against_functions"]), "n"]) == {3}
    assert "after the first had missed" in said.replace("\n", " ")
    fitted = yaml.safe_load((tmp_path / "fit" / "fitted.yaml").read_text())
    assert {f"{group}.{word}" for group, words in fitted.items() for word in words} == set(FITTED)
