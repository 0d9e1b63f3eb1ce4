"""The same run twice is the same run, bit for bit: in steps or at once, compiled or not, in one process or two."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sim import Organization
from tests.determinism.digest import FORMS, HELD, all_digests, digest_of, parameters_of, state_digest
from tests.determinism.record_digests import FILE, SAME_RESULTS, versions
from tests.properties.configurations import configuration

ROOT = Path(__file__).parents[2]
TICKS_INTERPRETED, N_CONFIGURATIONS = 32, 60


def run(form, ticks=100, seed=1, **more):
    organization = Organization(parameters_of(form), seed=seed, **more)
    organization.advance(ticks)
    return organization


@pytest.mark.parametrize("form", FORMS)
def test_steps_are_an_advance(form):
    whole, stepped, mixed = run(form), run(form, 0), run(form, 0)
    for _ in range(100):
        stepped.step()
    for ticks in (1, 0, 30, 69):
        mixed.advance(ticks)
    assert state_digest(whole) == state_digest(stepped) == state_digest(mixed)


def test_another_seed_another_run():
    """A digest that did not notice would show nothing."""
    assert state_digest(run("relational")) != state_digest(run("relational", seed=2))
    assert digest_of("relational", ticks=20) != digest_of("relational", ticks=21)
    assert digest_of("relational", ticks=80) != digest_of("relational", ticks=80, **HELD)


def test_a_last_bit_is_noticed():
    organization = run("baseline", 10)
    before = state_digest(organization)
    skill = organization.world.person.skill
    skill[0] = skill[0] * (1 + 2.3e-16)
    assert state_digest(organization) != before


def test_looking_changes_nothing():
    """Extra measures: rates, the collector, agents' attributes and ties, at every tick; episodes recorded."""
    plain = run("relational_bureaucracy", 60)
    watched = run("relational_bureaucracy", 0)
    for _ in range(60):
        watched.step()
        watched.measures()  # rates, the stranger-dyad probe, role ties
        watched.datacollector.get_model_vars_dataframe()
        for agent in watched.agents:
            agent.personal_ties, agent.role_ties, agent.attention, agent.role  # noqa: B018
    assert state_digest(watched) == state_digest(plain)
    recorded = run("relational_bureaucracy", 60, record=True)
    assert len(recorded.episodes()) > 100
    for name, mine, theirs in zip(plain.world._fields, recorded.world, plain.world, strict=True):
        if name not in {"log", "clock", "episode"}:
            assert mine.tobytes() == theirs.tobytes(), name
    for name in set(plain.world.clock.dtype.names) - {"recording", "n_logged", "n_episodes"}:
        assert recorded.world.clock[0][name] == plain.world.clock[0][name], name
    # What managers without minutes fail to do is put down for the record only; all that happened is the same.
    assert recorded.world.clock[0].n_episodes >= plain.world.clock[0].n_episodes
    assert happened(recorded.world) == happened(plain.world)


def happened(world):
    """This tick's episodes that opened, in the order in which they were put down."""
    episode = world.episode[: world.clock[0].n_episodes]
    return episode[episode.opened == 1].tobytes()


def test_what_was_attempted_in_vain_changes_nothing():
    """Random configurations, recorded or not: the same happens in every hour and leaves the same, whoever lacked the minutes for a case."""
    in_vain = Counter()
    for number in range(N_CONFIGURATIONS):
        parameters, ticks = configuration(number)
        plain, recorded = Organization(parameters, seed=number), Organization(parameters, seed=number, record=True)
        for _ in range(ticks):
            for organization in (plain, recorded):
                organization.advance(1)
            recorded.world.clock[0].n_logged = 0  # a full log would let all arrays grow
            assert happened(recorded.world) == happened(plain.world), number
            in_vain[number] += int(recorded.world.clock[0].n_episodes - plain.world.clock[0].n_episodes)
        for name, mine, theirs in zip(plain.world._fields, recorded.world, plain.world, strict=True):
            if name not in {"log", "clock", "episode"}:
                assert mine.tobytes() == theirs.tobytes(), (number, name)
    print(f"{N_CONFIGURATIONS} configurations: {in_vain.total()} attempts in vain in {len(+in_vain)} of them")
    assert len(+in_vain) > N_CONFIGURATIONS // 5


def test_room_to_grow_changes_nothing():
    """Arrays that were enlarged on the way hold what larger arrays would have held from the start."""
    from sim.enlarging import enlarged

    plain, roomy = run("relational_bureaucracy", 0), run("relational_bureaucracy", 0)
    roomy.world = enlarged(enlarged(roomy.world))
    for organization in (plain, roomy):
        organization.advance(150)
    assert plain.rates() == roomy.rates() or str(plain.rates()) == str(roomy.rates())
    for name in ("person", "contact", "role_tie", "responses", "minutes", "artefact", "curriculum"):
        assert plain.world._asdict()[name].tobytes() == roomy.world._asdict()[name].tobytes(), name


@pytest.mark.interpreted
def test_compiled_is_interpreted():
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-m", "tests.determinism.digest", str(TICKS_INTERPRETED)],
        cwd=ROOT, env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == all_digests(TICKS_INTERPRETED)


def test_two_processes_do_as_one_does():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        elsewhere = list(pool.map(digest_of, FORMS, [7] * len(FORMS)))
    assert elsewhere == [digest_of(form, 7) for form in FORMS]
    assert len(set(elsewhere)) == len(FORMS)


def test_the_digests_in_the_repository():
    """Results have not changed since they were last recorded, on this machine or another.

    If a change of results was meant: a line in CHANGELOG.md, then
    `python -m tests.determinism.record_digests`.
    """
    here = versions()
    entries = json.loads(FILE.read_text())
    comparable = [entry for entry in entries if all(entry["versions"][key] == here[key] for key in SAME_RESULTS)]
    if not comparable:
        pytest.skip(f"digests are recorded for {[entry['versions'] for entry in entries]}, this is {here}")
    found = all_digests()
    for entry in comparable:
        assert found == entry["digests"], f"results differ from those recorded with {entry['versions']}"
