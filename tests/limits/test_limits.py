"""Limits with known answers: where the theory of the arithmetic is certain, the model must agree within standard errors.

Seeds are 1, 2, 3, … and never chosen; each comparison with a probability fails
by chance once in a million.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from sim import Organization, load_parameters
from sim.measures.stranger_probe import stranger_probe
from sim.parameters import Parameters
from sim.people.founding import found
from sim.people.next_event import ticks_until
from sim.processes import qualities
from sim.processes.line import serve_line
from sim.relations.contacts import is_gone
from sim.state import EVERYTHING, NONE, EpisodeKind, Kind
from sim.world import reference_to

ERROR_RATE = 1e-6
Z = stats.norm.isf(ERROR_RATE / 2)


def organization(seed=1, ticks=400, form="baseline", record=False, **changes):
    settings = {"size.workers": 24, "years_warm_up": 0, "years": 5, **changes}
    model = Organization(load_parameters(form, "generic", changes=settings), seed=seed, record=record)
    model.advance(ticks)
    return model


def share_is(successes, trials, probability):
    assert trials > 100
    assert stats.binomtest(int(successes), int(trials), probability).pvalue > ERROR_RATE, (successes / trials, probability)


@pytest.mark.parametrize("hazard", [0.25, 0.94, 3.0])
def test_exits_are_binomial(hazard):
    """With places never filled again, the share that has left after a year is 1 − exp(−x)."""
    model = organization(ticks=2000 + 1, **{"size.workers": 600, "turnover.worker": hazard, "turnover.manager": hazard,
                         "turnover.vacancy_days": 1000, "environment.customer_rate": 0, "environment.colleague_rate": 0})
    person = model.world.person
    founders = person[person.kind != Kind.CUSTOMER]
    gone = (founders.present == 0) | (founders.incumbency > 0)
    share_is(gone.sum(), gone.size, 1 - math.exp(-hazard))
    assert stats.binomtest(int(gone.sum()), gone.size, 1 - math.exp(-hazard / 2)).pvalue < ERROR_RATE  # can fail


@pytest.mark.parametrize("rate, days", [(10.0, 5.0), (40.0, 1.0)])
def test_absence_takes_its_share_of_days(rate, days):
    """Spells there and away take turns: the share away is d / (d + 1/(1 − exp(−r/250))), days away and days there on average."""
    model = organization(ticks=1201, **{"size.workers": 1500, "scenario.customers_per_head": 0, "turnover.worker": 0, "turnover.manager": 0,
                         "environment.colleague_rate": 0, "absence.rate": rate, "absence.days": days})  # fmt: skip
    employed = model.world.person[model.world.person.kind != Kind.CUSTOMER]
    share = days / (days + 1.0 / (1.0 - math.exp(-rate / 250)))
    share_is(employed.away.sum(), employed.size, share)
    assert stats.binomtest(int(employed.away.sum()), employed.size, share / 2).pvalue < ERROR_RATE  # can fail
    assert (employed.present + employed.away == 1).all() and (employed.incumbency == 0).all()


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_a_wave_takes_its_share_within_a_week(share):
    """Nobody else leaves; those who do are gone after five days, and each day takes as many."""
    model = organization(ticks=401, **{"size.workers": 600, "turnover.worker": 0, "turnover.manager": 0, "turnover.vacancy_days": 1000,
                         "environment.customer_rate": 0, "environment.colleague_rate": 0, "shocks.wave_share": share, "shocks.wave_at": 0.2})  # fmt: skip
    employed = model.world.person.kind != Kind.CUSTOMER
    first_day = model.world.responses.exits[: Kind.CUSTOMER].sum()
    model.advance(32)
    gone = model.world.responses.exits[: Kind.CUSTOMER].sum()
    if share < 1.0:
        share_is(gone, employed.sum(), share)
    else:
        assert gone == employed.sum()
    share_is(first_day, gone, 0.2)
    model.advance(800)
    assert model.world.responses.exits[: Kind.CUSTOMER].sum() == gone


@pytest.mark.parametrize("factor", [0.0, 0.5, 3.0])
def test_a_surge_multiplies_demand_as_long_as_it_lasts(factor):
    """Customers who stay bring situations by a Poisson process at 0.02 an hour; for two months of 167 hours, at a multiple."""
    settings = {"scenario.case_hours": 20_000, "scenario.gap_hours": 1, "environment.customer_rate": 0.02, "environment.colleague_rate": 0,
                "size.workers": 100, "shocks.surge_factor": factor, "shocks.surge_at": 0.2, "shocks.surge_months": 2}  # fmt: skip
    model = organization(ticks=400, **settings)
    customers, counts = (model.world.person.kind == Kind.CUSTOMER).sum(), [0]
    for ticks in (0, 333, 400):  # before, during, after
        model.advance(ticks)
        counts.append(int(model.world.responses[EVERYTHING].arisen))
    for count, hours, multiple in zip(np.diff(counts), (400, 333, 400), (1.0, factor, 1.0), strict=True):
        expected = 0.02 * customers * hours * multiple
        assert abs(count - expected) <= (Z + 1) * expected**0.5 + 0.01 * expected  # places change hands now and then


@pytest.mark.parametrize("hazard", [1.0, 2.0])
def test_personal_ties_die_at_twice_the_hazard_and_role_ties_at_once(hazard):
    """A personal tie lives as long as both, exp(−2x); a role tie as long as its owner, exp(−x). Ties given by hand."""
    kept_personal = kept_role = pairs = owners = 0
    for seed in range(1, 5):
        parameters = Parameters(years_warm_up=0, size={"workers": 200}, turnover={"worker": hazard, "manager": hazard, "vacancy_days": 0},
                                environment={"customer_rate": 0, "colleague_rate": 0})  # fmt: skip
        model = Organization(parameters, seed=seed)
        world = model.world
        rows = np.flatnonzero(world.person.kind == Kind.WORKER)
        half = rows.size // 2
        one, other = rows[:half], rows[half : 2 * half]  # each in one pair: pairs are independent
        world.contact.whom[one, 0], world.met[one, 0] = other, world.person.identity[other]
        world.role_tie.experience[rows, 0] = 1.0
        model.advance(2000 + 1)
        kept_personal += sum(not is_gone(reference_to(world), owner, 0) and world.person[owner].incumbency == 0 for owner in one)
        kept_role += int((world.role_tie.experience[rows, 0] > 0).sum())
        pairs, owners = pairs + half, owners + rows.size
    share_is(kept_personal, pairs, math.exp(-2 * hazard))
    share_is(kept_role, owners, math.exp(-hazard))


def test_no_ties_leave_everybody_at_the_prior():
    """Without learning every footing is the prior: the share of listeners who are willing is the stranger's, 0.5 + 0.48 · 0.3."""
    model = organization(record=True, **{"learning.rate": 0, "minutes.tell": 1, "minutes.ask": 1})
    for store in (model.world.contact, model.world.role_tie):
        assert all((store[quality] == 0.3).all() for quality in ("shared_goals", "mutual_respect"))
        assert np.abs(store["shared_knowledge"] - 0.3).max() < 1e-12
    episodes = model.episodes()
    told = episodes[(episodes["kind"] == EpisodeKind.ASK_PARTICULAR) & (episodes["opened"] == 1)]
    met = told["met"].sum()
    assert told.size > 100
    assert met / told.size < 0.644 + Z * (0.644 * 0.356 / told.size) ** 0.5  # less those without time


