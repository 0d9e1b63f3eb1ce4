"""Heterogeneity of sites: none leaves them as they were, some makes them differ, and what is fitted is what was planted."""

from __future__ import annotations

import json
import math
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from experiments.calibrate.heterogeneity import MIDDLE, NEAR_END, TRIED, fit_heterogeneity, least_reaching
from experiments.calibrate.patterns import DRAWN, FITTED_TO, OF_SEVERAL, PATTERNS
from experiments.calibrate.printing import AS_FITTED, AS_SET, CALIBRATION
from experiments.calibrate.printing import TRIED as TRIED_ARMS
from experiments.calibrate.telling import FRESH, OTHER_SITES, SITES, SITES_AS_SET, base_of, study_of_sites, tell_fit
from experiments.command_line.loading import load_request
from experiments.heterogeneity import ADOPTED, OF_A_SITE, Sites, characters, own
from experiments.verify.digest import digest, read
from experiments.verify.verifying import COMMITTED
from sim.parameter import describe

VALUES = {"learning.rate": 0.3, "ties.prior": 0.5}


def runs(heterogeneity, *words, count=6, **block):
    request = load_request(["experiment=calibrate", "profile=quick", *words])
    study = study_of_sites(request, base_of(request), {AS_SET: {}, AS_FITTED: VALUES}, count, heterogeneity, **block)
    return list(study.runs("rules"))


def set_at(run, key):
    group, word = key.split(".")
    return run.parameters[group][word]


class _Stop(NamedTuple):
    """A study that was asked for and not run."""

    name: str
    failures: tuple = ()
    runs: pd.DataFrame = pd.DataFrame({"arm": []})


class _Found(NamedTuple):
    values: dict


