"""What a result must carry to be repeated: parameters, seed, rules, commit, versions, the words of the request."""

from __future__ import annotations

import platform
from datetime import datetime
from typing import TYPE_CHECKING, Any

from experiments.conf_hashes import conf_hashes
from experiments.engine.manifest import commit, versions
from sim.parameters import parameters_hash
from sim.rules_hash import rules_hash

if TYPE_CHECKING:
    from experiments.command_line.request import Request


def passport(request: Request, **more: Any) -> dict[str, Any]:
    """Return the passport of a request's results; `more` says what else a result depends on."""
    return {
        "experiment": request.experiment,
        "form": request.form,
        "scenario": request.scenario,
        "words": list(request.words),
        "seed": request.settings.seed,
        "settings": request.settings.model_dump(mode="json"),
        "options": request.options.model_dump(mode="json"),
        "parameters": request.parameters.model_dump(mode="json"),
        "parameters_hash": parameters_hash(request.parameters),
        "rules_hash": rules_hash(),
        "conf": conf_hashes(),
        "commit": commit(),
        "python": platform.python_version(),
        "versions": versions(),
        "written": datetime.now().astimezone().isoformat(timespec="seconds"),
        **more,
    }
