"""Run what is lacking, judge each variant anew, hold it against the verdict as it stands, and say so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from experiments.command_line.request import Request
from experiments.controls import twins
from experiments.controls.calibration import Calibration, calibrate
from experiments.controls.outcome import Outcome, of_a_cut, of_a_reversal, of_a_sham
from experiments.controls.variants import CUT, REVERSED, SHAM, STANDS, Variant, arms, primary_findings, variants_of
from experiments.harm import STRUCTURES
from experiments.harm.search import Plan, Searched, search
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions import NAMES
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import Finding
from experiments.propositions.hash_check import changed_since
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.sampling import draws_needed
from experiments.propositions.setting import Setting
from experiments.propositions.stages import CONFIRMATORY, EXPLORATORY, Stages
from experiments.propositions.table import where

RULES = {CUT: of_a_cut, SHAM: of_a_sham, REVERSED: of_a_reversal}


@dataclass(frozen=True)
class Controlled:
    """Everything that is to be told."""

    setting: Setting
    outcomes: list[Outcome]
    calibrations: list[Calibration]
    refusals: dict[str, str]
    searched: list[Searched] = field(default_factory=list)


def control_all(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    setting = Setting(request, read_hypotheses())
    names = [name for name in NAMES if name in (request.options.only or NAMES)]
    hashes = setting.hypotheses.hashes(names)
    refusals = changed_since(request.output, hashes)
    asked = [name for name in names if name not in refusals]
    stages = Stages(setting, {name: hashes[name] for name in asked}, request.output)
    outcomes = [each for name, runs in run_all(setting, stages, asked).items() for each in outcomes_of(setting, name, runs)]
    calibrations = calibrate(request.options.repetitions, request.options.most, request.settings.seed)
    plan = Plan.of(request, request.options.harm_points)
    searched = [search(request, name, plan, stages.folder / "harm") for name in asked if name in STRUCTURES]
    stages.failed += sum(each.failed for each in searched)
    tell(Controlled(setting, outcomes, calibrations, refusals, searched), stages)
    return 1 if stages.failed else 0


def arms_with_controls(setting: Setting, name: str) -> dict[str, Arm]:
    """A proposition's arms under every control, and the twin's."""
    found = {arm: each for variant in variants_of(setting, name) for arm, each in arms(setting, variant).items()}
    return found | (twins.arms(setting, setting.hypotheses.each[name]) if twins.has_twin(setting, name) else {})


def run_all(setting: Setting, stages: Stages, names: Sequence[str]) -> dict[str, Runs]:
    """All variants of a proposition in the same draws; in the full profile held-back ones, as many as its claim needs."""
    kind = CONFIRMATORY if setting.is_full else EXPLORATORY
    together = {arm: each for name in names for arm, each in arms_with_controls(setting, name).items()}
    if not together:
        return {name: Runs(pd.DataFrame(columns=["arm", "draw"]), kind) for name in names}
    runs = stages.run(together, setting.hypotheses.numbers(setting.draws, held_back=setting.is_full), kind)
    return {name: _enough(setting, stages, name, runs) if setting.is_full else runs for name in names}


def _enough(setting: Setting, stages: Stages, name: str, pilot: Runs) -> Runs:
    """Stein's second stage, by the widest interval of any variant: a cut that reads undetermined tells nothing."""
    variants = variants_of(setting, name)
    n = draws_needed(setting, [each for variant in variants for each in primary_findings(setting, variant, pilot)])
    if n == setting.draws:
        return pilot
    numbers = setting.hypotheses.numbers(n, held_back=True)
    return stages.run(arms_with_controls(setting, name), numbers, CONFIRMATORY, setting.draws)


def outcomes_of(setting: Setting, name: str, runs: Runs) -> list[Outcome]:
    """What every control of one proposition says, for each of its primary verdicts."""
    variants = variants_of(setting, name)
    stands = primary_findings(setting, variants[0], runs)
    found = [
        outcome_of(variant, before, after)
        for variant in variants if variant.kind != STANDS
        for before, after in zip(stands, primary_findings(setting, variant, runs), strict=True)
    ]  # fmt: skip
    return found + (list(twins.outcomes(setting.hypotheses.each[name], runs)) if twins.has_twin(setting, name) else [])


def outcome_of(variant: Variant, stands: Finding, controlled: Finding) -> Outcome:
    """One verdict as it stands beside the same under a control."""
    result, reason = RULES[variant.kind](stands, controlled)
    return Outcome(
        variant.proposition, variant.kind, variant.name, where(stands), stands.outcome, str(stands.verdict), stands.mean, stands.n,
        str(controlled.verdict), controlled.mean, controlled.low, controlled.high, controlled.n, result, reason,
    )  # fmt: skip


def tell(controlled: Controlled, stages: Stages) -> None:
    """Print and write everything."""
    from experiments.controls.report import show, write_report

    show(controlled)
    folder, request = stages.folder, controlled.setting.request
    folder.mkdir(parents=True, exist_ok=True)
    identity = passport(request, failed=stages.failed, hypotheses=dict(stages.hashes))
    write_passport(folder, identity)
    write_table(folder, "controls", pd.DataFrame([each.row() for each in controlled.outcomes]), identity)
    write_table(folder, "calibration", pd.DataFrame([vars(each) for each in controlled.calibrations]), identity)
    if stages.tables:
        runs = pd.concat([tables.runs for tables in stages.tables], ignore_index=True).drop_duplicates(["draw", "arm"])
        write_table(folder, "runs", runs, identity)
    write_report(controlled, folder, identity)
    if stages.failed:
        print(f"{stages.failed} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}: report.md, controls.parquet, calibration.parquet")
