"""Ctrl-C and SIGTERM: finish what is being written, then stop.

The first signal only raises a flag, which every loop of the engine looks at between runs: an exception in the
middle of closing a part would be worse than a short wait. The second signal stops at once, unless it comes with the
first: `timeout` and batch systems send theirs to a process and to its group, which is one request and two signals.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

from experiments.engine.stopped import Stopped

SECONDS_OF_ONE_REQUEST = 1.0


class StudyInterrupted(Stopped):
    """A study that was asked to stop; what was finished is closed on disk."""

    def __init__(self, signal_number: int, finished: int, total: int, directory: object):
        super().__init__(
            f"stopped by {signal.Signals(signal_number).name} with {finished} of {total} runs in {directory}; "
            "the same command with resume=true goes on from there"
        )
        self.exit_code = 128 + signal_number


class Interruption:
    """Whether the study has been asked to stop; a context that listens to the signals while it is open."""

    def __init__(self) -> None:
        self.signal_number = 0
        self._asked_at = 0.0
        self._before: dict[int, object] = {}

    @property
    def asked(self) -> bool:
        """Whether to stop before the next run."""
        return self.signal_number != 0

    def ask(self, signal_number: int = signal.SIGINT, frame: FrameType | None = None) -> None:
        """Ask the study to stop; asked twice, it stops at once."""
        if not self.asked:
            self.signal_number, self._asked_at = signal_number, time.monotonic()
        elif time.monotonic() - self._asked_at >= SECONDS_OF_ONE_REQUEST:
            raise KeyboardInterrupt

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self.ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
