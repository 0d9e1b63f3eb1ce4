"""A folder that looks as if everything had been rebuilt in it."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def folder_of():
    """How to make one, by what rules and words you like."""

    def folder_of(place, words=("profile=quick", "output='one'"), rules="aaaa", seed=1, mean="0.5", verdict="holds"):
        """A folder as experiment=reproduce leaves it: passport, a table, a report."""
        (place / "room").mkdir(parents=True)
        passport = {"parts": ["room"], "words": [*words], "settings": {"profile": "quick", "seed": seed}, "rules_hash": rules, "commit": "c" * 40}
        (place / "passport.json").write_text(json.dumps(passport))
        (place / "room" / "room.passport.json").write_text(json.dumps({"rules_hash": rules}))
        (place / "room" / "room.csv").write_text(f"form,mean\nrelational,{mean}\n")
        (place / "room" / "report.md").write_text(f"Rules `{rules * 3}`, commit `{'c' * 40}`.\n\n3f {verdict}.\n")
        return place

    return folder_of
