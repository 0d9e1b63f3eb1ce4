"""Tell one situation, alone or beside its twin; count causes, waits and hand-offs; write it all down."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table

from experiments.command_line.request import Request
from experiments.output import write_passport, write_table
from experiments.output_folder import create
from experiments.passport import passport
from experiments.problems import BadRequest, Problem
from experiments.story import Failed, Twin
from experiments.story.diagnosis import diagnosis
from sim.measures.story.history import OUTCOMES, History
from sim.measures.story.joint_cause import ways
from sim.measures.story.telling import Story
from sim.model import Organization
from sim.parameters import Parameters

WIDTH_OF_A_FILE = 150
MOST_ROWS = 8  # of each kind of count on the screen; all are written
HERE = "as it was"


def give_account(request: Request) -> int:
    """Run, tell, count, write; return the exit code."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE, highlight=False, markup=False)
    options, organization = request.options, recorded(request.parameters, request.settings.seed)
    story = organization.story(chosen(organization, options.situation, options.failed).number)
    stories = {HERE: story}
    console.print(str(story))
    if options.twin != Twin.NONE:
        label = f"without {options.twin.name.lower().replace('_', ' ')}"
        stories |= twin_story(request, story.history, label)
        console.print(f"\nThe same situation {label}\n", style="bold")
        console.print(str(stories[label]) if label in stories else "It has not emerged there, or not closed.")
        console.print(side_by_side(stories))
    counts = diagnosis(organization)
    for kind in ("cause", "wait", "hand-off"):
        console.print(_largest(counts, kind))
    folder, identity = create(request.output), passport(request, situation=story.history.number)
    write_passport(folder, identity)
    write_table(folder, "events", pd.concat([pd.DataFrame(told.events).assign(world=world) for world, told in stories.items()]), identity)
    write_table(folder, "budget", budgets(stories), identity)
    write_table(folder, "diagnosis", counts, identity)
    if options.ablations:
        from experiments.story.ablation import ablate

        mended = ablate(organization, options.ablations)
        console.print(shares(mended))
        write_table(folder, "ablations", mended, identity)
    print(f"\nwritten to {folder}")
    return 0


def recorded(parameters: Parameters, seed: int) -> Organization:
    """Run an organisation over its horizon with its episodes recorded."""
    organization = Organization(parameters, seed, record="episodes")
    organization.run()
    return organization


def chosen(organization: Organization, number: int, failed: Failed) -> History:
    """Find the situation asked for, or the first after the warm-up that failed."""
    histories = organization.histories
    if number:
        if number not in histories or not histories[number].outcomes:
            raise BadRequest(Problem("situation", number, f"the number of a situation that has closed, of {len(histories)} in this run"))
        return histories[number]
    outcome = failed.name.lower()
    for history in histories.values():
        if history.counted and history.outcomes and not history.outcomes[outcome]:
            return history
    raise BadRequest(Problem("situation", number, f"a run in which a situation failed to be {outcome} after the warm-up, or a number"))


def twin_story(request: Request, history: History, label: str) -> dict[str, Story]:
    """Tell the same situation in a world in which a structure is removed after the warm-up; every draw stays the same."""
    held = {**request.parameters.held.model_dump(), request.options.twin.name.lower(): 0.0}
    parameters = Parameters.model_validate({**request.parameters.model_dump(mode="json"), "held": held})
    organization = recorded(parameters, request.settings.seed)
    for other in organization.histories.values():
        if other.identity == history.identity and other.emerged == history.emerged and other.outcomes:
            return {label: organization.story(other.number)}
    return {}


def side_by_side(stories: dict[str, Story]) -> Table:
    """One column a world: what became of the situation, why, and where the time went."""
    table = Table(title="\nSide by side", title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column("")
    for world in stories:
        table.add_column(world, overflow="fold")
    told = stories.values()
    for outcome in OUTCOMES:
        table.add_row(outcome, *(_outcome(story, outcome) for story in told))
    table.add_row("hours to its end", *(f"{sum(story.budget.values()) * story.hours_per_tick:g}" for story in told))
    for wait in sorted({wait for story in told for wait in story.budget}, key=lambda wait: wait.name):
        table.add_row(f"… {wait.value}", *(f"{story.budget.get(wait, 0) * story.hours_per_tick:g}" for story in told))
    return table


def _outcome(story: Story, outcome: str) -> str:
    if story.history.outcomes[outcome]:
        return "yes"
    causes = [story.sentence(way[0]) for way in ways(story.causes[outcome])]
    return "no, " + "; and ".join(causes) if causes else "no"


def budgets(stories: dict[str, Story]) -> pd.DataFrame:
    """The time budget of each world, in hours."""
    return pd.DataFrame(
        [
            {"world": world, "situation": story.history.number, "wait": wait.name.lower(), "hours": ticks * story.hours_per_tick}
            for world, story in stories.items()
            for wait, ticks in story.budget.items()
        ],
        columns=["world", "situation", "wait", "hours"],
    )


def _largest(counts: pd.DataFrame, kind: str) -> Table:
    """The largest counts of a kind over the run."""
    rows = counts[counts["counted"] == kind].sort_values("n", ascending=False, kind="stable").head(MOST_ROWS)
    titles = {"cause": "Causes of failures", "wait": "Waits", "hand-off": "Hand-offs and what stood in the way"}
    heads = {"cause": ("not …", "cause"), "wait": ("", "where"), "hand-off": ("what", "what stood in the way")}[kind]
    rows = ((row.of.replace("_", " "), row.what.replace("_", " "), row.one, row.other, row.n, row.hours) for row in rows.itertuples())
    title = f"\n{titles[kind]}, the {MOST_ROWS} most frequent pairs of roles in this run"
    return _table(title, (*heads, "one", "other", "hours" if kind == "wait" else "times"),
                  [(*row[:4], f"{row[5]:,.0f}" if kind == "wait" else f"{row[4]:,}") for row in rows])  # fmt: skip


def shares(mended: pd.DataFrame) -> Table:
    """How often mending the named cause repairs the outcome, by outcome and by cause."""
    rows = [_share("all", mended)]
    rows += [_share(f"not {outcome}", part) for outcome, part in mended.groupby("outcome")]
    rows += [_share(cause.replace("_", " "), part) for cause, part in sorted(mended.groupby("cause"), key=lambda found: -len(found[1]))]
    heads = (
        "", "failures", "repaired by the cause", "… where it is one", "… where it is joint", "by the first of joint ones alone", "by a sham",
    )  # fmt: skip
    return _table("\nThe causes named, mended in a twin world", heads, rows)


def _share(name: str, part: pd.DataFrame) -> tuple[str, ...]:
    one, joint, shammed = part[part["n_ways"] == 1], part[part["n_ways"] > 1], part["repaired_by_sham"].dropna().astype(float)
    found = (part["repaired"].mean(), one["repaired"].mean(), joint["repaired"].mean(), joint["repaired_by_first"].mean(), shammed.mean())
    return name, str(len(part)), *("–" if share != share else f"{share:.2f}" for share in found)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    for head in heads:
        table.add_column(head, justify="left" if head in heads[:2] or head in ("one", "other") else "right")
    for row in rows:
        table.add_row(*row)
    return table
