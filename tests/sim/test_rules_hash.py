"""The rules' hash changes with a rule and with nothing else."""

from __future__ import annotations

import textwrap

from sim.rules_hash import rules_hash

RULE = '''
"""Words."""

class Group:
    """More words."""
    share: float = parameter(0.5, "what it means", low=0, high=1, unit="share", source="a paper", status="theory")

def rule(worker, tie):
    """Even more."""
    return worker + 2 * tie  # why
'''


def hashed(tmp_path, name, text):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "rule.py").write_text(textwrap.dedent(text))
    return rules_hash(folder)


def test_words_and_layout_do_not_count(tmp_path):
    original = hashed(tmp_path, "original", RULE)
    reworded = RULE.replace("Words.", "Other.").replace("More words", "Fewer").replace("# why", "# because")
    reworded = reworded.replace("what it means", "said better").replace('"a paper"', '"a book"').replace("2 * tie", "(2*tie)")
    assert hashed(tmp_path, "reworded", reworded) == original
    assert hashed(tmp_path, "bare", RULE.replace('    """Even more."""\n', "")) == original


def test_rules_values_and_names_count(tmp_path):
    texts = [RULE, RULE.replace("2 *", "3 *"), RULE.replace("0.5", "0.6"), RULE.replace("rule(", "law("), RULE + "x = 1\n"]
    assert len({hashed(tmp_path, f"n{number}", text) for number, text in enumerate(texts)}) == len(texts)


def test_a_files_name_counts(tmp_path):
    first = hashed(tmp_path, "first", RULE)
    (tmp_path / "first" / "rule.py").rename(tmp_path / "first" / "other.py")
    rules_hash.cache_clear()
    assert rules_hash(tmp_path / "first") != first
