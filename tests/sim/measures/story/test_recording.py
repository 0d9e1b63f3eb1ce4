"""Recording reads and never writes; what it has read agrees with what the run has counted; stories can be told of all of it."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from sim import Organization, load_parameters
from sim.environment.particulars import COMMONEST
from sim.measures.story.chain import lacks_approval
from sim.measures.story.history import OUTCOMES
from sim.measures.story.obstacles import Obstacle, unopened
from sim.measures.story.recording import Recorder
from sim.relations.footing import footing_towards
from sim.state import NONE, Kind
from sim.world import reference_to

FORMS = ("relational_bureaucracy", "dysfunctional_hybrid")
SMALL = {"size.workers": 24, "years_warm_up": 0.04, "years": 0.06}


@pytest.fixture(scope="module", params=FORMS)
def recorded(request):
    parameters = load_parameters(request.param, "patient_care", changes=SMALL)
    organization = Organization(parameters, seed=3, record="episodes")
    for ticks in (1, 0, 90):  # steps and stretches, across the end of the warm-up
        organization.advance(ticks)
    organization.run()
    return organization


def test_a_recorded_run_is_the_same_run(recorded):
    """Bit for bit, in everything but the log, and in attempts in vain, which only a recorded run puts down (decision 720)."""
    plain = Organization(recorded.parameters, seed=3)
    plain.run()
    for name, mine, theirs in zip(plain.world._fields, recorded.world, plain.world, strict=True):
        if name not in {"log", "clock", "episode"}:
            assert mine.tobytes() == theirs.tobytes(), name
    mine, theirs = (world.episode[: world.clock[0].n_episodes] for world in (recorded.world, plain.world))
    assert mine[mine.opened == 1].tobytes() == theirs[theirs.opened == 1].tobytes() != b""
    assert plain.histories == {} and len(recorded.episodes()) > 100


def test_what_was_read_is_what_was_counted(recorded):
    """Every situation that emerged after the warm-up has a history, and their outcomes sum to the run's tallies."""
    tallies, closed = recorded.world.responses[: len(Kind)], [h for h in recorded.histories.values() if h.outcomes]
    assert len(recorded.histories) == tallies.arisen.sum() > 100
    assert list(recorded.histories) == list(range(1, len(recorded.histories) + 1))
    assert len(closed) == tallies.answered.sum() + tallies.abandoned.sum()
    for outcome in OUTCOMES:
        assert sum(h.outcomes[outcome] for h in closed) == tallies[outcome].sum() > 0
    for kind in Kind:
        assert sum(h.outcomes["caring"] for h in closed if h.subject_kind == kind) == tallies[kind].caring


def test_draws_read_again_say_what_happened():
    """Of encounters that were opened, the draws find nothing in the way, but for the few whose footing moved within the hour."""
    found = []

    class Rereading(Recorder):
        def _keep_encounters(self, world, tick):
            reference, episode = reference_to(world), world.episode[: world.clock[0].n_episodes]
            for e in np.flatnonzero((episode.situation != NONE) & (episode.opened == 1)):
                goals, _, respect = footing_towards(self._before, episode[e].initiator, episode[e].receiver, world.held)
                found.append(unopened(reference, e, goals, respect) == Obstacle.NO_TIME)

    organization = Organization(load_parameters("relational_bureaucracy", "patient_care", changes=SMALL), seed=3, record="episodes")
    organization._recorder = Rereading()
    organization.run()
    assert len(found) > 500 and np.mean(found) > 0.98


def test_every_time_budget_sums_exactly(recorded):
    """Of every situation, to the ticks between emergence and closing, as whole numbers."""
    told = [recorded.story(h.number) for h in recorded.histories.values() if h.outcomes]
    for story in told:
        assert sum(story.budget.values()) == story.history.closed - story.history.emerged
    assert len({wait for story in told for wait in story.budget}) >= 6


def test_every_failure_is_told_with_a_cause(recorded):
    """A story says of each outcome that it succeeded, or why it failed; fewer than one failure in fifty is left unexplained."""
    unexplained = failed = 0
    for history in recorded.histories.values():
        if history.outcomes:
            story = recorded.story(history.number)
            text = str(story)
            for outcome in OUTCOMES:
                assert f"It was {outcome}." in text or f"It was not {outcome}" in text
                assert (story.cause(outcome) is None) or not history.outcomes[outcome]
                failed += not history.outcomes[outcome]
                unexplained += not history.outcomes[outcome] and story.cause(outcome) is None
    assert failed > 100 and unexplained < failed / 50


def test_out_of_minutes_is_who_leaves_other_answers_that_are_ready(recorded):
    """Of each part in each hour, looked up at all other parts of the same holder."""
    hours, left = [], defaultdict(set)
    for history in recorded.histories.values():
        for position in history.needed:
            for tick in range(history.emerged, history.closed if history.outcomes else history.emerged):
                row = history.at(position, tick)
                hours.append((tick, int(row["holder"]), (history.number, position), row["out_of_minutes"]))
                if row["aware"] and row["acts_on"] and row["ready"] and row["there"] and not row["answered"]:
                    if not lacks_approval(history, position, row):
                        left[tick, int(row["holder"])].add((history.number, position))
    others = [bool(left[tick, holder] - {mine}) for tick, holder, mine, _ in hours]
    assert all(pressed for other, (*_, pressed) in zip(others, hours) if other)  # and a few by what is not told of: from the warm-up
    assert sum(others) > 100 and sum(pressed for *_, pressed in hours) < 1.5 * sum(others)


def test_who_would_suit_did_where_they_knew(recorded):
    """Of those who acted once, aware and knowing: the commonest manner if unwilling, the subject's, unless that changed, if willing."""
    manners = {True: [], False: []}
    for history in recorded.histories.values():
        for position, willing in history.would_suit.items():
            final, marked = history.final(position), history.fixed[position]["marked"] and position != 0
            once = len({int(row["acted_tick"]) for _, row in history.steps[position] if row["answered"]}) == 1
            if history.outcomes and marked and once and final["knew_at_act"] and history.particular != COMMONEST:
                manners[willing].append(int(final["manner"]) == (history.particular if willing else COMMONEST))
    assert all(manners[False]) and np.mean(manners[True]) > 0.9


def test_events_are_a_table_in_order(recorded):
    story = recorded.story(max(recorded.histories.values(), key=lambda h: len(h.encounters) if h.outcomes else 0).number)
    events = story.events
    assert (np.diff(events["tick"]) >= 0).all() and events["hour"].min() >= 0
    assert {"tell", "aware"} <= set(events["what"])
    told = events[events["what"] == "tell"]
    for quality in ("goals", "knowledge", "respect", "other_goals", "other_knowledge", "other_respect"):
        assert ((told[quality] >= 0) & (told[quality] <= 1)).all()


def test_what_cannot_be_told_is_said(recorded):
    still_open = next(h.number for h in recorded.histories.values() if not h.outcomes)
    for number in (0, still_open, len(recorded.histories) + 1):
        with pytest.raises(ValueError, match="situation"):
            recorded.story(number)
    with pytest.raises(ValueError, match="record='episodes'"):
        Organization(recorded.parameters).story(1)
    with pytest.raises(ValueError, match="record"):
        Organization(recorded.parameters, record="everything")
