"""What numba works out again for every rule, remembered: it is the same each time.

Ten thousand times a compilation asks which function `+` means for two whole
numbers, and half a million times which variables an instruction names. Like
`sim.linking`, this uses parts of numba that may change without notice, and is
used with the releases only for which it is tested.
"""

from functools import lru_cache

from numba.core import base, errors, ir, postproc, transforms
from numba.core.codegen import ll
from numba.core.targetconfig import ConfigStack
from numba.core.types.functions import BaseFunction
from numba.np import arrayobj

from sim.borrowing import rule_is_compiled

NOTHING_FITS = object()
NOTHING_INSIDE = frozenset({str, int, float, bool, type(None), ir.Loc})


def remember() -> None:
    """Put the remembering functions in the place of numba's, in this process."""
    base._has_loc = lru_cache(None)(base._has_loc)
    base.OverloadSelector.find = _find
    postproc.PostProcessor.run = _without_variables_at_entry(postproc.PostProcessor.run)
    BaseFunction.get_call_type = _remembered(BaseFunction.get_call_type)
    ir.Inst._rec_list_vars = _variables_in
    arrayobj.make_array = _remembered_arrays(arrayobj.make_array)
    ll.ffi.lib._lock._cblist.clear()  # numba would announce each call of LLVM, twice, to those who measure time


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


def _find(selector, types):
    """Choose what fits some types; numba remembers what it chose, but not that nothing fits, and then describes the types."""
    chosen = selector._cache.get(types)
    if chosen is None:
        fitting = selector._select_compatible(types)
        chosen = selector._cache[types] = fitting[selector._best_signature(fitting)] if fitting else NOTHING_FITS
    if chosen is NOTHING_FITS:
        raise errors.NumbaNotImplementedError("nothing fits these types")
    return chosen


def _without_variables_at_entry(run_all):
    """Leave out which variables each block begins with, five times a function: only generators and code with Python objects ask."""

    def run(self, emit_dels=False, extend_lifetimes=False):
        if self.func_ir.is_generator or not rule_is_compiled():
            return run_all(self, emit_dels, extend_lifetimes)
        self.func_ir.blocks = transforms.canonicalize_cfg(self.func_ir.blocks)
        self.func_ir.variable_lifetime = postproc.VariableLifetime(self.func_ir.blocks)
        self.func_ir.generator_info = None
        if emit_dels:
            self._insert_var_dels(extend_lifetimes=extend_lifetimes)

    return run


def _remembered_arrays(make_array):
    """Make the structure of each type of array once; no array has a wrapper, which numba looks for in vain at every use."""

    @lru_cache(None)
    def make_once(array_type):
        structure = make_array(array_type)
        structure._make_refs = super(structure, structure)._make_refs
        return structure

    return make_once


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
