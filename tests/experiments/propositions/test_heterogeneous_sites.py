"""Verdicts on sites that differ in their people: at 0 the runs of the record, above 0 two parameters of each draw, said in every report."""

from __future__ import annotations

import hashlib
import json
from types import SimpleNamespace

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.command_line.help_page import show_help
from experiments.command_line.loading import load_request
from experiments.heterogeneity import ADOPTED, OF_A_SITE
from experiments.problems import BadRequest
from experiments.propositions import stages as stages_module
from experiments.propositions.arm import Arm
from experiments.propositions.hash_check import refuse_other_sites
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.setting import Setting
from experiments.propositions.stages import CONFIRMATORY, EXPLORATORY, FIRST_REFERENCE, REFERENCE, Stages
from experiments.verify.confirmatory import read_record
from experiments.verify.verifying import COMMITTED

BASE = {"traits.competence": 0.5, "ties.prior": 0.3}
HYPOTHESES = read_hypotheses()


def setting_of(tmp_path, *words, experiment="propositions"):
    return Setting(load_request([f"experiment={experiment}", f"output={tmp_path / 'x'}", *words]), HYPOTHESES)


def environments(tmp_path, *words, numbers=range(40), kind=EXPLORATORY):
    setting = setting_of(tmp_path, *words)
    return Stages(setting, {}, tmp_path / "x").environments(list(numbers), kind)


@pytest.fixture
def studies(monkeypatch):
    """Every study that stages ask for; none is run."""
    asked = []

    def run(request, study, folder, task):
        asked.append(study)
        return SimpleNamespace(directory=folder, failures=(), runs=pd.DataFrame({"draw": study.numbers}))

    monkeypatch.setattr(stages_module, "run_requested", run)
    return asked


def fingerprint(study, rules_hash):
    return hashlib.sha256("\n".join(sorted(run.key for run in study.runs(rules_hash))).encode()).hexdigest()


def test_the_runs_of_the_confirmatory_study_are_still_those_of_its_record(studies, tmp_path):
    """The baseline's own runs in the first six held-back draws, and in the fourteen after them: keys of parameters, seeds and rules."""
    record = read_record(COMMITTED.parent / "confirmatory.json")
    assert record["words"] == ["profile=full"]
    kept = {session["keys"] for session in record["sessions"] if session["store"] == "propositions" and session["draws"] == "confirmatory"}
    numbers = HYPOTHESES.numbers(20, held_back=True)
    for words, same in (((), True), (("heterogeneity=0",), True), ((f"heterogeneity={ADOPTED}",), False)):
        setting = setting_of(tmp_path, "profile=full", *words)
        for some in (numbers[:6], numbers[6:]):
            Stages(setting, {}, tmp_path / "x").run({"baseline, recorded": Arm()}, some, CONFIRMATORY)
            assert (fingerprint(studies.pop(), record["rules_hash"]) in kept) is same, words


def test_above_nought_two_parameters_of_a_draw_are_its_own_and_nothing_else_moves(tmp_path):
    alike, some = environments(tmp_path), environments(tmp_path, "heterogeneity=0.4")
    assert [{key: value for key, value in each.items() if key not in OF_A_SITE} for each in some] == alike
    for key, base in BASE.items():
        values = [each[key] for each in some]
        assert len(set(values)) == len(values)
        assert base - 0.2 <= min(values) < base - 0.15 and base + 0.15 < max(values) <= base + 0.2
    assert abs(pd.DataFrame(some)[list(OF_A_SITE)].corr().iloc[0, 1]) < 0.35


def test_values_are_cut_at_the_range_and_stay_when_draws_are_added(tmp_path):
    whole = environments(tmp_path, "heterogeneity=1")
    assert min(each["ties.prior"] for each in whole) == 0.0 and max(each["ties.prior"] for each in whole) <= 0.8
    assert environments(tmp_path, "heterogeneity=1", numbers=[7]) == [whole[7]]
    others = environments(tmp_path, "heterogeneity=1", "seed=2")
    assert not {each["traits.competence"] for each in whole} & {each["traits.competence"] for each in others}


