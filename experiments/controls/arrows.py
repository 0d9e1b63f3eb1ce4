"""For each proposition: the arrows that it rests on, one that it does not, and an assumed sign that can be turned round.

Before the runs, and by the theory alone: a footing acts through its qualities; it is said to act by making people aware;
a structure acts through its episodes, and what they leave in roles acts through the weight of role ties.

A sham must be in use in every arm that it is cut in, and the claim must not rest on it; else nothing could show. Each was
chosen by what the arms' forms have and by what moves outcomes there at all, no contrast of a claim being looked at
(decision 710). Runs that it leaves as they were are
called inert (`experiments.controls.inert`), and count for nothing.
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

REWARDS = Cut(
    # 3a–3f but 3b: measures and rewards are in force in both contexts. Boundary spanners are in one alone.
    "going by credit", ("reward_motive",), "a direct path of rewards, which both arms have alike, and which two strangers' probe leaves aside"
)
PROTOCOLS = Cut(
    # 2a–2c, and 3b, whose own path credit is: one of these two is in force in each of their contexts, never both.
    "the script or the map", ("script", "map_address"), "direct paths of protocols, which go by the entry and not by how people relate, and which both arms have alike"
)
REVIEWS = Cut(
    # 4a–4c: all direct paths are cut there, credit among them; of what is left, hearings of conflicts moved next to nothing.
    "reviews of failures", ("performance_measures",), "one structure of the six that embed roles, in all arms alike; the nearest to its claim of all shams"
)

WILLING = Reversal("shared goals make people less willing", "process.willing_low", "process.willing_high")
ADDRESS = Reversal("shared knowledge hides whom to address", "process.address_low", "process.address_high")
SHARING = Reversal("managers share less on a better footing", "line.share_back_low", "line.share_back_high")
RECIPROCITY = Reversal("respect keeps the direction from turning", "process.reverse_low", "process.reverse_high")

# No reversal is possible of these: their range does not reach below 0, and 0 is a cut and no reversal.
NOT_REVERSIBLE = ("process.standing_weight", "performance_measures.weight")


def _episodes(structure: str) -> Cut:
    return Cut(f"episodes of {structure.replace('_', ' ')}", (structure,), "a structure is said to work by what people live through in it")


def _footing_of(process: str) -> Cut:
    # A store of ties would feed a footing that is held anyway; the footing itself is read in every encounter.
    return Cut(f"{process}'s footing", (process,), "each process is said to raise attention by itself, wherever another stands: here at a stranger's")


def _relating(reversal: Reversal, next_process: str) -> Controls:
    return Controls((QUALITIES, AWARENESS), _footing_of(next_process), reversal)


def _structure(structure: str, sham: Cut = REWARDS) -> Controls:
    return Controls((_episodes(structure), ROLE_TIES), sham, RECIPROCITY)


RESPONSES = Controls((AWARENESS, ACTING), PROTOCOLS, WILLING)
ROLE_MEMORY = Controls((QUALITIES,), REVIEWS, WILLING)

CONTROLS = {
    "1a": _relating(WILLING, "coordination"),
    "1b": _relating(ADDRESS, "leadership"),
    "1c": _relating(SHARING, "coproduction"),
    "2a": RESPONSES,
    "2b": RESPONSES,
    "2c": RESPONSES,
    "3a": _structure("selection_training"),
    "3b": _structure("performance_measures", PROTOCOLS),
    "3c": _structure("conflict_resolution"),
    "3d": _structure("job_design"),
    "3e": _structure("protocols"),
    "3f": _structure("meetings"),
    "4a": ROLE_MEMORY,
    "4b": ROLE_MEMORY,
    "4c": ROLE_MEMORY,
}
