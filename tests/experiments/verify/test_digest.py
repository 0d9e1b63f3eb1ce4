"""Digests forget what lies beyond nine digits and nothing else; what differs is named."""

from __future__ import annotations

import json

import pytest

from experiments.problems import BadRequest
from experiments.verify.differing import in_one_file
from experiments.verify.digest import Content, digest, read, rounded
from experiments.verify.verifying import made_by, read_committed

TABLE = Content(["form", "mean", "n"], [["relational", "0.5", "3"], ["baseline", "0.25", "3"], ["hybrid", "0.125", "4"]])


@pytest.mark.parametrize(
    "cell, kept",
    [("0.1234567891", "0.123456789"), ("0.1234567894", "0.123456789"), ("0.1234567896", "0.12345679"), ("-0", "0"), ("3", "3"), ("3.0", "3"),
     ("", ""), ("joint rate", "joint rate"), ("nan", "nan"), ("inf", "inf")],
)  # fmt: skip
def test_nine_digits(cell, kept):
    assert rounded(cell) == kept


def spoiled(*cells):
    rows = [list(row) for row in TABLE.rows]
    for row, column, value in cells:
        rows[row][column] = value
    return Content(TABLE.heads, rows)


def found(content):
    return [(each.column, each.row, each.what) for each in in_one_file("t.csv", content, digest(TABLE).plain())]


def test_what_differs_is_named():
    assert found(TABLE) == []
    assert found(spoiled((1, 1, "0.26"))) == [("mean", "3: baseline", "is 0.26 now")]
    assert found(spoiled((1, 1, "0.26"), (1, 2, "4"))) == [("mean", "3: baseline", "is 0.26 now"), ("n", "3: baseline", "is 4 now")]
    two = found(spoiled((0, 1, "0.6"), (1, 2, "4")))
    assert len(two) == 4 and all(what.startswith("among those that differ") for _, _, what in two)
    assert found(Content(TABLE.heads, TABLE.rows[:2]))[0] == ("", "", "2 rows, committed 3")
    other = Content(["form", "average", "n"], TABLE.rows)
    assert found(other) == [("mean", "", "the column is missing"), ("average", "", "a new column")]
    turned = Content(TABLE.heads, TABLE.rows[::-1])
    assert {row.partition(":")[0] for _, row, _ in found(turned)} == {"2", "4"}


def test_columns_in_another_order_are_said():
    other = Content(["form", "n", "mean"], [[form, n, mean] for form, mean, n in TABLE.rows])
    assert found(other) == [("form, n, mean", "", "the columns stand in another order, committed form, mean, n")]
    both = Content(["n", "form"], [[n, form] for form, _, n in TABLE.rows])
    assert found(both) == [("mean", "", "the column is missing"), ("n, form", "", "the columns stand in another order, committed form, n")]


def test_a_whole_that_differs_is_never_passed_over():
    """Also where neither a column nor a row says why: somebody edited the digests, or two columns have one name."""
    committed = {**digest(TABLE).plain(), "whole": "0"}
    assert [each.what for each in in_one_file("t.csv", TABLE, committed)] == ["the whole differs, though every column and row has the digest committed"]


def test_a_report_is_its_lines_without_rules_and_commit(tmp_path):
    path = tmp_path / "report.md"
    path.write_text("# Judged\n\nRules `0836fb7e6243`, seed 1, commit `a041a73c9caa1f2235797bace1fd8239af03e471+changes`.\n3f holds.\n")
    then = digest(read(path)).plain()
    path.write_text("# Judged\n\nRules `3748a23f5d45`, seed 1, commit `None`.\n3f holds.\n")
    assert not [*in_one_file("report.md", read(path), then)]
    path.write_text("# Judged\n\nRules `3748a23f5d45`, seed 1, commit `None`.\n3f fails.\n")
    assert [(each.row, each.what) for each in in_one_file("report.md", read(path), then)] == [("4: ", "is 3f fails. now")]
    path.write_text("# Judged\n\nRules `3748a23f5d45`, seed 2, commit `None`.\n3f holds.\n")
    assert [each.row for each in in_one_file("report.md", read(path), then)] == ["3: "]


def test_what_is_no_folder_or_no_digests(tmp_path):
    with pytest.raises(BadRequest):
        made_by(tmp_path)
    (tmp_path / "passport.json").write_text(json.dumps({"experiment": "single"}))
    with pytest.raises(BadRequest):
        made_by(tmp_path)
    with pytest.raises(BadRequest):
        read_committed(tmp_path / "none.json")
