"""Run what is lacking, judge it, and say it: on the screen, in tables, in a report with figures."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from experiments.command_line.request import Request
from experiments.engine.verdict import Verdict
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.propositions import NAMES, PREMISES, bundle, double_substitution, premises
from experiments.propositions.contrast import Runs
from experiments.propositions.dose_response import measure
from experiments.propositions.families import ON_PREMISES, findings_of, why_not
from experiments.propositions.finding import PRIMARY, REFUSED, Finding, refused
from experiments.propositions.hash_check import changed_since, refuse_other_sites
from experiments.propositions.headline import Headline, headline_of
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.sampling import run_all, run_double_substitution
from experiments.propositions.setting import Setting
from experiments.propositions.stages import CONFIRMATORY, EXPLORATORY, REFERENCE, Stages

RELEARNING = {"years_warm_up": 1.0, "years": 2.0}


@dataclass(frozen=True)
class Judged:
    """Everything that is to be told."""

    setting: Setting
    findings: list[Finding]
    headlines: list[Headline]
    runs: Mapping[str, Mapping[str, Runs]]  # by kind of draws, then by proposition
    relearning: float
    failing_premises: list[str]

    @property
    def main(self) -> str:
        """The kind of draws on which the verdicts rest."""
        return CONFIRMATORY if self.setting.is_full else EXPLORATORY

    def sizes(self) -> dict[str, dict[str, int]]:
        """For each proposition how many draws the pilot had, Stein's rule asked for, and were run; where it was asked."""
        return {
            name: {"pilot": self.setting.draws, "asked": runs.asked, "run": max(self.setting.draws, min(runs.asked, self.setting.request.options.most))}
            for name, runs in self.runs[self.main].items() if runs.asked
        }  # fmt: skip


def judge_all(request: Request) -> int:
    """Answer the request; 1 where a run failed."""
    setting = Setting(request, read_hypotheses())
    refuse_other_sites(request.output, setting.heterogeneity)
    names = names_of(request)
    hashes = setting.hypotheses.hashes(names)
    refusals = changed_since(request.output, hashes)
    asked = [name for name in names if name not in refusals]
    stages = Stages(setting, {name: hashes[name] for name in asked}, request.output)
    runs = run_all(setting, stages, asked)
    if double_substitution.OF in asked:
        run_double_substitution(setting, stages, runs)
    judged = judge(setting, names, refusals, runs)
    tell(judged, stages)
    return 1 if stages.failed else 0


def names_of(request: Request) -> list[str]:
    """What is asked, in the paper's order; the premises come before whatever rests on them."""
    asked = request.options.only or [*NAMES, PREMISES]
    with_premises = PREMISES in asked or any(name[0] == ON_PREMISES for name in asked)
    return [name for name in [*(n for n in NAMES if n[0] != ON_PREMISES), PREMISES, *(n for n in NAMES if n[0] == ON_PREMISES)]
            if name in asked or (name == PREMISES and with_premises)]  # fmt: skip


def judge(setting: Setting, names: Sequence[str], refusals: Mapping[str, str], runs) -> Judged:
    """Everything that can be said of these runs."""
    relearning = relearning_time(setting) if any(n[0] == ON_PREMISES and n not in refusals and not why_not(setting, n) for n in names) else math.nan
    findings: list[Finding] = []
    doses = {kind: measure(setting.hypotheses, runs[kind]) for kind in runs}
    for name in names:
        if name in refusals:
            findings.append(refused(name, refusals[name]))
        else:
            found = [f for kind in runs for f in findings_of(setting, name, runs[kind][name], relearning, doses[kind])]
            findings += [f for f in found if f.draws != REFERENCE or f.role == PRIMARY or f.n]  # its arms are run for primary verdicts alone
    asked = [name for name in names if name not in refusals]
    if double_substitution.OF in asked:
        hypothesis = setting.hypotheses.each[double_substitution.OF]
        findings += [f for kind in runs for f in double_substitution.findings(hypothesis, runs[kind][double_substitution.NAME])]
    if together := bundle.structures_of(setting, asked):
        findings += [f for kind in runs if kind != REFERENCE for f in bundle.findings(setting, together, runs[kind][bundle.NAME])]
    main = CONFIRMATORY if setting.is_full else EXPLORATORY
    failing = premises.failing([each for each in findings if each.proposition == PREMISES and (each.draws == main or each.verdict == REFUSED)])
    findings = [replace(each, premise_fails=bool(failing)) if rests_on_premises(each) else each for each in findings]
    telling = [each for each in findings if each.draws == main or each.verdict == REFUSED]
    heads = [
        headline_of(name, setting.hypotheses.each[name].sentence, telling, failing if name[0] == ON_PREMISES else ())
        for name in names if name != PREMISES
    ]  # fmt: skip
    if setting.sites:
        heads = [replace(each, plain=f"{each.plain} On sites of heterogeneity {setting.heterogeneity:g}.") for each in heads]
    return Judged(setting, findings, heads, runs, relearning, failing)


def rests_on_premises(finding: Finding) -> bool:
    """Whether it is a verdict on 4a–4c."""
    return finding.proposition[0] == ON_PREMISES and finding.verdict in set(Verdict)


def relearning_time(setting: Setting) -> float:
    """Hours until a newcomer's role ties in the relational bureaucracy are within 10 % of an incumbent's.

    One organisation, two years observed, so that somebody can be an incumbent, unless the request says how long runs are.
    """
    from experiments.compare.relearning import relearning_hours
    from experiments.engine.configuration import changed
    from sim.parameters import Parameters

    changes = setting.form("relational_bureaucracy") | {"turnover.worker": 0.94}
    changes |= {key: value for key, value in RELEARNING.items() if key not in setting.request.given}
    return relearning_hours(Parameters.model_validate(changed(setting.base, changes)), setting.request.settings.seed)


def tell(judged: Judged, stages: Stages) -> None:
    """Print and write everything."""
    from experiments.propositions.report import write_report
    from experiments.propositions.table import show

    show(judged)
    folder, request = stages.folder, judged.setting.request
    folder.mkdir(parents=True, exist_ok=True)
    identity = passport(
        request, failed=stages.failed, hypotheses=dict(stages.hashes), premises_not_holding=judged.failing_premises, draws=judged.sizes(),
        relearning_hours=None if math.isnan(judged.relearning) else judged.relearning,
    )  # fmt: skip
    write_passport(folder, identity)
    write_table(folder, "verdicts", pd.DataFrame([each.row() for each in judged.findings]), identity)
    write_table(folder, "headlines", pd.DataFrame([vars(each) for each in judged.headlines]), identity)
    tables = [tables.runs for tables in stages.tables]
    if tables:
        runs = pd.concat(tables, ignore_index=True).drop_duplicates(["draw", "arm"])
        write_table(folder, "runs", runs, identity)
    write_report(judged, folder, identity)
    if stages.failed:
        print(f"{stages.failed} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}: report.md, verdicts.parquet, headlines.parquet, figures")
