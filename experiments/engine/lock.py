"""One driver at a time writes to a store.

The lock is the kernel's (flock): it goes when its holder goes, also by SIGKILL, so no stale lock is ever left to
be cleared by hand. The file's text only says who holds it.
"""

from __future__ import annotations

import fcntl
import os
import socket
from datetime import datetime
from pathlib import Path

from experiments.problems import BadRequest, Problem

LOCK_NAME = "driver.lock"


class DriverLock:
    """The right to write to one store, held from ``acquire`` to ``release`` or to the end of the process."""

    def __init__(self, directory: Path):
        self.path = directory / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, or refuse with the name of the process that holds it."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 500).decode(errors="replace").strip() or "another process"
            os.close(descriptor)
            allowed = f"a store that no other study is writing to; this one is being written by {holder}"
            raise BadRequest(Problem("output", self.path.parent, allowed)) from None
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()} since {started}\n".encode())
        except OSError:
            pass  # a full disk is reported by the first part that cannot be written

    def release(self) -> None:
        """Give the lock back. The file stays: removing it could take away a lock that another driver just took."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
