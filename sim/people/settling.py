"""Settling in: founders are hired by the same rule as everybody after them."""

from sim.compilation import compiled
from sim.draws import Decision, draw
from sim.environment.situations import next_situation
from sim.environment.types import draw_type, next_drift
from sim.people.caseloads import find_spanners
from sim.people.hiring import fill
from sim.state import Kind
from sim.structures.job_design import set_job_terms
from sim.structures.performance_measures import write_credit


@compiled
def settle(world):
    """The environment takes its first shape and every place is filled.

    Founders pass the same selection and training as hires, otherwise turnover
    alone would improve a form. Their tenure is staggered: hired up to four years ago.
    """
    person, clock, rates = world.person, world.clock[0], world.rates[0]
    clock.warm_up = rates.warm_up_ticks
    set_job_terms(world)
    write_credit(world)
    for t in range(world.type_part.shape[0]):
        draw_type(world, t, 0)
    clock.next_drift = next_drift(rates, world.type_part.shape[0], 0)
    n_founders = person.size - world.opening.size  # places that open later stand behind
    for who in range(n_founders):
        if person[who].kind != Kind.CUSTOMER.value:
            fill(world, who, 0)
            tenure = draw(rates.seed, Decision.TENURE, 0, person[who].identity, 0)
            person[who].hired = -int(tenure * 4.0 * rates.ticks_per_year)
            person[who].next_situation = next_situation(person[who], 0, rates)
    for who in range(n_founders):
        if person[who].kind == Kind.CUSTOMER.value:
            fill(world, who, 0)
    find_spanners(world)
