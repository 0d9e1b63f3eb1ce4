"""Faster rules are taken for the study's own only when every table and report says the same."""

from __future__ import annotations

import json

import pytest

from experiments.__main__ import main
from experiments.verify import equal_rules, verifying
from experiments.verify.confirmatory import read_record
from experiments.verify.moved import Present, accepted_rules, moved

RECORD = {
    "started": "2026-01-01T10:00:00+00:00", "commit": "c0ffee", "rules_hash": "aaaa", "hypotheses": {}, "conf": {}, "sessions": [], "notes": [], "earlier": [],
}  # fmt: skip


@pytest.fixture
def ask(tmp_path, capsys, monkeypatch, folder_of):
    """A record and digests of rules `aaaa`; asks whether a folder of rules `bbbb`, the present ones, equals them."""
    record, digests = tmp_path / "record.json", tmp_path / "digests.json"
    record.write_text(json.dumps(RECORD))
    assert main(["experiment=verify", f"output={folder_of(tmp_path / 'one')}", "write=true", f"digests={digests}"]) == 0
    for module in (equal_rules, verifying):
        monkeypatch.setattr(module, "rules_hash", lambda: "bbbb")

    def asked(parts_by="bbbb", **otherwise):
        capsys.readouterr()
        folder = folder_of(tmp_path / "two", **{"rules": "bbbb", **otherwise})
        (folder / "room" / "room.passport.json").write_text(json.dumps({"rules_hash": parts_by}))
        code = main(["experiment=verify", "equal_rules=true", f"output={folder}", f"digests={digests}", f"record={record}"])
        captured = capsys.readouterr()
        return code, " ".join((captured.out + captured.err).split()), read_record(record), json.loads(digests.read_text())

    return asked


def test_equal_tables_make_equal_rules(ask):
    code, said, record, digests = ask()
    assert code == 0 and "recorded" in said and digests["rules_hash"] == "bbbb"
    assert accepted_rules(record) == ["aaaa", "bbbb"] and record["equal_rules"][0]["equal_to"] == "aaaa"
    assert moved(record, Present("bbbb", {}, {})) == []
    assert moved(record, Present("cccc", {}, {})) == ["the rules in sim/ (then aaaa, now cccc)"]


@pytest.mark.parametrize("otherwise", [{"mean": "0.500001"}, {"verdict": "fails"}, {"seed": 2}, {"words": ("years=2", "profile=quick")}])
def test_a_single_other_cell_or_request_does_not(ask, otherwise):
    code, said, record, digests = ask(**otherwise)
    assert code == 1 and "recorded" not in said
    assert accepted_rules(record) == ["aaaa"] and digests["rules_hash"] == "aaaa"


def test_a_folder_of_other_rules_than_the_present_ones_shows_nothing(ask):
    code, said, record, _ = ask(rules="aaaa")
    assert code == 2 and "a folder made by the present rules" in said
    assert accepted_rules(record) == ["aaaa"]


def test_a_folder_of_which_a_part_was_left_by_other_rules_shows_nothing(ask):
    """Rebuilding in an old folder begins with its passport; stopped then, it leaves old tables, which are as committed."""
    code, said, record, digests = ask(parts_by="aaaa")
    assert code == 2 and "room/room.passport.json" in said
    assert accepted_rules(record) == ["aaaa"] and digests["rules_hash"] == "aaaa"


def test_digests_of_rules_that_the_study_does_not_know_show_nothing(ask, tmp_path):
    digests = tmp_path / "digests.json"
    digests.write_text(json.dumps({**json.loads(digests.read_text()), "rules_hash": "zzzz"}))
    code, said, record, _ = ask()
    assert code == 2 and "zzzz" in said and "confirmatory study" in said
    assert accepted_rules(record) == ["aaaa"]


def test_one_file_at_a_time(capsys):
    assert main(["experiment=verify", "output=o", "confirm=true", "equal_rules=true", "write=true", "notes=[n]"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "equal_rules" in said and "left out with write=true" in said
