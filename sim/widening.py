"""A rule is compiled once for whole numbers of any size.

Left alone, numba would compile it anew for each size in which a record keeps a number, and for each constant (a tick of
0, a person of −1); that would take three times as long. The caller makes the number long, as for any other callee.
"""

from numba.core import types


def widened(kinds: tuple) -> tuple:
    """The types of a rule's arguments, whole numbers as int64 and no constant among them."""
    return tuple(_of_any_size(types.unliteral(kind)) for kind in kinds)


def _of_any_size(kind: types.Type) -> types.Type:
    return types.int64 if isinstance(kind, types.Integer) and kind.signed else kind
