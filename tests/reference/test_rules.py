"""The rules that the reference calls give, compiled, bit for bit what they give as plain Python."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.attention import awareness, noticing, routine
from sim.draws import Decision
from sim.draws import draw as compiled_draw
from sim.environment import particulars
from sim.parameters import Parameters
from sim.measures import responses
from sim.people import hiring, next_event
from sim.processes import answers, motive, qualities
from sim.rates import rates_record
from sim.relations import attribution, fading, footing, learning
from sim.relations.learning import Evidence
from sim.state import ROLE_TIE
from tests.reference import rules
from tests.reference.ties import Tie

RECORD = rates_record(Parameters(), 1)
RATES = SimpleNamespace(**dict(zip(RECORD.dtype.names, RECORD[0].item(), strict=True)))
SHARE = st.floats(0, 1)
WHOLE = st.integers(0, 100)

WITH_RATES = {
    rule: (module, arguments)
    for module, table in (
        (qualities, {
            "willingness": [SHARE], "speaking_up": [SHARE, SHARE], "openness": [SHARE, SHARE],
            "hearing": [SHARE, SHARE, SHARE], "accuracy": [SHARE], "reversal": [SHARE, SHARE],
            "knowing_whom": [SHARE, st.integers(0, 1)], "handing_back": [SHARE, SHARE],
        }),
        (footing, {
            "combine": [SHARE, SHARE, SHARE, st.tuples(SHARE, SHARE)], "expected_of_stranger": [SHARE, st.booleans()],
        }),
        (responses, {"is_caring": [WHOLE, WHOLE], "is_knowledgeable": [WHOLE, WHOLE, WHOLE, WHOLE]}),
        (learning, {"personal_share": [st.integers(0, 1), st.integers(0, 1), st.booleans()]}),
        (noticing, {"notice_probability": [SHARE, SHARE], "misread_probability": [SHARE]}),
        (answers, {"slip_probability": [SHARE, st.integers(0, 9)]}),
        (hiring, {"exit_hazard": [st.integers(0, 2)]}),
        (particulars, {"particular_value": [st.floats(0, 1, exclude_max=True)]}),
    )
    for rule, arguments in table.items()
}  # fmt: skip
WITHOUT_RATES = {
    "weight": (footing, [st.floats(0, 1e3), st.floats(0.1, 1e3)]),
    "ticks_until": (next_event, [st.floats(0, 10), st.floats(0, 1, exclude_max=True)]),
    "variety_bonus": (attribution, [WHOLE]),
    "moved": (motive, [SHARE, SHARE, SHARE]),
    "reason_for_own_part": (motive, [SHARE, SHARE, SHARE, st.integers(1, 6)]),
    "trait": (hiring, [SHARE, SHARE, SHARE]),
    "between": (qualities, [SHARE, SHARE, SHARE]),
    "share_of_routine": (routine, [WHOLE, WHOLE, st.integers(0, 9)]),
    "answer_to": (answers, [st.integers(0, 3), st.integers(0, 1), st.integers(0, 3), st.just(4)]),
    "other_answer": (awareness, [st.integers(0, 3), st.floats(0, 1, exclude_max=True), st.just(4)]),
}
few = settings(max_examples=50, derandomize=True, database=None, deadline=None)


@pytest.mark.parametrize("name", [*WITH_RATES, *WITHOUT_RATES])
def test_a_rule_is_the_same_compiled_and_not(name):
    module, strategies = (WITH_RATES | WITHOUT_RATES)[name]
    last = name in WITH_RATES

    @few
    @given(st.tuples(*strategies))
    def same(arguments):
        compiled = getattr(module, name)(*arguments, *([RECORD[0]] if last else []))
        assert compiled == getattr(rules, name)(*arguments, *([RATES] if last else []))

    same()


@few
@given(st.tuples(SHARE, SHARE, SHARE, SHARE), st.tuples(*[st.integers(-1, 1)] * 3), SHARE)
def test_learning_and_fading_are_the_same_compiled_and_not(qualities_and_experience, evidence, share):
    record = np.array([qualities_and_experience], ROLE_TIE).view(np.recarray)
    tie = Tie(*qualities_and_experience)
    learning.learn(record[0], Evidence(*evidence), share, RECORD[0])
    rules.learn(tie, Evidence(*evidence), share, RATES)
    fading.fade(record[0], RECORD[0])
    rules.fade(tie, RATES)
    assert record[0].item() == tuple(getattr(tie, name) for name in ROLE_TIE.names)


def test_a_question_is_asked_as_its_decision_is():
    for decision in Decision:
        assert rules.draw(1, decision, 2, 3, 4) == compiled_draw(1, decision, 2, 3, 4)
