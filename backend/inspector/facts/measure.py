"""Volume and area, in blocks so that large models need little memory."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.mesh import Mesh

_BLOCK = 262_144


class Measured(NamedTuple):
    """Signed volume (negative: the surfaces face inwards) and area."""

    volume_mm3: float
    area_mm2: float


def measure(mesh: Mesh) -> Measured:
    """Sum the signed tetrahedra from the middle of the box, and the triangles."""
    middle = mesh.box.mean(axis=0)
    volume = area = 0.0
    for a, b, c in blocks(mesh, middle):
        normals = np.cross(b - a, c - a)
        volume += float(np.einsum("ij,ij->", a, normals))
        area += float(np.sqrt(np.einsum("ij,ij->i", normals, normals)).sum())
    return Measured(volume / 6, area / 2)


def blocks(mesh: Mesh, middle: npt.NDArray[np.float64]) -> Iterator[tuple[npt.NDArray[np.float64], ...]]:
    """Yield the three corners of each triangle, seen from the middle."""
    for start in range(0, len(mesh.triangles), _BLOCK):
        block = mesh.triangles[start : start + _BLOCK]
        yield tuple(mesh.points[block[:, corner]] - middle for corner in range(3))
