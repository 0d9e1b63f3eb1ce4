"""Progress says the rate, the time left and the failures; a short study says nothing."""

from __future__ import annotations

import io

from experiments.engine.progress import Progress


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def isatty(self):
        return True


def watched(stream, seconds_a_run: float, total: int, stored: int = 0) -> str:
    clock = Clock()
    progress = Progress(total, stored, stream, clock)
    for n in range(total):
        clock.now += seconds_a_run
        progress.count(failed=n % 4 == 3)
        progress.look()
    progress.close()
    return stream.getvalue()


def test_a_study_under_two_seconds_is_silent():
    assert watched(io.StringIO(), 0.01, 150) == "" and watched(Terminal(), 0.01, 150) == ""


def test_lines_come_about_every_ten_seconds():
    lines = watched(io.StringIO(), 0.5, 100, stored=20).splitlines()
    assert 5 <= len(lines) <= 8
    assert lines[-1] == "120 of 120 runs, 2.0 a second, 0 s left, 25 failed"
    assert "of 120 runs" in lines[0] and "s left" in lines[0]


def test_slow_runs_are_told_in_seconds_each():
    assert "40.0 seconds each" in watched(io.StringIO(), 40, 3)


def test_a_terminal_gets_a_bar_with_the_same_words():
    assert "2.0 a second, 0 s left, 25 failed" in watched(Terminal(), 0.5, 100)
