"""The line, by hand: first come first served, not in the same hour; decided, inquired into, conferred on or handed back."""

from __future__ import annotations

import pytest

from sim.draws import Decision
from sim.processes.line import serve_line
from sim.state import NONE, EpisodeKind, Kind, Purpose
from tests.sim.by_hand import CUSTOMERS, MANAGER, Draws, a_situation, by_hand, couple, know, set_tie, small_world

YES = 0.0


def referred(queued=11, **fields):
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2])
    know(world, s, 1)
    part = world.part[s, 1]
    part.referred, part.queued, part.queue_manager = 1, queued, MANAGER
    for name, value in fields.items():
        part[name] = value
    world.queue[0] = s, 1
    world.clock[0].n_queue, world.clock[0].n_episodes = 1, 0
    return world, s, part


def serve(world, hand_back, learns=0.99, knows=0.99, **more):
    """Serve the line with these draws; whatever can succeed in an encounter does, unless `more` says otherwise."""
    draws = {Decision.HAND_BACK: hand_back, Decision.LEAVES_EXPERT_ROLE: learns, Decision.KNOWS_HOLDERS: knows,
             Decision.OPEN: 0.99, Decision.ACTS_ON: 0.5}  # fmt: skip
    draws |= {Decision[name.upper()]: number for name, number in more.items()}
    by_hand(serve_line, None, draw=Draws(draws, common=YES))(world)


def happened(world):
    """The episodes of this tick: kind, who turned to whom, and the minutes for each side."""
    return [(EpisodeKind(e.kind).name, int(e.initiator), int(e.receiver), int(e.minutes)) for e in world.episode[: world.clock[0].n_episodes]]


def test_decided():
    """At footing 0.3 a case is handed back below 0.1 + 0.8 · 0.3 = 0.34."""
    world, s, part = referred()
    serve(world, 0.35)
    assert (part.queue_manager, part.approved, world.clock[0].n_queue) == (NONE, 0, 0)
    assert (world.part[s, 2].directed_by, world.minutes[Kind.MANAGER, Purpose.LINE]) == (MANAGER, 10)


def test_handed_back_with_authority():
    world, s, part = referred()
    serve(world, 0.33)
    assert (part.queue_manager, part.approved, world.part[s, 2].directed_by) == (NONE, 1, NONE)
    assert world.address[s, 1, 2].known == 1 and world.minutes[Kind.MANAGER, Purpose.LINE] == 6


@pytest.mark.parametrize("attention, recording, looks", [(4, 0, True), (3, 0, False), (3, 1, True), (0, 0, False)])
def test_whoever_lacks_the_minutes_for_the_shortest_answer_looks_at_no_case(attention, recording, looks):
    """The shortest answers take four minutes, handing back takes six. Where a run is recorded the attempt is put down."""
    world, _, part = referred()
    world.person[MANAGER].attention, world.clock[0].recording = attention, recording
    before = part.copy()
    serve(world, 0.33)
    assert [kind for kind, *_ in happened(world)] == (["HAND_BACK"] if looks else [])
    assert part == before and world.clock[0].n_queue == 1 and world.person[MANAGER].attention == attention


def test_a_garbled_case_is_handed_back_without_names_and_decided_garbled():
    world, s, part = referred(referral_garbled=1)
    serve(world, 0.33)
    assert part.approved == 1 and world.address[s, 1, 2].known == NONE
    world, s, part = referred(referral_garbled=1)
    serve(world, 0.35)
    assert world.part[s, 2].referral_garbled == 1


@pytest.mark.parametrize("footing, handed_back", [(0.0, 0), (1.0, 1)])
def test_the_footing_towards_the_worker_decides(footing, handed_back):
    world, s, part = referred()
    set_tie(world.role_tie[MANAGER, 0], footing, 1e9)
    serve(world, 0.5)
    assert part.approved == handed_back


def test_not_in_the_hour_in_which_it_came_and_not_without_time():
    world, s, part = referred(queued=12)
    serve(world, 0.35)
    assert (part.queue_manager, world.clock[0].n_queue) == (MANAGER, 1)
    world, s, part = referred()
    world.person[MANAGER].attention = 9
    serve(world, 0.35)
    assert (part.queue_manager, world.clock[0].n_queue) == (MANAGER, 1)


def test_first_come_first_served():
    world, s, part = referred(queued=11)
    earlier = world.part[s, 2]
    know(world, s, 2)
    earlier.referred, earlier.queued, earlier.queue_manager = 1, 10, MANAGER
    world.queue[1] = s, 2
    world.clock[0].n_queue = 2
    world.person[MANAGER].attention = 19  # for one case of ten minutes
    serve(world, 0.35)
    assert (earlier.queue_manager, part.queue_manager) == (NONE, MANAGER)
    assert world.clock[0].n_queue == 1 and world.queue[0].tolist() == [s, 1]


