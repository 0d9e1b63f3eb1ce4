"""Sites differ in what they face and in nothing that is the form's; planted variances are found again."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from experiments.calibrate.patterns import FITTED
from experiments.calibrate.printing import AS_FITTED, AS_SET
from experiments.calibrate.sites import OF_THEIR_OWN, between_sites, components, jackknife, places, rated_by_others, share_of_sites, site, spread
from experiments.calibrate.telling import base_of, sizes_of, study_of_sites
from experiments.command_line.loading import load_request
from experiments.propositions.hypotheses import read_hypotheses


def planted(of_sites, of_functions, of_rest, n_sites=400, n_functions=300):
    draw = np.random.default_rng(5).normal
    site, function = of_sites * draw(size=(n_sites, 1)), of_functions * draw(size=(1, n_functions))
    return 3.0 + site + function + of_rest * draw(size=(n_sites, n_functions))


@pytest.mark.parametrize("of_sites, of_functions, of_rest", [(0.4, 0.2, 0.3), (0.2, 0.4, 0.3), (0.3, 0.3, 0.0)])
def test_planted_components_are_found(of_sites, of_functions, of_rest):
    rated = planted(of_sites, of_functions, of_rest)
    assert components(rated) == pytest.approx((of_sites**2, of_functions**2), rel=0.15)
    assert share_of_sites(rated) == pytest.approx(of_sites**2 / (of_sites**2 + of_functions**2), abs=0.04)


def test_components_by_hand():
    """Rows 1 apart, columns 3 apart, nothing else: sample variances of ½ and 4½, and no rest."""
    assert components(np.array([[1.0, 4.0], [2.0, 5.0]])) == pytest.approx((0.5, 4.5))
    assert share_of_sites(np.array([[1.0, 4.0], [2.0, 5.0]])) == pytest.approx(0.1)


def test_what_is_in_the_rest_alone_is_nobodys():
    """Each row and each column has the same mean: estimates that come out negative are nought, and a share of nothing is not said."""
    crossed = np.array([[1.0, 2.0], [2.0, 1.0]])
    assert components(crossed) == (0.0, 0.0) and math.isnan(share_of_sites(crossed))


def test_where_nothing_differs_the_spread_is_nought_and_the_share_is_not_said():
    sites = pd.DataFrame({"survey.between": [3.0] * 4, "rated.a": [3.0] * 4, "rated.b": [3.0] * 4})
    found = between_sites(sites)
    assert found["survey.between_sites.drawn"].mean == 0.0 and found["survey.between_sites.drawn"].half_width == 0.0
    assert math.isnan(found["survey.sites_against_functions"].mean)


def test_sites_of_which_somebody_cannot_say_are_left_out():
    sites = pd.DataFrame({"survey.between": [1.0, 2.0, math.nan, 4.0], "rated.a": [1.0, 2.0, math.nan, 4.0], "rated.b": [2.0, 3.0, 4.0, 5.0]})
    found = between_sites(sites)
    assert {each.n for each in found.values()} == {3}
    assert found["survey.between_sites.drawn"].mean == pytest.approx(np.std([1.0, 2.0, 4.0], ddof=1))


def test_a_jackknife_of_a_mean_is_the_usual_interval():
    """Standard error 1/√3 of 1, 2, 3, and 4.303 of them at two degrees of freedom; of fewer than three there is no spread to leave out."""
    found = jackknife(np.array([1.0, 2.0, 3.0]), lambda left: float(left.mean()))
    assert (found.mean, found.half_width, found.n) == (2.0, pytest.approx(4.3027 / math.sqrt(3), abs=1e-3), 3)
    assert math.isnan(spread(pd.Series([1.0, 2.0])).half_width) and math.isnan(spread(pd.Series([1.0])).mean)


def test_a_function_is_rated_by_the_others_alone():
    """Rows answer, columns are rated; what one says of oneself is left out, and who cannot say too."""
    matrix = np.array([[9.0, 2.0, 3.0], [4.0, 9.0, math.nan], [2.0, 4.0, 9.0]])
    assert rated_by_others(matrix).tolist() == [3.0, 3.0, 3.0]
    assert math.isnan(rated_by_others(np.array([[5.0]]))[0])


def test_sites_have_environments_heads_and_exits_of_their_own_and_nothing_else():
    study = study_of_sites(load_request(["experiment=calibrate"]), {}, {AS_SET: {}, AS_FITTED: {}}, 40)
    ranges = read_hypotheses().ranges() | OF_THEIR_OWN
    assert all(set(place) == set(ranges) for place in study.draws)
    for key, (low, high, whole) in ranges.items():
        values = [place[key] for place in study.draws]
        assert all(low <= value <= high for value in values) and max(values) - min(values) > 0.8 * (high - low)
        assert len(set(values)) == 40 or whole, key
    assert not set(ranges) & set(FITTED)
    structures = ("selection_training", "performance_measures", "conflict_resolution", "job_design", "protocols", "meetings", "line", "norms")
    assert not [key for key in ranges if key.split(".")[0] in structures]


def test_each_site_has_a_seed_and_a_configuration_of_its_own_and_both_arms_share_it():
    request = load_request(["experiment=calibrate", "profile=quick"])
    runs = list(study_of_sites(request, base_of(request), {AS_SET: {}, AS_FITTED: {"learning.rate": 0.3}}, 5).runs("rules"))
    assert len(runs) == 10 and len({run.seed for run in runs}) == 5 and len({run.key for run in runs}) == 10
    heads = [run.parameters["size"]["workers"] for run in runs]
    assert heads[::2] == heads[1::2] and len(set(heads)) > 1 and all(50 <= each <= 150 for each in heads)
    assert {run.parameters["turnover"]["manager"] for run in runs} == {base_of(request)["turnover"]["manager"]}


def test_what_the_request_sets_stays_as_set():
    found = places(3, 1, frozenset({"size.workers", "environment.coupling"}))
    assert all({"size.workers", "environment.coupling"}.isdisjoint(place) and "turnover.worker" in place for place in found)


def test_as_many_sites_as_the_source_has():
    assert sizes_of(load_request(["experiment=calibrate", "profile=full"]))[3] == 23
    assert sizes_of(load_request(["experiment=calibrate", "sites=7"]))[3] == 7


def test_a_site_is_asked(tmp_path):
    request = load_request(["experiment=calibrate", "scenario=generic", "size.workers=24", "years=0.05", "years_warm_up=0.05"])
    found = site(base_of(request), 3)
    assert {key.split(".")[0] for key in found} == {"survey", "rated"} and len(found) == 1 + 4
    rated = [value for key, value in found.items() if key.startswith("rated.")]
    assert np.mean(rated) == pytest.approx(found["survey.between"])  # where everybody can say, two ways to the same mean