CERTAIN = {f"process.{name}": 1 for name in (
    "willing_low", "willing_high", "hear_low", "hear_high", "speak_low", "speak_high", "address_low", "address_high",
    "accurate_low", "accurate_high", "novelty_hides")} | {
    "process.standing_weight": 0, "process.misaddress": 0, "norms.power_over": 0, "norms.detachment": 0,
    "protocols.level": "none", "environment.misread": 0, "line.loss": 0, "environment.slip": 0, "environment.unskilled_slip": 0, "environment.habit_hours": 100_000,
    "environment.giving_up": 0, "environment.notice": 20, "scenario.routine_minutes": 0, "scenario.manager_minutes": 0,
    "environment.deadline_hours": 200, "environment.patience": 20, "scenario.case_hours": 20_000, "turnover.worker": 0,
    "turnover.manager": 0, "environment.customer_rate": 0.02, "environment.colleague_rate": 0, "minutes.act": 1,
}  # fmt: skip


def test_certain_telling_makes_everybody_aware_and_right():
    """Everybody willing, heard, understood and addressed, and time for all: every part is acted on aware, and right."""
    tally = organization(**CERTAIN, ticks=1500).world.responses[Kind.CUSTOMER]
    assert tally.aware_right > 100
    assert (tally.aware_wrong, tally.unaware_right, tally.unaware_wrong, tally.never_acted, tally.abandoned) == (0, 0, 0, 0, 0)
    assert tally.knowledgeable == tally.answered
    garbled = CERTAIN | {"process.accurate_low": 0.5, "process.accurate_high": 0.5}
    assert organization(**garbled, ticks=1500).world.responses[Kind.CUSTOMER].aware_wrong > 0  # can fail


