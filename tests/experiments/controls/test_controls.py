"""Each control can pass, fail and be unable to tell; what is unknown is never a pass."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from experiments.command_line.loading import load_request
from experiments.controls import calibration, twins
from experiments.controls.arrows import AWARENESS, CONTROLS, QUALITIES
from experiments.controls.controlling import arms_with_controls, outcomes_of
from experiments.controls.inert import Moved, read_by, with_what_moved
from experiments.controls.outcome import CANNOT_TELL, DESCRIBED, FAILS, INERT, PASSES, of_a_cut, of_a_sham, overall
from experiments.controls.trimmed import trimmed
from experiments.controls.variants import CUT, REVERSED, SHAM, STANDS, arms, primary_findings, variants_of
from experiments.engine.configuration import changed
from experiments.engine.verdict import Verdict
from experiments.problems import BadRequest
from experiments.propositions import NAMES, attentiveness
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import NOT_RUN, Finding
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.setting import Setting
from sim.arrow import Arrow
from sim.parameters import Parameters
from tests.experiments.propositions.synthetic import runs

HYPOTHESES = read_hypotheses()
RISING, FLAT, FALLING, BETWEEN = (0.3, 0.5), (0.4, 0.4), (0.5, 0.3), (0.4, 0.45)


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    return Setting(load_request(["experiment=controls", f"output={tmp_path_factory.mktemp('x') / 'none'}"]), HYPOTHESES)


@pytest.fixture(scope="module")
def as_run(setting):
    """On that part of each hypothesis on which controls are run: 1a at one load."""
    return Setting(setting.request, trimmed(HYPOTHESES))


def test_every_proposition_has_cuts_a_sham_and_a_reversal(setting):
    """Arrows exist, a sham is none of the cuts, and the model takes every change."""
    assert list(CONTROLS) == NAMES
    for name, controls in CONTROLS.items():
        cut = {arrow for each in controls.cuts for arrow in each.arrows}
        assert cut and not cut & set(controls.sham.arrows) and {*cut, *controls.sham.arrows} <= {each.name.lower() for each in Arrow}
        for variant in variants_of(setting, name):
            Parameters.model_validate(changed(setting.base, variant.changes))
            assert bool(variant.changes) == (variant.kind != STANDS)


def test_no_cut_or_sham_overwrites_what_an_arm_sets(setting):
    """A control that undid the intervention itself would pass by definition."""
    for name in NAMES:
        plain = arms(setting, variants_of(setting, name)[0])
        for variant in variants_of(setting, name):
            if variant.kind != SHAM or name[0] != "4":
                for arm in plain.values():
                    differs = {key for key in variant.changes if key in arm.changes and arm.changes[key] != variant.changes[key]}
                    assert not differs, (name, variant.name, differs)


def test_a_control_outdoes_the_record_and_leaves_the_rest_of_it(setting):
    """The sham of 1a holds another process at a stranger's footing, though the arm would take that from the baseline's run."""
    sham = next(each for each in variants_of(setting, "1a") if each.kind == SHAM)
    name = attentiveness.arm_name("coproduction", 0.9, 0.8)
    recorded = dict.fromkeys((f"minutes.{word}" for word in attentiveness.SITUATIONAL), 0.01) | {"coordination_footing": 0.44, "leadership_footing": 0.41}
    plain, other = (arms(setting, variant)[variant.arm(name)].given(recorded) for variant in (variants_of(setting, "1a")[0], sham))
    prior = setting.request.parameters.ties.prior
    assert plain["held.coordination"] == 0.44 and other["held.coordination"] == prior != 0.44
    assert {**plain, "held.coordination": prior} == other


def test_a_reversal_exchanges_two_ends(setting):
    found = next(each for each in variants_of(setting, "1a") if each.kind == REVERSED)
    process = setting.base["process"]
    assert found.changes == {"process.willing_low": process["willing_high"], "process.willing_high": process["willing_low"]}


def attentive(setting, ends):
    """1a with these levels at lowest and highest footing in each variant, by kind or by the name of a cut."""
    rows, wavering = {}, []
    for variant in variants_of(setting, "1a"):
        low, high = ends.get(variant.name, ends.get(variant.kind))
        for load in (0.6, 0.8, 0.95):
            for i, level in enumerate((0.1, 0.3, 0.5, 0.7, 0.9)):
                value, arm = low + (high - low) * i / 4, variant.arm(attentiveness.arm_name("coproduction", level, load))
                wavering += [arm] if i == 4 and (low, high) == BETWEEN else []
                rows[arm] = {
                    "understood_unscripted": value, "coproduction_pairs_attended": value, "coordination_pairs_attended": 0.3,
                    "leadership_pairs_attended": 0.3, "n_coproduction_pairs": 1000, "n_coordination_pairs": 500, "n_leadership_pairs": 100,
                }  # fmt: skip
    made = runs(rows)
    side = made.table["arm"].isin(wavering) * (0.04 - 0.08 * (made.table["draw"] % 2))
    for column in ("understood_unscripted", "coproduction_pairs_attended"):
        made.table[column] += side
    return made


def test_one_proposition_under_all_its_controls(setting):
    """One cut takes the effect away, the other leaves it; the sham's draws are too unlike; the reversal is told."""
    ends = {STANDS: RISING, QUALITIES.name: FLAT, AWARENESS.name: RISING, SHAM: BETWEEN, REVERSED: FALLING}
    found = outcomes_of(setting, "1a", attentive(setting, ends))
    by_name = {name: [each for each in found if each.name == name] for name in {each.name for each in found}}
    assert {name: len(rows) for name, rows in by_name.items()} == dict.fromkeys(by_name, 6)  # three loads, two outcomes
    controls = CONTROLS["1a"]
    said = {name: overall([each.result for each in rows]) for name, rows in by_name.items()}
    assert said == {QUALITIES.name: PASSES, AWARENESS.name: FAILS, controls.sham.name: CANNOT_TELL, controls.reversal.name: DESCRIBED}
    assert all("undetermined" in each.reason for each in by_name[controls.sham.name])
    assert {each.reason for each in by_name[controls.reversal.name]} == {"supported becomes contradicted"}


