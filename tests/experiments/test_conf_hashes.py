"""A file of conf/ is known by its values: comments and sentences may be mended, a number may not."""

from __future__ import annotations

import subprocess

import pytest

from experiments.conf_hashes import ROOT, conf_hashes, conf_hashes_at, hash_of

FORM = "norms:\n  detachment: 0.05 # quoted\nmeetings:\n  level: none\n"
CLAIMS = "held_back: [1, 4]\nhypotheses:\n  3f:\n    sentence: Meetings help.\n    subject: meetings\n    sesoi: 0.05\n"


def test_every_file_is_there():
    names = {path.relative_to(ROOT).as_posix() for path in (ROOT / "conf").rglob("*.yaml")}
    assert {"conf/hypotheses.yaml", "conf/form/relational.yaml", "conf/scenario/patient_care.yaml"} <= names == set(conf_hashes())


@pytest.mark.parametrize(
    "name, text, other, is_same",
    [
        ("conf/form/a.yaml", FORM, "# Another sentence.\nmeetings: {level: none}\nnorms: {detachment: 0.050}\n", True),
        ("conf/form/a.yaml", FORM, FORM.replace("0.05", "0.06"), False),
        ("conf/form/a.yaml", FORM, FORM + "line:\n  span: 12\n", False),
        ("conf/hypotheses.yaml", CLAIMS, CLAIMS.replace("Meetings help.", "Meetings surely help."), True),
        ("conf/hypotheses.yaml", CLAIMS, CLAIMS.replace("0.05", "0.04"), False),
        ("conf/hypotheses.yaml", CLAIMS, CLAIMS.replace("[1, 4]", "[1, 5]"), False),
        ("conf/form/a.yaml", "3f: {subject: a}", "3f: {subject: b}", False),
    ],
)
def test_values_count_and_words_do_not(name, text, other, is_same):
    assert (hash_of(name, text) == hash_of(name, other)) is is_same


def test_files_as_they_were_committed(tmp_path):
    """What stands in the folder now is another thing; a commit with changes on top is not known."""

    def git(*words):
        command = ["git", "-C", str(tmp_path), "-c", "user.name=n", "-c", "user.email=e", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    form = tmp_path / "conf" / "form" / "a.yaml"
    form.parent.mkdir(parents=True)
    form.write_text(FORM)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    first = git("rev-parse", "HEAD")
    form.write_text(FORM.replace("0.05", "0.06"))
    assert conf_hashes_at(first, tmp_path) == {"conf/form/a.yaml": hash_of("conf/form/a.yaml", FORM)} != conf_hashes(tmp_path)
    assert conf_hashes_at(f"{first}+changes", tmp_path) is conf_hashes_at("", tmp_path) is conf_hashes_at("f" * 40, tmp_path) is None
