"""A driver process for tests: runs one study as its JSON argument says. Small parts give kills more to hit."""

from __future__ import annotations

import json
import resource
import sys

from experiments.engine import Compute, Study, compaction, run_study, store
from experiments.engine.interruption import StudyInterrupted
from experiments.engine.parts import StoreError
from experiments.problems import BadRequest


def main(request: dict) -> int:
    """Run the study; exit codes as the command line's: 0 well, 1 failed, 2 bad request, 128 + signal stopped."""
    store.RUNS_IN_A_PART = request.get("runs_in_a_part", 250)
    compaction.MANY_PARTS = request.get("many_parts", compaction.MANY_PARTS)
    if "file_size_limit" in request:
        limit = request["file_size_limit"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        tables = run_study(
            Study(**request["study"]),
            request["directory"],
            request["task"],
            request.get("rules_hash", "rules-1"),
            compute=Compute(**request.get("compute", {})),
            resume=request.get("resume", True),
            progress=False,
        )
    except BadRequest as error:
        print(error, file=sys.stderr)
        return 2
    except StudyInterrupted as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    if len(tables.failures):
        print(tables.failures.to_string(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(json.loads(sys.argv[1])))
