"""Harm is found where it was planted, on fresh seeds alone; what is not found is said with what was searched."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.command_line.loading import load_request
from experiments.harm import STRUCTURES
from experiments.harm.reading import HARMS, NOT_CONFIRMED, NOT_FOUND, all_harms, harms, telling_knobs, points_table, wider, worst_points
from experiments.harm.search import ENVIRONMENT, LEVELS, Searched, knobs
from experiments.engine.precision import Interval
from experiments.problems import BadRequest
from experiments.sweep.varied import Varied

KEY = "meetings.interval_hours"
POINTS = [{KEY: value} for value in (10, 20, 40, 80, 120, 160)]


def made(effects, replicates, seed=1, noise=0.005):
    """Runs in which a level adds what `effects` says at each setting."""
    chance = np.random.default_rng(seed)
    return pd.DataFrame([
        {"point": point, "draw": 0, "replicate": replicate, "arm": level, "role_tie.coordination.all": 0.25 if level == "impersonal" else 0.4,
         "joint": 0.4 + 0.1 * np.sin(replicate) + effects.get(level, [0.0] * 9)[point] + noise * chance.standard_normal()}
        for point in range(len(POINTS)) for replicate in range(replicates) for level in LEVELS
    ])  # fmt: skip


def searched(first, again, place=0):
    found = Searched("3f", Varied({KEY: (8, 160, True)}), POINTS, made(first, 3), prior=0.3)
    return Searched(**{**vars(found), "confirming": {place: made(again, 12, seed=2).query("point == @place")}})


def test_harm_that_is_there_is_found():
    worse = {"relational": [-0.2, -0.1, 0.0, 0.05, 0.06, 0.07]}
    found = searched(worse, worse)
    assert worst_points(found, 1)[0] == 0
    relational, impersonal = harms(found)
    assert relational.result == HARMS and relational.mean == pytest.approx(-0.2, abs=0.01) and relational.n == 12
    assert relational.setting == f"{KEY}=10" and relational.n_apparent >= 1
    assert telling_knobs(points_table(found).query("level == 'relational'"), found)[0].startswith(f"lower {KEY}")
    assert impersonal.result in (NOT_FOUND, NOT_CONFIRMED) and impersonal.distrust == 6 and relational.distrust == 0


def test_what_was_seen_by_chance_is_not_called_harm():
    found = searched({"relational": [-0.2, 0, 0, 0, 0, 0]}, {})
    assert next(harms(found)).result == NOT_CONFIRMED
    nothing = searched({}, {"relational": [0.1] * 6}, place=3)
    assert next(harms(nothing)).result in (NOT_FOUND, NOT_CONFIRMED) and next(harms(nothing)).mean > 0


def test_looking_more_often_needs_a_wider_interval():
    assert wider(Interval(0.0, 1.0, 20), 1).half_width == 1.0
    assert 1.0 < wider(Interval(0.0, 1.0, 20), 2).half_width < wider(Interval(0.0, 1.0, 20), 4).half_width


@pytest.mark.parametrize("structure", STRUCTURES.values())
def test_every_structure_has_knobs_of_its_own(structure):
    found = knobs(structure)
    assert set(ENVIRONMENT) < set(found) and f"{structure}.level" not in found
    assert all(key.startswith(f"{structure}.") for key in set(found) - set(ENVIRONMENT))
    assert "environment.coupling" not in knobs(structure, frozenset({"environment.coupling"}))


def test_one_tiny_search(tmp_path, capsys):
    words = ["experiment=harm", "only=[3f]", "points=2", "replicates=2", "confirm=2", "size.workers=8", "years=0.02", "years_warm_up=0.01",
             "compute=serial", f"output={tmp_path / 'out'}"]  # fmt: skip
    assert main(words) == 0
    folder = tmp_path / "out"
    points, found = pd.read_parquet(folder / "points.parquet"), pd.read_parquet(folder / "harm.parquet")
    assert len(points) == 2 * 3 and set(found["pole"]) == {"relational", "impersonal"} and set(found["n_points"]) == {2}
    assert {"harm.png", "harm.pdf", "harm.csv", "harm.passport.json"} <= {path.name for path in (folder / "figures").iterdir()}
    report = (folder / "report.md").read_text()
    assert "Searched of 3f: meetings.interval_hours 8–160" in report and "2 settings" in report
    assert "where structures harm" in capsys.readouterr().out
    assert main([*words, "resume=true"]) == 0


@pytest.mark.parametrize("words, key", [(["only=[4a]"], "only"), (["points=3"], "points"), (["confirm=1"], "confirm"), (["meetings.level=none"], "meetings.level")])
def test_what_cannot_be_searched(words, key, tmp_path):
    with pytest.raises(BadRequest) as bad:
        load_request(["experiment=harm", f"output={tmp_path / 'x'}", *words])
    assert key in [each.key for each in bad.value.problems]


def test_all_together():
    assert [each.pole for each in all_harms([searched({}, {})])] == ["relational", "impersonal"]
