"""Ablation: is the cause that a story names a cause? It is mended in a twin world, and the twin's outcome is looked at.

With the cause, of a joint one all its links; with only the first of the ways in which a joint cause failed, which should
mostly not be enough; with nothing mended, which must change nothing; and with a sham, the minutes to act given where it was
not minutes that were missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from experiments.story.mending import outcomes_with
from sim.measures.story.causes import Cause, Link, Want
from sim.measures.story.history import OUTCOMES, History
from sim.measures.story.joint_cause import broken_links, ways
from sim.model import Organization

COLUMNS = ["situation", "outcome", "cause", "want", "quality", "n_ways", "n_broken"]
COLUMNS += ["repaired", "repaired_by_first", "repaired_by_nothing", "repaired_by_sham"]


def ablate(told: Organization, n: int, outcomes: Sequence[str] = OUTCOMES) -> pd.DataFrame:
    """Mend the named causes of `n` failures of a recorded run, evenly spread over it; one row for each.

    Runs the organisation a second time, and a twin of it from the moment of each break until the situation ends.
    """
    cases = failures(told, n, outcomes)
    world, found = Organization(told.parameters, int(told.world.rates[0].seed)), {}
    by_tick = defaultdict(list)
    for number, (_, _, links) in enumerate(cases):
        for how, mended in (("nothing", []), ("cause", links), ("first", first_of_several(links)), ("sham", sham(links))):
            if links and (mended or how == "nothing"):
                by_tick[links[0].tick].append((number, how, mended))
    for tick in sorted(by_tick):
        world.advance(tick + 1 - world.tick)
        for number, how, mended in by_tick[tick]:
            history, outcome, _ = cases[number]
            found[number, how] = outcomes_with(world.world, history, mended)[outcome]
    rows = []
    for number, (history, outcome, links) in enumerate(cases):
        words = (links[0].cause.name.lower(), links[0].want.name.lower(), links[0].cause.quality) if links else ("unexplained", "", "")
        repaired = found.get((number, "cause"), False)
        others = (found.get((number, "first"), repaired), found.get((number, "nothing"), False), found.get((number, "sham")))
        rows.append((history.number, outcome, *words, len(ways(links)), len(links), repaired, *others))
    return pd.DataFrame(rows, columns=COLUMNS)


def failures(told: Organization, n: int, outcomes: Sequence[str] = OUTCOMES) -> list[tuple[History, str, list[Link]]]:
    """Choose failures of closed situations after the warm-up, evenly spread over the run, each with its broken links."""
    found = [
        (history, outcome)
        for history in told.histories.values()
        if history.outcomes and history.counted
        for outcome in outcomes
        if not history.outcomes[outcome]
    ]
    chosen = found if len(found) <= n else [found[place * len(found) // n] for place in range(n)]
    return [(history, outcome, broken_links(history, outcome)) for history, outcome in chosen]


def first_of_several(links: list[Link]) -> list[Link]:
    """The first way of a joint cause; nothing where the cause is one way of failing."""
    found = ways(links)
    return found[0] if len(found) > 1 else []


def sham(links: list[Link]) -> list[Link]:
    """What should repair little: the holder is given the minutes to act, in the same hour, where it was not minutes that were missing."""
    if any(link.cause == Cause.NO_TIME_TO_ACT for link in links):
        return []
    return [replace(link, cause=Cause.NO_TIME_TO_ACT, want=Want.ACT, one=link.position) for link in links if link.want != Want.ACT]
