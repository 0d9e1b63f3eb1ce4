"""Toy tasks for the engine's tests: what a simulation looks like from outside, without a model in it."""

from __future__ import annotations

import os
import signal
import time

import numpy as np


def walk(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """A random walk whose drift is a parameter; the same for the same parameters and seed."""
    draws = np.random.default_rng(seed).normal(parameters["walk"]["drift"], 1.0, parameters["walk"].get("steps", 20))
    return {"end": float(draws.sum()), "n_up": int((draws > 0).sum()), "side": "up" if draws.sum() > 0 else "down"}


def noted_walk(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """The walk, taking a little time, and noting in a file that it was run."""
    time.sleep(parameters["seconds"])
    note(parameters["notes"], f"{parameters['walk']} {seed}")
    return walk(parameters, seed)


def sometimes_raises(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """The walk, but an exception where drift is negative."""
    if parameters["walk"]["drift"] < 0:
        raise ValueError("no way down")
    return walk(parameters, seed)


def sometimes_kills_its_worker(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """The walk, but the process dies where drift is negative."""
    if parameters["walk"]["drift"] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return walk(parameters, seed)


def mixed_columns(parameters: dict, seed: int) -> dict[str, int | float | str]:
    """A column that is a number or text, depending on a parameter."""
    return {"value": parameters["value"]}


def returns_a_list(parameters: dict, seed: int) -> dict:
    """Not a flat row."""
    return {"values": [1, 2, 3]}


def rules_of_this_process() -> str:
    """A hash of rules that is another one in every process."""
    return str(os.getpid())


def note(path: str, line: str) -> None:
    """Append one line to a file in one write."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)
