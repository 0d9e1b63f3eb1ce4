"""The record of a confirmatory study, from manifests made up here; and what it says once something has moved."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest

from experiments.__main__ import main
from experiments.engine.manifest import new_manifest, write_manifest
from experiments.engine.plan import write_plan
from experiments.output import write_table
from experiments.problems import BadRequest
from experiments.verify.confirmatory import as_text, read_record, record_of
from experiments.verify.moved import Present, message, moved, present
from experiments.verify.sessions import sessions_of

NOW = Present("rules-1", {"3f": "33ff", "premises": "pp"}, {"conf/form/a.yaml": "aaaa", "conf/hypotheses.yaml": "hhhh"})
FIRST = "2026-01-01T10:00:00+00:00"


def session(started=FIRST, draws="confirmatory", experiment="propositions", profile="full", **more):
    study = {
        "experiment": experiment, "scenario": "patient_care", "seed": 1, "rules_hash": NOW.rules_hash, "settings": {"profile": profile},
        "words": ["profile=full", "compute.workers=1", f"experiment={experiment}", "output='results/full'", "runs='results/full/propositions'"],
        "hypotheses": dict(NOW.hypotheses), "conf": dict(NOW.conf), "draws": draws, **more,
    }  # fmt: skip
    return {"started": started, "task": "t", "plan": "plan-0001.parquet", "commit": "c0ffee", "python": "3.11", "versions": {"numpy": "2"}, "study": study}


def store(folder, *sessions, keys=("b", "a"), **more):
    folder.mkdir(parents=True, exist_ok=True)
    write_plan(folder, pa.table({"key": list(keys)}))
    write_manifest(folder, {**new_manifest(NOW.rules_hash, **more), "sessions": list(sessions)})


@pytest.fixture
def full(tmp_path):
    """A folder as experiment=reproduce profile=full leaves it, judged."""
    folder = tmp_path / "full"
    store(folder / "room", {**session(), "study": {"experiment": "room"}})
    store(folder / "looked", session("2026-01-01T09:00:00+00:00", "exploratory", profile="quick"))
    store(folder / "assumptions", session("2026-01-01T14:00:00+00:00", "", "assumptions"))
    store(folder / "propositions", session(), session("2026-01-01T13:30:00+02:00", "reference"), session("2026-01-01T13:00:00+00:00", experiment="controls"))
    heads = pd.DataFrame([{"proposition": "3f", "verdict": "in part", "n": "20–33", "plain": "Meetings help."}])
    write_table(folder / "propositions", "headlines", heads, {"written": "2026-01-01T12:30:00+00:00", "commit": "c0ffee"})
    return folder


def test_what_is_kept(full):
    record = record_of(full, ["a trial was seen before"])
    assert (record["started"], record["commit"], record["rules_hash"], record["words"]) == (FIRST, "c0ffee", "rules-1", ["profile=full"])
    assert record["hypotheses"] == NOW.hypotheses and record["conf"] == NOW.conf and record["conf_known"] == "noted by the session"
    assert [(each["store"], each["draws"], each["experiment"]) for each in record["sessions"]] == [
        ("propositions", "confirmatory", "propositions"), ("propositions", "reference", "propositions"),
        ("propositions", "confirmatory", "controls"), ("assumptions", "", "assumptions"),
    ]  # fmt: skip
    assert record["headlines"] == {"3f": {"verdict": "in part", "n": "20–33"}} and record["judged"]["commit"] == "c0ffee"
    assert [each["note"] for each in record["notes"]] == ["a trial was seen before"]
    assert moved(record, NOW) == [] and json.loads(as_text(record)) == record


def test_runs_are_known_by_their_keys_in_any_order(full):
    def keys(*names):
        store(full / "propositions", session(), keys=names)
        return sessions_of(full)[0]["keys"], sessions_of(full)[0]["runs"]

    (full / "propositions" / "plan-0001.parquet").unlink()
    first = keys("a", "b")
    for path in (full / "propositions").glob("plan-*"):
        path.unlink()
    assert keys("b", "a") == first and first[1] == 2
    for path in (full / "propositions").glob("plan-*"):
        path.unlink()
    assert keys("b", "c")[0] != first[0]


@pytest.mark.parametrize(
    "now, named",
    [
        (replace(NOW, rules_hash="rules-2"), "the rules in sim/ (then rules-1, now rules-2)"),
        (replace(NOW, hypotheses={**NOW.hypotheses, "3f": "other"}), "hypothesis 3f (then 33ff, now other)"),
        (replace(NOW, hypotheses={"3f": "33ff"}), "hypothesis premises (then pp, now gone)"),
        (replace(NOW, conf={**NOW.conf, "conf/form/a.yaml": "bbbb"}), "conf/form/a.yaml (then aaaa, now bbbb)"),
        (replace(NOW, conf={"conf/hypotheses.yaml": "hhhh"}), "conf/form/a.yaml (then aaaa, now gone)"),
    ],
)
def test_what_has_moved_is_named_and_when_it_was_fixed(full, now, named):
    record = record_of(full, [])
    assert moved(record, now) == [named]
    told = message(record, moved(record, now))
    assert named in told and FIRST in told and "c0ffee" in told and "reproducing-everything.md" in told


def test_what_came_later_has_not_moved(full):
    now = replace(NOW, hypotheses={**NOW.hypotheses, "5a": "55"}, conf={**NOW.conf, "conf/experiment/new.yaml": "nn"})
    assert moved(record_of(full, []), now) == []


@pytest.mark.parametrize(
    "more, named",
    [
        ({"rules_hash": "rules-2"}, "the rules in sim/, in the session of assumptions"),
        ({"hypotheses": {"3f": "other"}}, "hypothesis 3f, in the session of assumptions"),
        ({"conf": {**NOW.conf, "conf/form/a.yaml": "bbbb"}}, "conf/form/a.yaml, in the session of assumptions"),
    ],
)
def test_a_later_session_with_something_else_is_named(full, more, named):
    store(full / "assumptions", session("2026-01-01T14:00:00+00:00", "", "assumptions", **more))
    (found,) = moved(record_of(full, []), NOW)
    assert found.startswith(named) and "2026-01-01T14:00:00" in found


def test_before_anybody_has_judged_there_are_no_headlines(full):
    (full / "propositions" / "headlines.parquet").unlink()
    record = record_of(full, [])
    assert record["headlines"] == {} and record["judged"] is None and moved(record, NOW) == []


def test_files_that_no_session_noted_are_read_from_its_commit(full, monkeypatch):
    """Or, where git does not know it, as they are; the record says which."""
    store(full / "propositions", session(conf=None))
    record = record_of(full, [])
    assert record["conf"] == present().conf and "when this record was written" in record["conf_known"]
    monkeypatch.setattr("experiments.verify.sessions.conf_hashes_at", lambda commit: {"conf/form/a.yaml": "then"})
    record = record_of(full, [])
    assert record["conf"] == {"conf/form/a.yaml": "then"} and record["conf_known"] == "read from commit c0ffee"


def test_the_same_study_keeps_its_notes_and_another_keeps_the_record(full):
    first = {**record_of(full, ["one"]), "equal_rules": [{"rules_hash": "faster"}]}
    again = record_of(full, ["two"], first)
    assert [each["note"] for each in again["notes"]] == ["one", "two"] and again["earlier"] == []
    assert again["equal_rules"] == first["equal_rules"]
    store(full / "propositions", session("2026-02-01T10:00:00+00:00"))
    with pytest.raises(BadRequest, match="why a study follows the confirmatory one of 2026-01-01"):
        record_of(full, [], again)
    later = record_of(full, ["a rule was wrong"], again)
    assert [each["note"] for each in later["notes"]] == ["a rule was wrong"] and later["equal_rules"] == []
    assert [(each["started"], each["headlines"]) for each in later["earlier"]] == [(FIRST, first["headlines"])]
    assert [each["started"] for each in record_of(full, [], later)["earlier"]] == [FIRST]


@pytest.mark.parametrize("sessions, more", [((session(profile="quick", draws="exploratory"),), {}), ((session(experiment="controls"),), {}), ((), {}), ((session(),), {"rewritten": "2026-01-05"})])
def test_what_cannot_be_recorded(tmp_path, sessions, more):
    store(tmp_path, *sessions, **more)
    with pytest.raises(BadRequest):
        record_of(tmp_path, [])


def test_the_command_writes_the_record_and_says_what_has_moved(full, tmp_path, capsys):
    """In the words of the command line; these made-up hashes are not the present ones."""
    file = tmp_path / "record.json"
    assert main(["experiment=verify", "confirm=true", f"output={full}", f"record={file}", "notes=['seen before: a trial, with commas']"]) == 1
    said = capsys.readouterr().out
    assert f"the confirmatory study that began at {FIRST} (4 sessions, 1 headlines) is recorded in {file}" in said
    assert "moved since: the rules in sim/ (then rules-1" in said and "moved since: hypothesis 3f" in said and "moved since: conf/form/a.yaml" in said
    assert read_record(file)["notes"][0]["note"] == "seen before: a trial, with commas"
    assert main(["experiment=verify", "confirm=true", "write=true", f"output={full}"]) == 2
    capsys.readouterr()
    assert main(["experiment=verify", "notes=[a]", f"output={full}"]) == 2
    assert "together with confirm=true" in " ".join(capsys.readouterr().err.split())


def test_a_record_that_is_none_is_refused(full, tmp_path):
    """Whatever of what a later record is held against is missing."""
    assert read_record(tmp_path / "none.json") is None
    record, file = record_of(full, []), tmp_path / "record.json"
    file.write_text(as_text(record))
    assert read_record(file) == record
    for missing in ("started", "commit", "sessions", "conf", "hypotheses", "notes", "earlier"):
        file.write_text(as_text({key: value for key, value in record.items() if key != missing}))
        with pytest.raises(BadRequest):
            read_record(file)
