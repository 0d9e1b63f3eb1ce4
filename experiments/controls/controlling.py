"""Run what is lacking, judge each variant anew, hold it against the verdict as it stands, and say so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from experiments.command_line.request import Request
from experiments.controls import twins
from experiments.controls.calibration import Calibration, calibrate
from experiments.controls.inert import Moved, moved_by, with_what_moved
from experiments.controls.outcome import Outcome, of_a_cut, of_a_reversal, of_a_sham
from experiments.controls.trimmed import trimmed
from experiments.controls.variants import CUT, REVERSED, SHAM, STANDS, Variant, arms, primary_findings, variants_of
from experiments.engine.manifest import is_store
from experiments.harm import STRUCTURES
from experiments.harm.search import Plan, Searched, search
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions import NAMES
from experiments.propositions.arm import Arm
from experiments.propositions.contrast import Runs
from experiments.propositions.finding import Finding
from experiments.propositions.hash_check import changed_since, refuse_other_sites
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.sampling import run_pilot
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
    hypotheses = read_hypotheses()
    setting = Setting(request, trimmed(hypotheses))
    names = [name for name in NAMES if name in (request.options.only or NAMES)]
    hashes, store = hypotheses.hashes(names), store_of(request)
    refuse_other_sites(store, setting.heterogeneity)
    refusals = changed_since(store, hashes)
    asked = [name for name in names if name not in refusals]
    stages = Stages(setting, {name: hashes[name] for name in asked}, store, resume=store != request.output and is_store(store))
    outcomes = [each for name, runs in run_all(setting, stages, asked).items() for each in outcomes_of(setting, name, runs)]
    calibrations = calibrate(request.options.repetitions, request.options.most, request.settings.seed)
    plan = Plan.of(request, request.options.harm_points)
    searched = [search(request, name, plan, out_of(request, stages) / "harm") for name in asked if name in STRUCTURES]
    stages.failed += sum(each.failed for each in searched)
    tell(Controlled(setting, outcomes, calibrations, refusals, searched), stages)
    return 1 if stages.failed else 0


def store_of(request: Request) -> Path:
    """Where runs are kept: those of the propositions, if they are to be shared, else in the output folder."""
    return Path(request.options.runs).expanduser() if request.options.runs else request.output


def out_of(request: Request, stages: Stages) -> Path:
    """Where tables and report are written: beside the runs, unless those are another's."""
    return request.output if request.options.runs else stages.folder


def arms_with_controls(setting: Setting, name: str) -> dict[str, Arm]:
    """A proposition's arms under every control, and the twin's."""
    found = {arm: each for variant in variants_of(setting, name) for arm, each in arms(setting, variant).items()}
    return found | (twins.arms(setting, setting.hypotheses.each[name]) if twins.has_twin(setting, name) else {})


def run_all(setting: Setting, stages: Stages, names: Sequence[str]) -> dict[str, Runs]:
    """All variants of a proposition in the same draws, those of the propositions' pilot: in the full profile held-back ones."""
    kind = CONFIRMATORY if setting.is_full else EXPLORATORY
    together = {arm: each for name in names for arm, each in arms_with_controls(setting, name).items()}
    if not together:
        return {name: Runs(pd.DataFrame(columns=["arm", "draw"]), kind) for name in names}
    return dict.fromkeys(names, run_pilot(setting, stages, together, kind))


def outcomes_of(setting: Setting, name: str, runs: Runs) -> list[Outcome]:
    """What every control of one proposition says, for each of its primary verdicts."""
    variants = variants_of(setting, name)
    stands = primary_findings(setting, variants[0], runs)
    found = [
        outcome_of(variant, before, after, moved_by(setting, variant, before, runs))
        for variant in variants if variant.kind != STANDS
        for before, after in zip(stands, primary_findings(setting, variant, runs), strict=True)
    ]  # fmt: skip
    return found + (list(twins.outcomes(setting.hypotheses.each[name], runs)) if twins.has_twin(setting, name) else [])


def outcome_of(variant: Variant, stands: Finding, controlled: Finding, moved: Moved | None) -> Outcome:
    """One verdict as it stands beside the same under a control."""
    result, reason = with_what_moved(*RULES[variant.kind](stands, controlled), moved)
    return Outcome(
        variant.proposition, variant.kind, variant.name, where(stands), stands.outcome, str(stands.verdict), stands.mean, stands.n,
        str(controlled.verdict), controlled.mean, controlled.low, controlled.high, controlled.n, result, reason,
    )  # fmt: skip


def tell(controlled: Controlled, stages: Stages) -> None:
    """Print and write everything."""
    from experiments.controls.report import show, write_report

    show(controlled)
    request = controlled.setting.request
    folder = out_of(request, stages)
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
        print(f"{stages.failed} runs failed: python -m experiments experiment=status output={stages.folder}", file=sys.stderr)
    print(f"\nwritten to {folder}: report.md, controls.parquet, calibration.parquet")
