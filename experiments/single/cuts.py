"""Each arrow of the theory cut alone, the rest left as it is: what changes. Nothing is asserted of its direction."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from experiments.command_line.request import Request
from experiments.engine import Study, t_interval
from experiments.engine.statistics import paired_differences
from experiments.output import write_passport, write_table
from experiments.passport import passport
from experiments.running import flat_parameters, run_requested
from sim.arrow import Arrow

FREE = "nothing cut"
OUTCOMES = {
    "timely": "timely",
    "knowledgeable": "knowledgeable",
    "caring": "caring",
    "joint": "all three",
    "understood": "understood",
    "pairs_mutual": "mutual pairs",
    "unaware_right": "unaware, right",
}
AS_STRANGERS = range(Arrow.COPRODUCTION, Arrow.LEADERSHIP + 1), range(Arrow.SHARED_GOALS, Arrow.MUTUAL_RESPECT + 1)
EVEN_CHANCE = 0.5
WIDTH_OF_A_FILE = 150


def cut_each(request: Request) -> int:
    """Run the organisation free and with each arrow cut, in the same seeds; print paired differences."""
    tables = run_requested(request, study(request))
    runs = tables.runs
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left", header_style="dim")
    table.title = f"\n{request.form} in {request.scenario}: each arrow cut alone minus free (* leaves out 0)"
    table.add_column("arrow")
    table.add_column("held at", justify="right")
    for words in OUTCOMES.values():
        table.add_column(words, justify="right")
    free = runs[runs["arm"] == FREE]
    table.add_row(FREE, "", *(f"{free[outcome].mean():.3f}" for outcome in OUTCOMES))
    for arrow in Arrow:
        name = arrow.name.lower()
        table.add_row(name.replace("_", " "), f"{cut_value(request, arrow):g}", *_changes(runs, name))
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(table)
    identity = passport(request, failed=len(tables.failures))
    write_passport(tables.directory, identity)
    write_table(tables.directory, "runs", runs, identity)
    print(f"\nmeans of paired differences over {request.options.replicates} seeds; written to {tables.directory}")
    return 1 if len(tables.failures) else 0


def study(request: Request) -> Study:
    """One arm per arrow, all with the same seeds; intervals are over seeds, so each is a draw of its own."""
    arms = {FREE: {}} | {
        arrow.name.lower(): {f"held.{arrow.name.lower()}": cut_value(request, arrow)} for arrow in Arrow
    }
    return Study(
        flat_parameters(request), arms=arms, draws=[{}] * request.options.replicates, seed=request.settings.seed,
        description=passport(request),
    )  # fmt: skip


def cut_value(request: Request, arrow: Arrow) -> float:
    """What cutting means: footing and qualities at a stranger's, awareness by the toss of a coin, the rest at none."""
    if arrow == Arrow.AWARENESS_FOOTING or any(arrow in arrows for arrows in AS_STRANGERS):
        return request.parameters.ties.prior
    return EVEN_CHANCE if arrow == Arrow.FOOTING_AWARENESS else 0.0


def _changes(runs, name: str) -> list[str]:
    cells = []
    for outcome in OUTCOMES:
        found = t_interval(paired_differences(runs, outcome, name, FREE))
        mark = "*" if found.lower > 0 or found.upper < 0 else ""
        cells.append(f"{found.mean:+.3f}{mark}")
    return cells