# The manager's footing is the prior, 0.3, and competence 0.5 where it is set: the expert's role is left below
# 0.05 + 0.75 · (0.7 · 0.3 + 0.3 · 0.5) = 0.32, holders are known below 0.3 + 0.65 · 0.3 = 0.495 (novel: 0.198).


@pytest.mark.parametrize(
    "back, learns, knows, novel, inquired, answer",
    [
        (0.33, 0.0, 0.0, 0, 0, "HAND_BACK"), (0.35, 0.33, 0.0, 0, 0, "DECIDE"), (0.35, 0.31, 0.49, 0, 0, "CONFER"),
        (0.35, 0.31, 0.50, 0, 0, "INQUIRE"), (0.35, 0.31, 0.50, 0, 1, "DECIDE"), (0.35, 0.31, 0.49, 0, 1, "CONFER"),
        (0.35, 0.31, 0.21, 1, 0, "INQUIRE"), (0.35, 0.31, 0.19, 1, 0, "CONFER"),
    ],
)  # fmt: skip
def test_four_answers(back, learns, knows, novel, inquired, answer):
    world, s, part = referred(inquired=inquired)
    world.person[MANAGER].competence, world.situation[s].novel = 0.5, novel
    serve(world, back, learns, knows)
    assert happened(world)[0][0] == answer


@pytest.mark.parametrize("footing, answers", [(0.0, {"DECIDE"}), (1.0, {"CONFER"})])
def test_which_answer_follows_from_the_footing(footing, answers):
    """At the same draws: towards whom nothing ties one, one decides; at full footing one calls the holders together."""
    world, s, part = referred()
    world.person[MANAGER].competence = 0.5
    set_tie(world.role_tie[MANAGER, 0], footing, 1e9)
    serve(world, 0.95, 0.2, 0.5)
    assert {happened(world)[0][0]} == answers


def test_a_manager_asks_whose_clue_is_missing_and_passes_it_on_with_the_decision():
    """In one hour worker 2 is asked and so becomes aware; in the next the case is decided and worker 0 hears the clue."""
    world, s, part = referred()
    couple(world, s, 1, 2)
    serve(world, 0.35, 0.0)
    assert happened(world) == [("INQUIRE", MANAGER, 2, 4)] and (part.queue_manager, world.clock[0].n_queue) == (MANAGER, 1)
    assert (part.inquired, part.found_out, part.partner_held) == (1, 1, 0)
    assert (world.part[s, 2].aware, world.part[s, 2].accurate, world.minutes[:, Purpose.LINE].sum()) == (1, 1, 8)
    world.clock[0].tick, world.clock[0].n_episodes = 13, 0
    serve(world, 0.35, 0.0)
    assert happened(world) == [("DECIDE", MANAGER, 0, 10)] and part.queue_manager == NONE
    assert (part.partner_held, part.partner_clue, part.partner_accurate, world.part[s, 2].directed_by) == (1, 2, 1, NONE)


@pytest.mark.parametrize("asked, decided, held, accurate", [(0.99, YES, 1, 0), (YES, 0.99, 1, 0), (YES, YES, 1, 1)])
def test_a_clue_is_garbled_on_its_way_to_the_manager_or_from_there(asked, decided, held, accurate):
    world, s, part = referred()
    couple(world, s, 1, 2)
    serve(world, 0.35, 0.0, accurate=asked)
    world.clock[0].tick, world.clock[0].n_episodes = 13, 0
    serve(world, 0.35, 0.0, accurate=decided)
    assert (part.partner_held, part.partner_accurate) == (held, accurate)


@pytest.mark.parametrize("change", ["uncoupled", "held", "absent", "manager's"])
def test_else_a_manager_asks_who_referred_it(change):
    world, s, part = referred()
    if change != "uncoupled":
        couple(world, s, 1, 2)
    part.partner_held = int(change == "held")
    world.person[2].present = int(change != "absent")
    if change == "manager's":
        world.part[s, 2].holder = MANAGER
    serve(world, 0.35, 0.0)
    assert happened(world) == [("INQUIRE", MANAGER, 0, 4)] and part.inquired == 1


@pytest.mark.parametrize("garbled, knew, understood, garbled_then", [(1, 1, YES, 0), (1, 0, YES, 1), (0, 1, 0.99, 1), (0, 1, YES, 0)])
def test_asking_who_referred_it_clears_up_what_came_garbled_or_garbles_it(garbled, knew, understood, garbled_then):
    world, s, part = referred(referral_garbled=garbled, accurate=knew)
    serve(world, 0.35, 0.0, accurate=understood)
    assert part.referral_garbled == garbled_then


def test_a_question_that_is_refused_has_been_asked_and_one_without_time_has_not():
    world, s, part = referred()
    serve(world, 0.35, 0.0, willing=0.99)
    assert (part.inquired, part.queue_manager, world.minutes[Kind.MANAGER, Purpose.REFUSED]) == (1, MANAGER, 1)
    world, s, part = referred()
    world.person[MANAGER].attention = 3
    serve(world, 0.35, 0.0)
    assert (part.inquired, part.queue_manager, world.minutes.sum()) == (0, MANAGER, 0)


