"""Beside each headline, in how many defensible models its stand-in holds: read, where they are, from the assumptions' folder.

Nothing is run for it, and nothing hangs on it: the report is written without where that experiment has not been run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.engine.verdict import Verdict
from experiments.output import read_passport

FOLDER, TABLE = "assumptions", "shares.parquet"
ALIKE = ("rules_hash", "profile", "scenario", "heterogeneity")


def shares_beside(folder: Path, identity: Mapping[str, Any]) -> dict[str, pd.Series]:
    """For each proposition the row of its share over the combinations explored; none of other rules, profile, scenario or sites."""
    path = folder.parent / FOLDER / TABLE
    if not path.is_file() or _told_apart(read_passport(path)) != _told_apart(identity):
        return {}
    table = pd.read_parquet(path)
    explored = table[table["combinations"] == "explored"]
    return {str(row["proposition"]): row for _, row in explored.iterrows()}


def _told_apart(passport: Mapping[str, Any]) -> tuple:
    sites = passport.get("options", {}).get("heterogeneity", 0.0)  # the assumptions draw sites alike in their people
    return tuple({**passport, "profile": passport["settings"]["profile"], "heterogeneity": sites}[key] for key in ALIKE)


def in_words(row: pd.Series | None, headline: str) -> str:
    """In which share of models it holds, and in which the headline would therefore be another; empty where nobody knows.

    A claim that is supported changes wherever its stand-in does not hold; any other changes to supported where it does.
    """
    if row is None or headline.startswith(("not run", "refused")):
        return ""
    supported = headline == Verdict.SUPPORTED or headline.startswith((f"{Verdict.SUPPORTED},", f"{Verdict.SUPPORTED};", f"{Verdict.SUPPORTED} (premise"))
    changes = 1.0 - row["share"] if supported else row["share"]
    width = f" ± {100 * row['half_width']:.0f}" if math.isfinite(row["half_width"]) else ""
    return f"holds in {row['share']:.0%}{width} of {row['n']:.0f}: changes in {changes:.0%}"
