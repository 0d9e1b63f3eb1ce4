"""The level at which favouritism outruns particular care comes out every way: on made-up tables, and from the command."""

from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.__main__ import main
from experiments.command_line.loading import load_request
from experiments.discretion import KEYS
from experiments.discretion.design import Arm, arms, study
from experiments.discretion.figure import draw
from experiments.discretion.reading import (
    BEYOND, BEYOND_ATTAINABLE, CANNOT_TELL, CARE, FAVOUR, NOT, NOWHERE, OUTRUNS, answer, answers, gains, levels, verdict,
)  # fmt: skip
from experiments.discretion.telling import in_words, sentence
from experiments.problems import BadRequest
from sim import Organization
from sim.parameters import Parameters, load_parameters

LEVELS = (0.0, 0.25, 0.5, 1.0)
ARMS = {arm.name: arm for arm in [*(Arm("a", "own", level) for level in LEVELS), Arm("a", "own", None)]}
CARES, FAVOURS, NOTHING = [0, 0.02, 0.04, 0.06], [0, 0.05, 0.1, 0.2], [0, 0, 0, 0]


def made(care, favour, noise=0.002, draws=12, attainable=0.2):
    """Runs whose environments differ widely, and in which a level adds to either measure what is said here."""
    chance, rows = np.random.default_rng(1), []
    for draw in range(draws):
        own = 0.3 * chance.standard_normal(2)
        for place, name in enumerate(ARMS):
            add = [each[place] if place < len(LEVELS) else 0.5 for each in (care, favour)]
            values = own + add + noise * chance.standard_normal(2)
            rows.append({"point": 0, "draw": draw, "replicate": 0, "arm": name, CARE: values[0], FAVOUR: values[1], f"{CARE}.attainable": attainable})
    return pd.DataFrame(rows).sample(frac=1, random_state=1)


def answered(runs, outcome=BEYOND):
    return answers(gains(runs, ARMS)).set_index("outcome").loc[outcome]


def test_outruns_from_the_lowest_level_at_which_it_gains_more():
    found = answered(made(CARES, [0, 0.02, 0.1, 0.2]))  # at 0.25 both gain as much
    assert (found["answer"], found["level"], found["stays"], found["undecided"]) == (OUTRUNS, 0.5, True, "0.25")
    assert answered(made(CARES, FAVOURS))["level"] == 0.25 and answered(made(NOTHING, [0, -0.1, -0.1, 0.1]))["level"] == 1.0
    assert "from 0.5 on" in sentence({**found, "outcome": BEYOND, "form": "a_b", "norms": "own"})


def test_outruns_where_favouritism_loses_less_than_care_does():
    """What is compared are gains: both can be losses."""
    assert answered(made([0, -0.1, -0.1, -0.1], [0, -0.02, -0.02, -0.02]))["answer"] == OUTRUNS


def test_what_does_not_last_is_said():
    found = answered(made(NOTHING, [0, 0.1, 0.1, -0.1]))
    assert (found["answer"], found["level"], found["stays"]) == (OUTRUNS, 0.25, False) and "not surely at every level above" in in_words(dict(found))


def test_outruns_nowhere():
    found = answered(made(FAVOURS, CARES))
    assert (found["answer"], found["stays"], found["undecided"]) == (NOWHERE, False, "") and math.isnan(found["level"])
    assert sentence({**found, "outcome": BEYOND, "form": "a_b", "norms": "own"}).endswith("favouritism outruns particular care at none of these levels")


def test_cannot_tell():
    """Where the environments hide it, or nothing differs, or a single level is in doubt."""
    assert answered(made(CARES, FAVOURS, noise=0.5))["answer"] == CANNOT_TELL
    assert answered(made(NOTHING, NOTHING, noise=0.0))["answer"] == CANNOT_TELL
    found = answered(made(FAVOURS, [0, 0.05, 0.0, 0.0]))
    assert (found["answer"], found["undecided"]) == (CANNOT_TELL, "0.25") and in_words(dict(found)) == "cannot tell at 0.25; surely not at 0.5, 1"
    assert set(answers(gains(made(CARES, FAVOURS, draws=1), ARMS))["answer"]) == {CANNOT_TELL}  # one environment has no interval


