"""Compiling on a second processor what will be needed later, while this one compiles what is needed now.

The first run of new rules compiles founding, a tick and the measures, one
after the other. A child process begins with the second half of the tick as
soon as it is known of what types a world is, and leaves it in the directory of
compiled code, where this process finds it instead of compiling it. If the
child fails, or may not start, this process compiles it like anything else.
"""

import importlib
import multiprocessing
import os
import pickle
import subprocess
import sys
from pathlib import Path

from numba.core.typing.typeof import typeof

from sim.compilation import config  # numba's own, with the directory for compiled code set

IS_CHILD = "RELATIONAL_BUREAUCRACY_COMPILES_AHEAD"  # set in the environment of a child
CHILD = "from sim.compiling_ahead import compile_what_is_asked; compile_what_is_asked()"

_rules = []  # to be compiled ahead
_own = []  # what this process compiles while the child is at work, each with the types of its other arguments
_children = []  # at most one; None when none was needed
_said = subprocess.DEVNULL


def later(rule) -> None:
    """Note a rule that takes a world and nothing else, to be compiled ahead."""
    _rules.append(rule)


def meanwhile(rule, *others) -> None:
    """Note a rule that takes a world and others like these, and that this process will need at last."""
    _own.append((rule, others))


def start(reference) -> None:
    """The first time: let a child compile what was noted, and is not compiled yet, for a world of this type."""
    if _children:
        return
    wanted = [(rule.py_func.__module__, rule.py_func.__name__) for rule in _rules if may_start_children() and not is_kept(rule)]
    _children.append(child_compiling(wanted, reference.type) if wanted else None)


def may_start_children() -> bool:
    """Tell whether a child could be of use: there is a second processor, and this process is not somebody's worker."""
    return not config.DISABLE_JIT and os.cpu_count() > 1 and IS_CHILD not in os.environ and multiprocessing.parent_process() is None


def is_kept(rule) -> bool:
    """Tell whether the directory of compiled code, which belongs to the present rules, holds a rule."""
    module = rule.py_func.__module__.rpartition(".")[2]
    return any(Path(rule.stats.cache_path).glob(f"{module}.{rule.py_func.__name__}-*.nbc"))


def child_compiling(wanted: list[tuple[str, str]], world_type) -> subprocess.Popen | None:
    """Start a child, and tell it what to compile."""
    environment = os.environ | {IS_CHILD: "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        child = subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=_said, stderr=_said, env=environment)
        with child.stdin as told:
            told.write(pickle.dumps((wanted, world_type)))
    except OSError:
        return None
    return child


def compile_what_is_asked() -> None:
    """Be the child."""
    wanted, world_type = pickle.load(sys.stdin.buffer)
    for module, name in wanted:
        getattr(importlib.import_module(module), name).compile((world_type,))


def wait(first, reference) -> None:
    """Wait until the child, if there is one, has done its work; meanwhile compile another rule of the same world, and what is needed at last."""
    for child in filter(None, _children):
        if child.returncode is None:
            first.compile((reference.type,))
            for rule, others in _own:
                if child.poll() is None:
                    rule.compile((reference.type, *map(typeof, others)))
            child.wait()