def test_what_the_request_sets_stays_as_set_and_both_together_are_refused(tmp_path):
    some = environments(tmp_path, "heterogeneity=0.4", "ties.prior=0.6")
    assert not any("ties.prior" in each for each in some) and len({each["traits.competence"] for each in some}) == len(some)
    with pytest.raises(BadRequest, match="both are set"):
        load_request(["experiment=propositions", "heterogeneity=0.4", "ties.prior=0.6", "traits.competence=0.5"])
    load_request(["experiment=propositions", "ties.prior=0.6", "traits.competence=0.5"])
    with pytest.raises(BadRequest, match="heterogeneity"):
        load_request(["experiment=propositions", "heterogeneity=1.1"])


def test_the_scenario_itself_keeps_its_own(tmp_path):
    assert environments(tmp_path, "heterogeneity=0.4", numbers=[FIRST_REFERENCE], kind=REFERENCE) == [{}]


def test_all_arms_of_a_draw_share_them_and_no_arm_may_set_them(studies, tmp_path):
    stages = Stages(setting_of(tmp_path, "heterogeneity=0.4"), {}, tmp_path / "x")
    stages.run({"one": Arm(), "other": Arm({"turnover.worker": 1.0})}, [0, 2], EXPLORATORY)
    runs = list(studies[0].runs("rules"))
    assert len({run.key for run in runs}) == 4
    assert [run.parameters["ties"]["prior"] for run in runs[::2]] == [run.parameters["ties"]["prior"] for run in runs[1::2]]
    with pytest.raises(BadRequest, match="ties.prior"):
        stages.run({"one": Arm({"ties.prior": 0.9})}, [0, 2], EXPLORATORY)


def test_the_help_names_what_is_adopted_and_the_controls_take_it_too(tmp_path, capsys):
    for experiment in ("propositions", "controls"):
        show_help([f"experiment={experiment}"])
        assert f"adopted for baseline sites: {ADOPTED:g}" in " ".join(capsys.readouterr().out.split())
        assert setting_of(tmp_path, experiment=experiment).heterogeneity == 0.0
    drawn = Stages(setting_of(tmp_path, f"heterogeneity={ADOPTED}", experiment="controls"), {}, tmp_path / "x").environments([0], EXPLORATORY)
    assert drawn == environments(tmp_path, f"heterogeneity={ADOPTED}", numbers=[0])


def test_what_it_says_of_its_sites(tmp_path):
    assert setting_of(tmp_path).sites == ""
    assert f"heterogeneity {ADOPTED:g}, as adopted" in setting_of(tmp_path, f"heterogeneity={ADOPTED}").sites
    assert f"heterogeneity 0.9 ({ADOPTED:g} is adopted)" in setting_of(tmp_path, "heterogeneity=0.9").sites


WORDS = [
    "experiment=propositions", "only=[3f]", "draws=2", "reference=0", "size.workers=8", "years=0.02", "years_warm_up=0.01", "compute=serial",
]  # fmt: skip


def test_a_folder_holds_runs_at_one_heterogeneity(tmp_path, capsys):
    folder = tmp_path / "out"
    assert main([*WORDS, "heterogeneity=0.5", f"output={folder}"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "heterogeneity 0.5" in shown and "On heterogeneous sites" in (folder / "report.md").read_text()
    (plain,) = pd.read_parquet(folder / "headlines.parquet")["plain"]
    assert plain.endswith("On sites of heterogeneity 0.5.")
    before = (folder / "report.md").read_bytes(), len(json.loads((folder / "manifest.json").read_text())["sessions"])
    for words in ([], ["heterogeneity=0.2"]):
        assert main([*WORDS, *words, f"output={folder}", "resume=true"]) != 0
        assert "with which" in capsys.readouterr().err
    controls = [word for word in WORDS if not word.startswith(("experiment", "reference"))]
    assert main(["experiment=controls", *controls, f"runs={folder}", f"output={tmp_path / 'controls'}"]) != 0
    assert before == ((folder / "report.md").read_bytes(), len(json.loads((folder / "manifest.json").read_text())["sessions"]))
    refuse_other_sites(folder, 0.5)


def test_a_folder_from_before_there_was_such_an_option_has_sites_alike(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"rules_hash": "r", "sessions": [{"started": "", "study": {"hypotheses": {"3f": "a"}}}]}))
    refuse_other_sites(tmp_path, 0.0)
    with pytest.raises(BadRequest, match="0, with which"):
        refuse_other_sites(tmp_path, 0.5)
    refuse_other_sites(tmp_path / "none", 0.5)