def test_the_unit_of_care_can_change_the_answer():
    """A third of all that is attainable is more than a gain of 0.2 in favouritism, though fewer points."""
    runs = made(CARES, FAVOURS)
    assert answered(runs)["answer"] == OUTRUNS and answered(runs, BEYOND_ATTAINABLE)["answer"] == NOWHERE
    assert answered(made(CARES, FAVOURS, attainable=0.0), BEYOND_ATTAINABLE)["answer"] == CANNOT_TELL


def test_gains_by_hand():
    """Differences of 0.1, 0.2 and 0.3 from the lowest of four levels: three intervals that hold at once."""
    runs = made(NOTHING, NOTHING, noise=0.0, draws=3)
    for place, (draw, add) in enumerate([(0, 0.1), (1, 0.2), (2, 0.3)]):
        runs.loc[(runs["draw"] == draw) & (runs["arm"] == Arm("a", "own", 0.5).name), FAVOUR] += add
    found = gains(runs, ARMS).set_index(["level", "outcome"])
    row, half = found.loc[(0.5, FAVOUR)], stats.t.ppf(1 - 0.05 / 3 / 2, 2) * 0.1 / math.sqrt(3)
    assert (row["mean"], row["half_width"], row["n"]) == (pytest.approx(0.2), pytest.approx(half), 3)
    assert found.loc[(0.5, BEYOND), "mean"] == pytest.approx(0.2) and found.loc[(0.5, CARE), "mean"] == 0.0
    assert sorted(set(found.index.get_level_values("level"))) == [0.25, 0.5, 1.0]


@pytest.mark.parametrize("care, favour, words", [(CARES, FAVOURS, "from 0.25"), (NOTHING, [0, 0.1, 0, 0], "from 0.25, not throughout"), (FAVOURS, CARES, NOWHERE)])
def test_the_figure_says_the_same(care, favour, words):
    found = gains(made(care, favour), ARMS)
    figure = draw(found, answers(found), "x")
    assert figure.axes[0].get_title().endswith(f"outruns care: {words}") and "n = 12" in figure.get_suptitle()


def test_what_could_not_be_measured_is_left_out():
    runs = made(CARES, FAVOURS)
    runs.loc[(runs["draw"] == 3) & (runs["arm"] == Arm("a", "own", 0.5).name), FAVOUR] = math.nan
    found = gains(runs, ARMS).set_index(["level", "outcome"])["n"]
    assert (found[0.5, BEYOND], found[0.5, FAVOUR], found[0.5, CARE], found[1.0, BEYOND]) == (11, 11, 12, 12)
    without = runs[runs["arm"] != Arm("a", "own", 1.0).name]  # all of them failed
    assert gains(without, ARMS).set_index(["level", "outcome"]).loc[(1.0, BEYOND), "verdict"] == CANNOT_TELL


def test_levels_are_those_of_the_arms():
    found = levels(made(CARES, FAVOURS), ARMS)
    assert len(found) == 2 * 5 and set(found["n"]) == {12} and found["level"].isna().sum() == 2


@pytest.mark.parametrize("low, high, said", [(0.01, 0.2, OUTRUNS), (-0.2, -0.01, NOT), (-0.1, 0.1, CANNOT_TELL), (0.0, 0.1, CANNOT_TELL), (-0.1, 0.0, CANNOT_TELL), (math.nan, math.nan, CANNOT_TELL)])
def test_a_levels_verdict(low, high, said):
    assert verdict(low, high) == said


def test_an_answer_of_verdicts():
    assert answer([1, 2, 3], [NOT, OUTRUNS, OUTRUNS]) == (OUTRUNS, 2, True)
    assert answer([1, 2, 3], [OUTRUNS, CANNOT_TELL, OUTRUNS]) == (OUTRUNS, 1, False)
    assert answer([1, 2], [NOT, NOT])[0] == NOWHERE and answer([1, 2], [NOT, CANNOT_TELL])[0] == CANNOT_TELL


