"""What a control says: it passes, it fails, it cannot tell, or it is inert. Want of knowledge is never a pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from experiments.engine.precision import Interval
from experiments.engine.verdict import Verdict
from experiments.propositions.finding import Finding

PASSES, FAILS, CANNOT_TELL, INERT, DESCRIBED = "passes", "fails", "cannot tell", "inert", "described"
KNOWN = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NEGLIGIBLE)


@dataclass(frozen=True)
class Outcome:
    """One row of the table of controls."""

    proposition: str
    control: str
    name: str
    where: str
    outcome: str
    stands: str
    stands_mean: float
    stands_n: int
    controlled: str
    mean: float
    low: float
    high: float
    n: int
    result: str
    reason: str

    def row(self) -> dict[str, Any]:
        """The outcome as a row of a table."""
        return asdict(self)


def of_a_cut(stands: Finding, cut: Finding) -> tuple[str, str]:
    """A cut passes if an effect that stood is gone or reversed; it fails if the claim is supported all the same."""
    if cut.verdict == Verdict.SUPPORTED:
        return FAILS, "supported although its arrow is cut: it rests on something else too"
    if cut.verdict not in (Verdict.NEGLIGIBLE, Verdict.CONTRADICTED):
        return CANNOT_TELL, f"with its arrow cut: {_why(cut)}"
    if stands.verdict not in KNOWN:
        return CANNOT_TELL, f"as it stands: {_why(stands)}"
    if stands.verdict in (cut.verdict, Verdict.NEGLIGIBLE):
        return CANNOT_TELL, f"{stands.verdict} as it stands: no effect that the cut could take away"
    if stands.verdict == Verdict.CONTRADICTED and not stands.mean < 0:
        return CANNOT_TELL, "contradicted as it stands because the effect goes another way, not because of harm that a cut could take away"
    return PASSES, f"{stands.verdict} as it stands, {cut.verdict} with its arrow cut"


def of_a_sham(stands: Finding, sham: Finding) -> tuple[str, str]:
    """A sham passes if it leaves the verdict, whatever it does to the effect's size, and fails if it gives another."""
    for word, each in (("as it stands", stands), ("with the sham", sham)):
        if each.verdict not in KNOWN:
            return CANNOT_TELL, f"{word}: {_why(each)}"
    if stands.verdict == sham.verdict:
        return PASSES, f"{stands.verdict} with and without it"
    return FAILS, f"{stands.verdict} as it stands, {sham.verdict} with an arrow cut that it should not rest on"


def of_a_twin(difference: Interval, sesoi: float) -> tuple[str, str]:
    """Hours without content pass if they surely leave role ties not above the smallest effect of interest."""
    shown = f"{difference.mean:+.3g} [{difference.lower:+.3g}, {difference.upper:+.3g}], n = {difference.n}"
    if difference.n < 2:
        return CANNOT_TELL, f"n = {difference.n}: no interval"
    if difference.upper <= sesoi:
        return PASSES, f"{shown}: not above {sesoi:g}"
    if difference.lower > sesoi:
        return FAILS, f"{shown}: the hours alone embed role ties"
    return CANNOT_TELL, f"{shown}: reaches across {sesoi:g}"


def of_a_reversal(stands: Finding, other: Finding) -> tuple[str, str]:
    """A reversal is described: the theory does not say which conclusion must follow the sign."""
    return DESCRIBED, "the same verdict" if stands.verdict == other.verdict else f"{stands.verdict} becomes {other.verdict}"


def overall(results: Sequence[str]) -> str:
    """One word for all parts of a proposition: one failure fails, one that cannot tell or is inert leaves the whole open."""
    for word in (FAILS, CANNOT_TELL, INERT, PASSES):
        if word in results:
            return word
    return DESCRIBED if results else CANNOT_TELL


def _why(finding: Finding) -> str:
    """Whether there were too few draws, or no room, or nothing to judge."""
    return f"{finding.verdict or 'not judged'} ({finding.reason})" if finding.reason else str(finding.verdict or "not judged")
