"""Every rule can come out every way: supported, contradicted, negligible, undetermined, in part, not testable."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from experiments.command_line.loading import load_request
from experiments.engine.precision import Interval
from experiments.engine.verdict import Judgement, Verdict, judge
from experiments.propositions import attentiveness, endurance, premises, responses, role_memory, stress_design, structure_details, structures, table
from experiments.propositions.finding import NOT_RUN, PRIMARY, SECONDARY, Finding, not_run, refused
from experiments.propositions.headline import headline_of, holm, multiplicity
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.months import MONTHS
from experiments.propositions.stress_design import CALM, CUT, ON, STRESSED, Cell
from experiments.propositions.setting import Setting
from tests.experiments.propositions.synthetic import runs

HYPOTHESES = read_hypotheses()
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    return Setting(load_request(["experiment=propositions", f"output={tmp_path_factory.mktemp('x') / 'none'}"]), HYPOTHESES)


# 1a–1c -----------------------------------------------------------------------------------------------------------------


def doses(understood, own=(0.3,) * 5, others=(0.3,) * 5):
    """Arms of 1a at all loads: attentiveness to the situation, of own pairs, of other pairs."""
    return runs({
        attentiveness.arm_name("coproduction", level, load): {
            "understood_unscripted": understood[i], "coproduction_pairs_attended": own[i],
            "coordination_pairs_attended": others[i], "leadership_pairs_attended": 0.3,
            "n_coproduction_pairs": 1000, "n_coordination_pairs": 500, "n_leadership_pairs": 100,
        }
        for load in (0.6, 0.8, 0.95) for i, level in enumerate(LEVELS)
    })  # fmt: skip


@pytest.mark.parametrize(
    "understood, verdict",
    [
        ((0.3, 0.35, 0.4, 0.45, 0.5), Verdict.SUPPORTED),
        ((0.5, 0.45, 0.4, 0.35, 0.3), Verdict.CONTRADICTED),
        ((0.4, 0.4, 0.4, 0.4, 0.41), Verdict.NEGLIGIBLE),
        ((0.3, 0.3, 0.3, 0.3, 0.35), Verdict.UNDETERMINED),
        ((0.3, 0.45, 0.4, 0.45, 0.5), Verdict.UNDETERMINED),  # rises, but not all the way
        ((0.02, 0.02, 0.02, 0.02, 0.1), Verdict.UNDETERMINED),  # no room
    ],
)
def test_a_dose_response(understood, verdict, setting):
    found = attentiveness.findings(setting, HYPOTHESES.each["1a"], doses(understood))
    mine = [each for each in found if each.outcome == "understood_unscripted"]
    assert [each.verdict for each in mine] == [verdict] * 3 and all(each.plain for each in mine)


def test_a_decline_is_reported_at_its_load_and_step(setting):
    found = attentiveness.findings(setting, HYPOTHESES.each["1a"], doses((0.3, 0.45, 0.4, 0.45, 0.5)))
    assert "declines from 0.3 to 0.5" in found[0].notes[0] and not found[1].notes


def test_what_other_pairs_lose_is_taken_off_and_what_they_gain_is_not_added(setting):
    """Own pairs gain 0.2; others lose 0.2 in half as many pairs, so 0.1 is left; others' gains change nothing."""
    rising = (0.3, 0.35, 0.4, 0.45, 0.5)
    for others, left in (((0.5, 0.45, 0.4, 0.35, 0.3), 0.1), (rising, 0.2)):
        found = attentiveness.findings(setting, HYPOTHESES.each["1a"], doses(LEVELS, rising, others))
        net = next(each for each in found if each.outcome == "pairs_attended_net")
        assert net.mean == pytest.approx(left, abs=0.01)


def test_the_load_is_what_routine_and_situations_take(setting):
    """Sixty heads, five managers and one above them, each with 30 minutes: at 6 %, 0.8 leaves 0.74·60 − 30·6/60 = 41.4."""
    recorded = dict.fromkeys((f"minutes.{name}" for name in attentiveness.SITUATIONAL), 0.0) | {"minutes.act": 0.06}
    assert attentiveness.routine_minutes(0.8, recorded, setting.base) == 41
    assert attentiveness.routine_minutes(2.0, recorded, setting.base) == 60


def test_the_other_processes_are_held_where_the_baseline_was():
    recorded = {"coproduction_footing": 0.41, "coordination_footing": 0.52, "leadership_footing": math.nan}
    assert attentiveness.others_held("coproduction", recorded) == {"held.coordination": 0.52}


