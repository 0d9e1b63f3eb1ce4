"""Every experiment is one module and one file, and its own page explains it."""

from __future__ import annotations

import pytest

from experiments.command_line.registry import experiment, experiment_names
from experiments.command_line.settings import Settings
from sim.configuration_files import conf_names, conf_summary
from sim.parameter import describe
from sim.parameters import Parameters


@pytest.mark.parametrize("name", experiment_names())
def test_an_experiment_is_whole(name):
    found = experiment(name)
    assert found.summary.endswith(".") and callable(found.run)
    for known in describe(found.options):
        assert known.meaning and known.key not in Settings.model_fields and known.key not in Parameters.model_fields


@pytest.mark.parametrize("kind", ["experiment", "form", "scenario", "compute"])
def test_every_file_says_what_it_is(kind):
    for name in conf_names(kind):
        assert conf_summary(kind, name), f"conf/{kind}/{name}.yaml"


def test_settings_do_not_shadow_parameters():
    assert not set(Settings.model_fields) & (set(Parameters.model_fields) - {"scenario"})
