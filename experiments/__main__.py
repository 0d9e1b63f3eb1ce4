"""python -m experiments experiment=NAME form=NAME scenario=NAME key=value …"""

from __future__ import annotations

import sys
from collections.abc import Sequence

HELP = {"--help", "-h", "help"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the words ask for; return the exit code: 0 done, 2 bad request, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if HELP & set(words):
            from experiments.command_line.help_page import show_help

            show_help(words)
            return 0
        return _run(words)
    except KeyboardInterrupt:
        print("stopped by Ctrl-C", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has left
        sys.stderr.close()
        return 141


def _run(words: list[str]) -> int:
    from experiments.command_line.problem_screen import show_problems
    from experiments.engine.stopped import Stopped
    from experiments.problems import BadRequest

    try:
        from experiments.command_line.loading import load_request
        from experiments.command_line.registry import experiment

        request = load_request(words)
        return experiment(request.experiment).run(request) or 0
    except BadRequest as bad:
        show_problems(bad.problems)
        return 2
    except Stopped as stopped:  # what is finished is kept; the message says how to go on
        print(stopped, file=sys.stderr)
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main())
