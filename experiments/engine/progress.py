"""Progress of a study on standard error: a bar on a terminal, a line every ten seconds elsewhere, nothing if short."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

SECONDS_WORTH_SHOWING = 2.0
SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_FRAMES = 0.2
SECONDS_BEFORE_GUESSING = 0.5


class Progress:
    """Counts finished runs and failures, and shows them when the study is long enough to be watched."""

    def __init__(
        self, total: int, stored: int = 0, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ):
        """``total`` runs are still to be run; ``stored`` are there already."""
        self.total, self.stored, self._clock = total, stored, clock
        self.done = self.failures = 0
        self._stream = sys.stderr if stream is None else stream
        self._began = clock()
        self._shown = self._began
        self._bar = None
        self._visible = False

    def count(self, failed: bool) -> None:
        """One more run is over."""
        self.done += 1
        self.failures += failed

    def look(self) -> None:
        """Show where the study stands, if it is time to."""
        now = self._clock()
        terminal = self._stream.isatty()
        pause = SECONDS_BETWEEN_FRAMES if terminal else SECONDS_BETWEEN_LINES
        if now - self._shown < (pause if self._visible else min(pause, SECONDS_BEFORE_GUESSING)):
            return
        if not self._visible and not self._worth_showing(now - self._began):
            return
        self._visible, self._shown = True, now
        if terminal:
            self._draw()
        else:
            self._say()

    def close(self) -> None:
        """Say how it ended, if anything was shown."""
        if self._bar is not None:
            self._draw()
            self._bar.stop()
        elif self._visible:
            self._say()

    def text(self) -> str:
        """Runs done, rate, time left, failures: the same words in the bar and in the lines."""
        seconds = max(self._clock() - self._began, 1e-9)
        words = [f"{self.stored + self.done:,} of {self.stored + self.total:,} runs"]
        if self.done:
            rate = self.done / seconds
            words.append(f"{rate:,.1f} a second" if rate >= 1 else f"{1 / rate:,.1f} seconds each")
            words.append(f"{_duration((self.total - self.done) / rate)} left")
        words.append(f"{self.failures:,} failed")
        return ", ".join(words)

    def _worth_showing(self, elapsed: float) -> bool:
        expected = elapsed * self.total / self.done if self.done else elapsed
        return max(expected, elapsed) >= SECONDS_WORTH_SHOWING

    def _say(self) -> None:
        print(self.text(), file=self._stream, flush=True)

    def _draw(self) -> None:
        if self._bar is None:
            self._bar = _bar(self._stream, self.total)
        self._bar.update(self._bar.task_ids[0], completed=self.done, description=self.text())
        self._bar.refresh()


def _bar(stream: TextIO, total: int):
    """A bar of rich's, drawn only when asked to."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    bar = RichProgress(
        BarColumn(bar_width=24), TextColumn("{task.description}"), console=Console(file=stream), auto_refresh=False
    )
    bar.add_task("", total=total)
    bar.start()
    return bar


def _duration(seconds: float) -> str:
    """A time left in words short enough for a line."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s"
