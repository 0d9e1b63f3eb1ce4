"""The scenarios of conf/: each says where its values come from, and leaves time for what it asks of people."""

from __future__ import annotations

import pytest

from sim import Organization, load_parameters
from sim.configuration_files import conf_names, conf_text

SCENARIOS = conf_names("scenario")
SOURCED = ("assumed", "calibration pattern")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_line_says_where_it_comes_from(scenario):
    lines = conf_text("scenario", scenario).splitlines()
    values = [line for line in lines if ": " in line and not line.startswith("#")]
    unmarked = [line for line in values if not any(mark in line.partition("# ")[2] for mark in SOURCED)]
    assert values and not unmarked


def test_the_functions_around_a_departing_aircraft():
    functions = load_parameters(scenario="flight_departure").scenario.functions
    assert len({function.name for function in functions}) == 12


@pytest.mark.parametrize("form", conf_names("form"))
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_somebody_finds_time_to_act(form, scenario):
    """Where a tick is short, an act that outlasts what routine leaves of it would never be done."""
    parameters = load_parameters(form, scenario, changes={"years": 0.04, "years_warm_up": 0.02})
    organization = Organization(parameters, seed=5)
    organization.run()
    rates = organization.rates()
    assert 0.0 < rates["timely"] < 1.0
