"""How rules are compiled, and where the compiled code is kept.

Numba's own cache does not notice that a callee in another module has changed
and silently runs the old one. So the cache directory carries the hash of all
rules and must be set before the first decorator runs: import `compiled` from
here and never `numba.njit`.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numba
from numba.core import config, event
from numba.core.errors import NumbaExperimentalFeatureWarning

from sim.rules_hash import rules_hash
from sim.widening import widened

SECONDS_TO_COMPILE = 25  # with two processors


def cache_directory() -> Path:
    """Return the writable directory for the present rules' compiled code.

    It lies below NUMBA_CACHE_DIR where that is set, else below the user's
    cache directory, else (nothing writable) below the temporary directory.
    """
    parents = [os.environ.get("NUMBA_CACHE_DIR"), _user_cache(), tempfile.gettempdir()]
    for parent in filter(None, parents):
        # Code with and without bounds checks is different code; numba's index does not tell them apart.
        folder = Path(parent) / "relational-bureaucracy" / (rules_hash() + ("-bounds" if config.BOUNDSCHECK else ""))
        if _writable(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix="relational-bureaucracy-"))


def _user_cache() -> str:
    home = Path.home() if os.environ.get("HOME") or sys.platform == "win32" else Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
    if sys.platform == "darwin":
        return str(home / "Library" / "Caches")
    return os.environ.get("XDG_CACHE_HOME") or str(home / ".cache")


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


class _Announcement(event.Listener):
    """Say once, on stderr, that rules are being compiled: the first run is slow and the reader should know why."""

    said = False

    def on_start(self, event: Any) -> None:
        dispatcher = (event.data or {}).get("dispatcher")
        module = getattr(getattr(dispatcher, "py_func", None), "__module__", None)
        of_the_model = (module or "").startswith("sim.")
        # A worker process stays silent: its parent has spoken.
        if of_the_model and not self.said and multiprocessing.parent_process() is None:
            self.said = True
            print(f"compiling the rules (once, about {SECONDS_TO_COMPILE} s) …", file=sys.stderr, flush=True)

    def on_end(self, event: Any) -> None:
        """Say nothing."""


# The environment variable is left alone: a child process would nest its own directory inside ours.
config.CACHE_DIR = str(cache_directory())
# The rules branch far more than they loop over numbers: looking for vectors costs time to compile and gains none.
config.LOOP_VECTORIZE = config.SLP_VECTORIZE = 0
# The schedule's table of phases is called as it stands; numba calls that experimental at every compilation.
warnings.filterwarnings("ignore", category=NumbaExperimentalFeatureWarning)
event.register("numba:compile", _Announcement())

# No fastmath anywhere: compiled and interpreted runs must agree bit for bit.
_OPTIONS = {"nopython": True, "nogil": True, "error_model": "numpy"}
# `sim.compiling` halves the time to compile but relies on numba's insides: releases for which that is tested.
LINKED_ONCE = numba.__version__.startswith("0.68.") and not config.DISABLE_JIT
if LINKED_ONCE:
    from sim.compiling import Rule


def compiled(rule: Any) -> Any:
    """Compile a rule, once for all values of its arguments (see `sim.widening`)."""
    if LINKED_ONCE:
        dispatcher = Rule(rule, targetoptions=_OPTIONS)
        dispatcher.enable_caching()
        return dispatcher
    dispatcher = numba.jit(cache=True, **_OPTIONS)(rule)
    if not config.DISABLE_JIT:
        specialise = dispatcher.get_call_template
        dispatcher.get_call_template = lambda args, kws: specialise(widened(args), kws)
    return dispatcher