def as_it_stands(setting, kind, ends):
    """1a, the arms of one control being its own arms once more, digit for digit."""
    made = attentive(setting, ends)
    for variant in variants_of(setting, "1a"):
        if variant.kind == kind:
            plain = made.table[made.table["arm"].isin(list(arms(setting, variants_of(setting, "1a")[0])))]
            others = made.table[~made.table["arm"].str.startswith(variant.arm(""))]
            made = replace(made, table=pd.concat([others, plain.assign(arm=variant.arm("") + plain["arm"])], ignore_index=True))
    return made


def test_a_sham_that_moves_nothing_is_inert_and_no_pass(as_run):
    """Planted: a sham that leaves every run as it is. Moved by a hair in one draw of one arm, it is a sham again."""
    made = as_it_stands(as_run, SHAM, {STANDS: RISING, CUT: FLAT, SHAM: FLAT, REVERSED: FALLING})
    shams = [each for each in outcomes_of(as_run, "1a", made) if each.control == SHAM]
    assert len(shams) == 2 and {each.result for each in shams} == {INERT} and all("digit for digit" in each.reason for each in shams)
    assert {each.stands for each in shams} == {each.controlled for each in shams} == {"supported"}  # it would have passed
    sham = next(each for each in variants_of(as_run, "1a") if each.kind == SHAM)
    one = made.table.index[made.table["arm"] == sham.arm(attentiveness.arm_name("coproduction", 0.9, 0.8))][3]
    made.table.loc[one, "understood_unscripted"] += 1e-12
    found = {(each.where, each.outcome): each.result for each in outcomes_of(as_run, "1a", made) if each.control == SHAM}
    assert [key for key, result in found.items() if result == PASSES] == [("coproduction, load 0.8", "understood_unscripted")]


