"""The world as compiled rules see it: one pointer to where the arrays of a run lie.

A named tuple of many arrays is passed by value: each call would copy two
hundred numbers and count references to every array, which made the rules
compile for minutes and run ten times slower. A pointer is one number. And
rules borrow what they look at: were numba to count at every call who holds the
world, and at every look who holds an array, that would take a third of a run.
Interpreted, the named tuple itself serves.
"""

from hashlib import sha256

import numpy as np
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, lower_getattr_generic, models, register_model, unbox
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype

from sim.compilation import config  # numba's own, with the directory for compiled code set
from sim.state import World


class LentArray(types.Array):
    """The compiled type of an array that the world lends; a slice or a copy of it is an array as any other."""


@register_model(LentArray)
class LentArrayModel(models.StructModel):
    """An array as numba lays it out, but that nothing is said of who holds it, so that nobody counts."""

    def __init__(self, manager, lent):
        numbers = types.UniTuple(types.intp, lent.ndim)
        super().__init__(manager, lent, [
            ("meminfo", types.voidptr), ("parent", types.voidptr), ("nitems", types.intp), ("itemsize", types.intp),
            ("data", types.CPointer(lent.dtype)), ("shape", numbers), ("strides", numbers),
        ])


class WorldType(types.Type):
    """The compiled type of a world; its fields are those of `sim.state.World`."""

    def __init__(self, arrays):
        self.arrays = dict(zip(World._fields, arrays, strict=True))
        words = np.cumsum([0] + [1 + 2 * array.ndim for array in arrays])
        self.first_word = dict(zip(World._fields, words[:-1].tolist(), strict=True))
        # The full name lists every field of every record; it would be written into every symbol.
        super().__init__(f"World({sha256(str(arrays).encode()).hexdigest()[:12]})")


register_model(WorldType)(models.OpaqueModel)


_TYPES: dict[tuple, WorldType] = {}


def _type_of(arrays: list[np.ndarray]) -> WorldType:
    """Find the type of a world by the sizes of its elements: each record is declared once, and looking it through takes long."""
    sizes = tuple((array.itemsize, array.ndim) for array in arrays)
    if sizes not in _TYPES:
        _TYPES[sizes] = WorldType(tuple(LentArray(from_dtype(array.dtype), array.ndim, "C") for array in arrays))
    return _TYPES[sizes]


class WorldReference:
    """A handle on a world: keeps its arrays, and says where they lie, how large they are and how far apart their rows."""

    def __init__(self, world: World):
        self.world = world
        arrays = [np.ndarray.view(array, np.ndarray) for array in world]  # of records numpy answers in Python, slowly
        if not all(array.flags.c_contiguous for array in arrays):
            raise ValueError("world: an array lies scattered; rules take rows that follow one another")
        self.type = self._numba_type_ = _type_of(arrays)  # where numba finds it, a call takes a microsecond, else five
        words = [word for array in arrays for word in (array.ctypes.data, *array.shape, *array.strides)]
        self._words = np.array(words, np.int64)
        self.address = self._words.ctypes.data

    def __reduce__(self):
        """A copy is a handle on a copy of the world."""
        return WorldReference, (self.world,)


@unbox(WorldType)
def _unboxed(_, reference, compiling):
    address = compiling.pyapi.object_getattr_string(reference, "address")
    pointer = compiling.pyapi.long_as_voidptr(address)
    compiling.pyapi.decref(address)
    return NativeValue(pointer, is_error=cgutils.is_not_null(compiling.builder, compiling.pyapi.err_occurred()))


@infer_getattr
class _Field(AttributeTemplate):
    key = WorldType

    def generic_resolve(self, world, name):
        """Return the type of an array of the world; None if there is none of that name."""
        return world.arrays.get(name)


@lower_getattr_generic(WorldType)
def _look_at(context, builder, world, pointer, name):
    """Find an array by what the handle says; that never changes, so one look serves however long a rule goes on."""
    lent, first = world.arrays[name], world.first_word[name]
    array = make_array(lent)(context, builder)

    def read(word, kind):
        words = builder.bitcast(pointer, kind.as_pointer())
        number = builder.load(builder.gep(words, [cgutils.intp_t(first + word)]))
        number.set_metadata("invariant.load", builder.module.add_metadata([]))
        return number

    data = context.data_model_manager[lent].get_type("data")
    populate_array(
        array, read(0, context.get_value_type(data)),
        [read(1 + axis, cgutils.intp_t) for axis in range(lent.ndim)],
        [read(1 + lent.ndim + axis, cgutils.intp_t) for axis in range(lent.ndim)],
        itemsize=context.get_abi_sizeof(context.get_data_type(lent.dtype)), meminfo=None,
    )
    return array._getvalue()


def reference_to(world: World):
    """Return what compiled rules take for `world`: a pointer to the same arrays, nothing copied."""
    return world if config.DISABLE_JIT else WorldReference(world)
