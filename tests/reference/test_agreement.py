"""The compiled organisation and the readable one agree, event for event, whatever the configuration."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sim import Parameters
from sim.arrow import Arrow
from sim.assumptions import Assumptions
from sim.parameter import Choice
from sim.people.founding import head_counts
from sim.people.parameters import Suspended
from sim.state import EXCHANGE, EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.properties.configurations import configuration
from tests.reference import rules
from tests.reference.comparing import first_difference, run_both
from tests.reference.configurations import TICKS, configurations

SELDOM = {Purpose.REVISE.name, Purpose.GIVE_UP.name}  # these have a test of their own
N, N_LONG, SPARE, MOST_MORE = 200, 2000, 60, 300
STRUCTURES = ("selection_training", "performance_measures", "conflict_resolution", "job_design", "protocols", "meetings")
OPTIONS = [
    (name, option) for name, field in Assumptions.model_fields.items() if issubclass(field.annotation, Choice)
    for option in field.annotation
]  # fmt: skip
MEETINGS = [kind for kind in EpisodeKind if not EpisodeKind.REFER <= kind <= EpisodeKind.BUFFER]  # what is done alone is not in the log


def profile(n: int) -> settings:
    """So many configurations, the same in every run; not shrunk, which would take minutes (add Phase.shrink to debug)."""
    return settings(
        max_examples=n, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip


def key_of(member: IntEnum) -> tuple[str, str]:
    """Name a member together with its list: members of different lists with one number are equal."""
    return type(member).__name__, member.name


def compare(n: int, strategy: st.SearchStrategy) -> Counter:
    """Compare so many configurations; returns what happened in them."""
    happened = Counter()

    @profile(n)
    @given(strategy)
    def agree(configuration):
        compare_one(*configuration, happened)

    agree()
    return happened


def compare_one(parameters: Parameters, seed: int, happened: Counter) -> None:
    """Run both worlds, ask that they agree, and note what happened."""
    compiled, reference = run_both(parameters, seed, TICKS)
    difference = first_difference(compiled, reference)
    assert difference is None, f"seed {seed}: {difference}"
    happened["configurations"] += 1
    happened.update(key_of(EpisodeKind(episode.kind)) for episode in reference.log)
    happened.update(key_of(Purpose(purpose)) for (_, purpose), minutes in reference.minutes.items() if minutes)
    happened.update(key_of(Arrow(arrow)) for arrow, value in enumerate(reference.held) if value == value)
    for kind in Kind:
        happened.update(f"{kind.name} {name}" for name, count in reference.tallies[kind].items() if count)
    happened.update(f"exchanges {name}" for counts in reference.exchanges.values() for name, n in counts.items() if n)
    for name in STRUCTURES:
        happened[name, getattr(parameters, name).level.name] += 1
    for name, option in OPTIONS:
        happened["assumption", name, option.name] += getattr(parameters.assumptions, name) == option
    for person in reference.people:
        contacts = (*person.ties.personal(), *person.ties.only_seen.values())
        happened["favours granted"] += sum(contact.granted for contact in contacts)
    shocks = parameters.shocks
    happened["suspended", shocks.suspended.name] += 1
    happened["levels", len(head_counts(parameters).managers)] += 1
    happened["growth"] += len(compiled.world.opening) > 0 and compiled.world.clock[0].n_opened == len(compiled.world.opening)
    happened["wave"] += 0.0 < shocks.wave_share < 1.0
    happened["surge"] += shocks.surge_factor > 1.0 and shocks.surge_months > 0.0


WANTED = {
    *(key_of(what) for what in (*MEETINGS, *Purpose, *Arrow) if what.name not in SELDOM),
    *((name, level.name) for name in STRUCTURES for level in Level),
    *(("assumption", name, option.name) for name, option in OPTIONS),
    *(("suspended", option.name) for option in Suspended), "wave", "surge", "growth", *(("levels", n) for n in (1, 2, 3)), "favours granted",
    *(f"{kind.name} {name}" for kind in Kind
      for name in ("exits", "hires", "answered", "abandoned", "timely", "aware_right", "never_acted", "pairs_known")),
    "WORKER absences", "MANAGER absences", *(f"exchanges {name}" for name in EXCHANGE.names),
    *(f"CUSTOMER {name}" for name in ("untied", "similar", "dissimilar", "fitting")),
}  # fmt: skip


def test_every_event_agrees_on_random_configurations():
    """200 configurations of up to twenty people and forty ticks: no event, tally, minute, day or tie differs.

    What hypothesis draws depends on which modules are loaded; where it has missed an option, numbered configurations
    follow until every option and arrow has been in some.
    """
    happened = compare(N + SPARE, configurations())
    assert happened["configurations"] >= N
    for number in range(MOST_MORE):
        if all(happened[what] > 0 for what in WANTED):
            break
        compare_one(configuration(number)[0], number, happened)
    missing = {what for what in WANTED if happened[what] == 0}
    assert not missing, f"no configuration had any {missing}"
    assert happened["CUSTOMER absences"] == 0


def test_what_random_configurations_seldom_reach():
    """Somebody hears the partner's clue and revises, or gives something up: that takes people who talk, and time."""
    talkative = Parameters(
        years_warm_up=0.0,
        scenario={"hours_per_day": 4, "days_per_year": 100, "functions": [{"name": n} for n in "abc"], "routine_minutes": 20},
        size={"workers": 11},
        line={"span": 5, "discretion": 1.0},
        turnover={"worker": 5.0, "vacancy_days": 1.0},
        environment={"customer_rate": 0.2, "colleague_rate": 0.2, "giving_up": 0.5, "coupling": 1.0, "notice": 5.0, "deadline_hours": 16.0, "parts_fewest": 2, "parts_most": 3, "habit_hours": 8.0},
        process={"willing_low": 0.9, "hear_low": 0.8, "speak_low": 0.9, "address_low": 0.8, "accurate_low": 0.8},
        protocols={"level": "impersonal"},
    )  # fmt: skip
    happened = Counter()
    for seed in range(4):
        compiled, reference = run_both(talkative, seed, TICKS)
        assert first_difference(compiled, reference) is None
        happened.update(purpose for (_, purpose), minutes in reference.minutes.items() if minutes)
    assert all(happened[Purpose[name]] > 0 for name in SELDOM)


