"""Areas by the direction they face, as the model was uploaded: sides, tops and bottoms, overhangs."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.facts.measure import blocks
from inspector.mesh import Mesh

Floats = npt.NDArray[np.float64]

_STEEPEST = float(np.cos(np.pi / 4)) + 1e-5  # faces at exactly 45 degrees are sides, and print without supports
_ON_PLATE_MM = 0.05  # a quarter of a usual layer: what starts lower is printed on the plate


class Surfaces(NamedTuple):
    """Faces within 45 degrees of upright (side), the others (level), and those of them that hang in the air.

    ``gap_mm2`` is the least area that is missing for the surface to be closed: 0 for a closed one, as what faces
    one way is then balanced by what faces the other.
    """

    side_mm2: float
    level_mm2: float
    overhang_mm2: float
    gap_mm2: float


def surfaces(mesh: Mesh, *, inside_out: bool = False) -> Surfaces:
    """Sum the faces by direction; ``inside_out`` turns them all round first, as a slicer would.

    A face overhangs when it looks down more than 45 degrees and does not lie on the build plate, which is
    the lowest height of the item it belongs to.
    """
    middle = mesh.box.mean(axis=0)
    floors = np.unique([item[0][2] for item in mesh.items]) - middle[2]
    down = 1.0 if inside_out else -1.0
    side = level = overhang = 0.0
    unbalanced = np.zeros(3)
    for a, b, c in blocks(mesh, middle):
        normals = np.cross(b - a, c - a)
        lengths = np.sqrt(np.einsum("ij,ij->i", normals, normals))
        is_level = np.abs(normals[:, 2]) > _STEEPEST * lengths
        side += float(lengths[~is_level].sum())
        level += float(lengths[is_level].sum())
        highest = np.maximum(np.maximum(a[:, 2], b[:, 2]), c[:, 2])
        hangs = is_level & (normals[:, 2] * down > 0) & ~_on_plate(highest, floors)
        overhang += float(lengths[hangs].sum())
        unbalanced += normals.sum(axis=0)
    return Surfaces(side / 2, level / 2, overhang / 2, float(np.sqrt(unbalanced @ unbalanced)) / 2)


def _on_plate(heights: Floats, floors: Floats) -> npt.NDArray[np.bool_]:
    """Tell which heights are those of the plate under an item; floors are in order."""
    below = np.maximum(np.searchsorted(floors, heights + _ON_PLATE_MM, side="right") - 1, 0)
    on_plate: npt.NDArray[np.bool_] = heights - floors[below] <= _ON_PLATE_MM
    return on_plate
