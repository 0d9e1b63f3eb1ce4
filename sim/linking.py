"""How rules are linked: once, into the function that Python calls.

Left alone, numba optimises every function together with all functions below it
and generates machine code for it, and then does the same again in each caller.
Of two hundred rules a run calls three from Python. So a function that only
other functions call gets an `InnerLibrary`, which holds it as translated and
does nothing else; whatever Python calls links everything below it, optimises
that once and generates machine code once.

This uses parts of numba that may change without notice: `sim.compilation`
imports it for the releases named there only, and does without for any other.
"""

from __future__ import annotations

from numba.core.codegen import JITCodeLibrary, ll
from numba.core.environment import lookup_environment


class InnerLibrary(JITCodeLibrary):
    """One function alone, neither optimised nor turned into machine code."""

    def add_ir_module(self, ir_module) -> None:
        """Take a function as it was translated; what it is linked into is optimised, and verified by that."""
        module = ll.parse_assembly(str(ir_module))
        module.name, module.data_layout = ir_module.name, self._codegen._data_layout
        self._final_module = module

    def finalize(self) -> None:
        """Leave all work to the library that Python calls."""
        self._finalized = True


class OuterLibrary(JITCodeLibrary):
    """What Python calls, with all rules below it."""

    def _optimize_final_module(self) -> None:
        """Optimise once; numba goes over the whole twice, so as to find counts of references that cancel out, and rules count few."""
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)


def link_once() -> None:
    """Let every library that is to become machine code link each inner library below it once, in this process."""
    finalize = JITCodeLibrary.finalize

    def link_and_finalize(library) -> None:
        inner = _inner_libraries_below(library)
        if inner:
            _link(library, inner)
        finalize(library)
        if inner:
            _fill_slots(library)

    JITCodeLibrary.finalize = link_and_finalize


def _inner_libraries_below(library) -> list[InnerLibrary]:
    """List the inner libraries that a library calls, directly or not; what else is called stays for numba to link."""
    found = {}  # a dictionary keeps the order
    queue = list(library._linking_libraries)
    while queue:
        called = queue.pop(0)
        if called not in found:
            found[called] = None
            library._reload_init.update(called._reload_init)
            if isinstance(called, InnerLibrary):
                queue.extend(called._linking_libraries)
    library._linking_libraries = [called for called in found if not isinstance(called, InnerLibrary)]
    return [called for called in found if isinstance(called, InnerLibrary)]


def _link(library, inner: list[InnerLibrary]) -> None:
    """Link inner libraries two by two, and so on: to link one after the other into one that grows looks that through each time."""
    modules = [each._final_module.clone() for each in inner]
    while len(modules) > 1:
        for first, second in zip(modules[::2], modules[1::2], strict=False):
            first.link_in(second)
        modules = modules[::2]
    (whole,) = modules
    for function in whole.functions:
        if not function.is_declaration and function.linkage == ll.Linkage.external:
            function.linkage = "linkonce_odr"  # may be dropped where it is not called any more
    library._final_module.link_in(whole)


def _fill_slots(library) -> None:
    """Fill the slot of each function for its constants (say, of an error message): for inner ones nobody else does."""
    slots = [slot.name for slot in library._final_module.global_variables if slot.name.startswith("_ZN08NumbaEnv")]
    library._constants = {slot: lookup_environment(slot) for slot in slots}  # kept: code holds bare pointers to them
    for slot, constants in library._constants.items():
        if constants is not None:
            library._codegen.set_env(slot, constants)
