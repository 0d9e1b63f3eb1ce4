"""What is committed beside the code, held against the code: the record of the confirmatory study, the digests of the quick tables."""

from __future__ import annotations

from experiments.propositions import NAMES, PREMISES
from experiments.verify.confirmatory import RECORD, read_record
from experiments.verify.moved import message, moved, present
from experiments.verify.verifying import COMMITTED, read_committed
from sim.rules_hash import rules_hash


def test_nothing_has_moved_since_the_first_confirmatory_run():
    """Rules, hypotheses and the values in conf/ are those recorded; whoever wants others is told what that asks for."""
    record = read_record(RECORD)
    assert record is not None, f"no {RECORD}: experiment=verify confirm=true output=FOLDER, with the folder of a full profile, writes it"
    found = moved(record, present())
    assert not found, message(record, found)
    assert record["hypotheses"].keys() == {*NAMES, PREMISES}, "the confirmatory study left out some propositions"


def test_the_digests_of_the_quick_tables_are_those_of_the_present_rules():
    """Old digests can still be met by an old folder, and say nothing of this code."""
    then = read_committed(COMMITTED / "quick.json")["rules_hash"]
    assert then == rules_hash(), (
        f"docs/digests/quick.json was made by rules {then}, and these are {rules_hash()}. To renew it: experiment=reproduce profile=quick "
        "output=FOLDER, then experiment=verify output=FOLDER write=true; commit it, with a line under Changes results in CHANGELOG.md"
    )
