"""For each proposition: the arrows that it rests on, one that it does not, and an assumed sign that can be turned round.

Before the runs, and by the theory alone: a footing acts through its qualities; it is said to act by making people aware;
a structure acts through its episodes, and what they leave in roles acts through the weight of role ties.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cut:
    """Arrows held together at what cutting them means, and why."""

    name: str
    arrows: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Reversal:
    """Two ends of a rule exchanged, so that what was assumed to help hinders."""

    name: str
    low: str
    high: str


@dataclass(frozen=True)
class Controls:
    """What is cut, what is cut for show, and what is turned round in one proposition."""

    cuts: tuple[Cut, ...]
    sham: Cut
    reversal: Reversal


QUALITIES = Cut(
    "footing to conduct", ("shared_goals", "shared_knowledge", "mutual_respect"), "whatever footing does, it does by its qualities"
)
AWARENESS = Cut("footing to awareness", ("footing_awareness",), "relating is said to work by making people aware")
ACTING = Cut("awareness to acting", ("awareness_act",), "awareness that nobody acts on changes no response")
ROLE_TIES = Cut(
    "role ties to footing", ("coproduction_role", "coordination_role", "leadership_role"), "what a stranger meets is the role tie"
)

CONDUIT = Cut("news by meetings", ("meeting_conduit",), "a direct path beside ties, not part of the claim")
SPANNER = Cut("news by spanners", ("spanner_conduit",), "a direct path of job design, which both arms have alike")
MAP = Cut("address by the map", ("map_address",), "a direct path of protocols, which both arms have alike")
HEARINGS = Cut("conflict resolution", ("conflict_resolution",), "one structure of six, on in all arms; the weakest of the shams")

WILLING = Reversal("shared goals make people less willing", "process.willing_low", "process.willing_high")
ADDRESS = Reversal("shared knowledge hides whom to address", "process.address_low", "process.address_high")
SHARING = Reversal("managers share less on a better footing", "line.share_back_low", "line.share_back_high")
RECIPROCITY = Reversal("respect keeps the direction from turning", "process.reverse_low", "process.reverse_high")

# No reversal is possible of these: their range does not reach below 0, and 0 is a cut and no reversal.
NOT_REVERSIBLE = ("process.standing_weight", "performance_measures.weight")


def _fed_by(process: str) -> Cut:
    return Cut(f"{process} role ties to footing", (f"{process}_role",), "feeds a footing that is held anyway")


def _episodes(structure: str) -> Cut:
    return Cut(f"episodes of {structure.replace('_', ' ')}", (structure,), "a structure is said to work by what people live through in it")


def _relating(process: str, reversal: Reversal) -> Controls:
    return Controls((QUALITIES, AWARENESS), _fed_by(process), reversal)


def _structure(structure: str, sham: Cut) -> Controls:
    return Controls((_episodes(structure), ROLE_TIES), sham, RECIPROCITY)


RESPONSES = Controls((AWARENESS, ACTING), CONDUIT, WILLING)
ROLE_MEMORY = Controls((QUALITIES,), HEARINGS, WILLING)

CONTROLS = {
    "1a": _relating("coproduction", WILLING),
    "1b": _relating("coordination", ADDRESS),
    "1c": _relating("leadership", SHARING),
    "2a": RESPONSES,
    "2b": RESPONSES,
    "2c": RESPONSES,
    "3a": _structure("selection_training", SPANNER),
    "3b": _structure("performance_measures", SPANNER),
    "3c": _structure("conflict_resolution", SPANNER),
    "3d": _structure("job_design", MAP),
    "3e": _structure("protocols", SPANNER),
    "3f": _structure("meetings", SPANNER),
    "4a": ROLE_MEMORY,
    "4b": ROLE_MEMORY,
    "4c": ROLE_MEMORY,
}
