"""The store: parts close in time, nothing closed is lost, and whatever is wrong is said with what to do about it."""

from __future__ import annotations

import functools
import json
import time

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine import Study, export, grid, repair, run_study, status, store, tables
from experiments.engine.manifest import ManifestMissing
from experiments.engine.parts import DamagedPart, StoreError, current, describe, part_paths, read_part, write_part
from experiments.engine.reports import _places
from experiments.engine.rows import to_table, together
from experiments.engine.store import Store
from experiments.problems import BadRequest

TASK = "toy_tasks:noted_walk"


def study_of(tmp_path, points=30, replicates=2, **more) -> Study:
    parameters = {"walk": {"drift": 0.0}, "notes": str(tmp_path / "notes"), "seconds": 0}
    drifts = grid({"walk.drift": [n / 10 for n in range(points)]})
    return Study(parameters, points=drifts, replicates=replicates, ignored=["notes", "seconds"], **more)


def run(tmp_path, study, rules="rules-1", **more):
    return run_study(study, tmp_path / "store", TASK, rules, progress=False, **more)


def readers(tmp_path):
    """Everything that reads a store."""
    again = functools.partial(run, tmp_path, study_of(tmp_path), resume=True)
    return status, lambda directory: tables(directory).runs, export, lambda directory: again()