# 2a–2c -----------------------------------------------------------------------------------------------------------------


def worlds(hh, hl, lh, ll, cells=0.2, known=(0.5, 0.5), fit=(0.8, 0.8)):
    """Arms of 2a: own footing × the footing that awareness reads; what is known and fit at high and at low footing."""
    values = {("high", "high"): hh, ("high", "low"): hl, ("low", "high"): lh, ("low", "low"): ll}
    return runs({
        responses.arm_name(context, own, aware): {
            "caring": value, "timely": value, "aware_wrong": cells, "unaware_right": cells,
            "known": known[own == "low"], "fit_given_known": fit[own == "low"],
        }
        for context in ("relational_bureaucracy", "baseline") for (own, aware), value in values.items()
    })  # fmt: skip


@pytest.mark.parametrize(
    "values, verdict",
    [
        ((0.6, 0.4, 0.5, 0.3), Verdict.SUPPORTED),  # 0.2 of 0.3 in either order
        ((0.6, 0.55, 0.35, 0.3), Verdict.CONTRADICTED),  # an effect, but 0.05 of 0.3 through awareness
        ((0.3, 0.4, 0.5, 0.6), Verdict.CONTRADICTED),
        ((0.4, 0.4, 0.4, 0.4), Verdict.NEGLIGIBLE),
        ((0.45, 0.4, 0.4, 0.4), Verdict.UNDETERMINED),
        ((0.6, 0.45, 0.45, 0.3), Verdict.UNDETERMINED),  # just half of it
    ],
)
def test_mediation(values, verdict, setting):
    found = responses.findings(setting, HYPOTHESES.each["2b"], worlds(*values))
    total = [each for each in found if each.part == "total"]
    assert [each.verdict for each in total] == [verdict] * 2
    if values == (0.6, 0.55, 0.35, 0.3):  # an effect that bypasses awareness is not told as a fall
        assert "raises timely responses" in total[0].plain and "bypasses awareness" in total[0].plain
    if values == (0.3, 0.4, 0.5, 0.6):
        assert "lowers" in total[0].plain


def test_both_orders_and_their_mean_are_told(setting):
    found = responses.findings(setting, HYPOTHESES.each["2b"], worlds(0.6, 0.4, 0.35, 0.3))
    parts = {each.part: each.mean for each in found if each.context == "baseline"}
    assert parts["indirect, at high footing"] == pytest.approx(0.2, abs=0.01)
    assert parts["indirect, at low footing"] == pytest.approx(0.05, abs=0.01)
    assert parts["indirect, mean of both orders"] == pytest.approx(0.125, abs=0.01)


@pytest.mark.parametrize(
    "changes, by_definition",
    [
        ({"known": (0.6, 0.3), "fit": (0.8, 0.8)}, True),
        ({"known": (0.5, 0.5), "fit": (0.9, 0.5)}, False),
        ({"known": (0.5, 0.5), "fit": (0.9, 0.5), "cells": 0.03}, True),
    ],
)
def test_supported_mostly_by_definition(changes, by_definition, setting):
    found = responses.findings(setting, HYPOTHESES.each["2a"], worlds(0.6, 0.4, 0.5, 0.3, **changes))
    total = [each for each in found if each.part == "total"]
    assert all(each.verdict == Verdict.SUPPORTED and each.by_definition == by_definition for each in total)
    assert ("mostly by definition" in headline_of("2a", "", found).verdict) == by_definition
    assert ("mostly by definition" in total[0].label) == by_definition


# 3a–3f -----------------------------------------------------------------------------------------------------------------


def poles(effect, contexts=("bureaucratic", "relational_bureaucracy")):
    """Arms of 3f; the relational pole adds its effect to the probe in each relationship, in these contexts."""
    hypothesis, levels = HYPOTHESES.each["3f"], {}
    for context in hypothesis.contexts:
        for norms in ("own", "common"):
            for level in ("relational", "impersonal", "time_only"):
                here = effect if level == "relational" and context in contexts else dict.fromkeys(effect, 0.0)
                columns = {f"probe.{r}.{word}": 0.4 + more for r, more in here.items() for word in ("heard", "told", "right")}
                columns |= {f"probe.{r}.{way}.heard": 0.4 + here[r] for r in here for way in structure_details.WAYS[r]}
                columns |= {f"role_tie.{r}.all": 0.4 for r in here}
                levels[structures.arm_name(hypothesis, context, norms, level)] = {**columns, "joint": 0.3}
    return runs(levels)


