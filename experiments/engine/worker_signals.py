"""Loaded by every local worker process: Ctrl-C is the driver's to answer.

A terminal sends Ctrl-C to all processes of a command. Workers that died of it would print a traceback each, and the
driver would wait for them to be restarted.
"""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:
    """Ignore Ctrl-C; dask calls this in a worker process before its first run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
