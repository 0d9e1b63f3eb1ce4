"""3b and 3c in whole runs: suspended they are as if they were not, and both poles spend the same hours."""

from __future__ import annotations

import numpy as np
import pytest

from sim import Organization, load_parameters
from sim.state import EpisodeKind, Purpose

TICKS = 800
OFTEN = {"environment.conflict": 0.3, "performance_measures.capacity": 3, "conflict_resolution.capacity": 2}
STRUCTURES = {
    "performance_measures": (Purpose.REVIEW, {"held.performance_measures": 0.0, "held.reward_motive": 0.0}),
    "conflict_resolution": (Purpose.RESOLUTION, {"held.conflict_resolution": 0.0}),
}


def run(ticks: int = TICKS, seed: int = 1, **changes) -> Organization:
    values = {**OFTEN, "years_warm_up": 0.0, "turnover.worker": 1.0, "size.workers": 24, **changes}
    organization = Organization(load_parameters("baseline", "patient_care", values), seed, record=True)
    organization.advance(ticks)
    return organization


def spent(organization: Organization, purpose: Purpose) -> np.ndarray:
    return organization.world.minutes[:, purpose]


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("level", ["impersonal", "relational"])
def test_suspended_and_cut_it_is_as_if_it_were_not(structure, level):
    """No episode, minute, tie or trait differs from a world without it: there is no other way in which it acts."""
    _, held = STRUCTURES[structure]
    cut, without = run(200, **{f"{structure}.level": level}, **held), run(200)
    assert cut.episodes().tobytes() == without.episodes().tobytes() and len(without.episodes()) > 1000
    for name in ("person", "contact", "role_tie", "responses", "minutes"):
        assert getattr(cut.world, name).tobytes() == getattr(without.world, name).tobytes(), name
    assert run(200, **{f"{structure}.level": level}).episodes().tobytes() != without.episodes().tobytes()


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_poles_spend_the_same_hours(structure):
    """Person-minutes of the two poles, and of the twin, over a third of a year: within a tenth of one another.

    As much is taken up, and as many minutes are paid for each. They differ by
    what is dropped: a review or conflict whose people leave, or find no time for
    a week, or (up the line) whose supervisor's place is vacant; and by who happens
    to take part, since the poles' histories part.
    """
    purpose, _ = STRUCTURES[structure]
    total = {}
    for level in ("impersonal", "relational", "time_only"):
        total[level] = sum(int(spent(run(seed=seed, **{f"{structure}.level": level}), purpose).sum()) for seed in (1, 2))
    most, least = max(total.values()), min(total.values())
    assert least > 2000 and most - least < 0.1 * least, total


def test_each_pole_has_its_own_episodes():
    for structure, kinds in (
        ("performance_measures", {"impersonal": EpisodeKind.ACCOUNT, "relational": EpisodeKind.REVIEW}),
        ("conflict_resolution", {"impersonal": EpisodeKind.ACCOUNT, "relational": EpisodeKind.SESSION}),
    ):
        for level in ("impersonal", "relational", "time_only"):
            found = set(run(300, **{f"{structure}.level": level}).episodes()["kind"])
            assert found & {EpisodeKind.ACCOUNT, EpisodeKind.REVIEW, EpisodeKind.SESSION} == {
                kind for pole, kind in kinds.items() if pole == level
            }  # fmt: skip
