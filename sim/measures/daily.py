"""The daily row: levels and running totals at the end of each day, for plots and the data collector."""

from sim.compilation import compiled
from sim.relations.contacts import is_gone
from sim.state import EVERYTHING, MILLION, NONE, Kind


@compiled
def observe(world):
    """At the end of a day one row is written; nothing else is changed."""
    clock, rates = world.clock[0], world.rates[0]
    if (clock.tick + 1) % rates.ticks_per_day != 0:
        return
    day = clock.tick // rates.ticks_per_day
    row, total, person = world.daily[day], world.responses[EVERYTHING], world.person
    row.day, row.open, row.waiting = day, clock.n_open, clock.n_queue
    row.present, row.backlog = 0, 0
    for who in range(person.size):
        if person[who].kind != Kind.CUSTOMER.value:
            row.present += person[who].present
            row.backlog += person[who].backlog
    row.arisen, row.answered, row.abandoned = total.arisen, total.answered, total.abandoned
    row.timely, row.knowledgeable, row.caring, row.joint = (
        total.timely, total.knowledgeable, total.caring, total.joint
    )
    row.judged, row.understood = total.judged, total.understood
    row.pairs, row.pairs_mutual = total.pairs, total.pairs_mutual
    observe_ties(world, row)


@compiled
def quality(tie):
    """The mean of a tie's three qualities, in millionths."""
    return int(MILLION * (tie.shared_goals + tie.shared_knowledge + tie.mutual_respect) / 3.0)


@compiled
def observe_ties(world, row):
    """Average quality and experience of workers' role ties, and of their living personal ties."""
    person, rates = world.person, world.rates[0]
    n_roles, n_personal = 0, 0
    row.role_quality, row.role_experience, row.personal_quality, row.personal_experience = 0, 0, 0, 0
    for who in range(person.size):
        if person[who].kind != Kind.WORKER.value or person[who].present == 0:
            continue
        for role in range(world.role_tie.shape[1]):
            if role != person[who].role:
                n_roles += 1
                row.role_quality += quality(world.role_tie[who, role])
                row.role_experience += int(MILLION * world.role_tie[who, role].experience)
        for where in range(2 * rates.ties_personal_capacity):
            if world.met[who, where] == NONE:
                continue  # mostly; whom one has met lies closer together than what was learned of them
            contact = world.contact[who, where]
            if contact.experience > 0.0 and not is_gone(world, who, where):
                n_personal += 1
                row.personal_quality += quality(contact)
                row.personal_experience += int(MILLION * contact.experience)
    row.role_quality //= max(1, n_roles)
    row.role_experience //= max(1, n_roles)
    row.personal_quality //= max(1, n_personal)
    row.personal_experience //= max(1, n_personal)
