"""One tiny request from words to report, and what happens to a hypothesis that is changed afterwards."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.output import read_passport
from experiments.propositions import hypotheses
from experiments.verify.confirmatory import read_record
from sim.configuration_files import read_conf

WORDS = [
    "experiment=propositions", "only=[2b,3f]", "draws=2", "reference=0", "size.workers=8", "years=0.02", "years_warm_up=0.01",
    "compute=serial",
]  # fmt: skip


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("propositions") / "out"
    assert main([*WORDS, f"output={folder}"]) == 0
    return folder


def test_verdicts_tables_and_report(finished):
    verdicts = pd.read_parquet(finished / "verdicts.parquet")
    assert set(verdicts["proposition"]) == {"2b", "3f"} and set(verdicts["draws"]) == {"exploratory"}
    assert (verdicts.loc[verdicts["verdict"] == "supported", "low"] > 0.05).all()
    assert set(pd.read_parquet(finished / "headlines.parquet")["proposition"]) == {"2b", "3f"}
    report = (finished / "report.md").read_text()
    assert "EXPLORATORY as a whole" in report and "## 3f" in report and "verdicts were given" in report


def test_the_manifest_keeps_hashes_and_times_from_before_the_first_run(finished):
    manifest = json.loads((finished / "manifest.json").read_text())
    first = manifest["sessions"][0]
    known = hypotheses.read_hypotheses()
    assert first["study"]["hypotheses"] == known.hashes(["2b", "3f"]) and first["started"] and manifest["rules_hash"]


def test_a_hypothesis_changed_afterwards_gets_no_verdict(finished, monkeypatch, capsys):
    def changed(kind, name):
        content = read_conf(kind, name)
        if name == "hypotheses":
            content = {**content, "hypotheses": {**content["hypotheses"], "3f": {**content["hypotheses"]["3f"], "sesoi": 0.01}}}
        return content

    monkeypatch.setattr(hypotheses, "read_conf", changed)
    assert main([*WORDS, f"output={finished}", "resume=true"]) == 0
    shown = capsys.readouterr().out
    assert "refused: the hypothesis is not the one recorded" in " ".join(shown.split())
    verdicts = pd.read_parquet(finished / "verdicts.parquet")
    assert verdicts.loc[verdicts["proposition"] == "3f", "verdict"].tolist() == ["refused"]
    assert "refused" not in verdicts.loc[verdicts["proposition"] == "2b", "verdict"].tolist()


def test_the_full_profile_judges_on_held_back_draws_alone(tmp_path, monkeypatch):
    """A pilot of two, then as many as the cap allows; what was asked for is said. Explored draws are quick's."""
    folder = tmp_path / "full"
    words = [word for word in WORDS if not word.startswith(("only", "years", "draws"))]
    assert main([*words, "only=[2b]", "profile=full", "draws=2", "most=3", "years=0.02", "years_warm_up=0.01", f"output={folder}"]) == 0
    known = hypotheses.read_hypotheses()
    table = pd.read_parquet(folder / "runs.parquet")
    held = {draw for draw in table["draw"] if known.is_held_back(draw)}
    assert held == set(table["draw"]) - set(table.loc[table["draw"] >= 1_000_000, "draw"]) == set(known.numbers(3, held_back=True))
    verdicts = pd.read_parquet(folder / "verdicts.parquet")
    totals = verdicts[verdicts["part"] == "total"].set_index("draws")["n"]
    assert set(totals["confirmatory"]) == {3} and set(totals.index) == {"confirmatory"}
    size = read_passport(folder / "verdicts.parquet")["draws"]["2b"]
    assert size["pilot"] == 2 and size["run"] == 3 < size["asked"]
    report = (folder / "report.md").read_text()
    assert "Confirmatory: verdicts rest on" in report and "asked for more of 2b" in " ".join(report.split())
    assert f"Stein's rule asks for {size['asked']}; 3 were run" in report
    sessions = json.loads((folder / "manifest.json").read_text())["sessions"]
    assert [session["study"]["draws"] for session in sessions] == ["confirmatory", "confirmatory"]
    assert main(["experiment=verify", "confirm=true", f"output={folder}", f"record={tmp_path / 'record.json'}"]) == 0
    record = read_record(tmp_path / "record.json")
    assert record["started"] == sessions[0]["started"] and record["hypotheses"] == known.hashes(["2b"]) and set(record["headlines"]) == {"2b"}
