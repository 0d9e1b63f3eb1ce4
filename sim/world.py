"""The world as compiled rules see it: one pointer to all arrays of a run.

A named tuple of many arrays is passed by value: each call would copy two
hundred numbers and count references to every array, which made the rules
compile for minutes and run ten times slower. A structure reference is one
pointer. Interpreted, the named tuple itself serves.
"""

from hashlib import sha256

from numba.core import config, types
from numba.experimental import structref

from sim.compilation import compiled
from sim.state import World


@structref.register
class WorldType(types.StructRef):
    """The compiled type of a world; its fields are those of `sim.state.World`."""

    def __init__(self, fields):
        super().__init__(fields)
        # The full name lists every field of every record; it would be written into every symbol.
        self.name = f"World({sha256(self.name.encode()).hexdigest()[:12]})"
        self._data_type = super().get_data_type()

    def get_data_type(self):
        """Return the type of what the pointer points to; making it anew at each access to a field takes long."""
        return self._data_type

    def preprocess_fields(self, fields):
        """Keep field types as they come; none is a literal."""
        return tuple((name, types.unliteral(field)) for name, field in fields)


class WorldReference(structref.StructRefProxy):
    """A handle on a world. Arrays are read through the named tuple that it was made of."""


structref.define_boxing(WorldType, WorldReference)
structref.define_constructor(WorldReference, WorldType, list(World._fields))


@compiled
def _reference(fields):
    return WorldReference(*fields)


def reference_to(world: World):
    """Return what compiled rules take for `world`: a pointer to the same arrays, nothing copied."""
    return world if config.DISABLE_JIT else _reference(tuple(world))
