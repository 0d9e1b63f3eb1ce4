"""What the assumptions' folder says of a headline: read where it is of the same rules, else left out."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from experiments.output import write_table
from experiments.propositions.headline import Headline
from experiments.propositions.report import _headlines
from experiments.propositions.shares_beside import in_words, shares_beside

IDENTITY = {"rules_hash": "abc", "scenario": "patient_care", "settings": {"profile": "full"}}


def written(folder, identity):
    rows = [
        {"proposition": "1a", "combinations": kind, "n": n, "share": share, "half_width": half}
        for kind, n, share, half in (("explored", 358, 0.8, 0.03), ("held back", 154, 0.7, 0.05))
    ]
    place = folder / "assumptions"
    place.mkdir()
    write_table(place, "shares", pd.DataFrame(rows), identity)
    return folder / "propositions"


def test_shares_of_the_same_rules_are_read(tmp_path):
    assert shares_beside(tmp_path / "propositions", IDENTITY) == {}
    assert shares_beside(written(tmp_path, IDENTITY), IDENTITY)["1a"]["share"] == 0.8


def test_shares_on_sites_alike_are_not_told_of_sites_that_differ(tmp_path):
    place = written(tmp_path, IDENTITY | {"options": {"combinations": 512}})
    assert shares_beside(place, IDENTITY | {"options": {"heterogeneity": 0.0}}) != {}
    assert shares_beside(place, IDENTITY | {"options": {"heterogeneity": 0.48}}) == {}


@pytest.mark.parametrize("other", [{"rules_hash": "abd"}, {"scenario": "generic"}, {"settings": {"profile": "quick"}}])
def test_shares_of_another_model_are_left_out(other, tmp_path):
    assert shares_beside(written(tmp_path, IDENTITY | other), IDENTITY) == {}


@pytest.mark.parametrize(
    "headline, changes",
    [
        ("supported", "20%"), ("supported, mostly by definition", "20%"), ("supported (premise not surely held: x (fails))", "20%"),
        ("supported in part (1 of 2)", "80%"), ("contradicted", "80%"), ("undetermined; 1 of 2 parts had no room", "80%"),
    ],
)  # fmt: skip
def test_a_headline_changes_where_its_stand_in_says_otherwise(headline, changes):
    row = pd.Series({"share": 0.8, "half_width": 0.03, "n": 358})
    assert in_words(row, headline) == f"holds in 80% ± 3 of 358: changes in {changes}"
    assert in_words(None, headline) == in_words(row, "not run: the model has none") == ""
    assert in_words(pd.Series({"share": 0.8, "half_width": math.inf, "n": 1}), headline).startswith("holds in 80% of 1:")


def test_the_report_has_a_column_for_them_where_there_are_any():
    judged = SimpleNamespace(headlines=[Headline("1a", "supported", "20", "Words."), Headline("1b", "negligible", "20", "Words.")])
    row = pd.Series({"share": 0.8, "half_width": 0.03, "n": 358})
    lines = _headlines(judged, {"1a": row})
    assert "| 1a | supported | 20 | holds in 80% ± 3 of 358: changes in 20% | Words. |" in lines and "| 1b | negligible | 20 |  | Words. |" in lines
    assert "| 1a | supported | 20 | Words. |" in _headlines(judged, {})
