"""Run the comparison, print it, and write tables and figure with their passport."""

from __future__ import annotations

import math
import sys

from experiments.command_line.request import Request
from experiments.compare.design import COMMON, OWN, arms, study
from experiments.compare.figure import draw
from experiments.compare.portraits import draw_portraits
from experiments.compare.relearning import show_relearning
from experiments.compare.summary import differences, levels
from experiments.compare.table import show_exits, show_forms, show_levels
from experiments.output import write_drawing, write_passport, write_table
from experiments.passport import passport
from experiments.running import run_requested

RESPONSES = {"joint": "all three", "timely": "timely", "knowledgeable": "knowledgeable", "caring": "caring"}
ATTENTIVENESS = {"understood": "to the situation", "pairs_mutual": "to one another"}
TASK = "experiments.compare.surveyed:simulate"
OUTCOMES = RESPONSES | ATTENTIVENESS


def compare(request: Request) -> int:
    """Run what is lacking, then tell; 1 where a run failed."""
    tables = run_requested(request, study(request), task=TASK)
    runs, compared = tables.runs, arms(request)
    level = levels(runs, compared, list(OUTCOMES))
    difference = differences(runs, compared, list(OUTCOMES))
    show_levels(level, OUTCOMES)
    show_forms(difference, OUTCOMES, request.options.reference)
    show_exits(difference, OUTCOMES)
    print("\nmean ± half-width of the 95 % t interval over environments; shares of closed situations, of windows, of pairs")
    relearning = {form: None if math.isnan(hours) else hours for form, hours in show_relearning(request).items()}
    identity = passport(request, failed=len(tables.failures), relearning_hours=relearning)
    folder = tables.directory
    write_passport(folder, identity)
    for name, table in (("runs", runs), ("levels", level), ("differences", difference)):
        write_table(folder, name, table, identity)
    for norms in [OWN, COMMON] if request.options.common_norms else [OWN]:
        mine = level[level["norms"] == norms]
        title = f"{norms} norms; mean and 95 % t interval over {_n(mine)} environments"
        write_drawing(folder, f"forms_{norms}_norms", draw(mine, OUTCOMES, title), mine, identity, caption=title)
    draw_portraits(runs, compared, folder, identity)
    if len(tables.failures):
        print(f"{len(tables.failures)} runs failed: python -m experiments experiment=status output={folder}", file=sys.stderr)
    print(f"\nwritten to {folder}")
    return 1 if len(tables.failures) else 0


def _n(level) -> str:
    low, high = int(level["n"].min()), int(level["n"].max())
    return str(low) if low == high else f"{low}–{high}"
