"""What a folder remembers of its first runs, and what is refused for it."""

from __future__ import annotations

import pytest

from experiments.conf_hashes import conf_hashes
from experiments.engine import repair
from experiments.engine.manifest import MANIFEST_NAME, new_manifest, write_manifest
from experiments.engine.parts import PARTS_NAME, write_part
from experiments.engine.rows import to_table
from experiments.propositions.hash_check import changed_since

HASHES = {"3f": "33ff", "4a": "44aa"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / PARTS_NAME).mkdir()
    return tmp_path


def remember(folder, *studies):
    sessions = [{"started": f"2026-01-0{day}T00:00:00+00:00", "study": study} for day, study in enumerate(studies, 1)]
    write_manifest(folder, {**new_manifest("rules-1"), "sessions": sessions})


def add_a_part(folder):
    table = to_table([{"key": "x", "seed": 1, "end": 1.0}])
    write_part(folder, 1, "runs", [table], table.schema, "rules-1")


def with_(**more):
    return {"hypotheses": {"3f": "33ff"}, "draws": "confirmatory", "scenario": "patient_care", **more}


def test_the_first_session_counts(folder):
    remember(folder, with_(), {**with_(), "hypotheses": {"3f": "other", "4a": "44aa"}})
    add_a_part(folder)
    assert changed_since(folder, HASHES) == {}
    refused = changed_since(folder, {"3f": "other", "4a": "44aa", "1a": "new"})
    assert set(refused) == {"3f"} and "confirmatory run, at 2026-01-01" in refused["3f"] and "(then 33ff, now other)" in refused["3f"]


@pytest.mark.parametrize("studies", [(), ({},), ({"draws": "confirmatory", "hypotheses": {}},)])
def test_runs_without_a_recorded_hypothesis_are_refused(folder, studies):
    remember(folder, *studies)
    assert changed_since(folder, HASHES) == {}, "nothing has been run yet"
    add_a_part(folder)
    refused = changed_since(folder, HASHES)
    assert set(refused) == set(HASHES) and all("no record of the hypotheses" in reason for reason in refused.values())


def test_a_manifest_that_was_written_anew_disarms_nothing(folder):
    """Also not when a session was noted since."""
    remember(folder, with_())
    add_a_part(folder)
    (folder / MANIFEST_NAME).unlink()
    assert repair(folder).manifest_rewritten
    assert {"written anew" in reason for reason in changed_since(folder, HASHES).values()} == {True}
    write_manifest(folder, {**new_manifest("rules-1", rewritten="2026-01-02"), "sessions": [{"started": "2026-01-03", "study": with_()}]})
    assert set(changed_since(folder, HASHES)) == set(HASHES)


@pytest.mark.parametrize(
    "name, is_refused",
    [("conf/form/relational.yaml", True), ("conf/scenario/patient_care.yaml", True), ("conf/scenario/child_care.yaml", False),
     ("conf/experiment/single.yaml", False), ("conf/form/of_old.yaml", True)],
)  # fmt: skip
def test_a_form_or_the_scenario_edited_afterwards_is_refused(folder, name, is_refused):
    remember(folder, with_(), with_(conf={**conf_hashes(), name: "0"}), with_(conf=conf_hashes()))
    add_a_part(folder)
    refused = changed_since(folder, HASHES)
    assert set(refused) == (set(HASHES) if is_refused else set())
    assert all(reason.startswith(f"{name}: not as recorded") and "2026-01-02" in reason for reason in refused.values())


def test_nothing_moved_nothing_refused(folder):
    remember(folder, with_(conf=conf_hashes()))
    add_a_part(folder)
    assert changed_since(folder, HASHES) == {}
