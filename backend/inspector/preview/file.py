"""The preview as a file: positions and triangles as a graphics card takes them, little-endian, nothing packed.

0   8 bytes   "LABMESH1"
8   uint32    points p
12  uint32    triangles t that are shown
16  uint32    triangles of the model
20  float32   p x 3 positions in mm from the lowest corner of the box, z upwards
..  uint32    t x 3 numbers of points, counterclockwise seen from outside
"""

from pathlib import Path

import numpy as np

from inspector.mesh import Mesh
from inspector.preview.decimate import decimate

MAGIC = b"LABMESH1"
MOST_TRIANGLES = 100_000


def write(mesh: Mesh, path: Path, most: int = MOST_TRIANGLES) -> None:
    """Write a likeness of the mesh with at most ``most`` triangles."""
    points, triangles = decimate(mesh, most)
    counts = np.array([len(points), len(triangles), len(mesh.triangles)], dtype="<u4")
    with path.open("wb") as file:
        file.write(MAGIC)
        for part in (counts, points.astype("<f4"), triangles.astype("<u4")):
            file.write(part.tobytes())
