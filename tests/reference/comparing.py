"""Comparing the compiled organisation with the reference: the first difference, in both worlds' words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from sim import Organization, Parameters
from sim.measures.exchanges import DAYS
from sim.state import MONTHS, NONE, RESPONSES, EpisodeKind, Kind, Purpose
from tests.reference.organization import ReferenceOrganization
from tests.reference.people import Person

LOGGED = (
    "tick", "order", "kind", "initiator", "receiver", "about", "position", "target", "key", "convened", "minutes", "space",
    "opened", "met", "heard", "accurate", "reversed",
)  # fmt: skip
TRAITS = (
    "present", "away", "away_changes", "incumbency", "group", "hired", "attention", "backlog", "practice_left", "screened", "read", "skill", "competence",
    "particular", "version", "particular_changes", "next_situation", "ordinal", "changes",
)  # fmt: skip
SEEN = ("seen", "seen_version", "seen_tick", "attended_version", "attended_tick", "turned_to", "granted")
TIE = ("shared_goals", "shared_knowledge", "mutual_respect", "experience")
ON_THE_LINE = (EpisodeKind.DECIDE, EpisodeKind.HAND_BACK, EpisodeKind.INQUIRE, EpisodeKind.CONFER)


def run_both(parameters: Parameters, seed: int, ticks: int) -> tuple[Organization, ReferenceOrganization]:
    """Run the same organisation twice. No case may lie in the line's queue twice at any time."""
    compiled, reference = Organization(parameters, seed, record=True), ReferenceOrganization(parameters, seed)
    for _ in range(ticks):
        compiled.advance(1)
        reference.step()
        waiting = compiled.world.queue[: compiled.world.clock[0].n_queue]
        assert len({tuple(case) for case in waiting}) == len(waiting)
    return compiled, reference


def first_difference(compiled: Organization, reference: ReferenceOrganization) -> str | None:
    """Say where the two worlds first differ, or None if they agree in every event, tally, day and tie."""
    for what, one, other in (
        ("episode", episodes_of(compiled), reference_episodes(reference)),
        ("tally", tallies_of(compiled), reference_tallies(reference)),
        ("exchange", exchanges_of(compiled), reference_exchanges(reference)),
        ("care", care_of(compiled), reference_care(reference)),
        ("minutes", minutes_of(compiled), reference_minutes(reference)),
        ("day", days_of(compiled), reference.days),
        ("person", people_of(compiled), reference_people(reference)),
    ):
        for i in range(max(len(one), len(other))):
            here, there = (side[i] if i < len(side) else {} for side in (one, other))
            differing = [name for name in {**here, **there} if here.get(name) != there.get(name)]
            if differing:
                return (
                    f"{what} {i} differs in {', '.join(differing)}:\n  sim:       {in_words(compiled, here)}\n"
                    f"  reference: {in_words(compiled, there)}"
                )
    return None


def in_words(organization: Organization, row: dict[str, Any]) -> str:
    """Write a row as a sentence."""
    if not row:
        return "nothing"
    words = {name: value for name, value in row.items() if name not in ("kind", "initiator", "receiver")}
    text = ", ".join(f"{name} {value}" for name, value in words.items())
    if "initiator" not in row:
        return text
    role = {int(person.slot): organization.role_names[person.role] for person in organization.world.person}
    initiator, receiver = (f"{role[row[who]]} {row[who]}" for who in ("initiator", "receiver"))
    return f"{initiator} {EpisodeKind(row['kind']).name.lower()} {receiver}: {text}"


# -- the compiled organisation


def episodes_of(organization: Organization) -> list[dict]:
    """Episodes in the order in which they were enacted: by tick, by keyed order, the line's last as they came."""
    log = organization.episodes()
    first = np.where(np.isin(log["kind"], ON_THE_LINE), log["tick"], NONE)
    on_the_line = np.maximum.accumulate(first) == log["tick"]  # from the first on whatever follows in that tick
    order = np.lexsort((np.where(on_the_line, 0.0, log["order"]), on_the_line, log["tick"]))
    return [{name: log[name][i].item() for name in LOGGED} for i in order]


def tallies_of(organization: Organization) -> list[dict]:
    """Responses by kind of subject, then of everything."""
    return [{name: row[name].item() for name in row.dtype.names} for row in organization.world.responses]


def exchanges_of(organization: Organization) -> list[dict]:
    """What passed between each two roles: in the months' windows, and since the warm-up."""
    found = organization.world.exchange
    return [
        {f"{window} {role} {other} {name}": row[name].item() for name in row.dtype.names if row[name]}
        for (window, role, other), row in np.ndenumerate(found)
    ]


