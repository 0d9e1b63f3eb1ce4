"""Notebooks run from top to bottom, quickly, and only look at the model."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import jupytext
import matplotlib
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))
MAY_IMPORT = {"matplotlib", "numpy", "pandas", "sim", "experiments"}
SECONDS = 30


def code_of(path: Path) -> list[str]:
    """The code cells of a notebook, as Jupyter would run them."""
    return [cell.source for cell in jupytext.read(path).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert NOTEBOOKS and all(path.name[:2].isdigit() for path in NOTEBOOKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, monkeypatch):
    """All cells in one namespace, without a screen; compiling is not counted."""
    from sim import Organization, load_parameters

    Organization(load_parameters("baseline", "generic", years=0.01, years_warm_up=0), record=True).run()
    matplotlib.use("Agg", force=True)
    import matplotlib.pyplot as plt

    namespace, began = {"__name__": "__main__"}, time.perf_counter()
    for number, code in enumerate(code_of(path), 1):
        exec(compile(code, f"{path.name}, cell {number}", "exec"), namespace)  # noqa: S102
    assert time.perf_counter() - began < SECONDS
    assert plt.get_fignums(), "a notebook without a picture"
    plt.close("all")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_defines_nothing(path):
    """It imports and looks: no functions, no classes, no libraries beside those that hold and draw tables."""
    for node in ast.walk(ast.parse("\n".join(code_of(path)))):
        assert not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)), f"{path.name} defines {node.name}"
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= MAY_IMPORT
        elif isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] in MAY_IMPORT


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_changes_no_state(path):
    """Nothing of the world is assigned to."""
    for node in ast.walk(ast.parse("\n".join(code_of(path)))):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        for target in targets:
            assert isinstance(target, (ast.Name, ast.Tuple)), ast.unparse(target)
