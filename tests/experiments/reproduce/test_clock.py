"""What a reproduction will compute is said before it does, and counts what is computed."""

from __future__ import annotations

import pytest

from experiments.command_line.loading import load_request
from experiments.reproduce.clock import Clock
from experiments.reproduce.parts import PARTS, request_of
from experiments.reproduce.workload import SECONDS, Work, of, work_of
from sim.parameters import Parameters

HOURS, CORES = 3.0, 2
OVERHEAD = 1.2  # compiling, figures, and what the estimate leaves out


def test_equal_organisations_are_run_once_and_share_a_warm_up():
    base = Parameters().model_dump(mode="json") | {"years": 2.0, "years_warm_up": 1.0}
    held = {**base, "held": {**base["held"], "meetings": 0.0}}
    large = {**base, "size": {**base["size"], "workers": 120}}
    assert of([base, dict(base)], 5) == Work(5, 15.0, 5, 15.0)
    assert of([base, held], 5) == Work(10, 25.0, 10, 25.0)
    assert of([base, large], 1).years == 3.0 + 6.0


@pytest.mark.parametrize("profile, hours", [("quick", 10 / 60), ("full", HOURS)])
def test_all_of_it_fits_on_two_cores(profile, hours, tmp_path):
    """By the count of what is asked for at most; a new arm, draw or part that does not fit is noticed here."""
    request = load_request(["experiment=reproduce", f"output={tmp_path / 'x'}", f"profile={profile}"])
    clock = Clock.of(request, list(PARTS))
    assert set(clock.work) == set(PARTS) and all(each.runs and each.years for each in clock.work.values())
    assert sum(clock.work.values(), Work()).most_years * SECONDS / CORES * OVERHEAD < hours * 3600


def test_the_count_is_that_of_the_runs(tmp_path):
    request = load_request(["experiment=reproduce", f"output={tmp_path / 'x'}", "profile=full", "only=[room,assumptions]"])
    assert work_of(request_of(request, "room")).runs == 5 * 20
    assert work_of(request_of(request, "assumptions")).runs == 512 * 2 * 29
    assert work_of(request_of(request, "propositions")).most_runs > work_of(request_of(request, "propositions")).runs


def test_what_is_left_goes_by_the_rate_so_far():
    seconds = iter([0.0, 600.0, 600.0, 630.0])
    clock = Clock({"a": Work(10, 100.0, 10, 100.0), "b": Work(5, 50.0, 10, 100.0), "c": Work(5, 50.0, 5, 50.0)}, 2, lambda: next(seconds))
    assert clock.rate() == SECONDS and "20–25" in clock.plan() and "5–10" in clock.plan()
    with clock.timing("a", is_new=True):
        pass
    assert clock.rate() == pytest.approx(2 * 600 / 100) and "1 of 3" in clock.left() and "10–15 min" in clock.left()
    with clock.timing("b", is_new=False):  # half of it was there already: no measure of the rate
        pass
    assert clock.rate() == pytest.approx(12.0) and "5 min" in clock.left()
