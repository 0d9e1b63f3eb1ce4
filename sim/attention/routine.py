"""Routine work: fixed minutes per function, shared by those present, paid after what is scheduled."""

from sim.attention.spending import pay_up_to
from sim.compilation import compiled
from sim.state import HOUR, Kind, Purpose


@compiled
def renew_attention(world):
    """Everybody present gets a new hour: workers and managers their paid minutes, customers what they have."""
    person, rates = world.person, world.rates[0]
    for who in range(person.size):
        person[who].interruptions = 0
        person[who].meeting = -1
        if person[who].present == 0:
            person[who].attention = 0
        elif person[who].kind == Kind.CUSTOMER.value:
            person[who].attention = rates.scenario_customer_minutes * rates.paid_minutes // HOUR
        else:
            person[who].attention = rates.paid_minutes


@compiled
def share_of_routine(demand, carry, n_present):
    """Split a function's minutes of this hour over those present; the undivided rest is carried over.

    Returns (minutes each, new carry). With nobody present all of it is carried.
    """
    total = demand + carry
    if n_present == 0:
        return 0, total
    each = total // n_present
    return each, total - each * n_present


@compiled
def do_routine_work(world):
    """Everybody works through their share and the backlog, up to a ceiling; what does not fit is backlog."""
    person, role, roster, rates = world.person, world.role, world.roster, world.rates[0]
    for r in range(role.size):
        if role[r].kind == Kind.CUSTOMER.value:
            continue
        n_present = 0
        for place in range(role[r].first, role[r].last):
            n_present += 1 if person[roster[place]].present == 1 else 0
        each, role[r].carry = share_of_routine(role[r].demand, role[r].carry, n_present)
        for place in range(role[r].first, role[r].last):
            who = roster[place]
            if person[who].present == 1:
                work_through(world, who, each, rates)


@compiled
def work_through(world, who, share, rates):
    """A person does this hour's share first and then some backlog, leaving a little for what emerges.

    Claim: model C5. At most `attention.routine_ceiling` of what is left of the
    hour, less the role's slack, goes to routine work; displaced minutes join the backlog.
    """
    person = world.person[who]
    ceiling = int(rates.attention_routine_ceiling * (1.0 - world.terms[person.role].slack) * person.attention)
    done = pay_up_to(world, who, min(share, ceiling), Purpose.ROUTINE.value)
    caught_up = pay_up_to(world, who, min(person.backlog, ceiling - done), Purpose.BACKLOG.value)
    person.backlog += share - done - caught_up
