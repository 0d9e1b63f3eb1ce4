"""Structures: training, protocols and meetings convene episodes in paid time, and do nothing else."""

from __future__ import annotations

from sim.arrow import Arrow
from sim.draws import Decision
from sim.state import EpisodeKind, Kind, Purpose
from sim.structures.parameters import Level
from tests.reference import rules
from tests.reference.choosing import Role, lowest_draw
from tests.reference.episodes import convene
from tests.reference.people import Person

PRACTICE, READING, WRITING, AUTHOR, INTERVIEW = 128, 200, 201, 202, 204  # keys of what one person does in one tick


def takes_place(model, arrow: Arrow, who: int, whom: int) -> bool:
    """It does, unless that arrow is held."""
    return model.draw(Decision.TAKES_PLACE, who, whom) < rules.through(arrow, 1.0, model.held)


# -- 3a selection and training


def longer_vacancy(model, person: Person) -> int:
    """Each candidate but one prolongs a vacancy, unless selection is suspended."""
    ticks = rules.time_for_candidates(person.kind, model.rates)
    return ticks if takes_place(model, Arrow.SELECTION_TRAINING, person.identity + INTERVIEW, 0) else 0


def convene_interviews(model) -> None:
    """One candidate an hour is seen for each place that is soon to be filled, by somebody of the role or the supervisor."""
    rates = model.rates
    vacant = [
        person for person in model.people
        if person.is_vacant and rules.selects(person.kind, rates) and person.screened < rates.selection_training_candidates
        and person.changes - model.tick <= max(rates.ticks_per_day, rules.time_for_candidates(person.kind, rates))
    ]  # fmt: skip
    vacant.sort(key=lambda person: model.draw(Decision.ORDER, person.identity, INTERVIEW))
    for person in vacant:
        key = person.identity + INTERVIEW
        if not takes_place(model, Arrow.SELECTION_TRAINING, key, 0):
            continue
        for interviewer in (person.role.race_nearby(Decision.INTERVIEWER, key, person, but=person), person.supervisor):
            if interviewer is not None and interviewer.attend(rates.selection_training_screening_minutes, Purpose.SCREENING):
                person.screened += 1
                break


def convene_training(model) -> None:
    """The curriculum is kept up, and newcomers practise."""
    if model.rates.selection_training_level != Level.NONE:
        write_curriculum(model)
        convene_practice(model)


def write_curriculum(model) -> None:
    """Somebody in each role writes, chapter by chapter, what newcomers should know of every role."""
    rates = model.rates
    begins = model.next_curriculum <= model.tick
    if begins:
        model.next_curriculum = model.tick + int(rates.selection_training_revision_days * rates.ticks_per_day)
    for role in model.roles:
        if role.kind == Kind.CUSTOMER or not role.members:
            continue
        if begins:
            role.next_chapter = 0
        if role.next_chapter >= rates.n_roles:
            continue
        if begins or role.author is None or role.author.present == 0:
            role.author = role.race(Decision.WRITER, role.index + rates.spanner_role)
        if role.author is None:
            continue
        key = role.author.identity + AUTHOR
        if takes_place(model, Arrow.SELECTION_TRAINING, key, 0) and role.author.attend(
            rates.selection_training_writing_minutes, Purpose.WRITING
        ):
            if rates.selection_training_level != Level.TIME_ONLY:
                convene(model, EpisodeKind.COMPILE, role.author, None, key, target=role.next_chapter)
            role.next_chapter += 1


