"""The relearning time: working hours until a newcomer's role ties come within 10 % of an incumbent's.

Where it is short against tenure, role memory has little to protect, and claims
that rest on it are out of reach (model §8). Measured in the request's own
environment, on one organisation of each form at the highest number of exits.
"""

from __future__ import annotations

import math
import sys

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from experiments.command_line.loading import under_form
from experiments.command_line.request import Request
from sim.parameters import Parameters
from sim.state import HOUR, Kind, World

WITHIN = 0.9
FEWEST = 5  # newcomers that a day of tenure must rest on
WIDTH_OF_A_FILE = 110


def show_relearning(request: Request) -> dict[str, float]:
    """Print the relearning time of each form beside the mean tenure; return hours by form."""
    exits = max(request.options.exits)
    console = Console(stderr=True)
    hours = {
        form: relearning_hours(_at(request, form, exits), request.settings.seed)
        for form in track(request.options.forms, "relearning", console=console, disable=not sys.stderr.isatty())
    }
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left", header_style="dim")
    tenure = request.parameters.scenario.hours_per_day * request.parameters.scenario.days_per_year / exits if exits else math.inf
    table.title = f"\nrelearning time of a newcomer's role ties, at {exits:g} exits (mean tenure {tenure:,.0f} hours)"
    table.add_column("form")
    table.add_column("hours until within 10 % of incumbents", justify="right")
    for form, time in hours.items():
        table.add_row(form, "not within the run" if math.isnan(time) else f"{time:,.0f}")
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False).print(table)
    return hours


def _at(request: Request, form: str, exits: float) -> Parameters:
    parameters = under_form(request, form).parameters
    return parameters.model_copy(update={"turnover": parameters.turnover.model_copy(update={"worker": exits})})


def relearning_hours(parameters: Parameters, seed: int) -> float:
    """Run one organisation by the day; return the tenure at which newcomers' role ties reach 90 % of incumbents'.

    A role tie counts as it does in footing: drawn towards the stranger's prior by
    its weight. Incumbents have been there for half a year or longer. NaN if newcomers never get there.
    """
    from sim.model import Organization

    organization = Organization(parameters, seed)
    organization.advance(int(organization.world.clock[0].warm_up))
    per_day = int(organization.world.rates[0].ticks_per_day)
    n_days = (organization.horizon - organization.tick) // per_day
    sums, counts = np.zeros(n_days + 1), np.zeros(n_days + 1)
    incumbents: list[float] = []
    for _ in range(n_days):
        organization.advance(per_day)
        tenure, value = _standing_of_ties(organization.world)
        days = tenure // per_day
        new = (days >= 0) & (days <= n_days) & (organization.world.clock[0].warm_up <= organization.tick - tenure)
        np.add.at(sums, days[new], value[new])
        np.add.at(counts, days[new], 1)
        incumbents += value[tenure > organization.ticks_per_year // 2].tolist()
    organization.remove_all_agents()
    if not incumbents:
        return math.nan
    reached = (counts >= FEWEST) & (sums >= WITHIN * np.mean(incumbents) * counts)
    if not reached.any():
        return math.nan
    return float(np.flatnonzero(reached)[0]) * per_day * parameters.scenario.minutes_per_tick / HOUR


def _standing_of_ties(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Tenure in ticks, and the mean of role ties towards other roles as footing counts them, of workers present."""
    rates = world.rates[0]
    workers = np.flatnonzero((world.person.kind == Kind.WORKER) & (world.person.present == 1))
    ties = world.role_tie[workers]
    weight = ties.experience / (ties.experience + rates.ties_half_weight)
    quality = (ties.shared_goals + ties.shared_knowledge + ties.mutual_respect) / 3.0
    value = weight * quality + (1.0 - weight) * rates.ties_prior
    others = np.arange(ties.shape[1])[None, :] != world.person.role[workers][:, None]
    tenure = int(world.clock[0].tick) - world.person.hired[workers]
    return tenure, np.where(others, value, 0.0).sum(axis=1) / others.sum(axis=1)
