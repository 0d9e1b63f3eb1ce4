"""Keyed draws: the published generator, even in every direction in which the model asks, and a draw of its own for each question."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim.compilation import compiled
from sim.draws import Decision, draw, identity, part_identity, philox, value_among

SIM = Path(__file__).parents[2] / "sim"
ERROR_RATE = 1e-6  # of each test below, were the draws truly random; the seeds are the first that came to mind
N = 20_000

# Random123-1.14.0, tests/kat_vectors: philox4x32 10 rounds: counter, key, output.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def words(text):
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize("counter, key, output", KNOWN_ANSWERS)
def test_known_answers(counter, key, output):
    rule = getattr(philox, "py_func", philox)
    for function in (philox, rule):
        assert [int(word) for word in function(*words(counter), *words(key))] == [int(word) for word in words(output)]


def test_a_draw_is_the_first_53_bits_of_its_block():
    """By hand: seed 0, decision 1, tick 0, who 0, whom 0 is the block with counter (1, 0, 0, 0) and key (0, 0)."""
    first, second, _, _ = philox(*words("1 0 0 0"), *words("0 0"))
    assert draw(0, Decision.GROUP, 0, 0, 0) == ((int(first) >> 5) * 2**26 + (int(second) >> 6)) / 2**53


@compiled
def fill(drawn, decision, seeds, ticks, whos, whoms):
    """Draw once for each row of keys; called from Python one by one this would take minutes."""
    for i in range(drawn.size):
        drawn[i] = draw(seeds[i], decision, ticks[i], whos[i], whoms[i])


I = np.arange(N)
STEADY = {"seed": 11 + 0 * I, "tick": 77 + 0 * I, "who": (3 << 28) + 0 * I, "whom": (4 << 28) + 0 * I}
# Each changes one thing that the key is made of, from neighbour to neighbour.
ALONG = {
    "tick": {"tick": I},
    "who": {"who": I << 28},
    "whom": {"whom": I << 28},
    "incumbency": {"who": (3 << 28) | (I << 8)},
    "part": {"who": (3 << 28) | ((I // 6) << 8) | (I % 6 + 1)},
    "seed": {"seed": I},
}  # fmt: skip


def draws(decision=Decision.HEAR, **keys):
    drawn = np.empty(N)
    keys = STEADY | keys
    fill(drawn, decision, keys["seed"], keys["tick"], keys["who"], keys["whom"])
    return drawn


@pytest.fixture(scope="module", params=[*ALONG, "decision"])
def drawn(request):
    if request.param == "decision":  # for each tick all decisions one after the other
        return np.stack([draws(decision, tick=I) for decision in Decision], axis=1).ravel()[:N]
    return draws(**ALONG[request.param])


def test_keys_in_rows_are_the_keys_that_rules_make():
    assert draws(**ALONG["who"])[5] == draw(11, Decision.HEAR, 77, identity(5, 0), identity(4, 0))
    assert draws(**ALONG["incumbency"])[5] == draw(11, Decision.HEAR, 77, identity(3, 5), identity(4, 0))
    assert draws(**ALONG["part"])[8] == draw(11, Decision.HEAR, 77, part_identity(3, 1, 2), identity(4, 0))


def test_uniform(drawn):
    assert drawn.min() >= 0.0 and drawn.max() < 1.0
    assert stats.kstest(drawn, "uniform").pvalue > ERROR_RATE
    counts, _ = np.histogram(drawn, 256, (0.0, 1.0))
    assert stats.chisquare(counts).pvalue > ERROR_RATE


def test_low_bits_are_even_too(drawn):
    counts = np.bincount((drawn * 2**53).astype(np.int64) & 255, minlength=256)
    assert stats.chisquare(counts).pvalue > ERROR_RATE


def test_neighbours_are_independent(drawn):
    """Of each with the next and the one after: joint counts, and the signs of rises and falls."""
    for lag in (1, 2):
        joint, _, _ = np.histogram2d(drawn[:-lag:3], drawn[lag::3], 12, [[0, 1], [0, 1]])
        assert stats.chisquare(joint.ravel()).pvalue > ERROR_RATE, lag
    rises = int((drawn[1:] > drawn[:-1]).sum())
    # The number of rises in a random order of n has mean (n − 1)/2 and variance (n + 1)/12.
    assert abs(rises - (N - 1) / 2) < stats.norm.isf(ERROR_RATE / 2) * ((N + 1) / 12) ** 0.5


@pytest.mark.parametrize("one, other", [(Decision.HEAR, Decision.WILLING), (Decision.NOISE, Decision.NOISE_BACK)])
def test_decisions_are_independent(one, other):
    keys = {"tick": I // 50, "who": (I % 50) << 28}
    joint, _, _ = np.histogram2d(draws(one, **keys), draws(other, **keys), 16, [[0, 1], [0, 1]])
    assert stats.chisquare(joint.ravel()).pvalue > ERROR_RATE


def test_the_same_question_has_the_same_answer_and_another_has_another():
    asked = [(seed, decision, tick, who, whom)
             for seed in (0, 1, 2**40) for decision in (Decision.HEAR, Decision.ORDER) for tick in (0, 1, 2**20)
             for who in (0, identity(1, 0), identity(0, 1), part_identity(0, 0, 0), part_identity(1, 0, 5)) for whom in (0, 1, identity(1, 0))]  # fmt: skip
    first, again = [draw(*question) for question in asked], [draw(*question) for question in asked]
    assert first == again
    assert len(set(first)) == len(asked)


def test_even_numbers_would_be_noticed():
    """The tests above are able to fail: a counter in place of a draw, and draws that lean to one side."""
    counter = np.arange(N) / N
    joint, _, _ = np.histogram2d(counter[:-1], counter[1:], 12, [[0, 1], [0, 1]])
    assert stats.chisquare(joint.ravel()).pvalue < ERROR_RATE
    skewed = draws(tick=I) ** 1.1
    assert stats.kstest(skewed, "uniform").pvalue < ERROR_RATE


def test_identities_are_distinct():
    """Incumbents and parts of neighbouring slots, incumbencies, ordinals and positions never share a name."""
    people = [identity(slot, incumbency) for slot in range(60) for incumbency in range(60)]
    parts = [part_identity(slot, ordinal, position) for slot in range(60) for ordinal in range(60) for position in (*range(6), 254)]
    assert len({*people, *parts}) == len(people) + len(parts)
    assert max(identity(2**20 - 1, 2**20 - 1), part_identity(2**20 - 1, 2**20 - 1, 254)) < 2**48


def test_value_among_by_hand():
    """Of four values: [0, ¼) is 0, [¼, ½) is 1, and nothing is ever a fifth."""
    assert [value_among(number, 4) for number in (0.0, 0.2499, 0.25, 0.5, 0.75, 1.0 - 2**-53, 1.0)] == [0, 0, 1, 2, 3, 3, 3]


def decisions_in_rules() -> Counter:
    """Count where each decision is named, in all rules but the list itself."""
    named = Counter()
    for file in SIM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Decision":
                named[node.attr] += 1
    return named


def test_every_decision_is_asked_and_fits_its_byte():
    named = decisions_in_rules()
    assert set(named) == {decision.name for decision in Decision}
    assert all(0 < decision < 256 for decision in Decision)
    assert len({int(decision) for decision in Decision}) == len(Decision)
