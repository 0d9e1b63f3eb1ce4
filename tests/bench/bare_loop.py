"""What no implementation can do without: the draws that ticks ask for, and the records that they read and write.

They are counted, not guessed: the very rules of a tick run interpreted on records that count how often they are
touched. A compiled loop then does as many draws, reads and writes over arrays of the same size, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from sim.compilation import compiled
from sim.draws import Decision
from sim.draws import draw as compiled_draw
from sim.schedule import FUNCTIONS
from sim.state import World
from tests.sim.by_hand import by_hand

VISITS, READS, WRITES = "visits", "reads", "writes"


class CountingArray(np.ndarray):
    """An array that counts which of its records or numbers are touched; a view of the model's own memory."""

    counts: Counter | None = None

    def __array_finalize__(self, source: Any) -> None:
        """Keep counting in slices."""
        self.counts = getattr(source, "counts", None)

    def __getitem__(self, index: Any) -> Any:
        """Visit a record, or read a number."""
        found = super().__getitem__(index)
        if not isinstance(found, np.ndarray):
            self.counts[VISITS] += 1
            self.counts[READS] += 0 if isinstance(found, np.void) else 1
        return found

    def __setitem__(self, index: Any, value: Any) -> None:
        """Write numbers."""
        self.counts[WRITES] += np.size(super().__getitem__(index))
        super().__setitem__(index, value)

    def __getattr__(self, name: str) -> Any:
        """One field of every record."""
        if self.dtype.names is None or name not in self.dtype.names:
            raise AttributeError(name)
        return self.view(np.ndarray)[name].view(CountingArray)._counted_by(self.counts)

    def _counted_by(self, counts: Counter) -> CountingArray:
        self.counts = counts
        return self


def counting(array: np.ndarray, counts: Counter) -> CountingArray:
    """Return the same memory as records that count."""
    fields = frozenset(array.dtype.names or ())

    class CountingRecord(np.record):
        """A record that counts how often its fields are read and written."""

        def __getattribute__(self, name: str) -> Any:
            counts[READS] += name in fields
            return super().__getattribute__(name)

        def __setattr__(self, name: str, value: Any) -> None:
            counts[WRITES] += 1
            super().__setattr__(name, value)

    plain = array.view(np.ndarray)
    if array.dtype.names:
        names, kinds = array.dtype.names, [array.dtype.fields[name] for name in array.dtype.names]
        layout = {"names": names, "formats": [kind for kind, _ in kinds], "offsets": [at for _, at in kinds], "itemsize": array.itemsize}
        plain = plain.view(np.dtype((CountingRecord, np.dtype(layout))))
    return plain.view(CountingArray)._counted_by(counts)


def count(world: World, ticks: int) -> tuple[dict[str, Counter], int]:
    """Run ticks interpreted; returns how often each array was touched, and how many draws were asked for."""
    touched = {name: Counter() for name in World._fields}
    draws = Counter()

    def counted_draw(seed: int, decision: Decision, tick: int, who: int, whom: int) -> float:
        draws[decision] += 1
        return compiled_draw(seed, decision, tick, who, whom)

    counted = World(*(counting(array, touched[name]) for name, array in zip(World._fields, world, strict=True)))
    functions = [by_hand(function, None, draw=counted_draw) for function in FUNCTIONS]
    for _ in range(ticks):
        world.clock[0].n_episodes = 0
        for function in functions:
            function(counted)
        world.clock[0].tick += 1
    return touched, draws.total()


@compiled
def read_often(memory, visits, each):
    """Visit rows one after the other and read so many numbers of each. Returns a sum, so that none is left out."""
    row, total = 0, 0
    for _ in range(visits):
        for field in range(each):
            total += memory[row, field]
        row += 1
        if row == memory.shape[0]:
            row = 0
    return total


@compiled
def write_often(memory, writes, passed):
    """Write one number in each of so many rows, one after the other."""
    row = 0
    for _ in range(writes):
        memory[row, 0] = passed
        row += 1
        if row == memory.shape[0]:
            row = 0


@compiled
def draw_often(n_draws, passed):
    """Ask for so many draws."""
    total = 0.0
    for n in range(n_draws):
        total += compiled_draw(1, Decision.HEAR, n, passed, n)
    return total


def bare_loop(memory: dict[str, np.ndarray], touched: dict[str, Counter], draws: int, times: float) -> float:
    """Draw, read and write as often as was counted, times a factor, over memory of the same size."""
    total = draw_often(round(draws * times), 7)
    for name, counts in touched.items():
        rows = memory[name]
        if rows.size:
            each = max(1, min(rows.shape[1], round(counts[READS] / max(1, counts[VISITS]))))
            total += read_often(rows, round(counts[READS] * times / each), each)
            write_often(rows, round(counts[WRITES] * times), 7)
    return total


def as_numbers(world: World) -> dict[str, np.ndarray]:
    """Copies of a world's arrays: a row for each record, as many numbers as it has room for, of eight bytes where it is that long."""
    numbers = {}
    for name, array in zip(World._fields, world, strict=True):
        word = next(kind for kind in (np.int64, np.int32, np.int16, np.int8) if array.itemsize % np.dtype(kind).itemsize == 0)
        numbers[name] = np.array(array.view(np.ndarray), copy=True).reshape(-1).view(word).reshape(array.size, array.itemsize // np.dtype(word).itemsize)
    return numbers