def convene_practice(model) -> None:
    """In the first hours of the day newcomers practise, as long as they and a partner have the time."""
    rates = model.rates
    hour_of_day = model.tick % rates.ticks_per_day // rates.ticks_per_hour
    has_hours = hour_of_day < rates.selection_training_per_day
    newcomers = [
        person for person in model.people
        if person.present == 1 and person.practice_left > 0 and (person.is_customer or has_hours)
    ]  # fmt: skip
    newcomers.sort(key=lambda person: model.draw(Decision.ORDER, person.identity, PRACTICE))
    for person in newcomers:  # they compete for partners' time
        for turn in range(min(person.practice_left, rates.paid_minutes // rates.practice_minutes)):
            key = person.identity + PRACTICE + turn
            if takes_place(model, Arrow.SELECTION_TRAINING, key, 0):
                practise(model, person, key)


def practise(model, person: Person, key: int) -> None:
    """Relational: with another role, for a new customer with the team. Impersonal: with the own role, or drill."""
    minutes = model.rates.practice_minutes
    level = model.rates.selection_training_level
    across = level in (Level.RELATIONAL, Level.TIME_ONLY)
    if person.is_customer:
        team = [function for function, worker in person.team.items() if worker is not None]
        partner = person.team.get(lowest_draw(team, lambda function: model.draw(Decision.PRACTICE_ROLE, key, function)))
        if not across:
            if partner is not None and partner.attend(minutes, Purpose.PRACTICE):
                convene(model, EpisodeKind.DRILL, partner, None, key)
                person.practice_left -= 1
            return
    elif across and model.draw(Decision.PRACTICE_ACROSS, key, 0) < model.rates.selection_training_cross_role:
        partner = cross_role_partner(model, person, key)
    else:
        partner = person.role.race(Decision.PRACTICE_PARTNER, key, site=person.site, but=person)
    if partner is not None and person.can_pay(minutes) and partner.can_pay(minutes):
        for who in (person, partner):
            who.pay(minutes, Purpose.PRACTICE)
        if level != Level.TIME_ONLY:
            convene(model, EpisodeKind.PRACTICE, person, partner, key)
        person.practice_left -= 1


def cross_role_partner(model, person: Person, key: int) -> Person | None:
    """Somebody of another role, each role with the same chance: as near as possible."""
    others = [role for role in model.roles if role is not person.role and role.members]
    role = lowest_draw(others, lambda role: model.draw(Decision.PRACTICE_ROLE, key, role.index))
    if role is None:
        return None
    return role.race_nearby(Decision.PRACTICE_PARTNER, key, person)


# -- 3e protocols


def convene_protocols(model) -> None:
    """Revise when it is time, write a few entries an hour, and read what has been written."""
    if model.rates.protocols_level == Level.NONE or not takes_place(model, Arrow.PROTOCOLS, 0, 0):
        return
    if model.next_revision <= model.tick:
        begin_revision(model)
    writing = [role for role in model.roles if role.next_entry < len(model.types) and write_some(model, role)]
    if not writing:
        read_news(model)


def begin_revision(model) -> None:
    """Every function and the managers start to write their lines of the protocols anew."""
    model.next_revision = model.tick + int(model.rates.protocols_revision_days * model.rates.ticks_per_day)
    model.protocol_version += 1
    for role in model.roles:
        if role.kind != Kind.CUSTOMER and role.members and role.index <= model.rates.manager_role:
            role.next_entry = 0
            role.writer = role.race(Decision.WRITER, role.index)


def write_some(model, role: Role) -> bool:
    """The role's writer writes as many entries as fit into half an hour's work; returns whether any is left."""
    if role.writer is None or role.writer.present == 0:
        role.writer = role.race(Decision.WRITER, role.index)
        return role.writer is not None
    minutes = model.rates.protocols_writing_minutes
    for _ in range(max(1, model.rates.paid_minutes // 2 // minutes)):
        if role.next_entry == len(model.types) or not role.writer.attend(minutes, Purpose.WRITING):
            break
        if model.rates.protocols_level != Level.TIME_ONLY:
            convene(model, EpisodeKind.WRITE, role.writer, None, role.writer.identity + WRITING, target=role.next_entry)
        role.next_entry += 1
    return role.next_entry < len(model.types)


def read_news(model) -> None:
    """Everybody employed who has not read the present protocols reads them, when they have the time."""
    for person in model.people:
        if person.is_customer or person.present == 0 or person.read >= model.protocol_version:
            continue
        if person.attend(model.rates.protocols_reading_minutes, Purpose.READING):
            if model.rates.protocols_level == Level.TIME_ONLY:
                person.read = model.protocol_version
            else:
                convene(model, EpisodeKind.READ, person, None, person.identity + READING)
