"""A finding: one row of the verdict table."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from experiments.engine.precision import Interval
from experiments.engine.verdict import Judgement, Verdict

PRIMARY, SECONDARY, DESCRIPTION = "primary", "secondary", "description"
NOT_RUN, REFUSED = "not run", "refused"


@dataclass(frozen=True)
class Finding:
    """What was found of one contrast; `verdict` is empty where something is only described."""

    proposition: str
    outcome: str
    part: str  # which contrast
    role: str = PRIMARY
    relationship: str = ""
    context: str = ""
    norms: str = "own"
    draws: str = "exploratory"
    n: int = 0
    mean: float = math.nan
    low: float = math.nan
    high: float = math.nan
    scale: str = "rate"
    sesoi: float = math.nan
    verdict: str = ""
    reason: str = ""
    plain: str = ""
    pairing_gain: float = math.nan
    predicted: float = math.nan  # what tie arithmetic alone predicts
    mechanical: float = math.nan  # that over the effect; the rest is emergent
    p: float = math.nan  # one-sided, of an effect beyond the smallest of interest
    by_definition: bool = False
    no_room: bool = False  # all its arms lie where no effect could show
    premise_fails: bool = False  # it rests on a premise that does not surely hold
    notes: tuple[str, ...] = field(default=())

    @property
    def label(self) -> str:
        """The verdict as it is printed."""
        marks = ("mostly by definition" if self.by_definition else "", "on a premise not surely held" if self.premise_fails else "")
        return ", ".join(filter(None, (self.verdict, *marks)))

    def row(self) -> dict[str, Any]:
        """The finding as a row of a table."""
        return asdict(self) | {"emergent": 1.0 - self.mechanical, "notes": "; ".join(self.notes)}

    def judged(self, judgement: Judgement, interval: Interval, subject: str, outcome: str) -> Finding:
        """The finding with its verdict, and that in plain English; without a single finished pair nothing is judged."""
        if interval.n == 0:
            reason = "none of its runs finished"
            return replace(self, verdict=NOT_RUN, reason=reason, plain=f"Not run: {reason}.")
        plain = in_plain_english(judgement.verdict, subject, outcome, interval, self.sesoi, self.scale)
        return replace(self.measured(interval), verdict=str(judgement.verdict), reason=judgement.reason, plain=plain, no_room=judgement.no_room)

    def measured(self, interval: Interval) -> Finding:
        """The finding with its interval."""
        return replace(self, n=interval.n, mean=interval.mean, low=interval.lower, high=interval.upper)


def not_run(proposition: str, reason: str, **where: Any) -> Finding:
    """A claim that could not be put to the test, with the reason: never dropped, never guessed."""
    words = {"outcome": "", "part": "", **where}
    return Finding(proposition, verdict=NOT_RUN, reason=reason, plain=f"Not run: {reason}.", **words)


def refused(proposition: str, reason: str) -> Finding:
    """A verdict that is withheld because the hypothesis was changed after its first runs."""
    return Finding(proposition, "", "", verdict=REFUSED, reason=reason, plain=f"Refused: {reason}.")


def in_plain_english(verdict: Verdict, subject: str, outcome: str, found: Interval, sesoi: float, scale: str) -> str:
    """One line for a reader who knows no statistics."""
    size = f"{100 * found.mean:+.1f} points" if scale == "rate" else f"{found.mean:+.2f} {scale.replace('_', ' ')}"
    least = f"{100 * sesoi:g} points" if scale == "rate" else f"{sesoi:g}"
    return {
        Verdict.SUPPORTED: f"{subject} raises {outcome}: {size}, surely more than the {least} that would matter.",
        Verdict.CONTRADICTED: f"{subject} lowers {outcome}: {size}, surely more than the {least} that would matter.",
        Verdict.NEGLIGIBLE: f"{subject} makes no difference to {outcome} that would matter: {size}, surely less than {least}.",
        Verdict.NOT_TESTABLE: f"Whether {subject[0].lower() + subject[1:]} raises {outcome} cannot show here: an effect of {least} is out of reach.",
        Verdict.UNDETERMINED: f"Whether {subject[0].lower() + subject[1:]} raises {outcome} cannot be told from these runs: {size} ± {100 * found.half_width if scale == 'rate' else found.half_width:.3g}.",
    }[verdict]