@pytest.mark.parametrize(
    "effect, headline",
    [
        ((0.1, 0.1, 0.1), "supported"),
        ((-0.1, -0.1, -0.1), "contradicted"),
        ((0.0, 0.0, 0.0), "negligible"),
        ((0.05, 0.05, 0.05), "undetermined"),
        ((0.1, 0.1, 0.0), "supported in part (4 of 6)"),
        ((-0.1, 0.0, 0.0), "contradicted in part (2 of 6)"),
    ],
)
def test_a_structure(effect, headline, setting):
    effect = dict(zip(structures.WORDS, effect))
    found = structures.findings(setting, HYPOTHESES.each["3f"], poles(effect))
    assert headline_of("3f", "", found).verdict == headline
    assert {each.role for each in found if each.norms == "common" and each.verdict not in ("", NOT_RUN)} == {SECONDARY}


def test_a_headline_needs_every_context(setting):
    effect = dict.fromkeys(structures.WORDS, 0.1)
    found = structures.findings(setting, HYPOTHESES.each["3f"], poles(effect, ("bureaucratic",)))
    assert headline_of("3f", "", found).verdict == "supported in part (3 of 6)"


def test_an_outcome_that_the_model_does_not_return_is_said_so(setting):
    found = structures.findings(setting, HYPOTHESES.each["3f"], poles(dict.fromkeys(structures.WORDS, 0.1)))
    survey = [each for each in found if each.outcome.startswith("survey")]
    assert survey and all(each.verdict == NOT_RUN and "survey" in each.reason for each in survey)


def test_a_customers_stay_is_told_from_a_structures_failing():
    wide, narrow = Interval(0.2, 0.01, 12), Interval(0.0, 0.01, 12)
    assert structure_details.limits({"worker_to_customer": wide, "customer_to_worker": narrow}, 0.05)
    assert not structure_details.limits({"worker_to_customer": narrow, "customer_to_worker": narrow}, 0.05)


# 4a–4c and their premises ----------------------------------------------------------------------------------------------


def corners(saved, memory=0.2, noise=0.004):
    """Arms of one stress: role memory is worth `memory` when calm; under stress it saves `saved` more."""
    levels = {}
    for cell in stress_design.cells("size"):
        value = 0.4 + (memory if cell.roles == ON else 0.0)
        if cell.state == STRESSED:
            value += -0.1 + (saved if cell.roles == ON else 0.0)
        levels[cell.name] = {"joint": value}
    return runs(levels, noise)


@pytest.mark.parametrize(
    "saved, memory, verdict",
    [
        (0.15, 0.2, Verdict.SUPPORTED),
        (-0.15, 0.2, Verdict.CONTRADICTED),
        (0.0, 0.2, Verdict.NEGLIGIBLE),
        (0.04, 0.2, Verdict.UNDETERMINED),
        (0.0, 0.0, Verdict.NOT_TESTABLE),  # role memory is worth nothing even without a rival
        (0.15, 0.0, Verdict.SUPPORTED),  # and yet saves something: then the arithmetic is wrong
        (-0.15, 0.0, Verdict.CONTRADICTED),  # harm has no such bound
    ],
)
def test_role_memory_under_stress(saved, memory, verdict, setting):
    found = role_memory.findings(setting, HYPOTHESES.each["4a"], corners(saved, memory))
    primary = [each for each in found if each.role == PRIMARY and each.verdict != NOT_RUN]
    assert [each.verdict for each in primary] == [verdict]
    assert any("arithmetic allows" in note for note in primary[0].notes) == ((saved, memory) == (0.15, 0.0))


def test_a_bound_measured_at_own_norms_is_no_bound_elsewhere(setting):
    """Role memory is worth nothing when calm; what it then saves under stress is nowhere more than nothing."""
    found = role_memory.findings(setting, HYPOTHESES.each["4a"], corners(0.0, 0.0))
    beside = [each.verdict for each in found if each.role == SECONDARY and each.verdict != NOT_RUN]
    assert beside == [Verdict.NEGLIGIBLE] * 2


def test_arithmetic_bounds_what_turnover_can_show(setting):
    """33 hours of relearning against 2 exits a year: 2·2·33/2000 = 6.6 % of the time without a personal tie."""
    bound = role_memory.largest_possible(setting, HYPOTHESES.each["4b"], "turnover", 1.0, 33.0)
    assert bound == pytest.approx(0.066)
    assert role_memory.largest_possible(setting, HYPOTHESES.each["4b"], "turnover", 1.0, 900.0) == 1.0
    assert role_memory.largest_possible(setting, HYPOTHESES.each["4a"], "size", 0.7, 33.0) == 0.7
    assert role_memory.largest_possible(setting, HYPOTHESES.each["4a"], "size", math.nan, 33.0) is None