@pytest.mark.long
def test_every_event_agrees_on_many_more_configurations():
    """The same for 2,000 configurations."""
    others = configurations().map(lambda drawn: (drawn[0], drawn[1] + 1))
    assert compare(N_LONG + 10 * SPARE, others)["configurations"] >= N_LONG


def test_a_case_lies_in_the_queue_once():
    """Nobody is served twice for one referral."""
    busy = Parameters(
        years_warm_up=0.0,
        scenario={"hours_per_day": 2, "days_per_year": 20, "functions": [{"name": "one"}, {"name": "other"}]},
        size={"workers": 6},
        turnover={"worker": 20.0, "vacancy_days": 0.0},
        environment={"colleague_rate": 1.0, "parts_fewest": 1, "parts_most": 2, "notice": 20.0, "subject_only": 0.0},
        line={"span": 5},
        minutes={"decide": 60, "hand_back": 60},
    )
    for seed in range(10):
        assert first_difference(*run_both(busy, seed, TICKS)) is None


@pytest.mark.parametrize(
    "name", ["weight", "combine", "slip_probability", "ticks_until", "answer_to", "share_of_routine", "fade", "learn"]
)
def test_a_rule_that_differs_is_found(name, monkeypatch):
    """The comparison can fail: one rule changed in the reference alone, and the worlds part."""
    changed = {
        "weight": lambda *arguments: 0.9 * rule(*arguments),
        "combine": lambda *arguments: 0.9 * rule(*arguments),
        "slip_probability": lambda *arguments: rule(*arguments) + 0.2,
        "ticks_until": lambda *arguments: rule(*arguments) + 1,
        "answer_to": lambda own, coupled, partner, n_answers: own,
        "share_of_routine": lambda demand, carry, n_present: (rule(demand, carry, n_present)[0], 0),
        "fade": lambda tie, rates: None,
        "learn": lambda tie, evidence, share, rates: rule(tie, evidence, 0.9 * share, rates),
    }
    rule = getattr(rules, name)
    monkeypatch.setattr(rules, name, changed[name])
    with pytest.raises(AssertionError, match="differs in"):
        compare(60, configurations())


def test_many_places_race_in_heats():
    """More than 32 workers of one function: fresh teams are raced for in heats, here as there."""
    large = Parameters(
        years_warm_up=0.0,
        scenario={"functions": [{"name": "one"}], "pod_share": 0.0, "case_hours": 8.0, "gap_hours": 1.0},
        size={"workers": 44},
        environment={"parts_fewest": 1, "parts_most": 1},
    )
    compiled, reference = run_both(large, 1, TICKS)
    assert first_difference(compiled, reference) is None
    growing = large.model_copy(update={"size": large.size.model_copy(update={"growth": 4.0, "sites": 2}), "years": TICKS / 2000})
    compiled, reference = run_both(growing, 1, TICKS)
    assert first_difference(compiled, reference) is None and compiled.world.clock[0].n_opened > 0
