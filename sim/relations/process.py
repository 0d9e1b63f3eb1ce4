"""Which of the three processes two people are in."""

from enum import IntEnum

from sim.compilation import compiled
from sim.state import Kind


class Process(IntEnum):
    """The three processes of reciprocal interrelating (Gittell and Douglass 2012, Figure 2)."""

    COPRODUCTION = 0
    COORDINATION = 1
    LEADERSHIP = 2


@compiled
def process_between(kind, other_kind):
    """Two people coproduce if one is a customer, lead if one manages the other's work, else coordinate."""
    if kind == Kind.CUSTOMER.value or other_kind == Kind.CUSTOMER.value:
        return Process.COPRODUCTION.value
    if kind != other_kind:
        return Process.LEADERSHIP.value
    return Process.COORDINATION.value
