"""A sham that nothing hangs on cannot fail: each must change what is judged in every arm of every context that it is cut in."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import load_request
from experiments.controls.arrows import CONTROLS
from experiments.controls.trimmed import trimmed
from experiments.controls.variants import BOUND, SHAM, STANDS, arms, variants_of
from experiments.engine.configuration import changed
from experiments.propositions.hypotheses import read_hypotheses
from experiments.propositions.setting import Setting
from experiments.simulate import run

# What is judged, or where that is a share of few in so short a run, what it comes of.
JUDGED = {
    "1": ("understood_unscripted", "coproduction_pairs_attended", "coordination_pairs_attended", "leadership_pairs_attended"),
    "2": ("caring", "timely", "knowledgeable"),
    "3": ("role_tie.coproduction.all", "role_tie.coordination.all", "role_tie.leadership.all"),
    "4": ("caring", "timely", "knowledgeable"),
}


class Recorded(dict):
    """What the baseline is said to have been like, where an arm is made of it."""

    def __missing__(self, column):
        return 0.4 if column.endswith("footing") else 0.01


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    words = ["experiment=controls", "size.workers=20", "years=0.2", "years_warm_up=0.1", f"output={tmp_path_factory.mktemp('x') / 'none'}"]
    return Setting(load_request(words), trimmed(read_hypotheses()))


@pytest.fixture(scope="module")
def known():
    """Runs that several propositions share."""
    return {}


@pytest.mark.parametrize("name", CONTROLS)
def test_every_sham_is_in_use(setting, known, name):
    """One seed, one environment: with its sham cut an arm's outcomes are others."""

    def outcomes(arm):
        changes = {**arm.changes, **(arm.given(Recorded()) if arm.given else {})}
        if repr(changes) not in known:
            known[repr(changes)] = run(changed(setting.base, changes), 1, lambda organization: organization.measures())
        return [known[repr(changes)][outcome] for outcome in JUDGED[name[0]]]

    plain, sham = (next(each for each in variants_of(setting, name) if each.kind == kind) for kind in (STANDS, SHAM))
    shams = arms(setting, sham)
    judged = {arm: each for arm, each in arms(setting, plain).items() if BOUND not in arm}  # without any tie a review takes time, and no more
    still = [arm for arm, each in judged.items() if outcomes(each) == outcomes(shams[sham.arm(arm)])]
    assert not still, f"{sham.name} is not in use in {still}"