GUESSING = CERTAIN | {  # all act by habit alone: nobody notices, subjects tell nobody, nothing is typical
    "environment.notice": 0, "environment.subject_only": 0, "environment.subject_part": 0, "environment.manager_part": 0,
    "environment.novelty": 1, "environment.habit_hours": 1, "environment.customer_rate": 0.2,
}  # fmt: skip


@pytest.mark.parametrize("answers", [4, 10])
@pytest.mark.parametrize("coupling", [0, 1])
def test_guessing_is_right_one_time_in_k(answers, coupling):
    tally = organization(**GUESSING | {"environment.answers": answers, "environment.coupling": coupling}, ticks=1500).world.responses[Kind.CUSTOMER]
    assert tally.aware_right == tally.aware_wrong == 0
    share_is(tally.unaware_right, tally.unaware_right + tally.unaware_wrong, 1 / answers)


@pytest.mark.parametrize("novelty", [0, 1])
def test_all_novel_and_nothing_novel(novelty):
    world = organization(**{"environment.novelty": novelty, "environment.coupling": 1 - novelty}).world
    rows = world.opened[: world.clock[0].n_open]
    assert rows.size > 10 and (world.situation[rows].novel == novelty).all()
    parts = [world.part[s, p] for s in rows for p in range(world.situation[s].n_positions) if world.part[s, p].needed]
    if novelty:
        assert not any(part.coupled for part in parts)
    else:  # at coupling 1 each hangs on another, but where the partner of its type was not there to hold it
        assert sum(part.coupled for part in parts) > len(parts) / 2
    uncertain = [part.clue != part.typical for part in parts]
    share_is(sum(uncertain) if novelty else sum(uncertain), len(uncertain), 0.75 if novelty else 0.3 * 0.75)


def test_zero_customers_zero_exits_and_one_person():
    tally = organization(**{"scenario.customers_per_head": 0}).world.responses
    assert tally.arisen[Kind.CUSTOMER] == 0 < tally.arisen[Kind.WORKER]
    still = organization(**{"turnover.worker": 0, "turnover.manager": 0}, ticks=2000).world
    assert still.responses.exits[: Kind.CUSTOMER].sum() == 0 and (still.person.incumbency[still.person.kind != Kind.CUSTOMER] == 0).all()
    alone = Organization(Parameters(size={"workers": 1}, scenario={"functions": [{"name": "all"}], "customers_per_head": 0},
                         environment={"parts_fewest": 1, "parts_most": 1}, years_warm_up=0, turnover={"worker": 0}), seed=1, record=True)  # fmt: skip
    alone.advance(2000)
    tally = alone.world.responses[EVERYTHING]
    assert tally.arisen > 10 and 0 <= tally.arisen - tally.answered - tally.abandoned <= alone.world.clock[0].n_open
    assert not (alone.episodes()["met"] == 1).any() and tally.pairs == 0
    assert alone.world.minutes.sum() == 2000 * 60


def stationary_queue(p, arrivals, served, largest=400):
    """The queue after service of the chain Q′ = max(Q + A − served, 0), A binomial: its exact mean, by iteration."""
    pmf = stats.binom.pmf(np.arange(arrivals + 1), arrivals, p)
    queue = np.zeros(largest)
    queue[0] = 1.0
    for _ in range(20_000):
        total = np.convolve(queue, pmf)
        after = np.zeros(largest)
        after[0] = total[: served + 1].sum()
        after[1 : total.size - served] = total[served + 1 :][: largest - 1]
        if np.abs(after - queue).max() < 1e-15:
            break
        queue = after
    return float(np.arange(largest) @ queue)