# the design


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def request(*words):
    return load_request(["experiment=discretion", *words])


def test_levels_differ_by_discretion_alone_and_share_their_environments(elsewhere):
    asked = request("draws=3", "levels=[1,0.5,0]", "forms=[relational,dysfunctional_hybrid]", "size.workers=40")
    found = study(asked)
    assert [arm.level for arm in arms(asked).values()] == 2 * [0.0, 0.5, 1.0, None, 0.0, 0.5, 1.0]
    assert len(found.draws) == 3 and all(key.startswith("environment.") for key in found.draws[0])
    for name, arm in arms(asked).items():
        made = found.configuration({"point": 0, "draw": 2, "replicate": 0, "arm": name})
        norms = {f"norms.{key}": value for key, value in load_parameters("baseline").norms.model_dump().items()} if arm.norms == "common" else {}
        level = {} if arm.level is None else {**dict.fromkeys(KEYS, arm.level), "protocols.level": "impersonal"}
        expected = load_parameters(arm.form, changes={"size.workers": 40, **norms, **level, **found.draws[2]})
        assert Parameters.model_validate(made) == expected
    assert study(request("draws=9")).draws[:3] == study(request("draws=3")).draws


@pytest.mark.parametrize("words, key", [
    (["forms=[ideal]"], "forms"), (["forms=[]"], "forms"), (["levels=[0]"], "levels"), (["levels=[0,1.2]"], "levels"), (["levels=[0,0]"], "levels"),
    (["form=relational"], "form"), (["line.discretion=0.5"], "line.discretion"), (["protocols.level=none"], "protocols.level"),
    (["vary=[line.loss]"], "vary"), (["vary=[]"], "vary"), (["draws=1"], "draws"),
])  # fmt: skip
def test_what_cannot_be_asked(words, key, elsewhere):
    with pytest.raises(BadRequest) as bad:
        request(*words)
    assert key in [each.key for each in bad.value.problems]


@pytest.mark.parametrize("form", ["relational", "relational_bureaucracy"])
def test_discretion_is_discretion_from_a_script(form):
    """Without a rigid script no rule reads it; with one it makes a difference: that is why the script is in force."""

    def measured(level, **script):
        changes = {"size.workers": 16, "years": 0.1, "years_warm_up": 0.05, "environment.coupling": 0.8, **dict.fromkeys(KEYS, level), **script}
        organization = Organization(load_parameters(form, changes=changes), 3)
        organization.run()
        return json.dumps(organization.measures())

    assert measured(0.0) == measured(1.0)
    assert measured(0.0, **{"protocols.level": "impersonal"}) != measured(1.0, **{"protocols.level": "impersonal"})


# the command


def test_one_tiny_run(tmp_path, capsys):
    words = ["experiment=discretion", "draws=2", "levels=[0,0.5,1]", "size.workers=8", "years=0.02", "years_warm_up=0.01", "compute=serial",
             f"output={tmp_path / 'out'}"]  # fmt: skip
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert shown.count("a rigid script in force") == 4 and "no script" in shown and shown.count("in points of either's share: ") == 4
    folder = tmp_path / "out"
    assert {f"discretion.{ending}" for ending in ("png", "pdf", "csv", "passport.json")} <= {path.name for path in folder.iterdir()}
    found = {name: pd.read_parquet(folder / f"{name}.parquet") for name in ("runs", "levels", "gains", "answers")}
    assert [len(table) for table in found.values()] == [2 * 2 * 2 * 4, 2 * 2 * 4 * 2, 2 * 2 * 2 * 4, 2 * 2 * 2]
    assert set(found["answers"]["answer"]) <= {OUTRUNS, NOWHERE, CANNOT_TELL} and "n" in pd.read_csv(folder / "discretion.csv")
    before = (folder / "discretion.csv").read_bytes()
    assert main([*words, "resume=true"]) == 0 and (folder / "discretion.csv").read_bytes() == before
