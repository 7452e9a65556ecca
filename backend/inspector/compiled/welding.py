"""Number points so that equal ones share a number: a hash table with open addressing."""

import numpy as np

from inspector.compiled.kernel import Indices, Words, kernel


@kernel("uint64(uint64, uint64, uint64, uint64)", "uint64(uint32, uint32, uint32, uint64)")
def _mixed(a: np.uint64, b: np.uint64, c: np.uint64, seed: np.uint64) -> np.uint64:
    """Mix a row into 64 bits; the seed is secret, so that nobody can make a file whose points collide."""
    mixed = (np.uint64(a) ^ np.uint64(b) << np.uint64(32) ^ np.uint64(b) >> np.uint64(32)) * seed
    mixed ^= mixed >> np.uint64(32)
    mixed = (mixed + np.uint64(c)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    return mixed * seed


@kernel(
    "int64(uint32[:, ::1], uint32[:, ::1], int32[::1], int64, uint64, int32[::1])",
    "int64(uint64[:, ::1], uint64[:, ::1], int32[::1], int64, uint64, int32[::1])",
)
def number_rows(rows: Words, distinct: Words, table: Indices, count: int, seed: np.uint64, numbers: Indices) -> int:
    """Number each row by its place among the distinct ones, adding what is new; return how many there are now.

    ``table`` has a power of two of places, 0 where nothing is, and is never full; ``distinct`` has room for all rows.
    """
    mask = np.uint64(len(table) - 1)
    slots = np.empty(len(rows), np.uint64)
    for i in range(len(rows)):
        slots[i] = _mixed(rows[i, 0], rows[i, 1], rows[i, 2], seed) >> np.uint64(20) & mask
    for i in range(len(rows)):
        a, b, c = rows[i, 0], rows[i, 1], rows[i, 2]
        slot = slots[i]
        while True:
            known = np.int64(table[slot]) - 1
            if known < 0:
                distinct[count, 0], distinct[count, 1], distinct[count, 2] = a, b, c
                numbers[i] = count
                count += 1
                table[slot] = count
                break
            if distinct[known, 0] == a and distinct[known, 1] == b and distinct[known, 2] == c:
                numbers[i] = known
                break
            slot = slot + np.uint64(1) & mask
    return count


@kernel("void(uint32[:, ::1], int32[::1], int64, uint64)", "void(uint64[:, ::1], int32[::1], int64, uint64)")
def enter_rows(distinct: Words, table: Indices, count: int, seed: np.uint64) -> None:
    """Enter the first rows, known to be distinct, into a new table."""
    mask = np.uint64(len(table) - 1)
    for i in range(count):
        slot = _mixed(distinct[i, 0], distinct[i, 1], distinct[i, 2], seed) >> np.uint64(20) & mask
        while table[slot]:
            slot = slot + np.uint64(1) & mask
        table[slot] = i + 1
