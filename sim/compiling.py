"""How a rule becomes a library: two dispatchers, and numba's steps without those that find nothing to do.

The inner dispatcher of a rule answers rules: it types and translates. The outer
one answers Python: it links, optimises and generates machine code, and only
this is kept on disk. Like `sim.linking`, this uses parts of numba that may
change without notice.
"""

from __future__ import annotations

import contextlib
import gc

from numba.core import compiler
from numba.core.compiler_machinery import PassManager, pass_timings, register_pass
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import AnnotateTypes, DumpParforDiagnostics, InlineOverloads, NativeLowering, NopythonRewrites
from numba.core.untyped_passes import InlineClosureLikes, InlineInlinables, MakeFunctionToJitFunction, WithLifting

from sim.borrowing import Options, compile_inside_rules
from sim.linking import InnerLibrary, OuterLibrary, link_once
from sim.remembering import remember
from sim.widening import widened


@register_pass(mutates_CFG=True, analysis_only=False)
class _Lowering(NativeLowering):
    """Numba's step from typed function to library, into a library of our choice."""

    _name = "rule_lowering"

    def run_pass(self, state):
        """Lower; what only rules call gets no address."""
        library = state.library = state.pipeline.library(state.targetctx.codegen(), state.func_id.func_qualname)
        if not isinstance(library, InnerLibrary):
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

    library = OuterLibrary
    left_out = frozenset({AnnotateTypes, DumpParforDiagnostics})  # they only help to look at what was compiled

    def __init__(self, typingctx, targetctx, library, args, return_type, flags, locals):
        super().__init__(typingctx, targetctx, library, args, return_type, Options(flags), locals)

    def define_pipelines(self):
        """Put our lowering in the place of numba's, and leave out what finds nothing to do."""
        (theirs,) = super().define_pipelines()
        passes = _Passes("rule")
        passes.passes = [(_Lowering if step is NativeLowering else step, text) for step, text in theirs.passes if step not in self.left_out]
        passes.finalize()
        return [passes]


class _Borrowed(_Outer):
    """Numba's compiler, for what numba brings along."""

    library = InnerLibrary


class _Inner(_Borrowed):
    """Numba's compiler, for what rules call."""

    # Rules are plain functions of scalars, records and arrays, without closures, comprehensions or `with`.
    left_out = _Outer.left_out | {InlineClosureLikes, InlineInlinables, InlineOverloads, MakeFunctionToJitFunction, NopythonRewrites, WithLifting}


class _InnerRule(CPUDispatcher):
    """A rule as other rules see it."""

    def get_call_template(self, args, kws):
        """Forget how small an argument is, or that it is a constant."""
        return super().get_call_template(widened(args), kws)

    def compile(self, sig):
        """Compile for a call by a rule, unless it is done; numba would time it, and look on disk."""
        if sig not in self.overloads:
            with self._compiling_counter:  # numba recognises by it that a rule calls itself
                self.overloads[sig] = self._compiler.compile(sig, None)


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
        with _garbage_left(self):
            return super().compile(sig)


@contextlib.contextmanager
def _garbage_left(rule):
    """Collect no garbage meanwhile, nor look through what was compiled just after: most stays in use, and looking takes a tenth of the time."""
    enabled, known = gc.isenabled(), len(rule._cache_misses)
    gc.disable()
    try:
        yield
    finally:
        if len(rule._cache_misses) > known:
            gc.freeze()
            gc.unfreeze()  # now it is old, and looked through when all is
        if enabled:
            gc.enable()


remember()
link_once()
compile_inside_rules(_Borrowed)
