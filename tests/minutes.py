"""A pytest plugin: where the minutes of a test run went, by folder, as a table to paste into docs/test-budget.md.

    make test ARGS="-p tests.minutes"
"""

from __future__ import annotations

from collections import Counter

SECONDS: Counter = Counter()
TESTS: Counter = Counter()


def pytest_runtest_logreport(report) -> None:
    """Add up setting up, running and clearing up of every test."""
    parts = report.nodeid.split("::")[0].split("/")
    folder = "/".join(parts[:2])
    SECONDS[folder] += report.duration
    TESTS[folder] += report.when == "call"


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the table."""
    terminalreporter.write_line("| folder | tests | minutes |\n|---|---|---|")
    for folder, seconds in sorted(SECONDS.items()):
        terminalreporter.write_line(f"| `{folder}` | {TESTS[folder]} | {seconds / 60:.1f} |")
    terminalreporter.write_line(f"| all | {TESTS.total()} | {SECONDS.total() / 60:.1f} |")
