"""The two directions of each relationship, and which role faces which in them."""

from __future__ import annotations

from sim.state import World

DIRECTIONS = {
    "coproduction": ("worker_to_customer", "customer_to_worker"),
    "coordination": ("upward", "downward"),  # by the standing of the two functions; of equals, by their order
    "leadership": ("worker_to_manager", "manager_to_worker"),  # of any level
}


def facing(world: World) -> dict[str, list[tuple[int, int]]]:
    """List by direction the pairs of roles, the one from whom first."""
    rates = world.rates[0]
    functions, customer, managers = range(rates.n_functions), rates.customer_role, range(rates.manager_role, rates.spanner_role)
    rank = [(world.role[function].standing, function) for function in functions]
    upward = [(one, other) for one in functions for other in functions if rank[one] < rank[other]]
    return {
        "worker_to_customer": [(function, customer) for function in functions],
        "customer_to_worker": [(customer, function) for function in functions],
        "upward": upward,
        "downward": [(other, one) for one, other in upward],
        "worker_to_manager": [(function, manager) for function in functions for manager in managers],
        "manager_to_worker": [(manager, function) for function in functions for manager in managers],
    }
