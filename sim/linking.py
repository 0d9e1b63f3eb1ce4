"""How rules are linked: once, into the function that Python calls.

Left alone, numba optimises every rule together with all rules below it and
generates machine code for it, and then does the same again in each caller.
Of two hundred rules a run calls three from Python. So every rule has two
dispatchers. The inner one answers rules: it only translates (`_InnerLibrary`).
The outer one answers Python: it links everything below it, optimises that once
and generates machine code once (`_OuterLibrary`); only this is kept on disk.

This uses parts of numba that may change without notice: `sim.compilation`
imports it for the releases named there only, and does without for any other.
"""

from __future__ import annotations

import contextlib
import gc
from numba.core import compiler, types
from numba.core.codegen import JITCodeLibrary, ll
from numba.core.compiler_machinery import PassManager, pass_timings, register_pass
from numba.core.environment import lookup_environment
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import AnnotateTypes, DumpParforDiagnostics, InlineOverloads, NativeLowering, NopythonRewrites
from numba.core.untyped_passes import InlineClosureLikes, InlineInlinables, MakeFunctionToJitFunction, WithLifting

from sim.remembering import remember

remember()


class _InnerLibrary(JITCodeLibrary):
    """One rule alone, neither optimised nor turned into machine code."""

    def add_ir_module(self, ir_module) -> None:
        """Take a rule as it was translated; what it is linked into is optimised, and verified by that."""
        module = ll.parse_assembly(str(ir_module))
        module.name, module.data_layout = ir_module.name, self._codegen._data_layout
        self._final_module.link_in(module)

    def finalize(self) -> None:
        """Leave all work to the outer library."""
        self._finalized = True


class _OuterLibrary(JITCodeLibrary):
    """A rule with everything that it calls, directly or not."""

    def finalize(self) -> None:
        """Link each library once, however many rules call it."""
        found = {}  # a dictionary keeps the order
        queue = list(self._linking_libraries)
        while queue:
            library = queue.pop(0)
            if library not in found:
                found[library] = None
                if isinstance(library, _InnerLibrary):
                    queue.extend(library._linking_libraries)
        self._linking_libraries = list(found)
        super().finalize()
        # Each function has a slot for its constants (say, of an error message); for inner rules nobody else fills it.
        slots = [slot.name for slot in self._final_module.global_variables if slot.name.startswith("_ZN08NumbaEnv")]
        self._constants = {slot: lookup_environment(slot) for slot in slots}  # kept: code holds bare pointers to them
        for slot, constants in self._constants.items():
            if constants is not None:
                self._codegen.set_env(slot, constants)


class _Options(compiler.Flags):
    """Options that are compared by identity first: numba compares all thirty at every attempt to type a call."""

    __slots__ = ()
    _copies: dict = {}
    _hash = hash(compiler.Flags())  # the same for all: it depends on the names of the options only

    def copy(self):
        """Return one and the same copy for equal options; numba never changes the copy."""
        return self._copies.setdefault(repr(self), type(self)(self))

    def __eq__(self, other):
        return self is other or super().__eq__(other)

    def __hash__(self):
        return self._hash


@register_pass(mutates_CFG=True, analysis_only=False)
class _Lowering(NativeLowering):
    """Numba's step from typed rule to library, into a library of our own."""

    _name = "rule_lowering"

    def run_pass(self, state):
        """Lower; an inner rule gets no address."""
        library = state.library = state.pipeline.library(state.targetctx.codegen(), state.func_id.func_qualname)
        if isinstance(library, _OuterLibrary):
            library.enable_object_caching()
            return super().run_pass(state)
        state.flags.no_compile = True
        super().run_pass(state)
        # Numba tells functions apart by address; without one, any object serves.
        lowered = state["cr"] = state["cr"]._replace(cfunc=object())
        state.targetctx.insert_user_function(lowered.cfunc, lowered.fndesc, [library])
        return True


class _Passes(PassManager):
    """Numba's steps one after the other; it times each, tells listeners and describes it for errors, six thousand times."""

    def _runPass(self, index, step, state):
        step.analysis = self._analysis
        for go in (step.run_initialization, step.run_pass, step.run_finalizer):
            go(state)
        self.exec_times[f"{index}_{step.name()}"] = pass_timings(0.0, 0.0, 0.0)


class _Outer(compiler.Compiler):
    """Numba's compiler, for what Python calls."""

    library = _OuterLibrary
    left_out = frozenset({AnnotateTypes, DumpParforDiagnostics})  # they only help to look at what was compiled

    def __init__(self, typingctx, targetctx, library, args, return_type, flags, locals):
        super().__init__(typingctx, targetctx, library, args, return_type, _Options(flags), locals)

    def define_pipelines(self):
        """Put our lowering in the place of numba's, and leave out what finds nothing to do."""
        (theirs,) = super().define_pipelines()
        passes = _Passes("rule")
        passes.passes = [(_Lowering if step is NativeLowering else step, text) for step, text in theirs.passes if step not in self.left_out]
        passes.finalize()
        return [passes]


class _Inner(_Outer):
    """Numba's compiler, for what rules call."""

    library = _InnerLibrary
    # Rules are plain functions of scalars, records and arrays, without closures, comprehensions or `with`.
    left_out = _Outer.left_out | {InlineClosureLikes, InlineInlinables, InlineOverloads, MakeFunctionToJitFunction, NopythonRewrites, WithLifting}


class _InnerRule(CPUDispatcher):
    """A rule as other rules see it."""

    def get_call_template(self, args, kws):
        """Forget that an argument is a constant."""
        return super().get_call_template(tuple(map(types.unliteral, args)), kws)

    def add_overload(self, compiled):
        """Note a compiled variant; the ordinary way also registers its address, and there is none."""
        self.overloads[tuple(compiled.signature.args)] = compiled


class Rule(CPUDispatcher):
    """A rule as Python sees it; when another rule calls it, its inner twin answers."""

    def __init__(self, py_func, locals=None, targetoptions=None):
        super().__init__(py_func, locals, targetoptions, pipeline_class=_Outer)
        inner = {**(targetoptions or {}), "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        self.inner = _InnerRule(py_func, locals, inner, pipeline_class=_Inner)

    def get_call_template(self, args, kws):
        """Type a call by a rule."""
        return self.inner.get_call_template(args, kws)

    def get_overload(self, sig):
        """Return what a rule is to call."""
        return self.inner.get_overload(sig)

    def compile(self, sig):
        """Compile for a call from Python."""
        with _garbage_left():
            return super().compile(sig)


@contextlib.contextmanager
def _garbage_left():
    """Collect no garbage meanwhile: most of it stays in use, and looking it through takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
