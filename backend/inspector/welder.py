"""Weld points block by block, with the compiled kernels."""

import secrets

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Words
from inspector.compiled.welding import enter_rows, number_rows

_LEAST_PLACES = 1024


class Welder:
    """Number points as they come; those equal to the last bit, and -0.0 and 0.0, share a number."""

    def __init__(self, expected: int, kind: type[np.floating]) -> None:
        """Take floats of that kind; ``expected`` different points fit in at once, more make it grow."""
        self._word = np.uint32 if kind == np.float32 else np.uint64
        self._kind = kind
        self._seed = np.uint64(secrets.randbits(64) | 1)
        self._distinct = np.empty((max(expected, 1), 3), dtype=self._word)
        self._table = np.zeros(_places(expected), dtype=np.int32)
        self._count = 0

    def add(self, points: npt.NDArray[np.floating], numbers: npt.NDArray[np.int32]) -> None:
        """Write the number of each point; ``points`` are of the kind and lose their -0.0."""
        with np.errstate(invalid="ignore"):  # what is no number stays none
            points += 0.0
        most = self._count + len(points)
        if most > len(self._distinct):
            grown = np.empty((max(most, len(self._distinct) * 3 // 2), 3), dtype=self._word)
            grown[: self._count] = self._distinct[: self._count]
            self._distinct = grown
        if most > len(self._table) * 3 // 4:
            self._table = np.zeros(_places(most), dtype=np.int32)
            enter_rows(self._distinct, self._table, self._count, self._seed)
        rows: Words = points.view(self._word)
        self._count = number_rows(rows, self._distinct, self._table, self._count, self._seed, numbers)

    def points(self) -> npt.NDArray[np.floating]:
        """Return the different points in the order of their numbers; nothing can be added any more."""
        self._table = np.empty(0, dtype=np.int32)
        found: npt.NDArray[np.floating] = self._distinct[: self._count].view(self._kind)
        return found


def _places(count: int) -> int:
    """Return a power of two that is at most two thirds full with so many."""
    return max(_LEAST_PLACES, 1 << (count * 3 // 2).bit_length())
