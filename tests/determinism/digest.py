"""Digests of a run: equal exactly when every number of its state is equal, bit for bit."""

from __future__ import annotations

import json
import sys
from hashlib import sha256

import numpy as np

from sim import Organization, load_parameters
from sim.model import Organization as Model
from sim.parameters import Parameters

FORMS = ("baseline", "bureaucratic", "relational", "relational_bureaucracy", "dysfunctional_hybrid")
TICKS = 160
SETTINGS = {
    "scenario.minutes_per_tick": 60, "size.workers": 14, "turnover.worker": 4.0, "turnover.manager": 4.0,
    "environment.drift": 4.0, "years_warm_up": 0.03,
}  # fmt: skip
NO_RESULTS = {"to_tell"}  # counted only when somebody asks, and from what else is here
HELD = {"held.coordination_role": 0.0, "held.footing_awareness": 0.7, "held.shared_goals": 0.4, "held.protocols": 0.5}


def parameters_of(form: str, **changes: float) -> Parameters:
    """Return a form in a small, busy organisation: everything that can happen does within some 160 hours."""
    return load_parameters(form, "patient_care", changes={**SETTINGS, **changes})


def state_digest(organization: Model) -> str:
    """Return the digest of all state; what lies beyond an array's used part counts as well.

    Records are taken field by field, in the order of names: where a field stands within its record, and how much room
    it has there, is no result.
    """
    digest = sha256()
    for name, array in zip(organization.world._fields, organization.world, strict=True):
        for field in sorted(set(array.dtype.names or ()) - NO_RESULTS):
            digest.update(f"{name}.{field}".encode() + widened(array[field]).tobytes())
        if array.dtype.names is None:
            digest.update(name.encode() + array.tobytes())
    return digest.hexdigest()[:32]


def widened(field: np.ndarray) -> np.ndarray:
    """The same numbers, whole ones in eight bytes each."""
    return field.astype(np.int64) if field.dtype.kind == "i" else field


def digest_of(form: str, seed: int = 1, ticks: int = TICKS, **changes: float) -> str:
    """Run a form and return the digest of its state and of every episode on the way."""
    organization = Organization(parameters_of(form, **changes), seed=seed, record=True)
    organization.advance(ticks)
    return state_digest(organization) + sha256(organization.episodes().tobytes()).hexdigest()[:32]


def all_digests(ticks: int = TICKS) -> dict[str, str]:
    """Return a digest by name: each form, and one with arrows held."""
    digests = {form: digest_of(form, ticks=ticks) for form in FORMS}
    return digests | {"held": digest_of("relational_bureaucracy", ticks=ticks, **HELD)}


if __name__ == "__main__":
    print(json.dumps(all_digests(*map(int, sys.argv[1:]))))
