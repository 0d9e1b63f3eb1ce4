"""Write digests.json anew: only after a change of results that CHANGELOG.md names under «Changes results».

    python -m tests.determinism.record_digests

Each machine replaces its own entry and drops those that now differ from it.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path

import numba
import numpy as np

from tests.determinism.digest import all_digests

FILE = Path(__file__).with_name("digests.json")
SAME_RESULTS = ("numpy", "numba")  # where these differ, other digits would be no fault of ours


def versions() -> dict[str, str]:
    """What may matter to the last digit of a floating-point number, and no machine's name."""
    return {
        "system": platform.system(), "processor": platform.machine(), "python": ".".join(platform.python_version_tuple()[:2]),
        "numpy": np.__version__, "numba": numba.__version__,
    }  # fmt: skip


def main() -> None:
    digests, here = all_digests(), versions()
    kept = [entry for entry in json.loads(FILE.read_text()) if entry["versions"] != here and entry["digests"] == digests] \
        if FILE.exists() else []  # fmt: skip
    FILE.write_text(json.dumps([*kept, {"versions": here, "digests": digests}], indent=2) + "\n")
    print(f"{FILE.name}: {len(kept) + 1} entries")


if __name__ == "__main__":
    main()
