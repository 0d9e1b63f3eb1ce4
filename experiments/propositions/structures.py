"""3a–3f: each structure at its relational against its impersonal pole, at equal hours, in two contexts."""

from __future__ import annotations

import pandas as pd

from experiments.engine.verdict import judge
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs, p_above
from experiments.propositions.dose_response import DoseResponse, with_prediction
from experiments.propositions.finding import DESCRIPTION, PRIMARY, SECONDARY, Finding, not_run
from experiments.propositions.hypotheses import LEVEL, Hypothesis
from experiments.propositions.setting import COMMON, OWN, Setting
from experiments.propositions.structure_details import DOSED, arm_name, costs, directions, dose_name, doses_of

WORDS = {
    "coproduction": "customers and workers", "coordination": "workers of different functions", "leadership": "workers and managers",
}  # fmt: skip
MEASURES = {
    "heard": "being asked and heard in both directions, between strangers: {who}",
    "all": "role ties in both directions: {who}",
    "survey": "the survey's items on relationships: {who}",
}


def key_of(hypothesis: Hypothesis) -> str:
    """The parameter that says at which pole the structure is."""
    return f"{hypothesis.manipulation['structure']}.{LEVEL}"


def lacking(setting: Setting, hypothesis: Hypothesis) -> list[str]:
    """What the model would need to have."""
    return setting.lacking([key_of(hypothesis)])


def arms(setting: Setting, hypothesis: Hypothesis) -> dict[str, Arm]:
    """Both poles in each context at its own norms, judged first, and at common norms; the time-only twin at own norms, described."""
    poles, twin = hypothesis.manipulation["poles"], hypothesis.manipulation["twin"]
    found = {}
    for context in hypothesis.contexts:
        for norms in (OWN, COMMON):
            for level in [*poles, twin] if norms == OWN else poles:
                name = arm_name(hypothesis, context, norms, level)
                role = DESCRIPTION if level == twin else PRIMARY if norms == OWN else SECONDARY
                found[name] = Arm(setting.form(context, norms) | {key_of(hypothesis): level}, role=role)
    if setting.is_full:
        for key, values in hypothesis.manipulation.get("dose", {}).items():
            for value in values:
                for pole in poles:
                    changes = setting.form(DOSED, OWN) | {key_of(hypothesis): pole, key: value}
                    found[dose_name(hypothesis, key, value, pole)] = Arm(changes, role=DESCRIPTION)
    return found


def findings(setting: Setting, hypothesis: Hypothesis, runs: Runs, doses: DoseResponse | None = None) -> list[Finding]:
    """One verdict for each relationship, context, norms and outcome; directions and the twin's cost beside it."""
    found: list[Finding] = []
    for relationship in hypothesis.decisions["relationships"]:
        for pattern, role in hypothesis.outcomes.items():
            outcome = pattern.format(relationship=relationship)
            for context in hypothesis.contexts:
                for norms in (OWN, COMMON):
                    found.append(_poles(hypothesis, runs, outcome, role, relationship, context, norms, doses))
        found += directions(hypothesis, runs, relationship)
    return [*found, *costs(hypothesis, runs), *doses_of(setting, hypothesis, runs)]


def _poles(hypothesis, runs: Runs, outcome: str, role: str, relationship: str, context: str, norms: str, doses=None) -> Finding:
    relational, impersonal = (arm_name(hypothesis, context, norms, pole) for pole in hypothesis.manipulation["poles"])
    sesoi = hypothesis.decisions["sesoi_survey"] if outcome.startswith("survey") else hypothesis.sesoi
    role = SECONDARY if role != DESCRIPTION and norms == COMMON else role
    where = {"outcome": outcome, "role": role, "relationship": relationship, "context": context, "norms": norms,
             "draws": runs.kind, "part": "relational minus impersonal"}  # fmt: skip
    if not runs.has(outcome):
        return not_run(hypothesis.name, f"the model returns no {outcome} yet", **where)
    ends = {relational: 1.0, impersonal: -1.0}
    values = runs.combined(ends, outcome)
    interval = runs.interval(values)
    finding = Finding(
        hypothesis.name, sesoi=sesoi, scale="survey points" if outcome.startswith("survey") else "rate", **where,
        pairing_gain=runs.gain(relational, impersonal, outcome), p=p_above(values, sesoi),
    )  # fmt: skip
    if role == DESCRIPTION:
        return finding.measured(interval)
    # Role ties and survey items are no rates: the bounds of room are not theirs.
    levels = runs.means([relational, impersonal], outcome) if outcome.startswith("probe") else []
    kind = "survey" if outcome.startswith("survey") else outcome.rpartition(".")[2]
    words = MEASURES[kind].format(who=WORDS[relationship])
    at = "" if norms == OWN else ", at common norms"
    words = f"{words}, in a {context.replace('_', ' ')} setting{at}"
    judged = finding.judged(judge(interval, sesoi, levels), interval, hypothesis.subject, words)
    if doses is None or not outcome.startswith("probe"):
        return judged
    return with_prediction(judged, doses.predicted_between_strangers(runs, ends, relationship, outcome))


def levels_table(hypotheses, runs: Runs) -> pd.DataFrame:
    """Effects on the primary outcome for the figure: structure, relationship, context, mean, half-width."""
    rows = []
    for hypothesis in hypotheses:
        for relationship in hypothesis.decisions["relationships"]:
            for context in hypothesis.contexts:
                names = [arm_name(hypothesis, context, OWN, pole) for pole in hypothesis.manipulation["poles"]]
                found = runs.interval(runs.combined({names[0]: 1.0, names[1]: -1.0}, f"probe.{relationship}.heard"))
                rows.append({"proposition": hypothesis.name, "structure": hypothesis.manipulation["structure"],
                             "relationship": relationship, "context": context, "mean": found.mean,
                             "half_width": found.half_width, "n": found.n})  # fmt: skip
    return pd.DataFrame(rows)
