"""What numba brings along (sorting, say) is compiled like an inner rule, while a rule is compiled that needs it.

Left alone, numba optimises each such function by itself and generates machine
code for it, which nobody calls once it is linked into a rule. Like
`sim.linking`, this uses parts of numba that may change without notice.
"""

from __future__ import annotations

from numba.core import compiler
from numba.core.registry import CPUDispatcher
from numba.core.targetconfig import ConfigStack

from sim.linking import InnerLibrary


class Options(compiler.Flags):
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


def rule_is_compiled() -> bool:
    """Tell whether a rule is compiled at present, in this thread: it has options of this kind."""
    return isinstance(ConfigStack.top_or_none(), Options)


def compile_inside_rules(inner_compiler) -> None:
    """Let this compiler, whose libraries are inner ones, take the place of numba's inside rules, in this process."""
    compile_extra, compile_internal, add_overload = compiler.compile_extra, compiler.compile_internal, CPUDispatcher.add_overload

    def compile_function(typingctx, targetctx, func, args, return_type, flags, locals, library=None, pipeline_class=compiler.Compiler):
        if pipeline_class is compiler.Compiler and rule_is_compiled():
            flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
            pipeline_class = inner_compiler
        return compile_extra(typingctx, targetctx, func, args, return_type, flags, locals, library, pipeline_class)

    def compile_part(typingctx, targetctx, library, func, args, return_type, flags, locals):
        if rule_is_compiled():
            return compile_function(typingctx, targetctx, func, args, return_type, flags, locals)
        return compile_internal(typingctx, targetctx, library, func, args, return_type, flags, locals)

    def note(dispatcher, compiled) -> None:
        if isinstance(compiled.library, InnerLibrary):
            dispatcher.overloads[tuple(compiled.signature.args)] = compiled  # the ordinary way also registers its address
        else:
            add_overload(dispatcher, compiled)

    compiler.compile_extra, compiler.compile_internal, CPUDispatcher.add_overload = compile_function, compile_part, note