def n_run(tmp_path) -> int:
    return len((tmp_path / "notes").read_text().splitlines())


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of ten runs, and no final compaction, so that there are parts to damage."""
    monkeypatch.setattr(store, "RUNS_IN_A_PART", 10)
    monkeypatch.setattr(Store, "compact", lambda self: None)


# --- parts -----------------------------------------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_part_closes_after_250_runs_or_ten_seconds(tmp_path):
    clock, runs = Clock(), study_of(tmp_path, points=400).runs("rules-1")
    with Store(tmp_path / "store", "rules-1", clock) as open_store:
        for n in range(1, 250):
            open_store.add(next(runs), {"end": 1.0})
        assert not part_paths(tmp_path / "store")
        open_store.add(next(runs), {"end": 1.0})
        assert [describe(path).rows for path in part_paths(tmp_path / "store")] == [250]
        open_store.add(next(runs), {"end": 1.0})
        clock.now += 9.9
        open_store.close_part_if_due()
        assert len(part_paths(tmp_path / "store")) == 1
        clock.now += 0.2
        open_store.close_part_if_due()
        assert len(part_paths(tmp_path / "store")) == 2
        clock.now += 11
        open_store.close_part_if_due()
        assert len(part_paths(tmp_path / "store")) == 2, "nothing waits, nothing is written"
        open_store.add(next(runs), {"end": 1.0})
        assert len(part_paths(tmp_path / "store")) == 3, "a run that took long is not left waiting"


def test_two_hundred_parts_end_in_few_files_and_every_run_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "RUNS_IN_A_PART", 10)
    run_study(Study({"walk": {"drift": 0.0, "steps": 1}}, replicates=2000), tmp_path / "store", "toy_tasks:walk", "r")
    standing = status(tmp_path / "store")
    assert standing.finished == 2000 and standing.waiting == 0 and standing.files < 100


def test_a_kill_between_compaction_and_clearing_up_doubles_nothing(tmp_path, small_parts):
    before = run(tmp_path, study_of(tmp_path)).runs
    directory = tmp_path / "store"
    small = [describe(path) for path in part_paths(directory)]
    names = [part.path.name for part in small]
    table = together([read_part(part) for part in small])
    write_part(directory, 900, "runs", [table], table.schema, "rules-1", names)
    assert len(part_paths(directory)) == len(small) + 1
    assert tables(directory).runs.equals(before), "a reader believes the large part"
    n = n_run(tmp_path)
    assert run(tmp_path, study_of(tmp_path), resume=True).runs.equals(before)
    assert n_run(tmp_path) == n and len(part_paths(directory)) == 1, "the next driver clears up"


def test_half_written_files_are_cleared_and_never_read(tmp_path, small_parts):
    before = run(tmp_path, study_of(tmp_path)).runs
    leftover = tmp_path / "store" / "parts" / "runs-000099.parquet.tmp"
    leftover.write_bytes(b"half")
    assert tables(tmp_path / "store").runs.equals(before)
    run(tmp_path, study_of(tmp_path), resume=True)
    assert not leftover.exists()


@given(
    st.lists(st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(-9, 9) | st.floats(-1, 1)), min_size=1),
    st.lists(st.integers(0, 50), max_size=4),
)
def test_where_parts_were_cut_does_not_show(rows, cuts):
    rows = [{"key": str(n), **row} for n, row in enumerate(rows)]
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    pieces = [to_table(rows[low:high]) for low, high in zip(edges, edges[1:])]
    assert together(pieces).equals(together([to_table(rows)]))


# --- resuming and extending ------------------------------------------------------------------------------------------


def test_adding_points_or_replicates_runs_only_what_is_new(tmp_path):
    run(tmp_path, study_of(tmp_path, points=10, replicates=2))
    assert n_run(tmp_path) == 20
    run(tmp_path, study_of(tmp_path, points=10, replicates=3), resume=True)
    assert n_run(tmp_path) == 30
    larger = run(tmp_path, study_of(tmp_path, points=12, replicates=3), resume=True)
    assert n_run(tmp_path) == 36 and len(larger.runs) == 36
    smaller = run(tmp_path, study_of(tmp_path, points=5, replicates=1), resume=True)
    assert n_run(tmp_path) == 36 and len(smaller.runs) == 5
    assert status(tmp_path / "store").outside_plan == 31


def test_equal_runs_are_run_once_and_shown_as_often_as_asked(tmp_path):
    tables_ = run(tmp_path, study_of(tmp_path, points=4, arms={"a": {}, "b": {}}))
    assert n_run(tmp_path) == 8 and len(tables_.runs) == 16


def test_an_existing_store_wants_resume(tmp_path):
    run(tmp_path, study_of(tmp_path))
    with pytest.raises(BadRequest, match="resume=true"):
        run(tmp_path, study_of(tmp_path))


def test_other_rules_are_refused_or_forked_never_mixed(tmp_path):
    first = run(tmp_path, study_of(tmp_path)).runs
    with pytest.raises(BadRequest, match="never mixed"):
        run(tmp_path, study_of(tmp_path), rules="rules-2", resume=True)
    forked = run(tmp_path, study_of(tmp_path), rules="rules-2", resume=True, fork=True)
    assert forked.directory == tmp_path / "store-rules-rules-2" and n_run(tmp_path) == 120
    again = run(tmp_path, study_of(tmp_path), rules="rules-2", fork=True)
    assert again.directory == forked.directory and n_run(tmp_path) == 120
    assert tables(tmp_path / "store").runs.equals(first)


def test_runs_that_another_task_measured_are_refused(tmp_path):
    run(tmp_path, study_of(tmp_path))
    with pytest.raises(BadRequest, match="toy_tasks:walk has measured; this one holds those of toy_tasks:noted_walk"):
        run_study(study_of(tmp_path), tmp_path / "store", "toy_tasks:walk", "rules-1", resume=True)


def test_a_part_of_other_rules_slipped_in_by_hand_is_noticed(tmp_path):
    run(tmp_path, study_of(tmp_path))
    table = to_table([{"key": "x", "seed": 1, "end": 1.0}])
    write_part(tmp_path / "store", 77, "runs", [table], table.schema, "rules-2")
    with pytest.raises(DamagedPart, match="other rules"):
        run(tmp_path, study_of(tmp_path), resume=True)


def test_the_passport_says_what_was_asked_of_what(tmp_path):
    run(tmp_path, study_of(tmp_path, description={"hypothesis": "1a"}))
    manifest = json.loads((tmp_path / "store" / "manifest.json").read_text())
    session = manifest["sessions"][0]
    assert manifest["rules_hash"] == "rules-1" and session["study"] == {"hypothesis": "1a"}
    assert session["parameters"]["walk"] == {"drift": 0} and session["task"] == TASK
    assert {"numpy", "pyarrow"} <= session["versions"].keys() and session["plan"] == "plan-0001.parquet"


# --- what can go wrong -----------------------------------------------------------------------------------------------


def test_a_truncated_part_is_named_set_aside_and_only_its_runs_are_run_again(tmp_path, small_parts):
    before = run(tmp_path, study_of(tmp_path)).runs
    victim = part_paths(tmp_path / "store")[2]
    victim.write_bytes(victim.read_bytes()[:-200])
    for read in readers(tmp_path):
        with pytest.raises(DamagedPart, match=f"{victim.name} is damaged.*experiment=repair output="):
            read(tmp_path / "store")
    assert repair(tmp_path / "store").set_aside == (tmp_path / "store" / "damaged" / victim.name,)
    assert status(tmp_path / "store").waiting == 10
    assert run(tmp_path, study_of(tmp_path), resume=True).runs.equals(before)
    assert n_run(tmp_path) == 70


def test_a_flipped_bit_is_noticed(tmp_path, small_parts):
    run(tmp_path, study_of(tmp_path))
    victim = part_paths(tmp_path / "store")[2]
    with pq.ParquetFile(victim) as file:
        seeds = file.metadata.row_group(0).column(1)
    last = seeds.data_page_offset + seeds.total_compressed_size - 1
    content = bytearray(victim.read_bytes())
    content[last] ^= 1
    victim.write_bytes(content)
    with pytest.raises(DamagedPart, match=victim.name):
        tables(tmp_path / "store").runs


@pytest.mark.parametrize("content", [None, "", "{"])
def test_a_lost_manifest_is_named_and_written_anew(tmp_path, content):
    before = run(tmp_path, study_of(tmp_path)).runs
    manifest = tmp_path / "store" / "manifest.json"
    manifest.unlink() if content is None else manifest.write_text(content)
    for read in readers(tmp_path):
        with pytest.raises(ManifestMissing, match="manifest.json is .*experiment=repair output="):
            read(tmp_path / "store")
    assert repair(tmp_path / "store").manifest_rewritten
    assert run(tmp_path, study_of(tmp_path), resume=True).runs.equals(before)
    assert n_run(tmp_path) == 60, "nothing was run again"


@pytest.mark.parametrize("content", [None, "{"])
def test_a_lost_manifest_beside_no_readable_part_is_no_dead_end(tmp_path, content):
    before = run(tmp_path, study_of(tmp_path)).runs
    directory = tmp_path / "store"
    (only,) = part_paths(directory)
    only.write_bytes(only.read_bytes()[:100])
    manifest = directory / "manifest.json"
    manifest.unlink() if content is None else manifest.write_text(content)
    mended = repair(directory)
    lost = [only.name] + ([manifest.name] if content else [])
    assert [path.name for path in mended.set_aside] == lost and "resume=true" in str(mended)
    assert sorted(path.name for path in (directory / "damaged").iterdir()) == sorted(lost)
    assert run(tmp_path, study_of(tmp_path), resume=True).runs.equals(before)


def test_a_damaged_plan_is_named_and_written_again_by_the_study(tmp_path):
    before = run(tmp_path, study_of(tmp_path)).runs
    plan = tmp_path / "store" / "plan-0001.parquet"
    plan.write_bytes(plan.read_bytes()[:50])
    with pytest.raises(StoreError, match="plan-0001.parquet is damaged.*delete"):
        tables(tmp_path / "store").runs
    plan.unlink()
    assert run(tmp_path, study_of(tmp_path), resume=True).runs.equals(before) and n_run(tmp_path) == 60


def test_a_full_disk_is_said_and_nothing_closed_is_lost(tmp_path, start_driver):
    study = vars(study_of(tmp_path, points=100))
    study.pop("varied", None)
    request = {"study": study, "directory": tmp_path / "store", "task": "toy_tasks:walk", "runs_in_a_part": 40}
    # the limit lets the plan, the manifest and the parts pass; the final large part is too large for it
    plain = tmp_path / "plain"
    assert start_driver(**{**request, "directory": plain}).wait() == 0
    limit = max(path.stat().st_size for path in (plain / "parts").iterdir()) - 1
    process = start_driver(**request, file_size_limit=limit)
    assert process.wait() == 1
    message = process.communicate()[1]
    assert "could not be written (File too large)" in message and "resume=true" in message, message
    assert "Traceback" not in message and not list((tmp_path / "store").rglob("*.tmp"))
    assert status(tmp_path / "store").finished == 200, "only the final compaction did not fit"
    assert start_driver(**request).wait() == 0
    assert tables(tmp_path / "store").runs.equals(tables(plain).runs)


def test_a_part_that_does_not_fit_on_the_disk_leaves_the_closed_ones(tmp_path, monkeypatch):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    runs = study_of(tmp_path).runs("rules-1")
    with pytest.raises(StoreError, match="runs-000002.parquet could not be written.*File too large"):
        with Store(tmp_path / "store", "rules-1") as open_store:
            open_store.add(next(runs), {"end": 1.0})
            open_store.close_part()
            for each in runs:
                open_store.add(each, {"end": 1.0, "text": each.key * 50})
            resource.setrlimit(resource.RLIMIT_FSIZE, (1500, hard))
            try:
                open_store.close_part()
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in (tmp_path / "store" / "parts").iterdir()] == ["runs-000001.parquet"]
    with Store(tmp_path / "store", "rules-1") as open_store:
        assert len(open_store.finished) == 1


def test_a_second_driver_is_refused_and_a_killed_one_leaves_no_lock(tmp_path, start_driver):
    study = vars(study_of(tmp_path, points=2000))
    study.pop("varied", None)
    study["parameters"]["seconds"] = 0.01
    request = {"study": study, "directory": tmp_path / "store", "task": TASK}
    first = start_driver(**request)
    while not (tmp_path / "notes").exists():
        time.sleep(0.01)
    second = start_driver(**request)
    assert second.wait() == 2
    message = second.communicate()[1]
    assert f"process {first.pid} on" in message and "Traceback" not in message
    first.kill()
    first.wait()
    with Store(tmp_path / "store", "rules-1"):
        with pytest.raises(BadRequest, match="no other study"):
            Store(tmp_path / "store", "rules-1")


def test_status_and_export_may_be_asked_while_a_driver_writes(tmp_path):
    run(tmp_path, study_of(tmp_path))
    with Store(tmp_path / "store", "rules-1"):
        assert status(tmp_path / "store").finished == 60
        assert [path.name for path in export(tmp_path / "store")] == ["runs.csv", "passport.json"]


def test_reading_waits_out_a_compaction(tmp_path, small_parts, monkeypatch):
    before = run(tmp_path, study_of(tmp_path)).runs
    listings = [[tmp_path / "store" / "parts" / "runs-999999.parquet"]] * 3  # gone before it is read

    def listing(directory):
        return listings.pop() if listings else part_paths(directory)

    monkeypatch.setattr("experiments.engine.reports.parts.part_paths", listing)
    assert tables(tmp_path / "store").runs.equals(before) and not listings


def test_what_is_no_store_is_a_bad_request(tmp_path):
    for read in (status, tables, export, repair):
        with pytest.raises(BadRequest, match="a directory with a study in it"):
            read(tmp_path)
    run(tmp_path, study_of(tmp_path, points=1))
    with pytest.raises(BadRequest, match="csv | parquet"):
        export(tmp_path / "store", "xlsx")


def test_export_names_failures_in_a_file_of_their_own(tmp_path):
    study = Study({"walk": {}}, points=grid({"walk.drift": [0.1, -0.1]}))
    run_study(study, tmp_path / "store", "toy_tasks:sometimes_raises", "rules-1", progress=False)
    written = export(tmp_path / "store", "csv")
    assert [path.name for path in written] == ["runs.csv", "failures.csv", "passport.json"]
    assert "no way down" in written[1].read_text()
    assert current([]) == [] and _places(None) == {}
