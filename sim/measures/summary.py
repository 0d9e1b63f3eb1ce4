"""The summary of a run: rates with explicit denominators, from the tallies of what happened."""

from __future__ import annotations

import math

import numpy as np

from sim.measures.replicability import replicability
from sim.relations.process import Process
from sim.state import MILLION, RESPONSES, Kind, Outcome, Purpose, World

SUBJECTS = {"customer": Kind.CUSTOMER, "worker": Kind.WORKER, "manager": Kind.MANAGER}


def rates(world: World) -> dict[str, float]:
    """Return one flat row: rates over all subjects, the same per kind of subject, and where the minutes went.

    Only situations that emerged after the warm-up count. Responses are shares of
    those closed (answered or abandoned); cells are shares of parts acted on;
    attentiveness is the mean over situations judged; pairs are shares of ordered pairs.
    A rate without cases is NaN.
    """
    tallies = {name: _tally(world, [kind]) for name, kind in SUBJECTS.items()}
    everybody = _tally(world, list(SUBJECTS.values()))
    row = _rates_of(everybody, _open(world, list(SUBJECTS.values())))
    for name, tally in tallies.items():
        row |= {f"{name}.{key}": value for key, value in _rates_of(tally, _open(world, [SUBJECTS[name]])).items()}
    return row | _relationships(everybody) | replicability(world) | _minutes(world)


def _tally(world: World, kinds: list[Kind]) -> dict[str, int]:
    return {name: sum(int(world.responses[kind][name]) for kind in kinds) for name in RESPONSES.names}


def _open(world: World, kinds: list[Kind]) -> int:
    """Count the situations that still wait, among those that emerged after the warm-up."""
    rows = world.situation[world.opened[: world.clock[0].n_open]]
    waits = (rows["counted"] == 1) & (rows["outcome"] == Outcome.OPEN)
    return int(np.count_nonzero(waits & np.isin(rows["subject_kind"], kinds)))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _rates_of(tally: dict[str, int], n_open: int) -> dict[str, float]:
    closed = tally["answered"] + tally["abandoned"]
    acted = sum(tally[cell] for cell in ("aware_right", "aware_wrong", "unaware_right", "unaware_wrong"))
    row: dict[str, float] = {
        "n_arisen": tally["arisen"],
        "n_answered": tally["answered"],
        "n_abandoned": tally["abandoned"],
        "n_open": n_open,
    }
    row |= {
        name: _share(tally[name], closed)
        for name in ("answered", "timely", "knowledgeable", "caring", "joint", "known", "fit")
    }
    row["fit_given_known"] = _share(tally["caring"], tally["known"])
    row |= {
        name: _share(tally[name], tally["judged"] * MILLION) for name in ("noticed", "understood", "holds_partner")
    }
    row["understood_unscripted"] = _share(tally["unscripted_understood"], tally["unscripted"] * MILLION)
    row |= {
        name: _share(tally[name], tally["pairs"])
        for name in ("pairs_known", "pairs_attended", "pairs_one_sided", "pairs_mutual", "pairs_on_file")
    }
    row |= {
        name: _share(tally[name], acted) for name in ("aware_right", "aware_wrong", "unaware_right", "unaware_wrong")
    }
    row["never_acted"] = _share(tally["never_acted"], acted + tally["never_acted"])
    row |= {f"n_{event}": tally[event] for event in ("exits", "hires", "absences")}
    return row


def _relationships(tally: dict[str, int]) -> dict[str, float]:
    """For each process the ordered pairs judged, the share that attends to the other, and the mean footing acted on."""
    row: dict[str, float] = {}
    for process in (each.name.lower() for each in Process):
        pairs = tally[f"{process}_pairs"]
        row[f"n_{process}_pairs"] = pairs
        row[f"{process}_pairs_attended"] = _share(tally[f"{process}_attended"], pairs)
        row[f"{process}_footing"] = _share(tally[f"{process}_footing"], pairs * MILLION)
    return row


def _minutes(world: World) -> dict[str, float]:
    """Shares of paid minutes by purpose, and how busy the line is: line over line and idle minutes of managers."""
    spent = {purpose.name.lower(): int(world.minutes[Kind.WORKER, purpose] + world.minutes[Kind.MANAGER, purpose])
             for purpose in Purpose}  # fmt: skip
    paid = sum(spent.values())
    row: dict[str, float] = {"n_paid_minutes": paid}
    row |= {f"minutes.{name}": _share(minutes, paid) for name, minutes in spent.items()}
    line, idle = (int(world.minutes[Kind.MANAGER, purpose]) for purpose in (Purpose.LINE, Purpose.IDLE))
    row["line_utilisation"] = _share(line, line + idle)
    return row