@pytest.mark.parametrize("p, served", [(0.4, 2), (0.27, 2)])
def test_the_line_waits_as_its_own_chain_does(p, served):
    """Up to four cases come in an hour, a manager with 20 minutes decides two of ten: the mean queue is the chain's."""
    arrivals, ticks = 4, 12_001
    parameters = Parameters(size={"workers": 9}, line={"span": 8, "share_back_low": 0, "share_back_high": 0},
                            process={name.split(".")[1]: value for name, value in CERTAIN.items() if name.startswith("process.")} | {"reverse_low": 0, "reverse_high": 0},
                            norms={"power_over": 0})  # fmt: skip
    world = found(parameters, seed=1)
    rules, manager, chance = reference_to(world), 8, np.random.default_rng(1)
    world.situation.n_positions, world.situation.deadline = 2, 10**9
    world.part.identity = np.arange(world.part.size).reshape(world.part.shape)
    clock, queues = world.clock[0], []
    for tick in range(1, ticks):
        clock.tick, clock.n_episodes = tick, 0
        world.person.attention = 60
        world.person.attention[manager] = 10 * served
        serve_line(rules)
        queues.append(int(clock.n_queue))
        waiting = {int(s) for s, _ in world.queue[: clock.n_queue]}
        free = (s for s in range(world.situation.size) if s not in waiting)
        for _ in range(chance.binomial(arrivals, p)):
            s = next(free)
            part = world.part[s, 1]
            part.holder, part.queued, part.queue_manager, part.referred = 0, tick, manager, 1
            world.queue[clock.n_queue] = s, 1
            clock.n_queue += 1
    exact = stationary_queue(p, arrivals, served)
    blocks = np.array(queues[200 : 200 + 100 * 118]).reshape(100, 118).mean(axis=1)
    error = blocks.std(ddof=1) / 10 * 1.5  # blocks of 118 hours are not quite independent
    assert exact > 3 * error and abs(blocks.mean() - exact) < 5 * error, (blocks.mean(), exact, error)
    assert abs(blocks.mean() - stationary_queue(p * 0.8, arrivals, served)) > 5 * error  # can fail


def test_waiting_times_are_geometric():
    """1 + ⌊−ln(1 − u)/h⌋ over even u: the share that waits longer than t is exp(−h·t)."""
    rule = getattr(ticks_until, "py_func", ticks_until)
    waits = np.array([rule(0.2, (i + 0.5) / 10_000) for i in range(10_000)])
    for t in (1, 5, 10):
        assert abs((waits > t).mean() - math.exp(-0.2 * t)) < 1e-4


@pytest.mark.parametrize("quality", [0.0, 0.3, 1.0])
def test_the_stranger_probe_is_the_product_of_its_stages(quality):
    """Role ties alike, everybody alike: asked, told, heard and right follow from the rules' probabilities, multiplied."""
    model = organization(ticks=0, **{"environment.answers": 4})
    world, rates = model.world, model.world.rates[0]
    world.person.competence = 0.5
    for name in ("shared_goals", "shared_knowledge", "mutual_respect"):
        world.role_tie[name] = quality
    world.role_tie.experience = 1e18  # counts wholly
    probed = stranger_probe(world, n_dyads=300)
    rule = {name: getattr(qualities, name) for name in ("willingness", "speaking_up", "hearing", "accuracy", "reversal", "knowing_whom")}
    willing = rule["willingness"](quality, rates)
    asked = rule["knowing_whom"](quality, 0, rates) * willing * rule["speaking_up"](quality, 0.0, rates)
    heard = asked * willing * rule["hearing"](quality, 0.5, 0.0, rates)
    told = heard * rule["reversal"](quality, 0.5, rates)
    right = heard * rule["accuracy"](quality, rates) + (1 - heard) / 4
    trials = 200 * probed["probe.coordination.n_dyads"]
    for word, expected in (("asked", asked), ("heard", heard), ("told", told), ("right", right)):
        share_is(round(trials * probed[f"probe.coordination.upward.{word}"]), trials, expected)
    there_and_back = [probed[f"probe.coordination.{way}.heard"] for way in ("upward", "downward")]
    assert 0 < probed["probe.coordination.heard"] < min(there_and_back) + 1e-9


