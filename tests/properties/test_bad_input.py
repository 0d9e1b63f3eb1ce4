"""Whatever is asked: a request that can run, or one screen that names every problem. Never a traceback, nothing written."""

from __future__ import annotations

import io
import math
import random
from pathlib import Path

import pytest

from experiments.command_line.loading import load_request
from experiments.command_line.problem_screen import show_problems
from experiments.command_line.registry import experiment_names
from experiments.command_line.request import Request
from experiments.problems import BadRequest
from sim.configuration_files import conf_names
from sim.parameter import describe
from sim.parameters import Parameters

N = 2400
OBJECTS = list(describe(Parameters))
VALUES = [
    "nan", "inf", "-inf", "1e400", "-1", "0", "1", "0.5", "3", "1e-320", "999999999999999999999999", "true", "false",
    "null", "none", "relational", "", "''", "[]", "{}", "[1,2]", "{a:1}", "{a:{b:{c:1}}}", "[[[1]]]", "1,2", "é", "'é'",
    "'☃ 漢字'", "'\x00'", "a b", "'a b'", "$x", "${size.workers}", "${nope}", "${", "${oc.env:NOT_SET}", "???", "'???'",
    "range(3)", "glob(*)", "int('x')", "int(3)", "choice(1,2)", "'" + "x" * 3000 + "'", "9" * 5000, "0x10", "1_000",
    "'; rm -rf'", "../../etc", "\\", '"', "'", "[", "]", "=", "a=b", "@", "-", "+", "~", "%s", "{0}", "[bold]x[/bold]",
]  # fmt: skip
WHOLE_WORDS = [
    "", "=", "==", "--multirun", "-m", "--config-path=x", "--cfg", "-c", "--", "-", "foo", "é", "a.b", ".", "..=1", "a..b=1",
    "hydra.run.dir=x", "hydra/launcher=joblib", "+hydra.x=1", "~form", "~norms", "+form=relational", "++seed=2", "+seed=2",
    "form@x=relational", "form/x=y", "form=[relational]", "form=3", "form=", "form=null", "form={a:1}", "scenario=../generic",
    "experiment=", "experiment=nope", "experiment=../single", "compute=nope", "compute.kind=nope", "compute={kind:serial}",
    "norms=3", "norms=[1]", "norms={detachment:0.1,power_over:x}", "environment=null", "size=", "scenario.functions=[]",
    "scenario.functions=3", "scenario.functions=[{name:a}]", "scenario.functions=[{name:a},{name:a}]",
    "scenario.functions=[{name:a,standing:2,x:1}]", "scenario.functions.0.standing=7", "scenario.functions.99.need=1",
    "scenario.functions.x=1", "scenario.functions.-1.need=0", "size.workers=1", "size.workers=2.5", "size.workers.x=1",
    "line.span=0", "environment.parts_fewest=4", "environment.parts_most=1", "environment.parts_most=4",
    "selection_training.per_day=8", "scenario.hours_per_day=1", "scenario.minutes_per_tick=7", "years=-1", "years=1e9",
    "seed=-1", "seed=1.5", "seed=x", "seed=true", "resume=true", "resume=maybe", "profile=fast", "output=", "output=.",
    "output=/dev/null", "output=/dev/null/x", "output='a\x00b'", "output=new_folder", "output=2026", "output=[a]",
    "output=" + "x" * 300, "output='/proc/nowhere/x'", "model=1", "sead=1", "Form=relational", "NORMS.detachment=0.1",
    "__class__=1", "norms.__class__=1", "norms.model_config=1", "held.coprodction=1", "held.coproduction=2",
]  # fmt: skip


def misspelt(key: str, chance: random.Random) -> str:
    at = chance.randrange(len(key))
    return chance.choice([key[:at] + key[at + 1 :], key[:at] + key[at] * 2 + key[at + 1 :], key[::-1], key.upper(), key + ".x"])


