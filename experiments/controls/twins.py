"""Time-only twins of 3a–3f: the relational pole's hours without content must not embed role ties; what they cost is told."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.controls.outcome import DESCRIBED, Outcome, of_a_twin
from experiments.propositions import structures
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.families import why_not
from experiments.propositions.hypotheses import Hypothesis
from experiments.propositions.setting import OWN, Setting

OFF = "none"
TWIN = "time-only twin"


def has_twin(setting: Setting, name: str) -> bool:
    """Whether a proposition is on a structure that the model has."""
    return "twin" in setting.hypotheses.each[name].manipulation and not why_not(setting, name)


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """The twin, and the organisation without the structure, in each context."""
    return {
        structures.arm_name(hypothesis, context, OWN, level): Arm(setting.form(context) | {structures.key_of(hypothesis): level})
        for context in hypothesis.contexts
        for level in (OFF, hypothesis.manipulation["twin"])
    }


def outcomes(hypothesis: Hypothesis, runs: Runs) -> Iterator[Outcome]:
    """Role ties of the twin against none; of responses, what the hours cost and what the content is worth."""
    twin, relational = hypothesis.manipulation["twin"], hypothesis.manipulation["poles"][0]
    for context in hypothesis.contexts:
        for relationship in hypothesis.decisions["relationships"]:
            where = f"{relationship}, {context.replace('_', ' ')}"
            yield _outcome(hypothesis, runs, context, (twin, OFF), f"role_tie.{relationship}.all", where, "twin − off")
        for ends, word in (((twin, OFF), "cost: twin − off"), ((relational, twin), "content: relational − twin")):
            yield _outcome(hypothesis, runs, context, ends, "joint", context.replace("_", " "), word)


def _outcome(hypothesis: Hypothesis, runs: Runs, context: str, ends: tuple[str, str], outcome: str, where: str, word: str) -> Outcome:
    one, other = (structures.arm_name(hypothesis, context, OWN, level) for level in ends)
    found = runs.interval(runs.combined({one: 1.0, other: -1.0}, outcome))
    result, reason = (DESCRIBED, word) if outcome == "joint" else of_a_twin(found, hypothesis.sesoi)
    return Outcome(
        hypothesis.name, TWIN, word, where, outcome, "", float("nan"), 0, "", found.mean, found.lower, found.upper, found.n, result, reason
    )
