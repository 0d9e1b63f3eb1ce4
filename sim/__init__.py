"""An agent-based model of relational bureaucracy (Gittell and Douglass 2012).

Public names are imported on first use, so that `--help` need not wait for Mesa.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Organization": "sim.model",
    "Parameters": "sim.parameters",
    "load_parameters": "sim.parameters",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