def test_corners_cut_what_their_names_say(setting):
    cell = Cell("size", CALM, roles=CUT, direct=CUT)
    changes = stress_design.changes_of(setting, HYPOTHESES.each["4a"], cell)
    cut = {key for key, value in changes.items() if key.startswith("held.") and value == 0.0}
    assert {"held.coproduction_role", "held.coordination_role", "held.leadership_role", "held.map_address", "held.meeting_conduit"} <= cut
    assert not any("personal" in key for key in cut)
    free = stress_design.changes_of(setting, HYPOTHESES.each["4a"], replace(cell, roles=ON, direct=ON))
    assert not any(key.startswith("held.") for key in free)


@pytest.mark.parametrize("gap, verdict", [(0.0, premises.HOLDS), (0.2, premises.HOLDS), (-0.2, premises.FAILS), (-0.05, premises.OPEN)])
def test_premises(gap, verdict, setting):
    """Half a log-odd is about 0.12 at a rate of one half; the bound is 0.2."""
    arms = {name: {"joint": 0.5 + (gap if "relational," in name else 0.0), "timely": 0.5, "knowledgeable": 0.5, "fit": 0.5}
            for name in premises.arms(setting)}  # fmt: skip
    found = premises.findings(setting, runs(arms))
    assert {each.verdict for each in found if each.context == "small and uncertain"} == {verdict}
    assert {each.verdict for each in found if each.context == "predictable"} == {premises.HOLDS}
    said = [] if verdict == premises.HOLDS else [f"small and uncertain ({verdict})"]
    assert premises.failing(found) == said


def test_a_premise_that_fails_at_common_norms_alone_is_named(setting):
    arms = {name: dict.fromkeys(("joint", "timely", "knowledgeable", "fit"), 0.5) for name in premises.arms(setting)}
    arms["premise small and uncertain: relational, common norms"]["joint"] = 0.3
    arms["premise predictable: bureaucratic, own norms"]["fit"] = 0.3  # timely and knowledgeable hold
    found = premises.failing(premises.findings(setting, runs(arms)))
    assert found == ["small and uncertain (fails at common norms)", "predictable (fails at own norms)"]
    assert premises.failing([refused(premises.NAME, "the hypothesis is not the one recorded")]) == ["premises (refused)"]


def test_verdicts_that_rest_on_a_premise_are_marked():
    judged = [Finding("4a", "joint", "x", verdict=str(Verdict.SUPPORTED), n=8, premise_fails=True)]
    assert judged[0].label == "supported, on a premise not surely held"
    found = headline_of("4a", "", judged, ["small and uncertain (fails at common norms)"])
    assert found.verdict == "supported (premise not surely held: small and uncertain (fails at common norms))"


# All together ----------------------------------------------------------------------------------------------------------


def test_a_proposition_without_its_mechanism_is_not_run_and_not_dropped():
    found = headline_of("3d", "A sentence.", [not_run("3d", "the model has no job_design.level yet")])
    assert found.verdict == "not run: the model has no job_design.level yet"
    half = [not_run("4b", "no sites"), Finding("4b", "joint", "x", verdict=str(Verdict.SUPPORTED), n=8)]
    found = headline_of("4b", "", half)
    assert found.verdict == "supported in part (1 of 2; 1 not run)" and "1 of 2 parts were not run" in found.plain


def test_a_headline_says_where_there_was_no_room():
    interval = Interval(0.01, 0.005, 9)
    found = [Finding("3f", "x", str(level), sesoi=0.05).judged(judge(interval, 0.05, [level, level]), interval, "It", "x") for level in (0.05, 0.97, 0.5)]
    headline = headline_of("3f", "", found)
    assert headline.verdict == "undetermined; 2 of 3 parts had no room"
    assert "1 negligible, 2 undetermined. 2 of 3 parts had no room" in headline.plain


@pytest.mark.parametrize(
    "outcome, phrase",
    [
        ("role_tie.leadership.all", "is the tie itself"), ("survey.leadership.relating", "is the footing itself"),
        ("site_spread.joint", "no curve: one site in 1a–1c"), ("joint", "no curve or footing measured"),
    ],
)  # fmt: skip
def test_where_nothing_is_mechanical_the_table_says_why(outcome, phrase):
    finding = Finding("4b", outcome, "x", verdict=str(Verdict.SUPPORTED), n=8)
    assert table.mechanical(finding) == phrase and table.emergent(finding) == ""
    told = replace(finding, predicted=0.1)
    assert table.emergent(told) == "no sure effect" and table.emergent(replace(told, mechanical=0.4)) == "60%"


