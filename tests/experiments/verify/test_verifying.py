"""Green only where the same rules answered the same request with the same tables and reports."""

from __future__ import annotations

import pytest

from experiments.__main__ import main
from experiments.verify import verifying


@pytest.fixture
def check(tmp_path, capsys, monkeypatch, folder_of):
    """Write the digests of one folder and compare another with them: exit code, and what was said."""
    monkeypatch.setattr(verifying, "rules_hash", lambda: "aaaa")
    digests = tmp_path / "digests.json"
    assert main(["experiment=verify", f"output={folder_of(tmp_path / 'one')}", "write=true", f"digests={digests}"]) == 0

    def checked(**otherwise):
        capsys.readouterr()
        code = main(["experiment=verify", f"output={folder_of(tmp_path / 'two', **otherwise)}", f"digests={digests}"])
        return code, " ".join(capsys.readouterr().out.split())

    return checked


def test_the_same_is_green(check):
    code, said = check()
    assert code == 0 and said.startswith("2 tables and reports, all as committed") and "by the same rules (aaaa)" in said


@pytest.mark.parametrize(
    "words",
    [
        ("output='two'",), ("profile=quick", "compute=threads", "compute.workers=1"), ("+compute.workers=3", "resume=true", "only=[room]"),
        ("seed=1", "experiment=reproduce", "compute.slurm.cores=2"),
    ],
)  # fmt: skip
def test_technical_words_are_no_other_request(check, words):
    code, said = check(words=words)
    assert code == 0 and "all as committed" in said


def test_other_rules_are_said_and_not_green(check):
    code, said = check(rules="bbbb")
    assert code == 0 and "all as committed" not in said
    assert "2 tables and reports are as committed" in said and "though made by other rules (hash bbbb, committed aaaa)" in said


def test_rules_of_old_are_not_green_either(check, monkeypatch):
    """Folder and digests agree, and the code has moved on."""
    monkeypatch.setattr(verifying, "rules_hash", lambda: "cccc")
    code, said = check()
    assert code == 0 and "all as committed" not in said and "other rules than the present ones (hash aaaa, now cccc)" in said


@pytest.mark.parametrize(
    "otherwise, said_of_it",
    [
        ({"seed": 2}, "another seed: 2, committed 1"),
        ({"words": ("years=2", "profile=quick")}, "another words: ['years=2'], committed []"),
        ({"words": ("runs_of=2",)}, "another words: ['runs_of=2'], committed []"),
    ],
)
def test_another_request_is_no_reproduction(check, otherwise, said_of_it):
    code, said = check(**otherwise)
    assert code == 1 and "all as committed" not in said and said_of_it in said and "no reproduction" in said


@pytest.mark.parametrize("otherwise, named", [({"mean": "0.6"}, "room/room.csv mean 2: relational is 0.6 now"), ({"verdict": "[fails]"}, "room/report.md line 3: is 3f [fails]. now")])
def test_what_differs_is_red(check, otherwise, named):
    code, said = check(**otherwise)
    assert code == 1 and named in said and "not as committed in" in said and "all as committed" not in said


def test_what_differs_under_other_rules_says_both(check):
    code, said = check(rules="bbbb", mean="0.6")
    assert code == 1 and "is 0.6 now" in said and "made by other rules (hash bbbb, committed aaaa)" in said
