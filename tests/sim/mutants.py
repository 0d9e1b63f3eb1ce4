"""Do the tables by hand notice a wrong rule? Every rule is spoilt in many small ways, and each time some table must fail.

    NUMBA_DISABLE_JIT=1 python tests/sim/mutants.py                     all rules (an hour or more)
    NUMBA_DISABLE_JIT=1 python tests/sim/mutants.py --few               two ways for each rule (some minutes)
    NUMBA_DISABLE_JIT=1 python tests/sim/mutants.py sim/attention …     only rules in these folders or files

A comparison is turned round, a sum made a difference, a constant one larger, `and` made `or`, an assignment left
out. For each of these the tables that call the rule are run; printed is what none of them noticed. Not all of that is
a hole: another key for a draw that is set by hand, or a time larger than any draw, decides nothing.
"""

from __future__ import annotations

import ast
import copy
import importlib
import signal
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.sim.by_hand import small_world  # noqa: E402

MOST = 60  # tables tried, those first that call least besides
SECONDS = 10  # what takes longer is no table, or a spoilt loop that does not end
ROOT = Path(__file__).resolve().parents[2]
SIM = ROOT / "sim"
TABLES = [
    *(f"tests/sim/{folder}" for folder in ("attention", "environment", "episodes", "measures", "people", "processes", "relations", "structures")),
    "tests/sim/test_race.py", "tests/sim/test_phases.py", "tests/sim/test_shorter_ticks.py",
]  # fmt: skip
TURNED = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
MOVED = {ast.Lt: ast.LtE, ast.GtE: ast.Gt, ast.Gt: ast.GtE, ast.LtE: ast.Lt}
OTHER = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv}


def spoilt(rule: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield copies of a rule with one thing wrong, each with what and where."""
    for index, node in enumerate(ast.walk(rule)):
        for what, change in changes(node):
            wrong = copy.deepcopy(rule)
            target = list(ast.walk(wrong))[index]
            change(target)
            yield f"line {getattr(node, 'lineno', rule.lineno)}: {what}", ast.fix_missing_locations(wrong)


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield what can be done to one place: what it is called, and a function that does it to a copy."""
    text = ast.unparse(node) if isinstance(node, (ast.expr, ast.stmt)) else ""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield f"{text} turned round", lambda n: n.ops.__setitem__(0, TURNED[type(n.ops[0])]())
    elif isinstance(node, ast.BoolOp):
        yield f"{text} and/or", lambda n: setattr(n, "op", ast.Or() if isinstance(n.op, ast.And) else ast.And())
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OTHER:
        yield f"{text} other operation", lambda n: setattr(n, "op", OTHER[type(n.op)]())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield f"{text} one larger", lambda n: setattr(n, "value", n.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{text} turned round", lambda n: setattr(n, "value", not n.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{text} without not", lambda n: setattr(n, "op", ast.UAdd())
    for name in ("body", "orelse"):
        for place, statement in enumerate(getattr(node, name, []) if isinstance(getattr(node, name, []), list) else []):
            if isinstance(statement, (ast.Assign, ast.AugAssign, ast.Continue, ast.Break)) or (
                isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            ):
                yield f"{ast.unparse(statement)} left out", lambda n, name=name, place=place: getattr(n, name).__setitem__(place, ast.Pass())


def compiled_rules(wanted: list[str]) -> Iterator[tuple[FunctionType, ast.FunctionDef]]:
    """Yield every rule, as the function and as its text."""
    for path in sorted(SIM.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if wanted and not any(name.startswith(each) for each in wanted):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(getattr(mark, "id", "") == "compiled" for mark in node.decorator_list):
                module = importlib.import_module(name[:-3].replace("/", "."))
                node.decorator_list, node.body = [], node.body[1:] if ast.get_docstring(node) else node.body
                yield getattr(module, node.name), node


def code_of(rule: ast.FunctionDef, path: str) -> CodeType:
    """Compile one function's text."""
    module = compile(ast.Module([rule], []), path, "exec")
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


class Mutants:
    """A pytest plugin that runs each table once, to see which rules it calls, and then against spoilt rules."""

    def __init__(self, wanted: list[str]):
        self.few, self.wanted = "--few" in wanted, [name for name in wanted if name != "--few"]
        self.tables_of = defaultdict(list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests as they are."""
        items = [item for item in session.items if set(item.fixturenames) <= set(values(item))]
        for item in items:
            called = self.called_by(item)
            for where in called:
                self.tables_of[where].append((len(called), item))
        n, noticed = Counter(), Counter()
        for rule, text in compiled_rules(self.wanted):
            path, usual = rule.__code__.co_filename, rule.__code__
            tables = [item for _, item in sorted(self.tables_of[path, rule.__name__], key=lambda each: each[0])][:MOST]
            name = f"{Path(path).relative_to(ROOT)} {rule.__name__}"
            if not tables:
                print(f"{name}: no table", flush=True)
                continue
            ways = list(spoilt(text))
            for what, wrong in ways[len(ways) // 3 :: len(ways) // 2 + 1] if self.few else ways:
                n[path] += 1
                rule.__code__ = code_of(wrong, path)
                try:
                    if any(self.fails(item) for item in tables):
                        noticed[path] += 1
                    else:
                        print(f"{name}: {what}", flush=True)
                finally:
                    rule.__code__ = usual
        for path in n:
            print(f"{Path(path).relative_to(ROOT)}: {noticed[path]} of {n[path]} noticed")
        print(f"{n.total()} spoilt rules, {noticed.total()} noticed")
        return True

    def called_by(self, item: pytest.Function) -> set[tuple[str, str]]:
        """The rules that a table calls, apart from those that found its world."""
        called, founding = set(), [0]

        def look(frame: FrameType, event: str, _: object) -> None:
            if frame.f_code is small_world.__code__:
                founding[0] += {"call": 1, "return": -1}.get(event, 0)
            elif event == "call" and not founding[0]:
                called.add((frame.f_code.co_filename, frame.f_code.co_name))

        sys.setprofile(look)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            self.run(item)
        except EndlessLoop:
            return set()  # whole runs are not worked out by hand
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            sys.setprofile(None)
        return called

    @staticmethod
    def run(item: pytest.Function) -> None:
        """Run one test."""
        item.obj(**values(item))

    def fails(self, item: pytest.Function) -> bool:
        """Whether one test fails."""
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            self.run(item)
        except (Exception, pytest.fail.Exception, EndlessLoop):
            return True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return False


def values(item: pytest.Function) -> dict:
    """What a test is called with."""
    return item.callspec.params if hasattr(item, "callspec") else {}


class EndlessLoop(BaseException):
    """A spoilt loop does not end."""


def ended(*_: object) -> None:
    """The alarm rings."""
    raise EndlessLoop


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, ended)
    raise SystemExit(pytest.main(["-q", "-p", "no:cacheprovider", "-s", *TABLES], plugins=[Mutants(sys.argv[1:])]))
