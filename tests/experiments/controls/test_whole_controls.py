"""One tiny request from words to report."""

from __future__ import annotations

import pandas as pd

from experiments.__main__ import main
from experiments.output import read_passport

WORDS = [
    "experiment=controls", "only=[2b,3f]", "draws=2", "repetitions=50", "harm_points=2", "size.workers=8", "years=0.02", "years_warm_up=0.01",
    "compute=serial",
]  # fmt: skip


def test_tables_and_report(tmp_path, capsys):
    folder = tmp_path / "out"
    assert main([*WORDS, f"output={folder}"]) == 0
    controls = pd.read_parquet(folder / "controls.parquet")
    assert set(controls["proposition"]) == {"2b", "3f"} and set(controls["control"]) == {"cut", "sham", "reversed", "time-only twin"}
    assert not controls.loc[controls["controlled"] == "undetermined", "result"].isin(["passes", "fails"]).any()
    assert controls.loc[controls["control"] == "reversed", "result"].eq("described").all()
    assert set(pd.read_parquet(folder / "harm.parquet")["proposition"]) == {"3f"}
    assert len(pd.read_parquet(folder / "calibration.parquet")) == 6
    assert read_passport(folder / "controls.parquet")["experiment"] == "controls"
    report = (folder / "report.md").read_text()
    shown = " ".join(capsys.readouterr().out.split())
    for text in (shown, report):
        assert "EXPLORATORY" in text and "meetings, impersonal" in text and "footing to awareness" in text
    assert "held.footing_awareness" in report