def test_an_organisation_grows_as_its_places_open():
    """At 30 % a year without turnover and vacancies: 100 heads are 169 after two years, customers and demand in proportion."""
    growing = {"size.workers": 100, "size.growth": 0.3, "turnover.worker": 0, "turnover.manager": 0, "turnover.vacancy_days": 0,
               "scenario.case_hours": 20_000, "scenario.gap_hours": 1, "environment.customer_rate": 0.02, "years": 2}  # fmt: skip
    model, arisen = organization(ticks=0, **growing), [0]
    for years in (1, 2):
        model.advance(2000)
        world, expected = model.world, 100 * 1.3**years
        employed = (world.person.kind != Kind.CUSTOMER) & (world.person.present == 1)
        assert expected - 2 < employed.sum() <= expected  # whole heads, hired the morning after
        places = world.role.last[4] - world.role.first[4]
        assert abs(places - expected / 2) <= 1
        assert abs(world.role.demand[:4].sum() - 36 * expected) < 37  # a whole head at most
        arisen.append(int(world.responses.arisen[Kind.CUSTOMER]))
    for year, count in enumerate(np.diff(arisen)):
        expected = 0.02 * 2000 * 50 * 1.3**year * 0.3 / math.log(1.3)  # places on average over the year
        assert abs(count - expected) <= (Z + 1) * expected**0.5 + 0.01 * expected
    assert arisen[2] - arisen[1] > 1.2 * arisen[1]  # can fail


def test_places_that_open_wait_for_somebody_as_long_as_vacancies_last():
    """Of places that opened a time t ago exp(−t/v) are still empty, v = 20 days being how long they are on average."""
    opened = empty = expected = variance = 0
    for seed in range(1, 6):
        parameters = Parameters(years_warm_up=0, years=1, size={"workers": 200, "growth": 0.5}, scenario={"customers_per_head": 0},
                                turnover={"worker": 0, "manager": 0, "vacancy_days": 20}, environment={"colleague_rate": 0})  # fmt: skip
        model = Organization(parameters, seed=seed)
        model.advance(1200)
        done = model.world.opening[: model.world.clock[0].n_opened]
        ages = 1200 - done.tick - 8  # hired at the start of a day, half a day later on average, in the last one not at all
        chances = np.exp(-np.maximum(0, ages) / 160)
        empty += (model.world.person.present[done.who] == 0).sum()
        opened, expected, variance = opened + done.size, expected + chances.sum(), variance + (chances * (1 - chances)).sum()
    assert opened > 200 and abs(empty - expected) < Z * variance**0.5 + 0.05 * expected
    assert abs(empty - 2 * expected) > Z * variance**0.5  # can fail


@pytest.mark.parametrize("loss", [0.1, 0.4])
@pytest.mark.parametrize("other, superior, hops", [(1, 7, 0), (2, 11, 1), (4, 13, 2)])
def test_a_case_is_garbled_at_each_hop_to_the_common_superior(loss, other, superior, hops):
    """Seven workers, and four, two and one above them: after as many ticks as there are hops it lies there, whole with (1 − p)^hops."""
    parameters = Parameters(size={"workers": 14}, line={"span": 3, "loss": loss}, scenario={"customers_per_head": 0.2})
    world = found(parameters, seed=1)
    rules, clock, cases = reference_to(world), world.clock[0], range(50)
    whole = trials = 0
    world.situation.n_positions, world.situation.subject = 3, 14
    world.part.needed[:, 1:3], world.part.holder[:, 1:3] = 1, [0, other]
    for turn in range(20):
        world.part.identity = np.arange(world.part.size).reshape(world.part.shape) + turn * world.part.size
        world.part.queue_manager[cases, 1], world.part.queued[cases, 1] = world.person.supervisor[0], clock.tick
        world.part.referred[cases, 1], world.part.referral_garbled[cases, 1] = 1, 0
        world.queue[cases, 0], world.queue[cases, 1], clock.n_queue = cases, 1, len(cases)
        for _ in range(hops):
            clock.tick, clock.n_episodes, world.person.attention = clock.tick + 1, 0, 10**6
            serve_line(rules)
        assert (world.part.queue_manager[cases, 1] == superior).all() and clock.n_queue == len(cases)
        whole, trials = whole + (world.part.referral_garbled[cases, 1] == 0).sum(), trials + len(cases)
    if hops:
        share_is(whole, trials, (1 - loss) ** hops)
        assert stats.binomtest(int(whole), trials, (1 - loss) ** (hops + 1)).pvalue < ERROR_RATE  # can fail
    else:
        assert whole == trials
