"""What numba works out again for every rule, remembered: it is the same each time.

Ten thousand times a compilation asks which function `+` means for two whole
numbers, and half a million times which variables an instruction names. Like
`sim.linking`, this uses parts of numba that may change without notice, and is
used with the releases only for which it is tested.
"""

from functools import lru_cache

from numba.core import base, ir
from numba.core.targetconfig import ConfigStack
from numba.core.types.functions import BaseFunction

NOTHING_INSIDE = frozenset({str, int, float, bool, type(None), ir.Loc})


def remember() -> None:
    """Put the remembering functions in the place of numba's, in this process."""
    base._has_loc = lru_cache(None)(base._has_loc)
    BaseFunction.get_call_type = _remembered(BaseFunction.get_call_type)
    ir.Inst._rec_list_vars = _variables_in


def _remembered(find_type):
    """Ask once for each function, types of arguments and options of the compiler."""

    def get_call_type(self, context, args, kws):
        if kws:
            return find_type(self, context, args, kws)
        known = self.__dict__.setdefault("_known_types", {})
        asked = (tuple(args), ConfigStack.top_or_none())
        if asked not in known:
            known[asked] = find_type(self, context, args, kws)
        return known[asked]

    return get_call_type


def _variables_in(self, value) -> list:
    """List the variables in a value, however deep; names, places and numbers, which are most values, are passed over at once."""
    kind = type(value)
    if kind in NOTHING_INSIDE:
        return []
    if kind is ir.Var:
        return [value]
    if isinstance(value, ir.Inst):
        return value.list_vars()
    if isinstance(value, ir.Var):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [variable for each in inside if type(each) not in NOTHING_INSIDE for variable in _variables_in(self, each)]
