"""Triangles in memory: made clean and welded once, by every reader the same way."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.notes import Notes

Points: TypeAlias = npt.NDArray[np.floating]  # (n, 3), single or double precision as the file has it
Triangles: TypeAlias = npt.NDArray[np.int32]  # (m, 3), indices of points
Mask: TypeAlias = npt.NDArray[np.bool_]
Bits: TypeAlias = npt.NDArray[np.uint32] | npt.NDArray[np.uint64]
Box: TypeAlias = npt.NDArray[np.float64]  # (2, 3), lowest and highest corner in mm

FARTHEST_MM = 1e9  # coordinates beyond are damage: no model is a thousand kilometres large
_ABREAST = 256


@dataclass(frozen=True, slots=True)
class Mesh:
    """A model in mm. Points are distinct within each part and each is used by a triangle.

    ``items`` are the boxes of the things on the build plate: a slicer places each on its own.
    """

    points: Points
    triangles: Triangles
    items: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Return the lowest and highest corner of everything."""
        return np.array([np.min([item[0] for item in self.items], axis=0), np.max([i[1] for i in self.items], axis=0)])


def box_of(points: Points) -> Box:
    """Return the lowest and highest corner of at least one point; NaN where a coordinate is none."""
    whole = len(points) // _ABREAST * _ABREAST
    blocks = [points[whole:]] if whole < len(points) else []
    if whole:  # many columns side by side are quicker than three
        rows = points[:whole].reshape(-1, 3 * _ABREAST)
        blocks += [rows.min(axis=0).reshape(-1, 3), rows.max(axis=0).reshape(-1, 3)]
    ends = np.concatenate(blocks)
    return np.array([ends.min(axis=0), ends.max(axis=0)], dtype=np.float64)


def single(points: Points, triangles: Triangles) -> Mesh:
    """Return the mesh of a file that holds one thing."""
    return Mesh(points, triangles, (box_of(points),) if len(points) else ())


def sound(points: Points, triangles: Triangles, notes: Notes) -> tuple[Points, Triangles]:
    """Leave out triangles with unusable corners, saying so, and then points that no triangle uses."""
    if len(points) == 0 or (np.abs(box_of(points)) <= FARTHEST_MM).all():  # NaN is not <= anything
        return points, triangles
    usable: Mask = np.all(np.abs(points) <= FARTHEST_MM, axis=1)
    keep: Mask = np.all(usable[triangles], axis=1)
    if not keep.all():
        notes.count("bad_numbers", int(len(keep) - keep.sum()))
    return used(points, triangles[keep])


def used(points: Points, triangles: Triangles) -> tuple[Points, Triangles]:
    """Leave out points that no triangle uses."""
    is_used = np.zeros(len(points), dtype=bool)
    is_used[triangles.ravel()] = True
    if is_used.all():
        return points, triangles
    renumbered = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
    return points[is_used], renumbered[triangles]


def weld(points: Points, triangles: Triangles) -> tuple[Points, Triangles]:
    """Merge points that are equal to the last bit, and -0.0 with 0.0."""
    number, distinct = (_number_fast if is_warm() else _number_plain)(np.ascontiguousarray(points))
    return distinct, number[triangles]


def _number_fast(points: Points) -> tuple[npt.NDArray[np.int32], Points]:
    from inspector.welder import Welder

    number = np.empty(len(points), dtype=np.int32)
    welder = Welder(len(points), points.dtype.type)
    welder.add(points, number)
    return number, welder.points()


def _number_plain(points: Points) -> tuple[npt.NDArray[np.int32], Points]:
    with np.errstate(invalid="ignore"):  # what is no number stays none
        points += 0.0  # turns -0.0 into 0.0
    bits: Bits = points.view(np.uint32) if points.dtype == np.float32 else points.view(np.uint64)
    order = np.argsort(_mixed(bits)) if len(points) else np.empty(0, dtype=np.intp)
    starts = _group_starts(bits, order)
    if starts is None:
        order = np.lexsort(bits.T)
        starts = _differs(bits, order)
    number = np.empty(len(points), dtype=np.int32)
    number[order] = np.cumsum(starts, dtype=np.int32) - np.int32(1)
    return number, points[order[starts]]


def _mixed(bits: Bits) -> npt.NDArray[np.uint64]:
    """Hash each row of three words into 64 bits."""
    mixed = bits[:, 0] * np.uint64(0x9E3779B97F4A7C15)
    for column in (1, 2):
        mixed ^= mixed >> np.uint64(29)
        mixed += bits[:, column]
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _differs(bits: Bits, order: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Tell for each row in that order whether it differs from the one before it."""
    differs = np.zeros(len(order), dtype=bool)
    differs[:1] = True
    for column in range(3):
        values = bits[:, column][order]
        differs[1:] |= values[1:] != values[:-1]
    return differs


def _group_starts(bits: Bits, order: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_] | None:
    """Return where groups of equal rows start; None when two different rows share a hash.

    Equal rows share a hash and so lie together, unless others with the same hash lie between them.
    """
    starts = _differs(bits, order)
    mixed = _mixed(bits[order[starts]])
    return starts if bool((mixed[1:] != mixed[:-1]).all()) else None
