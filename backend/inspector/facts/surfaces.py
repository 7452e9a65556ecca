"""What the faces sum up to: volume, area, and areas by the direction they face, as the model was uploaded."""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.mesh import Mesh

Floats = npt.NDArray[np.float64]

_STEEPEST = float(np.cos(np.pi / 4)) + 1e-5  # faces at exactly 45 degrees are sides, and print without supports
_ON_PLATE_MM = 0.05  # a quarter of a usual layer: what starts lower is printed on the plate
_FLATTEST = 1e-7  # of the largest extent: what single precision cannot tell from a line
_BLOCK = 32_768  # triangles that stay in the processor's cache


class Surfaces(NamedTuple):
    """Faces within 45 degrees of upright (side), the others (level), and those of them that hang in the air.

    The volume is signed: below 0 the surfaces face inwards, and overhangs are those of the solid turned round, as a
    slicer would. ``gap_mm2`` is the least area that is missing for the surface to be closed: 0 for a closed one, as
    what faces one way is then balanced by what faces the other. ``degenerate`` faces have no area.
    """

    side_mm2: float
    level_mm2: float
    overhang_mm2: float
    gap_mm2: float
    volume_mm3: float
    area_mm2: float
    degenerate: int


def surfaces(mesh: Mesh) -> Surfaces:
    """Sum the faces.

    A face overhangs when it looks down more than 45 degrees and does not lie on the build plate, which is
    the lowest height of the item it belongs to.
    """
    box = mesh.box
    middle = box.mean(axis=0)
    floors = np.unique([item[0][2] for item in mesh.items]) - middle[2]
    flattest_mm = _FLATTEST * float((box[1] - box[0]).max())
    sums = (_sum_fast if is_warm() else _sum_plain)(mesh, middle, floors, flattest_mm)
    volume, side, level, falling, rising, *unbalanced, degenerate = (float(each) for each in sums)
    gap = sqrt(sum(each * each for each in unbalanced))
    return Surfaces(
        side_mm2=side / 2,
        level_mm2=level / 2,
        overhang_mm2=(rising if volume < 0 else falling) / 2,
        gap_mm2=gap / 2,
        volume_mm3=volume / 6,
        area_mm2=(side + level) / 2,
        degenerate=int(degenerate),
    )


def _sum_fast(mesh: Mesh, middle: Floats, floors: Floats, flattest_mm: float) -> Floats:
    from inspector.compiled.faces import sum_faces

    return sum_faces(mesh.points, mesh.triangles, middle, floors, _STEEPEST, _ON_PLATE_MM, flattest_mm)


def _sum_plain(mesh: Mesh, middle: Floats, floors: Floats, flattest_mm: float) -> Floats:
    """Sum volumes, sides, levels, those of them in the air that look down and up, all normals, and flat faces."""
    sums = np.zeros(9)
    for a, b, c in _blocks(mesh, middle):
        normals = np.cross(b - a, c - a)
        lengths = np.sqrt(np.einsum("ij,ij->i", normals, normals))
        is_level = np.abs(normals[:, 2]) > _STEEPEST * lengths
        in_air = is_level & ~_on_plate(np.maximum(np.maximum(a[:, 2], b[:, 2]), c[:, 2]), floors)
        looks_down = normals[:, 2] < 0
        longest = np.sqrt(np.max([np.einsum("ij,ij->i", side, side) for side in (b - a, c - a, c - b)], axis=0))
        sums += [
            np.einsum("ij,ij->", a, normals),
            lengths[~is_level].sum(),
            lengths[is_level].sum(),
            lengths[in_air & looks_down].sum(),
            lengths[in_air & ~looks_down].sum(),
            *normals.sum(axis=0),
            np.count_nonzero(lengths <= flattest_mm * longest),
        ]
    return sums


def _blocks(mesh: Mesh, middle: Floats) -> Iterator[tuple[Floats, ...]]:
    """Yield the three corners of each triangle, seen from the middle."""
    for start in range(0, len(mesh.triangles), _BLOCK):
        block = mesh.triangles[start : start + _BLOCK]
        yield tuple(mesh.points[block[:, corner]] - middle for corner in range(3))


def _on_plate(heights: Floats, floors: Floats) -> npt.NDArray[np.bool_]:
    """Tell which heights are those of the plate under an item; floors are in order."""
    below = np.maximum(np.searchsorted(floors, heights + _ON_PLATE_MM, side="right") - 1, 0)
    on_plate: npt.NDArray[np.bool_] = heights - floors[below] <= _ON_PLATE_MM
    return on_plate
