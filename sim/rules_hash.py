"""A fingerprint of the rules: equal as long as no rule has changed.

Docstrings, comments, layout and the wording of parameters are left out, so
that a corrected typo costs nobody a stored result.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIM = Path(__file__).parent
WORDING = {"meaning", "source", "status", "unit"}


@cache
def rules_hash(folder: Path = SIM) -> str:
    """Return 16 hexadecimal digits that change when the code below `folder` does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
        tree = ast.parse(path.read_bytes(), filename=str(path))
        digest.update("".join(_tokens(tree)).encode())
    return digest.hexdigest()[:16]


def _tokens(value: object) -> Iterator[str]:
    """Walk a syntax tree; empty fields are skipped because Python versions differ in them."""
    if isinstance(value, ast.AST):
        yield f"({type(value).__name__}"
        for name, field in ast.iter_fields(_without_words(value)):
            if field is not None and field != []:
                yield f" {name}="
                yield from _tokens(field)
        yield ")"
    elif isinstance(value, list):
        for item in value:
            yield from _tokens(item)
            yield ","
    else:
        yield repr(value)


def _without_words(node: ast.AST) -> ast.AST:
    """Drop what only readers read: docstrings, and the words of a parameter."""
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "parameter":
        node.args = node.args[:1]
        node.keywords = [keyword for keyword in node.keywords if keyword.arg not in WORDING]
    return node
