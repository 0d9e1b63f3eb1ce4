"""From the words of a sweep to a stored study and its table, with a toy in the model's place."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments import running
from experiments.__main__ import main

SWEEP = ["experiment=sweep", "vary=[turnover.worker]", "replicates=2"]


def toy(parameters: dict, seed: int) -> dict[str, float]:
    """An outcome that falls with turnover."""
    return {"joint_rate": 1 / (1 + parameters["turnover"]["worker"]) + seed % 7 / 1000}


@pytest.fixture
def command(tmp_path, monkeypatch):
    monkeypatch.setattr(running.run_requested, "__defaults__", (None, f"{__name__}:toy"))
    return lambda *words: main([*words, f"output={tmp_path / 'store'}"])


def test_sweep_then_status_then_export(command, tmp_path, capsys):
    assert command(*SWEEP, "points=4") == 0
    assert command("experiment=status") == 0
    assert "8 of 8 runs finished, 0 failed, 0 waiting" in capsys.readouterr().out
    assert command("experiment=export") == 0
    table = pd.read_csv(tmp_path / "store" / "export" / "runs.csv")
    assert len(table) == 8
    assert {"point", "replicate", "arm", "seed", "turnover.worker", "joint_rate"} <= set(table.columns)


def test_a_sweep_is_not_overwritten_but_extended(command, capsys):
    assert command(*SWEEP, "points=4") == 0
    assert command(*SWEEP, "points=4") == 2
    assert "resume=true" in capsys.readouterr().err
    assert command(*SWEEP, "points=8", "resume=true") == 0
    assert "16 of 16 runs" in capsys.readouterr().err


def test_a_damaged_store_is_repaired_as_its_error_says(command, tmp_path, capsys):
    assert command(*SWEEP, "points=4") == 0
    (tmp_path / "store" / "manifest.json").unlink()
    assert command("experiment=status") == 1
    assert "experiment=repair" in capsys.readouterr().err
    assert command("experiment=repair") == 0
    assert command(*SWEEP, "points=4", "resume=true") == 0