def a_table(**fields):
    """Worker 0, who has referred, with workers 2 and 4, whose parts are needed; each hangs on the next one's clue."""
    world = small_world()
    s = a_situation(world, CUSTOMERS[0], [0, 2, 4])
    know(world, s, 1)
    for position, partner in [(1, 2), (2, 3), (3, 1)]:
        couple(world, s, position, partner)
    part = world.part[s, 1]
    part.referred, part.queued, part.queue_manager = 1, 11, MANAGER
    for name, value in fields.items():
        part[name] = value
    world.queue[0] = s, 1
    world.clock[0].n_queue, world.clock[0].n_episodes = 1, 0
    return world, s, part


def confer(world, **more):
    serve(world, 0.35, 0.0, 0.0, **{"reverse": 0.99, **more})


def test_holders_who_confer_tell_and_ask_one_another():
    """15 minutes of each of four, and three turns: 0 tells 2 and 4 (who then holds 0's clue), and asks 2 for the clue."""
    world, s, part = a_table()
    confer(world)
    assert happened(world) == [("CONFER", MANAGER, 0, 15), ("TELL", 0, 2, 0), ("TELL", 0, 4, 0), ("ASK_CLUE", 0, 2, 0)]
    assert world.part[s].aware[:4].tolist() == [0, 1, 1, 1] and world.part[s].partner_held[:4].tolist() == [0, 1, 0, 1]
    assert (part.approved, part.queue_manager, world.minutes[:, Purpose.LINE].sum(), world.minutes.sum()) == (1, NONE, 60, 60)
    assert world.person.attention[[0, 2, 4, MANAGER]].tolist() == [45] * 4
    keys = [int(e.key) for e in world.episode[: world.clock[0].n_episodes]]
    assert len(set(keys)) == 3 and keys[1] == keys[2]  # one voice, two hearers


def test_with_more_minutes_there_are_more_turns():
    world, s, part = a_table()
    world.rates[0].minutes_confer = 16
    confer(world)
    assert happened(world)[4:] == [("ASK_CLUE", 2, 4, 0)]
    assert world.part[s].partner_held[1:4].tolist() == [1, 1, 1]


def test_called_together_people_may_refuse_and_not_hear_as_in_private():
    world, s, part = a_table()
    confer(world, willing=lambda tick, who, whom: 0.99 if who == part.identity + 16 else YES)
    assert world.part[s].aware[:4].tolist() == [0, 1, 1, 0]  # told in vain, at the same price; worker 2 learns of it by being asked
    assert world.minutes[:, Purpose.LINE].sum() == 60 and part.partner_held == 1
    world, s, part = a_table()
    confer(world, hear=0.99)
    assert (part.approved, part.queue_manager, world.part[s, 2].aware) == (0, NONE, 0)


def test_who_has_no_time_does_not_come_and_pays_nothing():
    world, s, part = a_table()
    world.person[2].attention = 14
    confer(world)
    assert happened(world) == [("CONFER", MANAGER, 0, 15), ("TELL", 0, 4, 0)]
    assert (world.person[2].attention, world.minutes[:, Purpose.LINE].sum()) == (14, 45)


def test_where_nobody_can_come_the_case_is_decided():
    world, s, part = a_table()
    world.person[2].present, world.person[4].attention = 0, 14
    confer(world)
    assert [kind for kind, *_ in happened(world)] == ["DECIDE"]
    assert (world.part[s, 2].directed_by, world.part[s, 3].directed_by) == (MANAGER, MANAGER)


@pytest.mark.parametrize("garbled", [0, 1])
def test_a_manager_with_a_part_is_at_the_table_and_knows_what_came_up(garbled):
    world, s, part = a_table(referral_garbled=garbled)
    world.part[s, 3].holder = MANAGER
    confer(world)
    assert happened(world) == [("CONFER", MANAGER, 0, 15), ("TELL", 0, 2, 0), ("ASK_CLUE", 0, 2, 0), ("ASK_CLUE", 2, MANAGER, 0)]
    assert (world.part[s, 3].aware, world.part[s, 3].accurate) == (1, 1 - garbled)
    assert world.person.attention[[0, 2, 4, MANAGER]].tolist() == [45, 45, 60, 45]


def test_holders_from_another_site_pay_the_way():
    world, s, part = a_table()
    world.rates[0].minutes_distance, world.person[2].site = 5, 1
    confer(world)
    assert world.person.attention[[0, 2, 4, MANAGER]].tolist() == [45, 40, 45, 45]


def test_a_refused_call_leaves_the_case_in_the_queue():
    world, s, part = a_table()
    confer(world, willing=0.99)
    assert (part.queue_manager, world.clock[0].n_queue, part.approved) == (MANAGER, 1, 0)
    assert [kind for kind, *_ in happened(world)] == ["CONFER"] and world.person[2].attention == 60