def test_cuts_and_reversals_that_move_nothing(as_run):
    """A claim supported although its arrow is cut still fails; what cannot be told, and what is described, says why."""
    made = as_it_stands(as_run, CUT, {STANDS: RISING, CUT: FLAT, SHAM: RISING, REVERSED: FALLING})
    assert {each.result for each in outcomes_of(as_run, "1a", made) if each.control == CUT} == {FAILS}
    still = Moved(0.0, False)
    assert with_what_moved(CANNOT_TELL, "few draws", still)[0] == INERT and with_what_moved(FAILS, "supported", still)[0] == FAILS
    result, reason = with_what_moved(DESCRIBED, "the same verdict", still)
    assert result == DESCRIBED and reason.startswith("inert")
    assert with_what_moved(PASSES, "equal", Moved(0.021, True)) == (PASSES, "equal; it moved an arm by up to 0.021")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_compared_are_the_arms_that_a_verdict_reads(setting, name):
    """Every arm is one of some verdict's, and none of two contexts'."""
    nothing = Runs(pd.DataFrame(columns=["arm", "draw"]), "exploratory")
    for variant in variants_of(setting, name):
        names = arms(setting, variant)
        contexts = {each.context for each in primary_findings(setting, variant, nothing)}
        found = [controlled for context in contexts for _, controlled in read_by(names, variant, context)]
        assert sorted(found) == sorted(names) and len(found) >= 2 * len(contexts)


def judged(verdict):
    mean = -0.2 if verdict == Verdict.CONTRADICTED else 0.2
    return Finding("1a", "understood_unscripted", "", verdict=verdict, mean=mean, reason="as made up")


S, C, N, U = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NEGLIGIBLE, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    "stands, cut, result",
    [
        (S, N, PASSES), (S, C, PASSES),
        (C, N, PASSES),  # the harm rested on that arrow
        (S, S, FAILS), (N, S, FAILS), (U, S, FAILS),
        (S, U, CANNOT_TELL), (S, Verdict.NOT_TESTABLE, CANNOT_TELL), (S, NOT_RUN, CANNOT_TELL),
        (U, N, CANNOT_TELL), (NOT_RUN, N, CANNOT_TELL),
        (N, N, CANNOT_TELL), (N, C, CANNOT_TELL), (C, C, CANNOT_TELL),  # nothing stood that could be taken away
    ],
)  # fmt: skip
def test_a_cut(stands, cut, result):
    said, reason = of_a_cut(judged(stands), judged(cut))
    assert said == result and reason


def test_an_effect_that_bypasses_awareness_is_no_harm_that_a_cut_could_take_away():
    bypasses = replace(judged(Verdict.CONTRADICTED), mean=0.2)
    assert of_a_cut(bypasses, judged(Verdict.NEGLIGIBLE))[0] == CANNOT_TELL


@pytest.mark.parametrize(
    "stands, sham, result",
    [(S, S, PASSES), (N, N, PASSES), (C, C, PASSES), (S, N, FAILS), (S, C, FAILS), (N, S, FAILS),
     (S, U, CANNOT_TELL), (U, S, CANNOT_TELL), (U, U, CANNOT_TELL), (NOT_RUN, NOT_RUN, CANNOT_TELL)],
)  # fmt: skip
def test_a_sham(stands, sham, result):
    said, reason = of_a_sham(judged(stands), judged(sham))
    assert said == result and reason


def test_without_runs_nothing_passes(setting):
    found = outcomes_of(setting, "1a", Runs(pd.DataFrame(columns=["arm", "draw"]), "exploratory"))
    assert found and {each.result for each in found if each.control != REVERSED} == {CANNOT_TELL}


