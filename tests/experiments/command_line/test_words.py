"""Words in Hydra's override grammar, sorted into choices, values and problems."""

from __future__ import annotations

import pytest

from experiments.command_line.words import read_words


def test_choices_and_values():
    words = read_words(["form=relational", "norms.detachment=0.3", "only=[3d,3e]", "+seed=4", "'output=a b'"[1:-1]])
    assert words.problems == []
    assert words.choices == {"form": "relational"}
    assert words.values == {"norms.detachment": 0.3, "only": ["3d", "3e"], "seed": 4, "output": "a b"}


def test_a_folder_may_be_a_number():
    assert read_words(["output=2026"]).values == {"output": "2026"}


@pytest.mark.parametrize(
    ("word", "key", "part"),
    [
        ("--multirun", "--multirun", "one study per call"),
        ("-m", "-m", "one study per call"),
        ("--cfg=job", "--cfg=job", "key=value, or --help"),
        ("hydra.run.dir=x", "hydra.run.dir", "Hydra's own settings are fixed"),
        ("+hydra.x=1", "hydra.x", "Hydra's own settings are fixed"),
        ("foo", "foo", "key=value"),
        ("", "(empty word)", "key=value"),
        ("a=1,2", "a", "a list is written [a,b]"),
        ("~norms", "~norms", "cannot be removed"),
        ("form@x=relational", "form@x", "without @ or /"),
        ("a/b=1", "a/b", "without @ or /"),
        ("output=Müller", "output", "quotes inside quotes"),
        ("a=[1,,2]", "a", "can be read"),
        ("=3", "(no key)", "key=value"),
    ],
)
def test_each_unreadable_word_is_named(word, key, part):
    (problem,) = read_words([word]).problems
    assert problem.key == key and part in problem.allowed


def test_two_values_for_one_key():
    (problem,) = read_words(["seed=1", "seed=2", "years=1", "years=1"]).problems
    assert (problem.key, problem.value) == ("seed", "1 and 2")
