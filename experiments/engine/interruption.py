"""Ctrl-C and SIGTERM: finish what is being written, then stop.

The first signal only raises a flag, which every loop of the engine looks at between runs: an exception in the
middle of closing a part would be worse than a short wait. The second signal stops at once.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType

from experiments.engine.stopped import Stopped


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
        self._before: dict[int, object] = {}

    @property
    def asked(self) -> bool:
        """Whether to stop before the next run."""
        return self.signal_number != 0

    def ask(self, signal_number: int = signal.SIGINT, frame: FrameType | None = None) -> None:
        """Ask the study to stop; asked twice, it stops at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.signal_number = signal_number

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self.ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
