"""All figures and tables from one command, twice the same; a spoiled cell is named."""

from __future__ import annotations

import json
import signal

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.reproduce import parts
from experiments.reproduce.parts import PARTS, Part

SMALL = {"size.workers": 8, "years": 0.02, "years_warm_up": 0.01}
TINY = {
    "room": ("replicates=2",),
    "warm_up": ("replicates=1", "years_warm_up=0", "years=0.06"),
    "calibrate": ("replicates=2", "confirm=2"),
    "compare": ("draws=2", "forms=[relational,bureaucratic]", "reference=relational"),
    "propositions": ("only=[3f]", "draws=2", "reference=0"),
    "controls": ("only=[3f]", "draws=2", "repetitions=20", "harm_points=2"),
    "assumptions": ("only=[3f]", "combinations=4"),
    "discretion": ("draws=2", "levels=[0,1]", "common_norms=false"),
}


def with_small(words):
    given = {word.partition("=")[0] for word in words}
    return (*words, *(f"{key}={value}" for key, value in SMALL.items() if key not in given))


@pytest.fixture(scope="module")
def tiny():
    """The parts as they are, with minute studies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PARTS", {name: Part(with_small(words), (), PARTS[name].tables, PARTS[name].runs) for name, words in TINY.items()})
        patch.setattr("experiments.reproduce.rebuilding.PARTS", parts.PARTS)
        yield


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory, tiny):
    """Two folders made by the same words, and the digests of the first."""
    place = tmp_path_factory.mktemp("reproduce")
    for name in ("one", "two"):
        assert main(["experiment=reproduce", "compute=serial", f"output={place / name}"]) == 0
    assert main(["experiment=verify", f"output={place / 'one'}", "write=true", f"digests={place / 'digests.json'}"]) == 0
    return place


def test_every_figure_has_its_values_and_its_passport(rebuilt):
    folder = rebuilt / "one"
    figures = sorted(folder.rglob("*.pdf"))
    assert {path.parent.parent.name if path.parent.name == "figures" else path.parent.name for path in figures} == set(TINY) - {"calibrate"}
    assert set(TINY) - {"warm_up"} == {path.parents[1].name for path in folder.rglob("*/tables/*.csv")}
    for path in figures:
        values = pd.read_csv(path.with_suffix(".csv"))
        passport = json.loads(path.with_suffix(".passport.json").read_text())
        assert len(values) and path.with_suffix(".png").is_file() and passport["rules_hash"] and passport["seed"] == 1
        assert "n" in values, path
    listed = (folder / "index.md").read_text()
    assert all(path.relative_to(folder).as_posix() in listed for path in folder.rglob("*.csv"))


def test_the_same_words_make_the_same_tables(rebuilt, capsys):
    assert main(["experiment=verify", f"output={rebuilt / 'two'}", f"digests={rebuilt / 'digests.json'}"]) == 0
    assert "all as committed" in capsys.readouterr().out


def test_it_goes_on_where_it_stopped(rebuilt, tiny):
    """The same words once more with resume=true run nothing anew and change no table."""
    folder = rebuilt / "two"
    before = {path: path.read_bytes() for path in [*folder.rglob("parts/*.parquet"), *folder.rglob("*.csv")]}
    assert main(["experiment=reproduce", "compute=serial", f"output={folder}", "resume=true", "only=[room,compare]"]) == 0
    assert all(path.read_bytes() == content for path, content in before.items())


def test_what_controls_and_propositions_have_in_common_is_run_once(rebuilt):
    """The controls keep their runs with the propositions', and what these have run is not asked for again."""
    folder = rebuilt / "one"
    assert not (folder / "controls" / "parts").exists() and (folder / "controls" / "harm" / "parts").is_dir()
    stored = [key for part in (folder / "propositions" / "parts").glob("*.parquet") for key in pd.read_parquet(part, columns=["key"])["key"]]
    mine, theirs = (pd.read_parquet(folder / name / "runs.parquet") for name in ("propositions", "controls"))
    common = set(mine["key"]) & set(theirs["key"])
    assert len(stored) == len(set(stored)) == len(set(mine["key"]) | set(theirs["key"])) and len(common) >= 8  # two poles, two contexts, two draws


def test_what_was_killed_half_way_goes_on(rebuilt, tiny, tmp_path, monkeypatch):
    """Stopped at the fourth run of the second part: the first part is not run again, nor what the second had finished."""
    from experiments import simulate

    calls, run = [], simulate.run

    def counted(*what):
        calls.append(what)
        if len(calls) == last:
            signal.raise_signal(signal.SIGTERM)
        return run(*what)

    monkeypatch.setattr(simulate, "run", counted)
    words, last = ["experiment=reproduce", "compute=serial", "only=[room,compare]", f"output={tmp_path / 'out'}"], 10 + 4
    assert main(words) == 128 + signal.SIGTERM and len(calls) == last
    assert not (tmp_path / "out" / "index.md").exists()
    last = 0
    assert main([*words, "resume=true"]) == 0
    assert len(calls) == 10 + 2 * 8  # two seeds of five forms; two draws of two forms, exits and norms
    for path in (tmp_path / "out").rglob("*.csv"):
        assert path.read_bytes() == (rebuilt / "one" / path.relative_to(tmp_path / "out")).read_bytes()


def test_the_plan_comes_first(tiny, tmp_path, capsys):
    assert main(["experiment=reproduce", "compute=serial", "only=[room]", f"output={tmp_path / 'out'}"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("years of 60 heads") < shown.index("# room") and "on one core" in shown and "all parts are over" in shown


def test_a_spoiled_cell_is_named(rebuilt, capsys):
    path = rebuilt / "two" / "room" / "room.csv"
    kept = path.read_text()
    table = pd.read_csv(path)
    table.loc[3, "mean"] += 1e-6
    table.to_csv(path, index=False)
    assert main(["experiment=verify", f"output={rebuilt / 'two'}", f"digests={rebuilt / 'digests.json'}"]) == 1
    path.write_text(kept)
    shown = " ".join(capsys.readouterr().out.split())
    assert f"room/room.csv mean 5: {table.loc[3, 'form']}, {table.loc[3, 'level']} is {table.loc[3, 'mean']:.9g} now" in shown
    assert shown.count("room.csv") == 1
