"""Points in cubic cells: as many cells as there may be points in the preview."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Numbers: TypeAlias = npt.NDArray[np.int32]

_MOST_CELLS = 2**31 - 1  # empty ones included: they are numbered in 32 bits
_FINEST = 4096  # cells along the longest side
_TRIALS = 10
_NEAR_ENOUGH = 0.92


@dataclass(frozen=True, slots=True)
class Clusters:
    """``of_point`` numbers the cell of each point; ``corners`` are the lowest corners of the ``len(corners)`` cells."""

    of_point: Numbers
    corners: Numbers


def finest_grid(points: Floats, size: npt.NDArray[np.float64], wanted: int) -> float:
    """Return how many cells along the longest side leave at most ``wanted`` cells with a point in them.

    ``points`` are measured in longest sides from the lowest corner of the box, ``size`` is that of the box in the
    same measure. Raises nothing; 1 is the coarsest grid.
    """
    low, high = 1.0, _finest(size)
    steps = min(high, float(wanted) ** 0.5)
    for trial in range(_TRIALS):
        found = _occupied(points, size, steps)
        low, high = (low, steps) if found > wanted else (steps, high)
        if low >= high or wanted * _NEAR_ENOUGH <= found <= wanted:
            break
        guess = steps * (wanted * (1 + _NEAR_ENOUGH) / 2 / found) ** 0.5  # as if points lay on a surface
        steps = guess if trial % 3 < 2 and low < guess else (low * high) ** 0.5
        steps = min(steps, high)
    return low


def clustered(points: Floats, size: npt.NDArray[np.float64], steps: float) -> Clusters:
    """Put each point into its cell, and number the cells that have points."""
    shape = _shape(size, steps)
    cells = _cells(points, shape, steps)
    ordered = np.sort(cells)
    taken = ordered[starts(ordered)]
    corners = np.stack(np.unravel_index(taken, shape), axis=1).astype(np.int32)
    return Clusters(np.searchsorted(taken, cells).astype(np.int32), corners)


def _occupied(points: Floats, size: npt.NDArray[np.float64], steps: float) -> int:
    return int(np.count_nonzero(starts(np.sort(_cells(points, _shape(size, steps), steps)))))


def starts(ordered: npt.NDArray[np.signedinteger]) -> npt.NDArray[np.bool_]:
    """Tell where in an ordered list another number begins."""
    is_start = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_start[1:])
    return is_start


def _finest(size: npt.NDArray[np.float64]) -> float:
    """Return the finest grid that has not too many cells."""
    steps = float(_FINEST)
    while np.prod(_shape(size, steps)) > _MOST_CELLS:
        steps *= 0.9
    return steps


def _shape(size: npt.NDArray[np.float64], steps: float) -> tuple[int, int, int]:
    x, y, z = (int(np.floor(side * steps)) + 1 for side in size)
    return x, y, z


def _cells(points: Floats, shape: tuple[int, int, int], steps: float) -> Numbers:
    """Return the number of the cell in which each point lies."""
    cells = np.zeros(len(points), dtype=np.int32)
    for axis, count in enumerate(shape):
        cells *= np.int32(count)
        cells += np.minimum((points[:, axis] * np.float32(steps)).astype(np.int32), np.int32(count - 1))
    return cells
