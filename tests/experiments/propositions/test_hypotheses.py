"""What is decided before the first run: fifteen hypotheses, their hashes, the draws that are held back."""

from __future__ import annotations

import copy

import pytest

from experiments.command_line.loading import load_request
from experiments.problems import BadRequest
from experiments.propositions import NAMES
from experiments.propositions.hash_check import changed_since
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.judging import names_of
from sim.configuration_files import read_conf


def content():
    return copy.deepcopy(read_conf("", "hypotheses"))


def test_all_fifteen_are_written_down():
    found = read_hypotheses()
    assert list(found.each) == NAMES and all(each.sentence.endswith(".") and each.sesoi > 0 for each in found.each.values())
    assert len({each.hash for each in found.each.values()}) == 15


def test_words_may_be_mended_and_decisions_may_not():
    mended, changed, elsewhere = content(), content(), content()
    mended["hypotheses"]["3f"]["sentence"] = "Other words."
    changed["hypotheses"]["3f"]["sesoi"] = 0.04
    elsewhere["environment"]["environment.coupling"] = [0.0, 1.0]
    before = read_hypotheses()
    assert read_hypotheses(mended).each["3f"].hash == before.each["3f"].hash
    now = read_hypotheses(changed)
    assert [name for name in NAMES if now.each[name].hash != before.each[name].hash] == ["3f"]
    now = read_hypotheses(elsewhere)
    assert all(now.each[name].hash != before.each[name].hash for name in NAMES)
    assert now.premises_hash != before.premises_hash


def test_three_draws_in_ten_are_held_back_and_never_explored():
    found = read_hypotheses()
    explored, kept = found.numbers(70, held_back=False), found.numbers(30, held_back=True)
    assert sorted([*explored, *kept]) == list(range(100))


@pytest.mark.parametrize(
    "spoil, key",
    [
        (lambda c: c["environment"].update({"environment.couplings": [0, 1]}), "environment"),
        (lambda c: c["environment"].update({"environment.coupling": [1, 0]}), "environment.coupling"),
        (lambda c: c["hypotheses"]["2a"].pop("rule"), "2a"),
        (lambda c: c["hypotheses"]["2a"].update(sesoi=0), "2a.sesoi"),
    ],
)
def test_what_is_wrong_with_the_file_is_named(spoil, key):
    spoilt = content()
    spoil(spoilt)
    with pytest.raises(BadRequest) as bad:
        read_hypotheses(spoilt)
    assert any(key in problem.key for problem in bad.value.problems)


@pytest.mark.parametrize(
    "words, key",
    [
        (["only=[3g]"], "only"), (["only=[3a,3a]"], "only"), (["form=relational"], "form"), (["draws=1"], "draws"), (["reference=1"], "reference"),
        (["held.coproduction=0.5"], "held.coproduction"), (["meetings.level=none"], "meetings.level"), (["ony=[3a]"], "ony"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(words, key, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadRequest) as bad:
        load_request(["experiment=propositions", *words])
    assert key in {problem.key for problem in bad.value.problems}


def test_premises_come_before_what_rests_on_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert names_of(load_request(["experiment=propositions", "only=[4b,1a]"])) == ["1a", "premises", "4b"]
    assert names_of(load_request(["experiment=propositions", "only=[1a]"])) == ["1a"]
    assert set(names_of(load_request(["experiment=propositions"]))) == {*NAMES, "premises"}


def test_nothing_is_refused_in_a_new_folder(tmp_path):
    assert changed_since(tmp_path / "new", {"1a": "0"}) == {}