def planted(spread_at, n_sites=4):
    """Sites alternately so far below and above three, so that their standard deviation is what is planted."""
    sign = np.tile([-1.0, 1.0], n_sites // 2)
    index = {each: 3.0 + sign * spread_at(each) * math.sqrt((n_sites - 1) / n_sites) for each in TRIED}
    return {each: pd.DataFrame({"draw": range(n_sites), "survey.between": at, "rated.a": at, "rated.b": at + 0.1}) for each, at in index.items()}


def test_without_heterogeneity_sites_are_the_old_ones_bit_for_bit():
    """The same keys are the same parameters, seeds and rules: nothing would be run again."""
    old, none = runs(None), runs({AS_SET: 0.0, AS_FITTED: 0.0})
    assert [(run.key, run.seed, run.parameters) for run in old] == [(run.key, run.seed, run.parameters) for run in none]


def test_with_heterogeneity_sites_differ_in_both_and_in_nothing_else():
    old, some = runs(None), runs({AS_SET: 0.0, AS_FITTED: 0.8})
    assert [run.key for run in old[::2]] == [run.key for run in some[::2]]  # as set
    assert [run.seed for run in old] == [run.seed for run in some]
    for before, after in zip(old[1::2], some[1::2], strict=True):
        left = {group: {**words, **{key.split(".")[1]: None for key in OF_A_SITE if key.split(".")[0] == group}} if isinstance(words, dict) else words
                for group, words in before.parameters.items()}  # fmt: skip
        right = {group: {**words, **{key.split(".")[1]: None for key in OF_A_SITE if key.split(".")[0] == group}} if isinstance(words, dict) else words
                 for group, words in after.parameters.items()}  # fmt: skip
        assert left == right
    for key in OF_A_SITE:
        values = [set_at(run, key) for run in some[1::2]]
        assert len(set(values)) == len(values) and all(0.0 <= value <= 1.0 for value in values), key


@pytest.mark.parametrize("place, heterogeneity, prior, competence", [(0.5, 0.4, 0.4, 0.6), (-1.0, 0.4, 0.1, 0.3), (-1.0, 1.0, 0.0, 0.0), (1.0, 1.0, 0.8, 1.0)])
def test_what_a_site_changes_by_hand(place, heterogeneity, prior, competence):
    """Half of either range is 0.5; what would lie below nought is nought."""
    base = {"ties": {"prior": 0.3}, "traits": {"competence": 0.5}}
    found = own(base, dict.fromkeys(OF_A_SITE, place), heterogeneity)
    assert found == pytest.approx({"ties.prior": prior, "traits.competence": competence})


def test_a_fitted_prior_is_what_sites_lie_around():
    fitted = [set_at(run, "ties.prior") for run in runs({AS_FITTED: 0.2}, count=200)[1::2]]
    assert 0.4 <= min(fitted) < 0.41 and 0.59 < max(fitted) <= 0.6
    assert np.mean(fitted) == pytest.approx(VALUES["ties.prior"], abs=0.02)


def test_what_the_request_sets_is_the_same_at_all_sites():
    found = runs({AS_SET: 0.5}, "traits.competence=0.7")[::2]
    assert {set_at(run, "traits.competence") for run in found} == {0.7}
    assert len({set_at(run, "ties.prior") for run in found}) == len(found)


def test_people_and_expectations_are_drawn_apart_and_stay_when_sites_are_added():
    found = pd.DataFrame(characters(400, 7))
    assert abs(found.corr().iloc[0, 1]) < 0.15 and found.abs().max().max() <= 1.0
    assert characters(3, 7) == characters(400, 7)[:3]


def test_what_is_fitted_on_is_not_what_is_shown():
    """Sites of the columns, of the fit at what was fitted and of the fit at what is set share neither seeds nor places."""
    shown, *fitted_on = (runs({AS_SET: 0.5}, block=block) for block in (SITES, OTHER_SITES, SITES_AS_SET))
    assert len({FRESH, SITES, OTHER_SITES, SITES_AS_SET, 0}) == 5
    for one, other in ((shown, fitted_on[0]), (shown, fitted_on[1]), fitted_on):
        assert not {run.seed for run in one} & {run.seed for run in other}
        for key in (*OF_A_SITE, "environment.coupling"):
            assert not {set_at(run, key) for run in one[::2]} & {set_at(run, key) for run in other[::2]}


@pytest.mark.parametrize("known", [0.1, 0.37, 0.5, 0.9])
def test_a_known_heterogeneity_is_found(known):
    """A spread that rises in proportion comes to what is asked where it was planted; one that bends, near it."""
    found = fit_heterogeneity(planted(lambda at: NEAR_END * at / known))
    assert found.value == pytest.approx(known, abs=1e-9) and found.spread == NEAR_END and "MISSED" not in found.told
    bent = fit_heterogeneity(planted(lambda at: math.hypot(0.05, math.sqrt(NEAR_END**2 - 0.05**2) * at / known)))
    assert bent.value == pytest.approx(known, abs=0.03)


def test_the_least_of_several_is_taken():
    assert least_reaching(TRIED, [0.1, 0.3, 0.1, 0.3])[0] < 1 / 3


def test_the_middle_of_the_band_asks_for_more_than_its_near_end():
    """A spread of ½ at h = 1 comes to 0.2 at 0.4 and to 0.35 at 0.7."""
    sites = planted(lambda at: 0.5 * at)
    assert (NEAR_END, MIDDLE) == (0.2, pytest.approx(0.35))
    assert fit_heterogeneity(sites).value == pytest.approx(0.4, abs=1e-9)
    found = fit_heterogeneity(sites, MIDDLE)
    assert found.value == pytest.approx(0.7, abs=1e-9) and found.asked == MIDDLE and "MISSED" not in found.told


def test_how_sure_it_is_is_read_off_the_sites():
    """Of sites that lie alike far out it is one whichever is left out; where one makes most of the spread it is not."""
    even = fit_heterogeneity(planted(lambda at: 0.4 * at), MIDDLE)
    assert even.half_width == pytest.approx(0.0, abs=1e-9)
    uneven = planted(lambda at: 0.5 * at)
    for each, table in uneven.items():
        table.loc[0, "survey.between"] -= each
    assert fit_heterogeneity(uneven, MIDDLE).half_width > 0.1
    lost = {each: table[table["draw"] != 2] if each == 1.0 else table for each, table in uneven.items()}
    assert fit_heterogeneity(lost, MIDDLE).half_width > 0.1  # a site that failed somewhere is left out everywhere


def test_the_sites_as_set_have_what_is_adopted_and_it_says_where_from(monkeypatch):
    """The one constant: calibrated, with its source, in the study of the column as set and in no default of the model."""
    (known,) = describe(Sites)
    assert (known.key, known.default, known.status) == ("heterogeneity", ADOPTED, "calibrated") and "decision 740" in known.source
    assert 0.0 < ADOPTED < 1.0 and ADOPTED == float(f"{ADOPTED:.2g}")
    asked = []
    monkeypatch.setattr("experiments.calibrate.telling.run_requested", lambda request, study, folder, task: asked.append((folder.name, study)) or _Stop(folder.name))
    monkeypatch.setattr("experiments.calibrate.telling.fit", lambda *_: _Found({key: 0.5 for key in ("learning.rate", "ties.prior")}))
    monkeypatch.setattr("experiments.calibrate.telling.fit_heterogeneity", lambda tried, wanted: fit_heterogeneity(planted(lambda at: 0.5 * at), wanted))
    written = []
    monkeypatch.setattr("experiments.calibrate.telling.write", lambda request, runs, sites, found, failed: written.append(found))
    tell_fit(load_request(["experiment=calibrate", "profile=quick", "sites=5"]))
    studies = dict(asked)
    assert list(studies) == ["tried", "confirmed", "sites_tried", "sites_tried_as_set", "sites"]
    assert len({studies[name].seed for name in studies}) == 5  # neither seeds nor places in common
    for name, arm, around, h in (("sites", AS_SET, 0.3, ADOPTED), ("sites", AS_FITTED, 0.5, 0.4), ("sites_tried_as_set", "heterogeneity 0.333", 0.3, 1 / 3)):
        study = studies[name]
        each_is = characters(5, study.seed)
        assert [changes["ties.prior"] for changes in study.in_draws[arm]] == pytest.approx([around + h * one["ties.prior"] / 2 for one in each_is]), (name, arm)
    assert studies["sites"].parameters["ties"]["prior"] == 0.3
    assert written[0].at_set.value == 0.7 and written[0].heterogeneity.value == 0.4


def test_what_cannot_be_reached_is_said():
    found = fit_heterogeneity(planted(lambda at: 0.05 + 0.1 * at))
    assert found.value == 1.0 and found.spread == pytest.approx(0.15)
    assert "MISSED: 0.15 at most, 0.2 asked" in found.told


def test_where_sites_differ_already_nothing_is_moved_and_where_none_can_say_nothing_is_said():
    assert least_reaching(TRIED, [0.25, 0.3, 0.4, 0.5]) == (0.0, 0.25)
    value, spread = least_reaching(TRIED, [0.1, math.nan, 0.3, 0.4])
    assert value == 0.0 and math.isnan(spread)


def test_the_share_against_functions_moves_nothing():
    """Sites with the same spread and another share give the same heterogeneity; patterns of several are in no surface."""
    sites = planted(lambda at: 0.4 * at)
    others = {each: table.assign(**{"rated.b": table["rated.b"] + 5.0}) for each, table in sites.items()}
    one, other = fit_heterogeneity(sites), fit_heterogeneity(others)
    assert one.value == other.value
    share = "survey.sites_against_functions"
    assert one.tried[1.0][share].mean > 0.9 > 0.1 > other.tried[1.0][share].mean
    assert not {pattern.name for pattern in FITTED_TO} & set(OF_SEVERAL)


def test_organisations_alike_but_by_chance_have_no_target():
    known = {pattern.name: pattern for pattern in PATTERNS}
    assert not known["survey.between_sites"].has_target and known["survey.between_sites"].came.startswith("first, and missed")
    assert (known["survey.between_sites.drawn"].low, known["survey.between_sites.drawn"].high) == (0.2, 0.5)


# the table that is kept with the code


@pytest.fixture(scope="module")
def kept():
    return pd.read_csv(CALIBRATION).set_index(["pattern", "arm"])


def test_the_adopted_value_follows_from_the_kept_table(kept):
    """Through the spreads of the sites tried as set the same curve comes to the middle of the band at what is adopted, to its two digits."""
    spreads = kept.loc[DRAWN, TRIED_ARMS[AS_SET]].sort_values("heterogeneity")
    assert spreads["heterogeneity"].tolist() == pytest.approx(list(TRIED)) and set(spreads["n"]) == {23}
    value, spread = least_reaching(TRIED, spreads["mean"].tolist(), MIDDLE)
    assert (float(f"{value:.2g}"), spread) == (ADOPTED, MIDDLE)


def test_as_set_sites_lie_where_the_fields_lie_on_fresh_sites_and_familiarity_does_not(kept):
    as_set = {name: kept.loc[(name, AS_SET)] for name in kept.index.get_level_values("pattern")}
    assert as_set[DRAWN]["heterogeneity"] == ADOPTED and as_set[DRAWN]["n"] == 23
    missed = {name for name, row in as_set.items() if not row["low"] <= row["mean"] <= row["high"] and not math.isnan(row["low"])}
    assert missed == {"familiarity", "familiarity.minutes"}


def test_the_kept_table_is_the_one_of_the_digests_and_of_the_present_patterns(kept):
    committed = json.loads((COMMITTED / "full.json").read_text(encoding="utf-8"))["files"]["calibrate/tables/patterns.csv"]
    assert digest(read(CALIBRATION)).plain() == committed
    for pattern in PATTERNS:
        row = kept.loc[(pattern.name, AS_SET)]
        bounds = [row["low"], row["high"]]
        assert bounds == [pattern.low, pattern.high] or (not pattern.has_target and all(map(math.isnan, bounds)))
        assert row["counterpart"] == pattern.counterpart and row["source"] == pattern.source
