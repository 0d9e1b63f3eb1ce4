"""The controls on a terminal and as a report: failures and what cannot be told as large as what passes."""

from __future__ import annotations

import math
import sys
from pathlib import Path

from rich.console import Console

from experiments.controls.arrows import CONTROLS, NOT_REVERSIBLE
from experiments.controls.calibration import AT_LEAST, AT_MOST
from experiments.controls.figure import draw_controls
from experiments.controls.outcome import CANNOT_TELL, FAILS, INERT, PASSES, overall
from experiments.controls.twins import TWIN
from experiments.controls.variants import REVERSED
from experiments.harm.reading import all_harms
from experiments.harm.search import Plan
from experiments.harm.telling import HEAD as HARM_HEAD
from experiments.harm.telling import cells as harm_cells
from experiments.harm.telling import harm_lines
from experiments.propositions.report import markdown_table
from experiments.propositions.sampling import DESCRIBED
from experiments.propositions.table import WIDTH_OF_A_FILE, table_of

NOT_DONE = (
    "Planted cheats are no part of this experiment: tests/cheats. Not reversible, because their range does not reach below 0: " + ", ".join(NOT_REVERSIBLE) + "."
)
BARS = (
    "A cut passes where an effect that stood is negligible or contradicted with its arrow cut. A sham passes where both verdicts are known and equal: that "
    "is a bar for the verdict, not for the effect's size, so beside each stands by how much the cut moved an arm of that verdict. *Inert*: no arm moved in "
    "any digit, so that nothing could have shown; neither passed nor failed."
)
NOT_APART = (
    "Arrows of one line are cut together: the three qualities, and the role ties of the three relationships; which of the three an effect rests on is not "
    "told. 1a–1c are controlled at both ends of the middle load alone, 4a–4c under one stress each (size; turnover over sites; a wave of exits)."
)
SUMMARY = ["", "control", "what", "verdict as it stands", "under the control", "result", "passes", "fails", "cannot tell", "inert"]
DETAIL = ["", "control", "what", "where", "outcome", "as it stands", "under the control", "effect", "n", "result", "why"]
SHARES = ["plan", "spread", "made-up studies", "supported at the smallest effect of interest", "at twice that (power)", "result"]
MADE_UP = (
    f"Spread: standard deviation of a paired difference, in smallest effects of interest. Passing is at most {AT_MOST:.0%} supported where the effect is just "
    f"of interest; without a cap also at least {AT_LEAST:.0%} at twice that. With the cap, which is the plan of the full profile, power is told and not judged."
)


def summary_rows(controlled) -> list[tuple[str, ...]]:
    """One line for each proposition and control, over all its primary verdicts."""
    rows = []
    for key in dict.fromkeys((each.proposition, each.control, each.name) for each in controlled.outcomes):
        mine = [each for each in controlled.outcomes if (each.proposition, each.control, each.name) == key]
        results = [each.result for each in mine]
        rows.append((*key, _tally(e.stands for e in mine), _tally(e.controlled for e in mine), overall(results),
                     *(str(results.count(word)) for word in (PASSES, FAILS, CANNOT_TELL, INERT))))  # fmt: skip
    return rows


def _tally(verdicts) -> str:
    verdicts = [each for each in verdicts if each]
    return ", ".join(f"{verdicts.count(each)} {each}" for each in dict.fromkeys(verdicts))


def detail_rows(controlled) -> list[tuple[str, ...]]:
    """Every single verdict under every control."""
    return [
        (e.proposition, e.control, e.name, e.where, e.outcome, _with_mean(e.stands, e.stands_mean), e.controlled, _effect(e), str(e.n), e.result, e.reason)
        for e in controlled.outcomes
    ]  # fmt: skip


def _with_mean(verdict: str, mean: float) -> str:
    return verdict if math.isnan(mean) else f"{verdict} ({mean:+.3f})"


def _effect(outcome) -> str:
    if math.isnan(outcome.mean):
        return ""
    half = (outcome.high - outcome.low) / 2
    return f"{outcome.mean:+.3f} ± {half:.3f}" if math.isfinite(half) else f"{outcome.mean:+.3f}"


def calibration_rows(controlled) -> list[tuple[str, ...]]:
    """The two shares for each plan and spread."""
    return [(e.plan, f"{e.spread:g}", f"{e.repetitions:,}", f"{e.at_sesoi:.1%}", f"{e.at_twice:.1%}", e.result) for e in controlled.calibrations]


