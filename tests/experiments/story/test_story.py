"""The experiment: what it tells, counts and writes; what it refuses."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.output import read_passport
from experiments.story.account import chosen, recorded
from experiments.story.diagnosis import diagnosis
from experiments.story import Failed
from sim import load_parameters
from sim.measures.story.history import OUTCOMES

SMALL = ["size.workers=12", "years=0.04", "years_warm_up=0.02"]


@pytest.fixture(scope="module")
def organization():
    return recorded(load_parameters("bureaucratic", "patient_care", {"size.workers": 12, "years": 0.04, "years_warm_up": 0.02}), 1)


def test_by_default_the_first_that_failed_to_be_caring(organization):
    history = chosen(organization, 0, Failed.CARING)
    before = [h for h in organization.histories.values() if h.number < history.number and h.outcomes]
    assert not history.outcomes["caring"] and all(h.outcomes["caring"] for h in before)
    assert not chosen(organization, 0, Failed.TIMELY).outcomes["timely"]
    assert chosen(organization, history.number + 1, Failed.TIMELY).number == history.number + 1


def test_the_diagnosis_adds_up(organization):
    """One cause for each failure that has one, one wait for each hour of an unanswered part, every encounter a hand-off."""
    found = diagnosis(organization)
    closed = [h for h in organization.histories.values() if h.outcomes]
    counted = found.groupby("counted")["n"].sum()
    failed = {outcome: sum(not h.outcomes[outcome] for h in closed) for outcome in OUTCOMES}
    causes = found[found["counted"] == "cause"].groupby("of")["n"].sum()
    for outcome in OUTCOMES:
        assert 0.95 * failed[outcome] < causes[outcome] <= failed[outcome]
    hours = sum((h.answered_at(p) if h.answered_at(p) is not None else h.closed) - h.emerged for h in closed for p in h.needed)
    assert counted["wait"] == hours == found["hours"].sum()
    assert set(found["one"]) | set(found["other"]) <= {*organization.role_names, ""}
    in_line = found[(found["counted"] == "wait") & (found["what"] == "line")]
    assert len(in_line) and in_line["other"].str.startswith("manager").all()
    assert counted["hand-off"] == sum(e.receiver >= 0 and e.kind not in (8, 13) for h in closed for e in h.encounters)


def test_a_story_beside_its_twin(tmp_path, monkeypatch, capsys):
    """The same situation in both worlds; both are in the events; a second request prints the same."""
    monkeypatch.chdir(tmp_path)
    words = ["experiment=story", "form=relational_bureaucracy", "twin=meetings", *SMALL]
    assert main([*words, "output=one"]) == 0 and main([*words, "output=two"]) == 0
    first, second = capsys.readouterr().out.split("written to one")
    assert second.strip() == first.strip() + "\n\nwritten to two"
    assert "Side by side" in first and "It was not caring" in first and "Hand-offs" in first
    events, budget = (pd.read_parquet(tmp_path / "one" / f"{name}.parquet") for name in ("events", "budget"))
    assert set(events["world"]) == {"as it was", "without meetings"}
    assert read_passport(tmp_path / "one" / "events.parquet")["situation"] == events["situation"].iloc[0]
    assert (budget.groupby("world")["hours"].sum() > 0).all()


def test_every_episode_of_one_run_is_written(tmp_path, monkeypatch, capsys):
    """`experiment=single record=episodes` keeps them and gives the same account; with cuts it is refused."""
    monkeypatch.chdir(tmp_path)
    words = ["experiment=single", "form=baseline", *SMALL]
    assert main([*words, "output=plain"]) == 0 and main([*words, "output=kept", "record=episodes"]) == 0
    plain, kept = capsys.readouterr().out.split("written to plain")
    assert kept.strip() == plain.strip() + "\n\nwritten to kept"
    episodes = pd.read_parquet(tmp_path / "kept" / "episodes.parquet")
    assert len(episodes) > 100 and "tell" in set(episodes["kind"]) and not (tmp_path / "plain" / "episodes.parquet").exists()
    assert main([*words, "output=cut", "record=episodes", "cuts=true"]) == 2


@pytest.mark.parametrize(
    "words, key",
    [
        (["situation=1000000"], "situation"), (["situation=-1"], "situation"), (["situation=first"], "situation"),
        (["twin=coffee"], "twin"), (["twin=meetings", "meetings.level=none"], "twin"), (["failed=happy"], "failed"),
        (["ablations=-1"], "ablations"), (["record=nothing"], "record"), (["years=0"], "situation"),
    ],
)  # fmt: skip
def test_a_bad_request_is_one_screen(words, key, tmp_path, monkeypatch, capsys):
    """Exit code 2, the key named, nothing written."""
    monkeypatch.chdir(tmp_path)
    small = [word for word in SMALL if word.partition("=")[0] not in {given.partition("=")[0] for given in words}]
    assert main(["experiment=story", *small, *words]) == 2
    assert key in capsys.readouterr().err and not list(tmp_path.iterdir())