def a_word(chance: random.Random) -> str:
    known = chance.choice(OBJECTS)
    kind = chance.randrange(8)
    if kind == 0:
        return chance.choice(WHOLE_WORDS)
    if kind == 1:
        return f"{misspelt(known.key, chance)}={chance.choice(VALUES)}"
    if kind == 2:
        name = chance.choice(["form", "scenario", "experiment", "compute"])
        return f"{name}={chance.choice([*conf_names(name), 'unknown', *VALUES])}"
    if kind == 3:
        return f"{chance.choice(['', '+', '++', '~'])}{known.key}{chance.choice(['=', '', '@a=', '/b=', ':='])}{chance.choice(VALUES)}"
    if kind in (4, 7):
        low = -1 if known.low is None else known.low
        high = 2 if known.high is None else known.high
        return f"{known.key}={chance.choice([low, high, (low + high) / 2, low - 1, high + 1, high * 1e9, known.default])}"
    if kind == 5:
        return "".join(chance.choice("ab.=[]{},'\"$~+@ \té1") for _ in range(chance.randrange(12)))
    return f"{known.key}={chance.choice(VALUES)}"


def screen(bad: BadRequest) -> str:
    stream = io.StringIO()
    show_problems(bad.problems, stream)
    return stream.getvalue()


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_any_request_runs_or_is_named(empty_folder):
    """2,400 requests of one to six words, seeded; the count of both kinds is printed."""
    good = 0
    for number in range(N):
        chance = random.Random(number)
        words = [a_word(chance) for _ in range(chance.choice([1, 1, 1, 2, 3, 6]))]
        try:
            request = load_request(words)
        except BadRequest as bad:
            if number % 8 == 0:
                assert "Traceback" not in screen(bad), words
            assert all(problem.key and problem.allowed for problem in bad.problems), (words, bad.problems)
        except Exception as error:
            pytest.fail(f"{words!r} raised {error!r}")
        else:
            good += 1
            assert isinstance(request, Request), words
            assert all(math.isfinite(x) for x in numbers(request.parameters.model_dump())), words
    assert list(empty_folder.iterdir()) == []
    print(f"{N} requests: {good} can run, {N - good} are refused")
    assert N // 50 < good < N // 2


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, (int, float)):
        yield value


def test_every_planted_problem_is_named(empty_folder):
    """Several bad values in one request: the screen names each key, its value and what is allowed."""
    for number in range(100):
        chance = random.Random(number)
        planted = {}
        for known in chance.sample([known for known in OBJECTS if known.low is not None and known.high is not None], 5):
            planted[known.key] = chance.choice([known.high + 1, known.low - 1])
        planted[f"nonsense_{number}"] = 1
        words = [f"{key}={value}" for key, value in planted.items()]
        with pytest.raises(BadRequest) as caught:
            load_request([*words, "form=unknown"])
        assert {problem.key for problem in caught.value.problems} >= {*planted, "form"}, words
        assert all(key in screen(caught.value) for key in planted)


@pytest.mark.parametrize("known", OBJECTS, ids=lambda known: known.key)
def test_every_bound_of_every_parameter(known, empty_folder):
    """Each bound is allowed by itself; just outside it is refused, by name."""
    if known.kind not in (int, float):
        return
    for bound, outside in ((known.low, -1), (known.high, +1)):
        if bound is None:
            continue
        step = outside if known.kind is int else outside * max(abs(bound), 1) * 1e-9
        with pytest.raises(BadRequest) as caught:
            load_request([f"{known.key}={bound + step!r}"])
        assert known.key in {problem.key for problem in caught.value.problems}
        try:
            load_request([f"{known.key}={bound}", "experiment=single"])
        except BadRequest as bad:  # allowed by itself, at odds with another
            assert all(", " in problem.key for problem in bad.problems), bad


def test_there_are_experiments():
    assert experiment_names() and Path("conf") is not None
