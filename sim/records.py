"""Records: how much room a number has, and how records lie in memory.

A run spends much of its time waiting for memory. So what is looked at together stands together, and no number takes
eight bytes where one, two or four hold whatever the parameters allow. Rules calculate in eight all the same.
"""

import math

import numpy as np

LONG, REAL = np.int64, np.float64  # identities, ticks that may be "never", tallies; ties, traits and shares
ROW = np.int32  # rows, and ticks and minutes that are not "never": below 2³¹
KIND = np.int16  # roles, types, answers, places in a caseload: below 2¹⁵
FLAG = np.int8  # 0 or 1, kinds and outcomes, positions: below 2⁷
LINE = 64  # bytes that a processor fetches at once


def record_type(whole_lines: bool = False, **fields: type) -> np.dtype:
    """Declare a record of named fields; of whole lines, so that, laid out from the beginning of one, none shares a line with another."""
    layout = {"names": list(fields), "formats": list(fields.values())}
    size = np.dtype(layout, align=True).itemsize
    layout["itemsize"] = size + (-size % LINE if whole_lines else 0)
    return np.dtype((np.record, np.dtype(layout, align=True)))


def records(kind: np.dtype, *shape: int) -> np.recarray:
    """Lay out records of zeros, from the beginning of a line."""
    size = math.prod(shape) * kind.itemsize
    room = np.zeros(size + LINE, np.uint8)
    first = -room.ctypes.data % LINE
    return room[first : first + size].view(kind).reshape(shape).view(np.recarray)
