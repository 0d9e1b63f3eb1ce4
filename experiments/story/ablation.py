"""Ablation: is the cause that a story names a cause? It is mended in a twin world, and the twin's outcome is looked at.

First with the cause alone, then with every link that the story names, one at each part that failed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from experiments.story.mending import outcomes_with
from sim.measures.story.causes import Link
from sim.measures.story.chain import broken_links
from sim.measures.story.history import OUTCOMES, History
from sim.model import Organization

COLUMNS = ["situation", "outcome", "cause", "want", "quality", "n_broken", "repaired", "repaired_by_all"]


def ablate(told: Organization, n: int, outcomes: Sequence[str] = OUTCOMES) -> pd.DataFrame:
    """Mend the named causes of `n` failures of a recorded run, evenly spread over it; one row for each.

    Runs the organisation a second time, and a twin of it from the moment of each break until the situation ends.
    """
    cases = failures(told, n, outcomes)
    world, rows = Organization(told.parameters, int(told.world.rates[0].seed)), []
    by_tick = defaultdict(list)
    for number, (history, outcome, links) in enumerate(cases):
        for every, mended in ((False, same_cause(links)), (True, links)):
            if mended:
                by_tick[mended[0].tick].append((number, every, mended))
    found: dict[tuple[int, bool], bool] = {}
    for tick in sorted(by_tick):
        world.advance(tick + 1 - world.tick)
        for number, every, mended in by_tick[tick]:
            history, outcome, _ = cases[number]
            found[number, every] = outcomes_with(world.world, history, mended)[outcome]
    for number, (history, outcome, links) in enumerate(cases):
        words = (links[0].cause.name.lower(), links[0].want.name.lower(), links[0].cause.quality) if links else ("unexplained", "", "")
        repaired = (found.get((number, every), False) for every in (False, True))
        rows.append((history.number, outcome, *words, len(links), *repaired))
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


def same_cause(links: list[Link]) -> list[Link]:
    """The cause: the first broken link, and what broke in the same way at other parts."""
    return [link for link in links if link.cause == links[0].cause]
