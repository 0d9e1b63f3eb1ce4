"""Parameters: read from files, checked at once, equal whether Hydra or PyYAML reads them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim.parameters
from experiments.command_line.loading import load_request, under_form
from sim.configuration_files import conf_names, conf_text, read_conf
from sim.parameter import describe
from sim.parameters import Parameters, load_parameters, merge, nested, parameters_hash
from sim.problem import BadParameters

FORMS = conf_names("form")
SCENARIOS = conf_names("scenario")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_hydra_and_python_read_the_same(form, scenario):
    """The command line and three lines of Python run the same organisation."""
    request = load_request(["experiment=single", f"form={form}", f"scenario={scenario}"])
    assert (request.form, request.scenario) == (form, scenario)
    assert request.parameters == load_parameters(form, scenario)
    assert parameters_hash(request.parameters) == parameters_hash(load_parameters(form, scenario))


@pytest.mark.parametrize("form", FORMS)
def test_changes_survive_a_change_of_form(form):
    words = ["experiment=single", "turnover.worker=0.94", "norms={detachment:0.15}", "scenario.functions.0.standing=0.7"]
    changed = under_form(load_request(words), form)
    functions = [dict(function) for function in read_conf("scenario", "patient_care")["scenario"]["functions"]]
    functions[0]["standing"] = 0.7
    expected = load_parameters(
        form, changes={"turnover.worker": 0.94, "norms.detachment": 0.15, "scenario.functions": functions}
    )
    assert changed.form == form and changed.parameters == expected


def test_the_five_forms_and_four_scenarios():
    assert set(FORMS) == {"baseline", "relational", "bureaucratic", "relational_bureaucracy", "dysfunctional_hybrid"}
    assert set(SCENARIOS) == {"child_care", "flight_departure", "generic", "patient_care"}
    assert len({parameters_hash(load_parameters(form)) for form in FORMS}) == 5


@pytest.mark.parametrize("form", FORMS)
def test_every_line_of_a_form_says_where_it_comes_from(form):
    """Each value is quoted from the paper in few words, or assumed for a reason."""
    for line in conf_text("form", form).splitlines():
        if ": " in line and not line.startswith("#"):
            mark = line.partition("# ")[2]
            assert mark.startswith(('quoted: "', "assumed: ")), line
            assert not mark.startswith("quoted") or len(mark.split('"')[1].split()) <= 8, line


@pytest.mark.parametrize("form", FORMS)
def test_forms_choose_only_what_forms_may(form):
    """Environment, scenario, size and turnover are equal in all forms: heads and demand are no form's choice."""
    forbidden = {"environment", "scenario", "size", "turnover", "traits", "attention", "minutes", "ties", "learning"}
    assert not forbidden & set(read_conf("form", form))


@pytest.mark.parametrize("form", conf_names("form"))
def test_a_form_by_any_other_name(form, monkeypatch):
    """What a form does is in the values of its file; the name of the file does nothing."""
    monkeypatch.setattr(sim.parameters, "conf_names", lambda kind: (*conf_names(kind), "renamed"))
    monkeypatch.setattr(sim.parameters, "read_conf", lambda kind, name: read_conf(kind, form if name == "renamed" else name))
    assert load_parameters("renamed") == load_parameters(form)


def test_order_of_precedence():
    """Defaults, scenario, form, changes, keywords: later wins."""
    assert load_parameters().scenario.functions[0].name == "surgeon"
    assert load_parameters("relational").line.discretion == 0.9
    assert load_parameters("relational", changes={"line.discretion": 0.2}).line.discretion == 0.2
    both = load_parameters("relational", changes={"line.discretion": 0.2}, line={"discretion": 0.4})
    assert both.line.discretion == 0.4 and both.line.span == load_parameters("relational").line.span


def test_all_errors_at_once():
    with pytest.raises(BadParameters) as caught:
        load_parameters(
            "relationl", "hospital", {"environment.couplng": 0.3, "norms.detachment": 7, "size.workers": True}, years="x"
        )
    keys = {problem.key for problem in caught.value.problems}
    assert keys == {"form", "scenario", "environment.couplng", "norms.detachment", "size.workers", "years"}
    text = str(caught.value)
    assert "did you mean relational?" in text and "did you mean environment.coupling?" in text and "[0, 1]" in text


def test_problems_survive_a_process_boundary():
    with pytest.raises(BadParameters) as caught:
        load_parameters(years=-1)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


def test_hash_is_stable_and_sensitive():
    assert parameters_hash(Parameters()) == parameters_hash(Parameters(years=1))
    assert parameters_hash(Parameters()) != parameters_hash(Parameters(years=1.5))


@given(st.data())
def test_every_parameter_moves_the_hash(data):
    known = data.draw(st.sampled_from([known for known in describe(Parameters) if known.kind is float and known.high]))
    value = data.draw(st.floats(known.low, known.high, allow_nan=False))
    parameters = load_parameters(scenario="generic", changes={known.key: value})
    same = value == (known.default if known.key not in BASELINE else BASELINE[known.key])
    assert (parameters_hash(parameters) == parameters_hash(load_parameters(scenario="generic"))) == same


def flat(values, prefix=""):
    for key, value in values.items():
        yield from flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]


BASELINE = dict(flat(load_parameters(scenario="generic").model_dump()))


def test_merge_and_nested():
    values = {"a": {"b": 1, "c": [1, 2]}}
    merge(values, nested("a.c", [3]))
    merge(values, nested("d", {"e": 1}))
    assert values == {"a": {"b": 1, "c": [3]}, "d": {"e": 1}}


def test_every_parameter_is_documented():
    """Meaning and status everywhere; a bounded number wherever a design may draw."""
    for known in describe(Parameters):
        assert known.meaning, known.key
        if known.kind in (int, float):
            assert known.low is not None and known.high is not None, known.key
            low, high = known.range
            assert known.low <= low <= high <= known.high, known.key
