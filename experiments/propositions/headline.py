"""One line for each proposition, and what the number of verdicts means for all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.engine.verdict import CEILING, FLOOR, Verdict, headline
from experiments.propositions.finding import NOT_RUN, PRIMARY, REFUSED, Finding

BY_DEFINITION = "mostly by definition"
FAMILY_WISE = 0.05


@dataclass(frozen=True)
class Headline:
    """A proposition's verdict over all its relationships, contexts and loads."""

    proposition: str
    verdict: str
    n: str
    plain: str


def headline_of(proposition: str, sentence: str, findings: Sequence[Finding], not_holding: Sequence[str] = ()) -> Headline:
    """A claim holds only where every primary verdict supports it (intersection–union); "in part" is said as such.

    Beside it stands what a reader must know of it and what decides nothing: parts that had no room for an effect, and
    premises, `not_holding`, on which it rests.
    """
    mine = [each for each in findings if each.proposition == proposition and each.role == PRIMARY]
    judged = [each for each in mine if each.verdict not in (NOT_RUN, REFUSED, "")]
    numbers = sorted({each.n for each in judged})
    n = "" if not numbers else str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    if not judged:
        reasons = list(dict.fromkeys(each.reason for each in mine)) or ["nothing was asked"]
        word = REFUSED if any(each.verdict == REFUSED for each in mine) else NOT_RUN
        return Headline(proposition, f"{word}: {'; '.join(reasons)}", n, sentence)
    verdict = headline([Verdict(each.verdict) for each in judged], len(mine) - len(judged))
    if any(each.by_definition for each in judged) and verdict.startswith(str(Verdict.SUPPORTED)):
        verdict = f"{verdict}, {BY_DEFINITION}"
    if roomless := sum(each.no_room for each in judged):
        verdict = f"{verdict}; {roomless} of {len(mine)} parts had no room"
    if not_holding:
        verdict = f"{verdict} (premise not surely held: {'; '.join(not_holding)})"
    return Headline(proposition, str(verdict), n, f"{sentence} {_tally(judged, len(mine))}")


def _tally(judged: Sequence[Finding], parts: int) -> str:
    counts = {str(verdict): sum(each.verdict == verdict for each in judged) for verdict in Verdict}
    tally = "Of its verdicts " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count) + "."
    if missing := parts - len(judged):
        tally += f" {missing} of {parts} parts were not run."
    if roomless := sum(each.no_room for each in judged):
        tally += f" {roomless} of {parts} parts had no room: all arms below {FLOOR:.2f}, or all above {CEILING:.2f}."
    return tally


def holm(findings: Sequence[Finding]) -> int:
    """How many supported verdicts remain when all verdicts together may be wrong one time in twenty (Holm 1979)."""
    values = sorted(each.p for each in findings if not math.isnan(each.p))
    kept = 0
    for rank, p in enumerate(values):
        if p > FAMILY_WISE / (len(values) - rank):
            break
        kept += 1
    return kept


def multiplicity(findings: Sequence[Finding]) -> str:
    """What to expect of so many verdicts if none of the claims were true."""
    judged = [each for each in findings if each.verdict in set(Verdict)]
    supported = [each for each in judged if each.verdict == Verdict.SUPPORTED]
    expected = 0.025 * len(judged)
    return (
        f"{len(judged)} verdicts were given, {len(supported)} of them 'supported'. Were every true effect exactly as large "
        f"as the smallest of interest, about {expected:.1f} would be called supported by chance (one in forty each); with "
        f"all verdicts taken together at 5 % (Holm), {holm(judged)} contrasts surely exceed it. Holm's p are of ordinary one-sided t tests of the effect alone: they "
        "know neither the wider intervals of Stein's rule nor what else a verdict asks for (1a–1c: no decline between levels; "
        "2a–2c: most of it through awareness; room for an effect), so that their number may exceed that of verdicts. Headlines need all their "
        "parts at once, which no number of verdicts makes easier."
    )
