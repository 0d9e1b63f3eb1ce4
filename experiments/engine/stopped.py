"""What can end a study early; the command line prints the message and ends with the exit code."""

from __future__ import annotations


class Stopped(Exception):
    """A study that ended before its last run; the message says why and what to do, a traceback says no more."""

    exit_code = 1
