"""Nothing depends on the row in which somebody is kept, on who else is there, or on a structure that does nothing.

Each test changes a founded world by hand, runs both, and compares every record.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.enlarging import enlarged, with_log
from sim.people.founding import found
from sim.people.next_event import NEVER
from sim.schedule import advance
from sim.state import NONE, EpisodeKind, Kind, Purpose, World
from sim.world import reference_to
from tests.determinism.digest import FORMS, parameters_of

TICKS = 240
BY_ROW = ("person", "contact", "met", "role_tie", "team", "regular", "care")
POINTERS = {  # fields that hold a row of `person`
    "person": ("supervisor", "spanner"), "contact": ("whom",), "role": ("writer", "author"), "situation": ("subject",),
    "part": ("holder", "queue_manager", "directed_by"), "log": ("initiator", "receiver"),
    "opening": ("who",), "review": ("one", "other"), "conflict": ("one", "other"),
}  # fmt: skip


def run(world: World, ticks: int = TICKS) -> World:
    """Run a world, keeping its log whole."""
    while advance(reference_to(world), ticks) < ticks:
        world = enlarged(world)
    return world


def renamed(world: World, row_of: np.ndarray) -> World:
    """Move person r to row row_of[r], with everything that belongs to r or points at r."""
    old_of = np.argsort(row_of)
    to_new = np.append(row_of, NONE)  # index −1, "none", stays −1
    changed = {}
    for name, array in world._asdict().items():
        array = array[old_of].copy() if name in BY_ROW else array.copy()
        for field in POINTERS.get(name, ()):
            array[field] = to_new[array[field]]
        changed[name] = array.view(np.recarray) if array.dtype.names else array
    for name in ("team", "regular", "roster"):
        changed[name] = to_new[changed[name]]
    return World(**changed)


def assert_same(mine: World, theirs: World, but: tuple[str, ...] = ()) -> None:
    """Compare all records; situations by who they are, because their rows are dealt in the order of subjects."""
    by_row_of_situation = ("opened", "failed", "free", "situation", "part", "address", "queue", "episode", "log")
    for name in World._fields:
        if name in by_row_of_situation or name in but:
            continue
        a, b = mine._asdict()[name], theirs._asdict()[name]
        for field in a.dtype.names or [None]:
            if field is None or f"{name}.{field}" not in but:
                x, y = (a, b) if field is None else (a[field], b[field])
                assert np.array_equal(x, y, equal_nan=True), f"{name}.{field}: {x[x != y][:5]} and {y[x != y][:5]}"
    assert open_parts(mine, but) == open_parts(theirs, but)
    assert what_happened(mine) == what_happened(theirs)


def open_parts(world: World, but: tuple[str, ...] = ()) -> list[tuple]:
    """Every open situation with its parts, in their order."""
    rows = world.opened[: world.clock[0].n_open]
    told = [name for name in world.situation.dtype.names if f"situation.{name}" not in but]
    return [
        (tuple(world.situation[s][name] for name in told), tuple(tuple(world.part[s, p]) for p in range(world.situation[s].n_positions)))
        for s in rows
    ]


def what_happened(world: World) -> list[tuple]:
    """Every episode on the way, without the row of its situation."""
    names = [name for name in world.log.dtype.names if name != "situation"]
    log = world.log.view(np.ndarray)[: world.clock[0].n_logged]
    assert log.size > 300
    return [tuple(row) for row in log[names]]


def a_world(form: str, seed: int = 1, **changes: float) -> World:
    return with_log(found(parameters_of(form, **changes), seed))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed, exits", [(1, 4), (2, 4), (3, 20), (4, 20)])
def test_rows_permuted_keys_kept(form, seed, exits):
    """Slots, not rows, name people in draws: shuffle the rows and the same things happen to the same people.

    At 20 exits and absences a year several people of a role come and go on the same day.
    """
    world = a_world(form, seed, **{"turnover.worker": exits, "turnover.manager": exits, "absence.rate": exits})
    row_of = np.random.default_rng(seed).permutation(world.person.size)
    assert (row_of != np.arange(row_of.size)).any()
    shuffled = run(renamed(world, row_of))
    assert_same(renamed(shuffled, np.argsort(row_of)), run(world))


def test_renaming_there_and_back_is_nothing():
    world = run(a_world("relational_bureaucracy"))
    row_of = np.random.default_rng(5).permutation(world.person.size)
    assert_same(renamed(renamed(world, row_of), np.argsort(row_of)), world)
    with pytest.raises(AssertionError):  # and the comparison does notice rows
        assert_same(renamed(world, row_of), world)


@pytest.mark.parametrize("form", FORMS)
def test_an_idle_agent_changes_nothing(form):
    """Somebody who serves no function, holds no case and is no subject: everybody else lives the same life."""
    world = run(a_world(form))
    crowded = a_world(form)
    for name in BY_ROW:
        array = crowded._asdict()[name]
        more = np.concatenate([array, array[-1:]])
        crowded = crowded._replace(**{name: more.view(np.recarray) if more.dtype.names else more})
    idle = crowded.person[-1]
    assert idle.kind == Kind.CUSTOMER and idle.present == 1
    idle.slot, idle.identity, idle.practice_left = crowded.person.size - 1, (crowded.person.size - 1) << 28, 0
    idle.changes = idle.next_situation = idle.particular_changes = NEVER
    crowded = run(crowded)
    paid = crowded.minutes - world.minutes
    assert paid.sum() > 0 and np.count_nonzero(paid) == 1  # the idle one's own idle minutes
    without = crowded._replace(minutes=world.minutes, **{name: crowded._asdict()[name][:-1] for name in BY_ROW})
    assert_same(without, world)


STRUCTURES = {
    "selection_training": ("person.practice_left", "role.author", "role.next_chapter", "clock.next_curriculum"),
    "protocols": ("situation.acts",),  # when a script might come to somebody is looked at, though none ever does
    "meetings": (),
}


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("level", ["impersonal", "relational", "time_only"])
def test_a_structure_whose_episodes_never_take_place_changes_nothing(structure, level):
    """Held at 0 from the first tick, a structure leaves everything else as without it, but for its own book-keeping.

    Founders are selected before that, if there is a choice.
    """
    with_it = a_world("baseline", years_warm_up=0, **{"selection_training.candidates": 1, f"{structure}.level": level, f"held.{structure}": 0.0})
    without = a_world("baseline", years_warm_up=0, **{f"{structure}.level": "none"})
    but = ("rates", "held", "requested", "clock.any_held", *STRUCTURES[structure])
    assert_same(run(with_it), run(without), but)


def test_a_job_design_that_is_none_changes_nothing_whatever_its_values():
    """Its spans, spanners, slack, discretion and buffers are only what the poles bring."""
    values = {"wide_span": 3, "small_span": 2, "spanners": 0.4, "slack": 0.5, "narrow_discretion": 1.0, "wide_discretion": 0.0}
    changed = a_world("baseline", **{f"job_design.{word}": value for word, value in values.items()})
    assert_same(run(changed), run(a_world("baseline")), ("rates",))


def test_a_suspended_job_design_with_the_lines_own_values_changes_nothing():
    """What is left of the impersonal pole without its episodes are heads and terms: equal ones leave all as it was."""
    own = {"job_design.wide_span": 12, "job_design.narrow_discretion": 0.3, "job_design.slack": 0.0, "held.job_design": 0.0}
    suspended = a_world("baseline", years_warm_up=0, **own, **{"job_design.level": "impersonal"})
    assert_same(run(suspended), run(a_world("baseline", years_warm_up=0)), ("rates", "held", "requested", "clock.any_held"))


def test_a_structure_whose_episodes_do_take_place_is_noticed():
    with pytest.raises(AssertionError):
        assert_same(run(a_world("baseline", **{"meetings.level": "relational"})), run(a_world("baseline")), ("rates",))


def test_a_rule_at_rate_0_is_a_rule_that_never_fires():
    """Turnover and absence of 0, and so small that nobody leaves or is absent, differ in dates and in nothing else."""
    none = run(a_world("relational_bureaucracy", **{"turnover.worker": 0, "turnover.manager": 0}))
    hardly = run(a_world("relational_bureaucracy", **{"turnover.worker": 1e-9, "turnover.manager": 1e-9, "absence.rate": 1e-9}))
    assert_same(none, hardly, ("rates", "person.changes", "person.away_changes"))
    assert none.responses.exits[: Kind.CUSTOMER].sum() == 0
    employed = none.person[none.person.kind != Kind.CUSTOMER]
    assert (employed.present == 1).all() and (employed.changes >= NEVER).all() and (employed.incumbency == 0).all()


def test_dates_of_shocks_that_are_none_change_nothing():
    """Where nothing is suspended, nobody leaves and demand is as ever, it matters not when that would have been."""
    never = {"shocks.suspended": "none", "shocks.wave_share": 0.0, "shocks.surge_factor": 1.0}
    dates = {"shocks.suspended_from": 0.02, "shocks.suspended_months": 0.5, "shocks.wave_at": 0.03, "shocks.surge_at": 0.01, "shocks.surge_months": 1}
    assert_same(run(a_world("relational_bureaucracy", **never, **dates)), run(a_world("relational_bureaucracy")), ("rates",))


@pytest.mark.parametrize("shock", [{"shocks.wave_share": 0.3}, {"shocks.surge_factor": 3.0}, {"shocks.suspended": "all"}])
def test_shocks_leave_everything_before_them_as_it_was(shock):
    """Up to the shock every record is the same but for dates still to come; after it things differ."""
    dates = {"shocks.suspended_from": 0.05, "shocks.wave_at": 0.05, "shocks.surge_at": 0.05}  # 100 hours
    shocked, spared = (
        a_world("relational_bureaucracy", years_warm_up=0.01, **changes) for changes in ({**shock, **dates}, {})
    )  # fmt: skip
    shocked, spared = run(shocked, 120), run(spared, 120)
    assert_same(shocked, spared, ("rates", "person.next_situation"))
    shocked, spared = run(shocked, 200), run(spared, 200)
    with pytest.raises(AssertionError):
        assert_same(shocked, spared, ("rates", "person.next_situation", "held"))


CONVENED = {  # what each structure convenes
    "selection_training": {EpisodeKind.PRACTICE, EpisodeKind.DRILL, EpisodeKind.COMPILE},
    "protocols": {EpisodeKind.WRITE, EpisodeKind.READ},
    "meetings": {EpisodeKind.ASK_PARTICULAR, EpisodeKind.TELL},
    "job_design": {EpisodeKind.ASK_PARTICULAR},
}
SPENT_ON = {
    "selection_training": Purpose.PRACTICE, "protocols": Purpose.READING, "meetings": Purpose.MEETING,
    "job_design": Purpose.ROUND,
}  # fmt: skip


@pytest.mark.parametrize("structure, tick", [("selection_training", 88), ("protocols", 448), ("meetings", 80), ("job_design", 88)])
def test_a_suspended_structure_convenes_nothing_from_that_tick_on_and_nothing_else_changes_at_it(structure, tick):
    """At that tick its episodes are missing; what others convene (at 88 and 448 no meeting is due), who comes and what arises is the same."""
    dates = {"shocks.suspended_from": tick / 2000, "shocks.suspended_months": 1.0}  # 167 hours
    # Whatever else is convened would take the time that the suspended structure leaves.
    alone = {"performance_measures.level": "none", "conflict_resolution.level": "none"}
    if structure == "job_design":
        alone["selection_training.level"] = "none"
    else:  # rounds ask for particulars, as meetings do
        alone |= {"job_design.level": "none", "line.span": 8}
    shocked, spared = (
        a_world("relational_bureaucracy", years_warm_up=0, **{"turnover.worker": 4, "protocols.revision_days": 56}, **changes, **alone)
        for changes in ({"shocks.suspended": structure, **dates}, {})
    )
    shocked, spared = run(shocked, tick), run(spared, tick)
    assert_same(shocked, spared, ("rates",))
    shocked, spared = run(shocked, tick + 1), run(spared, tick + 1)
    mine = {kind.value for kind in CONVENED[structure]}
    assert any(row[0] in mine for row in convened(spared))
    assert convened(shocked) == [row for row in convened(spared) if row[0] not in mine]
    for name in ("incumbency", "present", "particular", "next_situation", "ordinal", "changes"):
        assert np.array_equal(shocked.person[name], spared.person[name]), name
    assert (shocked.responses.arisen == spared.responses.arisen).all()
    purpose = SPENT_ON[structure]
    spent = shocked.minutes[:, purpose].sum()
    shocked = run(shocked, tick + 167)
    assert shocked.minutes[:, purpose].sum() == spent
    assert run(shocked, tick + 1000).minutes[:, purpose].sum() > spent


def convened(world: World) -> list[tuple]:
    """What structures have queued in the last tick."""
    rows = world.episode.view(np.ndarray)[: world.clock[0].n_episodes]
    return [tuple(row) for row in rows[rows["convened"] == 1][["kind", "initiator", "receiver", "target", "key"]]]