def status_of(controlled) -> str:
    """What kind of study this is, and of which sites where these are not alike."""
    kind = f"On {controlled.setting.draws} held-back environments, those of the propositions' pilot." if controlled.setting.is_full else (
        "EXPLORATORY (profile=quick): few draws, short runs. Where draws are too few a control cannot tell, which is no pass."
    )  # fmt: skip
    return " ".join(filter(None, (kind, controlled.setting.sites)))


def show(controlled) -> None:
    """Print the summary, what failed and why, the twins, and the calibration."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    console.print(f"\n{status_of(controlled)}")
    rows = summary_rows(controlled)
    console.print(table_of("arrows cut, and for show", SUMMARY, [row for row in rows if row[1] not in (REVERSED, TWIN)]))
    if twins := [row for row in detail_rows(controlled) if row[1] == TWIN]:
        head, cells = ["", "what", "where", "outcome", "effect", "n", "result"], [(r[0], *r[2:5], *r[7:10]) for r in twins]
        console.print(table_of("hours without content", head, cells))
    console.print(table_of("assumed signs turned round: what changes", SUMMARY[:5], [row[:5] for row in rows if row[1] == REVERSED]))
    console.print(table_of("verdicts on made-up studies of a known effect", SHARES, calibration_rows(controlled)))
    if controlled.searched:
        console.print(table_of("where structures harm", HARM_HEAD, map(harm_cells, all_harms(controlled.searched))))
    for each in controlled.outcomes:
        if each.result in (FAILS, INERT):
            console.print(f"{each.result}: {each.proposition} {each.control} of {each.name}, {each.where}, {each.outcome}: {each.reason}")
    for name, reason in controlled.refusals.items():
        console.print(f"{name} refused: {reason}")
    console.print(f"\n{BARS}\n{NOT_APART}\n{MADE_UP}\n{NOT_DONE}")


def write_report(controlled, folder: Path, identity: dict) -> Path:
    """Write report.md."""
    base = controlled.setting.base
    lines = ["# The controls", "", status_of(controlled), "",
             f"Rules `{identity['rules_hash'][:12]}`, seed {identity['seed']}, commit `{identity['commit']}`, runs of "
             f"{base['years_warm_up']:g} + {base['years']:g} years. Every variant is judged by its proposition's own rules on the same draws, 1a–1c at the ends of the middle load, 4a–4c under the first stress of a "
             f"primary verdict; what only describes (reversals) on {min(DESCRIBED, controlled.setting.draws)} of them.", ""]  # fmt: skip
    lines += ["## What is cut, and why", "", *markdown_table(["", "control", "arrows", "why"], _reasons(controlled)), NOT_APART, ""]
    lines += ["## Results", "", BARS, "", *markdown_table(SUMMARY, summary_rows(controlled))]
    lines += draw_controls(controlled, folder, identity)
    lines += ["## Calibration of the verdicts", "", MADE_UP, "", *markdown_table(SHARES, calibration_rows(controlled))]
    lines += ["## Every verdict under every control", "", *markdown_table(DETAIL, detail_rows(controlled))]
    lines += ["## Harm", "", *_harm(controlled, folder, identity)]
    lines += [f"- {name} refused: {reason}" for name, reason in controlled.refusals.items()]
    lines += ["", "## Not done", "", NOT_DONE, ""]
    path = folder / "report.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _harm(controlled, folder: Path, identity: dict) -> list[str]:
    if not controlled.searched:
        return ["No structure was asked for, none searched.", ""]
    request = controlled.setting.request
    plan = Plan.of(request, request.options.harm_points)
    return harm_lines(request, controlled.searched, all_harms(controlled.searched), plan, folder, identity)


def _reasons(controlled) -> list[tuple[str, ...]]:
    rows = []
    for name in dict.fromkeys(each.proposition for each in controlled.outcomes):
        controls = CONTROLS[name]
        cuts = [*(("cut", cut) for cut in controls.cuts), ("sham", controls.sham)]
        rows += [(name, f"{kind}: {cut.name}", ", ".join(f"held.{arrow}" for arrow in cut.arrows), cut.why) for kind, cut in cuts]
        rows.append((name, "reversed", f"{controls.reversal.low} ↔ {controls.reversal.high}", controls.reversal.name))
    return rows