def care_of(organization: Organization) -> list[dict]:
    """How many customers had so many closed situations, so many of them caring: those before, and those there."""
    world = organization.world
    counts = world.care_spread.copy()
    np.add.at(counts, (world.care.closed, world.care.caring), 1)
    counts[0, 0] = 0  # places and stretches without a situation
    return [{"closed, caring": cell, "customers": n} for cell, n in np.ndenumerate(counts) if n]


def minutes_of(organization: Organization) -> list[dict]:
    """Minutes by kind of person and purpose."""
    spent = organization.world.minutes
    return [{purpose.name: spent[kind, purpose].item() for purpose in Purpose} for kind in Kind]


def days_of(organization: Organization) -> list[dict]:
    """The rows of the days that have ended."""
    world = organization.world
    days = world.daily[: organization.tick // int(world.rates[0].ticks_per_day)]
    return [{name: row[name].item() for name in row.dtype.names} for row in days]


def people_of(organization: Organization) -> list[dict]:
    """What everybody is like at the end, and all their ties."""
    world, rows = organization.world, []
    for who, person in enumerate(world.person):
        row = {name: person[name].item() for name in TRAITS}
        row["spanner"] = None if person.spanner == NONE else world.person[person.spanner].slot.item()
        if person.incumbency == NONE:  # nobody has ever held the place
            rows.append(row | {"spanner": None})
            continue
        for role, tie in enumerate(world.role_tie[who]):
            row[f"tie with role {role}"] = tuple(tie[name].item() for name in TIE)
        for contact, met in zip(world.contact[who], world.met[who], strict=True):
            if met != NONE and world.person[contact.whom].identity == met:
                row[f"contact with {contact.whom}"] = tuple(contact[name].item() for name in TIE + SEEN)
        rows.append(row)
    return rows


# -- the reference


def reference_episodes(reference: ReferenceOrganization) -> list[dict]:
    """Episodes in the order in which they were enacted."""
    return [
        {name: getattr(episode, name, None) for name in LOGGED}
        | {
            "kind": int(episode.kind),
            "initiator": episode.initiator.slot,
            "receiver": episode.receiver.slot,
            "about": episode.situation.identity if episode.situation else NONE,
            "convened": int(episode.minutes == 0),
        }
        for episode in reference.log
    ]


def reference_tallies(reference: ReferenceOrganization) -> list[dict]:
    """Responses by kind of subject, then of everything."""
    return [{name: tally[name] for name in RESPONSES.names} for tally in reference.tallies.values()]


def reference_exchanges(reference: ReferenceOrganization) -> list[dict]:
    """What passed between each two roles: in the last months, each in its window, and since the warm-up."""
    now = max(0, reference.tick - 1) // (DAYS * reference.rates.ticks_per_day)
    windows = {month % MONTHS: month for month in range(max(0, now - MONTHS + 1), now + 1)} | {MONTHS: "since the warm-up"}
    n_roles, rows = len(reference.roles), []
    for window, role, other in np.ndindex(MONTHS + 1, n_roles, n_roles):
        found = reference.exchanges.get((windows.get(window), role, other), {})
        rows.append({f"{window} {role} {other} {name}": n for name, n in found.items() if n})
    return rows


def reference_care(reference: ReferenceOrganization) -> list[dict]:
    """How many customers had so many closed situations, so many of them caring."""
    counts = Counter(tuple(stretch) for stretches in reference.care.values() for stretch in stretches)
    return [{"closed, caring": cell, "customers": n} for cell, n in sorted(counts.items())]


def reference_minutes(reference: ReferenceOrganization) -> list[dict]:
    """Minutes by kind of person and purpose."""
    return [{purpose.name: reference.minutes[kind, purpose] for purpose in Purpose} for kind in Kind]


def reference_people(reference: ReferenceOrganization) -> list[dict]:
    """What everybody is like at the end, and all their ties."""
    return [reference_person(person) for person in reference.people]


def reference_person(person: Person) -> dict:
    """One person's traits and ties."""
    row = {name: getattr(person, name) for name in TRAITS}
    row["spanner"] = person.spanner.slot if person.spanner else None
    if person.incumbency == NONE:
        return row
    for role, tie in person.ties.roles.items():
        row[f"tie with role {role}"] = tuple(getattr(tie, name) for name in TIE)
    for contact in (*person.ties.personal(), *person.ties.only_seen.values()):
        if contact.whom.incumbency == contact.incumbency:
            row[f"contact with {contact.whom.slot}"] = tuple(getattr(contact, name) for name in TIE + SEEN)
    return row