@pytest.mark.parametrize("gain, result", [(0.0, PASSES), (0.2, FAILS), (-0.2, PASSES), (0.05, CANNOT_TELL)])
def test_a_twin(gain, result):
    hypothesis = HYPOTHESES.each["3f"]
    levels = {"none": (0.4, 0.5), "time_only": (0.4 + gain, 0.45), "relational": (0.6, 0.6)}
    rows = {
        f"{context}, own norms, meetings {level}":
            {f"role_tie.{who}.all": role for who in hypothesis.decisions["relationships"]} | {"joint": joint}
        for context in hypothesis.contexts for level, (role, joint) in levels.items()
    }  # fmt: skip
    found = list(twins.outcomes(hypothesis, runs(rows)))
    assert {each.result for each in found if each.outcome != "joint"} == {result}
    means = {each.name: each.mean for each in found if each.outcome == "joint"}
    assert means["cost: twin − off"] == pytest.approx(-0.05, abs=0.01)
    assert means["content: relational − twin"] == pytest.approx(0.15, abs=0.01)


def test_twins_only_where_there_is_a_structure(setting):
    assert any("time_only" in arm for arm in arms_with_controls(setting, "3f"))
    assert not any("time_only" in arm for arm in arms_with_controls(setting, "4a"))


def test_one_failure_fails_and_one_open_part_leaves_open():
    assert overall([PASSES, CANNOT_TELL, FAILS]) == FAILS and overall([PASSES, CANNOT_TELL]) == CANNOT_TELL
    assert overall([PASSES, PASSES]) == PASSES and overall([]) == CANNOT_TELL
    assert overall([PASSES, INERT]) == overall([INERT, INERT]) == INERT and overall([INERT, FAILS]) == FAILS


def test_the_calibration_fails_a_rule_that_is_too_lax_or_too_weak(monkeypatch):
    assert calibration.result_of(0.05, 0.95) == PASSES
    assert calibration.result_of(0.051, 1.0) == FAILS and calibration.result_of(0.0, 0.949) == FAILS
    assert calibration.result_of_capped(0.05, 0.0) == PASSES and calibration.result_of_capped(0.051, 1.0) == FAILS
    planned, *capped, quick = calibration.calibrate(300, 40, seed=1)
    assert planned.result == PASSES and 0 < planned.at_sesoi < 0.05
    assert [each.spread for each in capped] == [0.5, 1.0, 1.5, 3.0] and {each.result for each in capped} == {PASSES}
    assert quick.result == DESCRIBED and {each.plan for each in capped} == {"at most 40 draws"}
    lax = type("Judgement", (), {"verdict": Verdict.SUPPORTED})
    monkeypatch.setattr(calibration, "judge", lambda *interval, **arms: lax)
    planned, *capped, quick = calibration.calibrate(20, 40, seed=1)
    assert {each.result for each in (planned, *capped)} == {FAILS} and quick.result == DESCRIBED


def test_the_capped_plan_is_judged_as_it_is_run_and_its_power_told():
    """With wide differences forty draws often miss what is twice of interest; as many as Stein asks for find it."""
    power = {most: calibration.share_supported(0.1, 100, most, 1, spread=3.0) for most in (40, 400)}
    assert power[40] < 0.7 and power[400] > 0.9
    assert calibration.share_supported(0.1, 100, 40, 1, spread=0.5) == 1.0


@pytest.mark.parametrize(
    "words, key", [(["only=[premises]"], "only"), (["only=[1a,1a]"], "only"), (["draws=1"], "draws"), (["held.meetings=0"], "held.meetings")]
)
def test_what_cannot_be_asked(words, key, tmp_path):
    with pytest.raises(BadRequest) as bad:
        load_request(["experiment=controls", f"output={tmp_path / 'x'}", *words])
    assert key in [each.key for each in bad.value.problems]


def test_doses_that_no_verdict_rests_on_are_not_controlled(tmp_path):
    full = Setting(load_request(["experiment=controls", "profile=full", f"output={tmp_path / 'x'}"]), HYPOTHESES)
    assert len(arms_with_controls(full, "3f")) == len(arms_with_controls(Setting(load_request(["experiment=controls", f"output={tmp_path / 'x'}"]), HYPOTHESES), "3f"))