def test_many_verdicts_are_weighed_together():
    judgement, interval = Judgement(Verdict.SUPPORTED, ""), Interval(0.2, 0.05, 9)
    found = [Finding("3f", "x", "y", sesoi=0.05, p=p).judged(judgement, interval, "It", "x") for p in (0.001, 0.012, 0.02, 0.9)]
    assert holm(found) == 3  # 0.001 < 0.05/4, 0.012 < 0.05/3, 0.02 < 0.05/2, but 0.9
    assert "4 verdicts" in multiplicity(found) and "ordinary one-sided t tests" in multiplicity(found)


def test_months_to_recover(setting):
    """With role memory the stressed joint rate is back in the second month; without it in the fifth: three months sooner."""
    levels = {}
    for roles, back in ((ON, 1), (CUT, 4)):
        for state in (CALM, STRESSED):
            rates = [0.5 if state == CALM or month >= back else 0.2 for month in range(8)]
            levels[Cell("wave", state, roles).name] = dict(zip(MONTHS, rates))
    found = runs(levels, noise=0.001)
    assert endurance.recovery_months(found, "wave", CUT, 0.05).tolist() == [4.0] * 12
    finding = endurance.recovery(HYPOTHESES.each["4c"], found, "wave", {"outcome": "months_to_recover"})
    assert finding.mean == pytest.approx(3.0) and finding.verdict == Verdict.SUPPORTED
    none = endurance.recovery(HYPOTHESES.each["4c"], runs({"x": {"joint": 0.4}}), "wave", {"outcome": "x", "part": ""})
    assert none.verdict == NOT_RUN


@pytest.mark.parametrize("calm", [0.0, 0.2])
@pytest.mark.parametrize("worse, verdict", [(CUT, Verdict.SUPPORTED), (ON, Verdict.CONTRADICTED), (None, Verdict.NEGLIGIBLE)])
def test_where_less_is_better_a_fall_supports(worse, verdict, calm, setting):
    """The spread between sites grows by 0.2 under turnover on one side of role memory alone, whatever it is worth when calm."""
    levels = {}
    for cell in stress_design.cells("turnover over sites"):
        grown = 0.2 if cell.state == STRESSED and cell.roles == worse else 0.0
        levels[cell.name] = {"site_spread.joint": 0.1 + grown + (calm if cell.roles == CUT else 0.0)}
    found = role_memory._stress(setting, HYPOTHESES.each["4b"], runs(levels), "turnover over sites", "site_spread.joint", PRIMARY, 33.0, None)
    assert found[0].verdict == verdict and found[0].mean == pytest.approx({CUT: 0.2, ON: -0.2, None: 0.0}[worse], abs=0.01)


@pytest.mark.parametrize("level, harm, verdict", [(0.01, 0.0, Verdict.NOT_TESTABLE), (0.01, 0.2, Verdict.CONTRADICTED), (0.03, 0.0, Verdict.NEGLIGIBLE)])
def test_a_spread_cannot_fall_below_none(level, harm, verdict, setting):
    """Sites that differ by 0.01 in every arm can gain at most 0.01 twice, below 0.05; at 0.03 there is room; harm is said in any case."""
    levels = {}
    for cell in stress_design.cells("turnover over sites"):
        levels[cell.name] = {"site_spread.joint": level + (harm if cell.state == STRESSED and cell.roles == ON else 0.0)}
    found = role_memory._stress(setting, HYPOTHESES.each["4b"], runs(levels, noise=0.0001), "turnover over sites", "site_spread.joint", PRIMARY, 33.0, None)
    assert found[0].verdict == verdict


def test_substitutes_come_nearer_to_regulars(setting):
    levels = {}
    for roles, substituted in ((ON, 0.35), (CUT, 0.2)):
        levels[Cell("turnover", STRESSED, roles).name] = {"substituted.joint": substituted, "regular.joint": 0.4}
    where = {"outcome": "substitute_gap", "role": SECONDARY, "context": "turnover", "part": ""}
    finding = endurance.substitutes(HYPOTHESES.each["4b"], runs(levels), "turnover", where)
    assert finding.mean == pytest.approx(0.15, abs=0.01) and finding.verdict == Verdict.SUPPORTED
    nobody = {name: {"regular.joint": 0.4} for name in levels}
    assert endurance.substitutes(HYPOTHESES.each["4b"], runs(nobody), "turnover", where).verdict == NOT_RUN
