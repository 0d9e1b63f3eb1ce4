"""What became of one organisation: run it, print its account, write its days and what people say of one another."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from experiments.command_line.request import Request
from experiments.output import write_passport, write_table
from experiments.output_folder import create
from experiments.passport import passport
from experiments.running import Record
from experiments.single.sections import sections

if TYPE_CHECKING:
    import pandas as pd

    from sim.measures.survey import Survey
    from sim.model import Organization

WIDTH_OF_A_FILE = 110


def give_account(request: Request) -> int:
    """Run the organisation that the request describes; print rates, cells, attentiveness and hours."""
    from sim.model import Organization

    folder = create(request.output)
    organization = Organization(request.parameters, request.settings.seed, record=request.options.record != Record.NOTHING)
    organization.run()
    rates = organization.measures()
    _show(request, rates)
    identity = passport(request, rates=_finite(rates))
    write_passport(folder, identity)
    days = organization.datacollector.get_model_vars_dataframe()
    write_table(folder, "daily", days, identity)
    write_table(folder, "survey", _answers(organization.survey()), identity)
    if request.options.record != Record.NOTHING:
        write_table(folder, "episodes", _episodes(organization), identity)
    print(f"\nwritten to {folder}")
    return 0


def _show(request: Request, rates: Mapping[str, float]) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False)
    years = request.parameters.years
    console.print(
        f"{request.form} in {request.scenario}, {request.parameters.size.workers} paid heads, "
        f"{years:g} year{'' if years == 1 else 's'} after {request.parameters.years_warm_up:g} of warm-up, "
        f"seed {request.settings.seed}",
        style="bold",
    )
    for section in sections(rates):
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
        table.add_column("", min_width=40)
        for head in section.heads:
            table.add_column(head, justify="right")
        for row in section.rows:
            table.add_row(*row)
        console.print(f"\n{section.title}", style="bold")
        console.print(table)


def _episodes(organization: Organization) -> pd.DataFrame:
    """One row per episode since founding (see `sim.state.EPISODE`), its kind in words."""
    import pandas as pd

    from sim.state import EpisodeKind

    found = pd.DataFrame.from_records(organization.episodes())
    return found.assign(kind=[EpisodeKind(kind).name.lower() for kind in found["kind"]])


def _answers(survey: Survey) -> pd.DataFrame:
    """One row per ordered pair of roles: who answers, who is rated, the seven items and the index."""
    import pandas as pd

    from sim.measures.survey import ITEMS

    return pd.DataFrame(
        {"answers": one, "rated": other}
        | {item: survey.items[number, i, j] for number, item in enumerate(ITEMS)}
        | {"index": survey.matrix[i, j], "n_answerers": int(survey.answerers[i])}
        for i, one in enumerate(survey.roles)
        for j, other in enumerate(survey.roles)
    )


def _finite(rates: Mapping[str, float]) -> dict[str, float | None]:
    """JSON knows no NaN: a rate without cases is null."""
    return {name: None if value != value else value for name, value in rates.items()}
